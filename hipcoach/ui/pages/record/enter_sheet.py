"""A session that was done without the app, written down afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.session_history import HowMuch
from hipcoach.domain.pain import Moment
from hipcoach.domain.routine import Routine
from hipcoach.player.clock import Clock
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.pages.record.day_fields import ClockField, DayField
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_ROUTINE_WIDTH = 380


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a person told of a session that they did earlier."""

    routine: Routine
    started_at: datetime
    how_much: HowMuch
    ratings: tuple[tuple[Moment, int], ...]


class EnterSheet(ScrolledSheet):
    """Asks when, which routine, and how much of it; pain before and after is optional.

    The routines planned for the day that is chosen come first, and the first of them is taken
    until the person chooses another.
    """

    entered = Signal(object)
    """The Entered session."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        routines: Callable[[], Mapping[str, Routine]],
        clock: Clock,
        planned_on: Callable[[date], Sequence[str]] = lambda _day: (),
    ) -> None:
        super().__init__(theme, parent)
        self._routines = routines
        self._clock = clock
        self._planned_on = planned_on
        self._asked: tuple[object, ...] = ()
        self._has_chosen = False
        self.column.addWidget(
            TextLabel(
                theme,
                self.tr("A session you did earlier"),
                role=TextRole.HEADING,
                wrap=True,
                parent=self,
            )
        )
        self.column.addWidget(
            TextLabel(
                theme,
                self.tr("It counts like any other, and is marked as entered later."),
                tone=TextTone.MUTED,
                wrap=True,
                parent=self,
            )
        )
        what = QWidget(self)
        row = FlowLayout(what, gap=UNIT)
        self.day = DayField(theme, name=self.tr("Day"), parent=what)
        self.clock = ClockField(theme, name=self.tr("Started at"), parent=what)
        self.routine = ChoiceBox(theme, name=self.tr("Routine"), parent=what)
        self.routine.setMinimumWidth(theme.px(_ROUTINE_WIDTH))
        for field in (self.day, self.clock, self.routine):
            row.addWidget(field)
        self.day.dateChanged.connect(self._offer_routines)
        self.routine.activated.connect(self._on_chosen)
        self._add(self.tr("When, and which routine"), what)
        self.how_much = Segmented(
            theme,
            (
                (HowMuch.ALL.value, self.tr("Full session")),
                (HowMuch.HALF.value, self.tr("About half")),
                (HowMuch.NOTHING_YET.value, self.tr("Set by set")),
            ),
            name=self.tr("How much"),
            parent=self,
        )
        self._add(self.tr("How much"), self.how_much)
        self.before = self._scale(self.tr("Pain before (optional)"))
        self.after = self._scale(self.tr("Pain after (optional)"))
        self.cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        self.save = PrimaryButton(theme, self.tr("Save"), hint=self.tr("Enter"), parent=self)
        self.set_cancel(self.cancel)
        self.save.clicked.connect(self._save)
        EnterKey(self, self.save)
        self.foot.addWidget(self.cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)

    def ask(self) -> None:
        """Ask afresh."""
        now = self._clock.now()
        self._has_chosen = False
        self.day.set_day(now.date(), last=now.date())
        self.clock.set_clock(now.time())
        self._offer_routines()
        self.how_much.set_current(HowMuch.ALL.value)
        for scale in (self.before, self.after):
            scale.set_value(None)
        self._asked = self._entered_now()
        self.open_sheet()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_routines(self) -> None:
        """List the routines, those planned for the day first; keep what the person chose."""
        chosen = self.routine.currentData() if self._has_chosen else None
        due = set(self._planned_on(self.day.day()))
        self.routine.clear()
        for each in sorted(self._routines().values(), key=lambda routine: routine.id not in due):
            words = self.tr("{routine} · planned that day") if each.id in due else "{routine}"
            self.routine.addItem(words.format(routine=each.name), each.id)
        self.routine.setCurrentIndex(max(0, self.routine.findData(chosen)))

    def _on_chosen(self) -> None:
        self._has_chosen = True

    def _add(self, title: str, widget: QWidget) -> None:
        self.column.addWidget(TextLabel(self._theme, title, role=TextRole.STRONG, parent=self))
        self.column.addWidget(widget)

    def _scale(self, title: str) -> NrsScale:
        scale = NrsScale(self._theme, question=title, parent=self)
        self._add(title, scale)
        return scale

    def _save(self) -> None:
        for scale in (self.before, self.after):
            scale.settle()
        routine = self._routines().get(str(self.routine.currentData()))
        if routine is None:
            return
        told = ((Moment.BEFORE, self.before.value()), (Moment.AFTER, self.after.value()))
        self.close_sheet()
        self.entered.emit(
            Entered(
                routine=routine,
                started_at=self._clock.at(self.day.day(), self.clock.clock()),
                how_much=HowMuch(self.how_much.current()),
                ratings=tuple((moment, nrs) for moment, nrs in told if nrs is not None),
            )
        )

    def has_unsaved(self) -> bool:
        """Whether anything was entered since it was asked."""
        return self._entered_now() != self._asked

    def _entered_now(self) -> tuple[object, ...]:
        fields = (self.day.day(), self.clock.clock(), self.how_much.current())
        chosen = self.routine.currentData() if self._has_chosen else None
        return (*fields, chosen, self.before.value(), self.after.value())
