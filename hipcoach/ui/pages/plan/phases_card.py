"""For how many weeks, in which phases, and what each of them is for."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.domain.plan import (
    MAX_GOAL_LENGTH,
    MAX_PHASE_WEEKS,
    MAX_PHASES,
    Phase,
    Programme,
)
from hipcoach.ui.labels import day_month_text, weeks_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class PhaseRow(QWidget):
    """Some weeks and their goal."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, number: int, phase: Phase, parent: QWidget) -> None:
        super().__init__(parent)
        pair = PairLayout(self, gap=UNIT, lead_least=theme.px(220))
        length = QWidget(self)
        row = QHBoxLayout(length)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        self.weeks = Stepper(
            theme,
            name=self.tr("Weeks of phase {number}").format(number=number),
            minimum=1,
            maximum=MAX_PHASE_WEEKS,
            value=phase.weeks,
            unit=self.tr("weeks"),
            parent=length,
        )
        self.goal = QLineEdit(phase.goal, self)
        limit_line(self.goal, MAX_GOAL_LENGTH)
        self.goal.setPlaceholderText(self.tr("What these weeks are for"))
        self.goal.setAccessibleName(self.tr("Goal of phase {number}").format(number=number))
        self.goal.setCursorPosition(0)
        self.remove = QuietButton(theme, "", icon_name="close", parent=length)
        self.remove.setAccessibleName(self.tr("Take phase {number} out").format(number=number))
        row.addWidget(self.weeks)
        row.addWidget(self.remove)
        pair.addWidget(self.goal)
        pair.addWidget(length)
        self.weeks.value_changed.connect(lambda _weeks: self.changed.emit())
        self.goal.editingFinished.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    @property
    def phase(self) -> Phase:
        """What is set."""
        return Phase(weeks=self.weeks.value(), goal=self.goal.text().strip())

    def show_phase(self, phase: Phase) -> None:
        """Show other weeks and another goal, without telling anyone."""
        self.weeks.set_value(phase.weeks)
        if self.goal.text().strip() != phase.goal:
            self.goal.setText(phase.goal)


class PhasesCard(Card):
    """A programme's phases, or a plan without an end; every change is kept at once."""

    changed = Signal(object)
    """The programme as it is to be, or None for a plan without an end."""
    programme_requested = Signal()
    """The person wants a programme of the usual length."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(UNIT + 4)
        self._programme: Programme | None = None
        self.rows: list[PhaseRow] = []
        self.body.addWidget(
            TextLabel(theme, self.tr("For how long"), role=TextRole.HEADING, parent=self)
        )
        self._note = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * UNIT)
        self.body.addLayout(self._rows)
        foot = QWidget(self)
        flow = FlowLayout(foot, gap=UNIT)
        self.add = SecondaryButton(theme, self.tr("Add a phase"), icon_name="plus", parent=foot)
        self.endless = QuietButton(theme, self.tr("Without an end"), parent=foot)
        self.usual = SecondaryButton(theme, "", parent=foot)
        for button in (self.add, self.endless, self.usual):
            flow.addWidget(button)
        self.body.addWidget(foot)
        self.add.clicked.connect(self._add)
        self.endless.clicked.connect(lambda: self.changed.emit(None))
        self.usual.clicked.connect(self.programme_requested)

    @property
    def note(self) -> str:
        """Until when it goes, and what comes then."""
        return self._note.text()

    def show_programme(self, programme: Programme | None, *, usual_weeks: int, today: date) -> None:
        """Show a programme, or that there is no end and what the usual length would be."""
        shown = programme.phases if programme is not None else ()
        if len(shown) == len(self.rows):
            for row, phase in zip(self.rows, shown, strict=True):
                row.show_phase(phase)
        else:
            self._fill(shown)
        self._programme = programme
        over = programme is not None and programme.last_day < today
        self.usual.setText(
            self.tr("A programme of {weeks}").format(weeks=weeks_text(usual_weeks))
            if programme is None
            else self.tr("{weeks} anew").format(weeks=weeks_text(usual_weeks))
        )
        self.usual.setVisible(programme is None or over)
        self.usual.updateGeometry()
        self.add.setVisible(programme is not None and len(shown) < MAX_PHASES)
        self.endless.setVisible(programme is not None)
        self._note.setText(self._words(programme, today))

    def _words(self, programme: Programme | None, today: date) -> str:
        if programme is None:
            return self.tr("No end is set: it goes on until you change it.")
        first, last = day_month_text(programme.first_day), day_month_text(programme.last_day)
        if programme.last_day < today:
            return self.tr("It was over on {last}.").format(last=last)
        return self.tr(
            "{weeks}, {first} to {last}. Then a look back, and two or three days a week to keep "
            "what you won."
        ).format(weeks=weeks_text(programme.weeks), first=first, last=last)

    def _fill(self, phases: tuple[Phase, ...]) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for number, phase in enumerate(phases, start=1):
            row = PhaseRow(self._theme, number, phase, self)
            row.remove.setVisible(len(phases) > 1)
            row.changed.connect(self._tell)
            row.removed.connect(lambda row=row: self._tell_without(row))
            self._rows.addWidget(row)
            self.rows.append(row)

    def _tell(self) -> None:
        self._tell_phases(tuple(row.phase for row in self.rows))

    def _tell_without(self, gone: PhaseRow) -> None:
        self._tell_phases(tuple(row.phase for row in self.rows if row is not gone))

    def _add(self) -> None:
        self._tell_phases((*(row.phase for row in self.rows), Phase(weeks=2)))
        self.rows[-1].goal.setFocus()

    def _tell_phases(self, phases: tuple[Phase, ...]) -> None:
        programme = self._programme
        if programme is not None and phases != programme.phases:
            self.changed.emit(Programme(first_day=programme.first_day, phases=phases))
