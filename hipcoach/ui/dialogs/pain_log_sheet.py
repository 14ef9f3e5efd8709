"""Asks which columns of a list hold date, pain and note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from hipcoach.coaching.keeping import PainLog, PainLogMapping
from hipcoach.domain.site import sites
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.labels import site_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.toggle import Toggle

_SHOWN_ROWS = 4
_NONE = -1


class PainLogSheet(ScrolledSheet):
    """Shows the first rows and what they are taken for; every guess can be changed."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._log: PainLog | None = None
        self._heading = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        words = TextLabel(
            theme,
            self.tr("These are its first rows. Say which column is which."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.table = QTableWidget(self)
        self.table.setAccessibleName(self.tr("The first rows of the list"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self._heading)
        self.column.addWidget(words)
        self.column.addWidget(self.table)
        self.date_box = self._row(self.tr("Date"))
        self.order = Segmented(
            theme,
            (
                ("?", self.tr("Not chosen")),
                ("day", self.tr("Day first")),
                ("month", self.tr("Month first")),
            ),
            name=self.tr("Order of a date such as 3/4/2026"),
            parent=self,
        )
        self._pair(self.tr("A date such as 3/4/2026"), self.order)
        self.time_box = self._row(self.tr("Time of day"))
        self.pain_box = self._row(self.tr("Pain"))
        self.scale_box = self._row(self.tr("Scale of the pain"))
        for scale, text in (
            (10, self.tr("0 to 10")),
            (100, self.tr("0 to 100")),
            (5, self.tr("0 to 5")),
        ):
            self.scale_box.addItem(text, scale)
        self.note_box = self._row(self.tr("Note"))
        self.site_box = self._row(self.tr("Place"))
        self.header = Toggle(theme, self.tr("The first row names the columns"), parent=self)
        self.column.addWidget(self.header)
        for site in sites():
            self.site_box.addItem(site_text(site.text), site.text)
        self.asked = TextLabel(theme, wrap=True, parent=self)
        self.column.addWidget(self.asked)
        cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        cancel.clicked.connect(self._cancel)
        self.accept = PrimaryButton(
            theme, self.tr("See what it adds"), hint=self.tr("Enter"), parent=self
        )
        self.accept.clicked.connect(self._accept)
        EnterKey(self, self.accept)
        for box in (self.pain_box, self.scale_box):
            box.currentIndexChanged.connect(lambda _at: self._look())
        self.order.chosen.connect(lambda _key: self._look())
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.accept)

    def ask(self, log: PainLog) -> None:
        """Show a list and the mapping that seems to fit."""
        self._log = log
        guess = log.guess
        self._heading.setText(self.tr("Pain from {file}").format(file=log.file))
        self._fill_table(log)
        names = [log.column_name(at) for at in range(log.width)]
        for box in (self.date_box, self.time_box, self.pain_box, self.note_box):
            box.clear()
            for at, name in enumerate(names):
                box.addItem(name, at)
        for box in (self.note_box, self.time_box):
            box.addItem(self.tr("none"), _NONE)
        _choose(self.date_box, guess.date_column)
        _choose(self.time_box, _NONE if guess.time_column is None else guess.time_column)
        _choose(self.pain_box, guess.pain_column)
        _choose(self.scale_box, guess.scale)
        _choose(self.note_box, _NONE if guess.note_column is None else guess.note_column)
        if self.site_box.findData(guess.site) < 0:
            self.site_box.addItem(site_text(guess.site), guess.site)
        _choose(self.site_box, guess.site)
        self.order.set_current({None: "?", True: "day", False: "month"}[guess.day_first])
        self.header.setChecked(guess.has_header)
        self._look()
        self.open_sheet()
        self.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def mapping(self) -> PainLogMapping:
        """What the person chose."""
        note: int = self.note_box.currentData()
        times: int = self.time_box.currentData()
        guess = PainLogMapping(date_column=0, pain_column=None)
        if self._log is not None:
            guess = self._log.guess
        is_guessed = guess.pain_column == self.pain_box.currentData()
        return PainLogMapping(
            time_column=None if times == _NONE else times,
            category_column=guess.category_column if is_guessed else None,
            category=guess.category,
            scale=self.scale_box.currentData(),
            date_column=self.date_box.currentData(),
            pain_column=self.pain_box.currentData(),
            note_column=None if note == _NONE else note,
            has_header=self.header.isChecked(),
            day_first={"day": True, "month": False}.get(self.order.current()),
            site=self.site_box.currentData(),
        )

    def _row(self, text: str) -> ChoiceBox:
        box = ChoiceBox(self._theme, name=text, parent=self)
        self._pair(text, box)
        return box

    def _pair(self, text: str, field: QWidget) -> None:
        row = QWidget(self)
        pair = PairLayout(row, lead_least=self._theme.px(150), line_gap=4, fill_trail=False)
        pair.addWidget(TextLabel(self._theme, text, wrap=True, parent=row))
        pair.addWidget(field)
        self.column.addWidget(row)

    def _fill_table(self, log: PainLog) -> None:
        rows = log.rows[: _SHOWN_ROWS + 1]
        self.table.setColumnCount(log.width)
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels([str(at + 1) for at in range(log.width)])
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, QTableWidgetItem(text))
        high = self.table.horizontalHeader().sizeHint().height()
        high += sum(self.table.rowHeight(at) for at in range(len(rows)))
        self.table.setFixedHeight(high + UNIT)

    def _look(self) -> None:
        """Say what is still to be told; nothing is taken before it is."""
        missing = []
        if self.pain_box.currentIndex() < 0:
            missing.append(self.tr("Say which column is pain."))
        if self.scale_box.currentIndex() < 0:
            missing.append(self.tr("The numbers go further than 10: say which scale they are on."))
        if self.order.current() == "?":
            missing.append(self.tr("The dates can be read in two ways: say what comes first."))
        self.asked.setText(" ".join(missing))
        self.asked.setVisible(bool(missing))
        self.accept.setEnabled(not missing)

    def _accept(self) -> None:
        self.close_sheet()
        self.chosen.emit(self._log, self.mapping)

    def _cancel(self) -> None:
        self.close_sheet()
        self.closed.emit()


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(-1 if value is None else max(0, box.findData(value)))
