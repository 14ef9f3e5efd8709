"""Which routines on which weekdays, and from which day a change holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hipcoach.coaching.programme import close_strength_days
from hipcoach.domain.plan import MAX_SLOTS, Slot
from hipcoach.domain.routine import Routine
from hipcoach.ui.labels import day_month_text, weekday_names
from hipcoach.ui.pages.parts.days_fields import DEFAULT_WEEKDAYS, WeekdaysField
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.plan.slot_times_field import SlotTimesField
from hipcoach.ui.plain_text import menu_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class SlotRow(QWidget):
    """One routine with its seven days."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, slot: Slot, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.routine_id = slot.routine_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QWidget(self)
        pair = PairLayout(head, lead_least=theme.px(160))
        self._name = TextLabel(theme, name, role=TextRole.STRONG, wrap=True, parent=head)
        self.remove = QuietButton(theme, self.tr("Take out"), parent=head)
        self.remove.setAccessibleName(self.tr("Take {routine} out").format(routine=name))
        pair.addWidget(self._name)
        pair.addWidget(self.remove)
        self.weekdays = WeekdaysField(theme, self)
        self.weekdays.setAccessibleDescription(name)
        self.times = SlotTimesField(theme, name, self)
        column.addWidget(head)
        column.addWidget(self.weekdays)
        column.addWidget(self.times)
        self.set_slot(slot)
        self.weekdays.changed.connect(self.changed)
        self.times.changed.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    @property
    def slot(self) -> Slot:
        """What is set."""
        return Slot(
            routine_id=self.routine_id,
            weekdays=self.weekdays.weekdays(),
            times_per_day=self.times.times_per_day,
            times=self.times.times,
        )

    def set_slot(self, slot: Slot) -> None:
        """Show another state of the slot without telling anyone."""
        self.weekdays.set_weekdays(slot.weekdays)
        self.times.set_slot(slot)


class SlotsCard(Card):
    """Rows of routines; every change is kept at once and told as all of them."""

    changed = Signal(object)
    """The routines with their days, as a tuple of Slots."""
    start_chosen = Signal(object)
    """Changes are to hold from this day on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(2 * UNIT)
        self._routines: Mapping[str, Routine] = {}
        self._slots: tuple[Slot, ...] | None = None
        self._starts: dict[str, date] = {}
        self.rows: list[SlotRow] = []
        head = QWidget(self)
        pair = PairLayout(head, lead_least=theme.px(160))
        pair.addWidget(
            TextLabel(theme, self.tr("What, and when"), role=TextRole.HEADING, parent=head)
        )
        self.start = Segmented(theme, name=self.tr("From when"), wraps=True, parent=head)
        pair.addWidget(self.start)
        self.body.addWidget(head)
        self._note = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        # Shown once there is a choice of days.
        self.start.hide()
        self._note.hide()
        self.body.addWidget(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * UNIT)
        self.body.addLayout(self._rows)
        self.warning = MessageBar(theme, self)
        self.body.addWidget(self.warning)
        self.add = SecondaryButton(theme, self.tr("Add a routine"), icon_name="plus", parent=self)
        self.menu = QMenu(self)
        self.add.clicked.connect(self._open_menu)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.start.chosen.connect(lambda key: self.start_chosen.emit(self._starts[key]))

    def show_slots(self, slots: tuple[Slot, ...], routines: Mapping[str, Routine]) -> None:
        """Show these routines with their days."""
        self._routines = routines
        if slots != self._slots:
            self._slots = slots
            if [slot.routine_id for slot in slots] == [row.routine_id for row in self.rows]:
                for row, slot in zip(self.rows, slots, strict=True):
                    row.set_slot(slot)
            else:
                self._fill(slots)
        self._offer()
        self._warn(slots)

    def show_starts(self, starts: Sequence[tuple[str, date, str]], current: date) -> None:
        """Offer days from which changes hold, as (key, day, words), with one chosen."""
        if [day for _, day, _ in starts] != list(self._starts.values()):
            self._starts = {key: day for key, day, _ in starts}
            self.start.set_options([(key, words) for key, _, words in starts])
        self.start.show()
        self._note.show()
        self.start.set_current(next(key for key, day in self._starts.items() if day == current))
        self._note.setText(
            self.tr("A change holds from {day} on; days before stay as they were.").format(
                day=day_month_text(current)
            )
        )

    def _fill(self, slots: tuple[Slot, ...]) -> None:
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for slot in slots:
            routine = self._routines.get(slot.routine_id)
            name = routine.name if routine is not None else slot.routine_id
            row = SlotRow(self._theme, slot, name, self)
            row.remove.setVisible(len(slots) > 1)
            row.changed.connect(self._tell)
            row.removed.connect(lambda row=row: self._remove(row))
            self._rows.addWidget(row)
            self.rows.append(row)

    def _tell(self) -> None:
        self.changed.emit(tuple(row.slot for row in self.rows))

    def _remove(self, gone: SlotRow) -> None:
        self.changed.emit(tuple(row.slot for row in self.rows if row is not gone))

    def _add(self, routine_id: str) -> None:
        # Strength has its days already when something is added to it.
        weekdays = frozenset() if self.rows else DEFAULT_WEEKDAYS
        slots = (*(row.slot for row in self.rows), Slot(routine_id=routine_id, weekdays=weekdays))
        self.changed.emit(slots)
        if self.rows:
            self.rows[-1].weekdays.chip("0").setFocus()

    def _offer(self) -> None:
        planned = {row.routine_id for row in self.rows}
        self.menu.clear()
        for routine in self._routines.values():
            if routine.id not in planned:
                action = self.menu.addAction(menu_text(routine.name))
                action.triggered.connect(lambda _=False, key=routine.id: self._add(key))
        self.add.setVisible(bool(self.menu.actions()) and len(planned) < MAX_SLOTS)

    def _warn(self, slots: tuple[Slot, ...]) -> None:
        close = close_strength_days(slots, self._routines)
        if not close:
            self.warning.hide()
            return
        names = weekday_names(in_full=True)
        pairs = ", ".join(
            self.tr("{first} and {second}").format(first=names[first], second=names[second])
            for first, second in close
        )
        self.warning.show_message(
            self.tr(
                "Strength on days next to each other: {days}. Muscles want about 48 hours between "
                "strength days, unless your therapist said otherwise."
            ).format(days=pairs),
            kind=MessageKind.WARNING,
            dismissable=False,
        )

    def _open_menu(self) -> None:
        self.menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 4)))
        actions = self.menu.actions()
        if actions:
            self.menu.setActiveAction(actions[0])
