"""The first week as figures, with the reason for each line; every line of it can be changed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.intake import Intake, Proposal
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.programme import usual_programme, usual_weeks
from hipcoach.domain.errors import StorageError
from hipcoach.domain.exercise import plain_things
from hipcoach.domain.known import known
from hipcoach.domain.plan import Programme, Slot
from hipcoach.domain.profile import Profile
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.first_start.week_strip import WeekStrip
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.pages.parts.fold_button import FoldButton
from hipcoach.ui.pages.parts.me_fields import capitalised, change_me
from hipcoach.ui.pages.plan.phases_card import PhasesCard
from hipcoach.ui.pages.plan.slots_card import SlotsCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel


class ProposalStep(Step):
    """Shows the plan there is, or proposes one; going on keeps what is shown."""

    def __init__(
        self,
        theme: Theme,
        intake: Intake,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        pathways: PathwayDesk | None = None,
        figures: FigureBook | None = None,
    ) -> None:
        """`pathways` keeps which stage begins."""
        super().__init__(theme, self.tr("Your first week"), parent=parent)
        self._intake = intake
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._pathways = pathways
        self._proposal: Proposal | None = None
        self._asked: Profile | None = None
        self._slots: tuple[Slot, ...] = ()
        self._programme: Programme | None = None
        self._needs: ChipGroup | None = None
        self._offered: tuple[str, ...] = ()
        self.reasons: tuple[str, ...] = ()
        self.note = MessageBar(theme, self)
        self.body.addWidget(self.note)
        self.week = WeekStrip(theme, self, figures=figures)
        self.body.addWidget(self.week)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT)
        self.body.addLayout(self._lines)
        self._things = QVBoxLayout()
        self.body.addLayout(self._things)
        self.fold = FoldButton(theme, self.tr("Change days, routines or weeks"), self)
        self.body.addWidget(self.fold)
        self.slots = SlotsCard(theme, self)
        self.phases = PhasesCard(theme, self)
        self.anew = QuietButton(theme, self.tr("Propose it anew"), parent=self)
        for widget in (self.slots, self.phases):
            self.body.addWidget(widget)
        self.body.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignLeft)
        self.fold.toggled.connect(self._unfold)
        self.slots.changed.connect(self._change_slots)
        self.phases.changed.connect(self._change_programme)
        self.phases.programme_requested.connect(self._begin_programme)
        self.anew.clicked.connect(self._propose)
        self._unfold(False)

    @property
    def starts(self) -> bool:
        """Whether going on leads to the practice: at the first time, with a plan.

        A first start that a warning sign had cut short is still the first time.
        """
        settings = self._preferences.current
        is_first = settings.questions_left or not settings.first_start_done
        return bool(self._slots) and is_first

    @property
    def needs(self) -> ChipGroup | None:
        """What exercises of the plan wait for, to be ticked; None where they wait for nothing."""
        return self._needs

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        if self.starts:
            return self.tr("Start now")
        return self.tr("Save the plan") if self._slots else self.tr("Open Today")

    @property
    def later_text(self) -> str:
        """What the quiet button beside it says."""
        return self.tr("Save it for later") if self.starts else ""

    def entered(self) -> None:
        """Propose where there is no plan yet, or where the answers are others than before."""
        asked = self._preferences.current.me
        if asked == self._asked:
            return
        is_first = self._asked is None
        try:
            plan = self._planner.current()
        except StorageError:
            plan = None
        if is_first and plan is not None:
            self._asked = asked
            self._show(plan.slots, plan.programme)
            self._tell(None)
        else:
            self._offered = ()
            _empty(self._things)
            self._needs = None
            self._propose()

    def left(self) -> str:
        """Keep the plan that is shown, unless it is kept like that already."""
        try:
            plan = self._planner.current()
            kept = None if plan is None else (plan.slots, plan.programme)
            if self._slots and kept != (self._slots, self._programme):
                self._planner.change(self._slots, self._programme)
                if self._pathways is not None and self._proposal is not None:
                    self._pathways.begin(self._proposal)
        except StorageError as error:
            return str(error)
        return ""

    def _unfold(self, is_open: bool) -> None:
        self.slots.setVisible(is_open)
        self.phases.setVisible(is_open and bool(self._slots))
        self.anew.setVisible(is_open)

    def _propose(self) -> None:
        self._asked = self._preferences.current.me
        try:
            proposal = self._intake.propose()
        except StorageError as error:
            self.note.show_message(str(error), kind=MessageKind.WARNING, dismissable=False)
            return
        self._proposal = proposal
        if proposal is not None:
            self._show(tuple(each.slot for each in proposal.slots), proposal.programme)
        else:
            self._show((), None)
        self._tell(proposal)
        self._ask_for_things(proposal)

    def _tell(self, proposal: Proposal | None) -> None:
        """Give the reasons of a proposal; without one nothing has to be said."""
        _empty(self._lines)
        reasons: list[str] = []
        if proposal is not None:
            for each in proposal.slots:
                name = known(self._content.routines, each.slot.routine_id).name
                reasons.append(self.tr("{routine}: {why}").format(routine=name, why=each.why))
            reasons.append(proposal.programme_why)
        elif not self._slots:
            reasons.append(
                self.tr("Nothing here goes with all that you told. Ask your therapist what does.")
            )
        for reason in reasons:
            self._lines.addWidget(TextLabel(self._theme, reason, wrap=True, parent=self))
        self.reasons = tuple(reasons)
        notes = " ".join(proposal.notes) if proposal is not None else ""
        if notes:
            self.note.show_message(notes, kind=MessageKind.WARNING, dismissable=False)
        else:
            self.note.hide()

    def _ask_for_things(self, proposal: Proposal | None) -> None:
        """Ask for equipment now that a plan needs it: what has no stand-in, if anything."""
        wanted = () if proposal is None else proposal.wants
        things = tuple(dict.fromkeys(thing for each in wanted for thing in plain_things(each)))
        # What was ticked just now stays, to be taken back.
        offered = tuple(dict.fromkeys((*self._offered, *things)))
        if offered == self._offered:
            return
        self._offered = offered
        _empty(self._things)
        self._needs = None
        if not offered:
            return
        names = self._content.equipment_names
        title = self.tr("Some exercises wait for these. Tick what you have.")
        self._things.addWidget(
            TextLabel(self._theme, title, role=TextRole.STRONG, wrap=True, parent=self)
        )
        options = [(each, capitalised(names.get(each, each))) for each in offered]
        chips = ChipGroup(self._theme, options, name=title, parent=self)
        chips.set_checked(self._preferences.current.me.equipment)
        chips.changed.connect(self._keep_things)
        self._things.addWidget(chips)
        self._needs = chips

    def _keep_things(self) -> None:
        chips = self._needs
        if chips is not None:
            me = self._preferences.current.me
            others = tuple(each for each in me.equipment if each not in self._offered)
            change_me(self._preferences, replace(me, equipment=(*others, *chips.checked())))
            self._propose()

    def _show(self, slots: tuple[Slot, ...], programme: Programme | None) -> None:
        self._slots, self._programme = slots, programme
        self.slots.show_slots(slots, self._content.routines)
        self.phases.setVisible(bool(slots) and self.fold.isChecked())
        today = self._planner.today().day
        self.phases.show_programme(
            programme, usual_weeks=usual_weeks(self._preferences.current.me), today=today
        )
        self.week.setVisible(bool(slots))
        self.week.show_week(self._intake.week(slots), today)
        self.changed.emit()

    def _change_slots(self, slots: tuple[Slot, ...]) -> None:
        self._show(slots, self._programme)

    def _change_programme(self, programme: Programme | None) -> None:
        self._show(self._slots, programme)

    def _begin_programme(self) -> None:
        self._change_programme(
            usual_programme(self._preferences.current.me, self._planner.today().day)
        )


def _empty(lines: QVBoxLayout) -> None:
    while (item := lines.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
