"""Settings: what the clinic found and did, with its day."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.clinic_file import ClinicFile
from hipcoach.domain.clinic import ClinicLog, ClinicNote, ClinicNoteKind
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.prescription import Side
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_TEXT = 300
_DATE_WIDTH = 150
_MARGIN = 12


class ClinicSection(Section):
    """Notes of visits, the newest first, and a line to write another."""

    def __init__(
        self,
        theme: Theme,
        clinic: ClinicFile,
        treatments: tuple[ClinicLog, ...],
        parent: QWidget | None = None,
    ) -> None:
        """Show and change these notes; `treatments` are what can be chosen by name."""
        super().__init__(theme, self.tr("From the clinic"), parent)
        self._clinic = clinic
        self._treatments = {treatment.id: treatment for treatment in treatments}
        self.add_text(
            self.tr(
                "What your therapist or doctor found, and treatments you had there. It goes into "
                "the page for your therapist."
            )
        )
        self.kind = ChoiceBox(theme, name=self.tr("What was found or done"), parent=self)
        for kind, words in self._kinds().items():
            self.kind.addItem(words, kind.value)
        self.treatment = ChoiceBox(theme, name=self.tr("Which treatment"), parent=self)
        for treatment in treatments:
            self.treatment.addItem(treatment.name, treatment.id)
        self.treatment.addItem(self.tr("Another treatment"), "")
        self.side = ChoiceBox(theme, name=self.tr("Which side"), parent=self)
        for side, words in self._sides().items():
            self.side.addItem(words, side.value)
        self.day = QDateEdit(self)
        # The style sheet leaves a strip for the arrows on the right: as much on the left.
        self.day.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        self.day.setAccessibleName(self.tr("Day of the visit"))
        self.day.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self.text = QLineEdit(self)
        limit_line(self.text, _LONGEST_TEXT)
        self.text.setAccessibleName(self.tr("What was said"))
        self.text.setPlaceholderText(self.tr("In a few words, as you were told"))
        self.add_button = SecondaryButton(theme, self.tr("Add"), parent=self)
        choices = QWidget(self)
        flow = FlowLayout(choices, gap=UNIT)
        for field in (self.kind, self.treatment, self.side, self.day):
            flow.addWidget(field)
        self.body.addWidget(choices)
        line = QWidget(self)
        pair = PairLayout(line, lead_least=theme.px(240), fill_trail=False)
        pair.addWidget(self.text)
        pair.addWidget(self.add_button)
        self.body.addWidget(line)
        self.problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT)
        self.body.addLayout(self._lines)
        self.undo_button = QuietButton(theme, self.tr("Undo"), parent=self)
        self.undo_button.hide()
        self.body.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.kind.currentIndexChanged.connect(self._show_fields)
        self.add_button.clicked.connect(self._add)
        self.text.returnPressed.connect(self._add)
        self.undo_button.clicked.connect(self._undo)
        theme.changed.connect(self._resize_day)
        self._resize_day()
        self._show_fields()
        self._choose_today()

    def refresh(self) -> None:
        """Show what is kept."""
        latest = self._clinic.today
        self.day.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in self._clinic.notes():
            self._lines.addWidget(self._line(note))

    @property
    def told(self) -> tuple[str, ...]:
        """The notes as they are shown, the newest first."""
        return tuple(self._title(note) for note in self._clinic.notes())

    @property
    def _kind(self) -> ClinicNoteKind:
        # What goes through Qt comes back as plain text.
        return ClinicNoteKind(self.kind.currentData())

    def _line(self, note: ClinicNote) -> QWidget:
        line = QWidget(self)
        pair = PairLayout(line, lead_least=self._theme.px(240), fill_trail=False)
        words = QWidget(line)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = self._title(note)
        column.addWidget(TextLabel(self._theme, title, bold=True, wrap=True, parent=words))
        if note.text:
            column.addWidget(TextLabel(self._theme, note.text, wrap=True, parent=words))
        if note.treatment_id in self._treatments:
            caution = self._treatments[note.treatment_id].caution
            column.addWidget(
                TextLabel(
                    self._theme,
                    caution,
                    role=TextRole.SMALL,
                    tone=TextTone.MUTED,
                    wrap=True,
                    parent=words,
                )
            )
        pair.addWidget(words)
        remove = QuietButton(self._theme, self.tr("Remove"), parent=line)
        remove.setAccessibleDescription(title)
        remove.clicked.connect(lambda: self._remove(note))
        pair.addWidget(remove)
        return line

    def _title(self, note: ClinicNote) -> str:
        parts = [day_month_text(note.day), self._kinds()[note.kind]]
        if note.side is not Side.BILATERAL:
            parts.append(self._sides()[note.side])
        return " · ".join(parts)

    def _kinds(self) -> dict[ClinicNoteKind, str]:
        return {
            ClinicNoteKind.GAIT: self.tr("Walking"),
            ClinicNoteKind.POSTURE: self.tr("Posture"),
            ClinicNoteKind.STRENGTH: self.tr("Strength"),
            ClinicNoteKind.RANGE: self.tr("Range of movement"),
            ClinicNoteKind.TREATMENT: self.tr("Treatment"),
            ClinicNoteKind.OTHER: self.tr("Something else"),
        }

    def _sides(self) -> dict[Side, str]:
        return {
            Side.BILATERAL: self.tr("No one side"),
            Side.LEFT: self.tr("Left"),
            Side.RIGHT: self.tr("Right"),
        }

    def _show_fields(self) -> None:
        self.treatment.setVisible(self._kind is ClinicNoteKind.TREATMENT)

    def _choose_today(self) -> None:
        latest = self._clinic.today
        self.day.setDate(QDate(latest.year, latest.month, latest.day))

    def _add(self) -> None:
        kind = self._kind
        is_treatment = kind is ClinicNoteKind.TREATMENT
        shown = self.day.date()
        try:
            self._clinic.add(
                date(shown.year(), shown.month(), shown.day()),
                kind,
                self._said(),
                side=Side(self.side.currentData()),
                treatment_id=self.treatment.currentData() if is_treatment else "",
            )
        except HipcoachError as error:
            self._tell(str(error))
            return
        self.text.clear()
        self._after_change()

    def _said(self) -> str:
        """Return what was typed, with the treatment's name before it."""
        typed = self.text.text().strip()
        known = self._treatments.get(self.treatment.currentData())
        if self._kind is not ClinicNoteKind.TREATMENT or known is None:
            return typed
        return f"{known.name}: {typed}" if typed else known.name

    def _remove(self, note: ClinicNote) -> None:
        try:
            self._clinic.remove(note)
        except HipcoachError as error:
            self._tell(str(error))
            return
        self._after_change()

    def _undo(self) -> None:
        try:
            self._clinic.undo()
        except HipcoachError as error:
            self._tell(str(error))
            return
        self._after_change(may_undo=False)

    def _after_change(self, *, may_undo: bool = True) -> None:
        self.problem.hide()
        self.undo_button.setVisible(may_undo)
        self.refresh()

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _resize_day(self) -> None:
        self.day.setMinimumWidth(self._theme.px(_DATE_WIDTH))
