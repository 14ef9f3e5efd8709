"""A first plan with its reasons; every line of it can be changed before it is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.intake import Intake, Proposal
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.programme import usual_programme, usual_weeks
from hipcoach.domain.errors import StorageError
from hipcoach.domain.known import known
from hipcoach.domain.plan import Programme, Slot
from hipcoach.domain.profile import Profile
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.plan.phases_card import PhasesCard
from hipcoach.ui.pages.plan.slots_card import SlotsCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ProposalStep(Step):
    """Shows the plan there is, or proposes one; going on keeps what is shown."""

    def __init__(
        self,
        theme: Theme,
        intake: Intake,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        weekdays: Callable[[], frozenset[int]],
        parent: QWidget | None = None,
        *,
        pathways: PathwayDesk | None = None,
    ) -> None:
        """`weekdays` tells the days that were chosen; `pathways` keeps which stage begins."""
        super().__init__(
            theme,
            self.tr("A plan to begin with"),
            self.tr("Change any line. Your therapist’s word comes before all of it."),
            parent,
        )
        self._intake = intake
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._weekdays = weekdays
        self._pathways = pathways
        self._proposal: Proposal | None = None
        self._asked: tuple[Profile, frozenset[int]] | None = None
        self._slots: tuple[Slot, ...] = ()
        self._programme: Programme | None = None
        self.note = MessageBar(theme, self)
        self.body.addWidget(self.note)
        self._reasons = Card(theme, self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT)
        self._reasons.body.addWidget(
            TextLabel(theme, self.tr("Why this"), role=TextRole.HEADING, parent=self._reasons)
        )
        self._reasons.body.addLayout(self._lines)
        self.body.addWidget(self._reasons)
        self.slots = SlotsCard(theme, self)
        self.phases = PhasesCard(theme, self)
        self.body.addWidget(self.slots)
        self.body.addWidget(self.phases)
        self.anew = QuietButton(theme, self.tr("Propose it anew"), parent=self)
        self.body.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignLeft)
        self.slots.changed.connect(self._change_slots)
        self.phases.changed.connect(self._change_programme)
        self.phases.programme_requested.connect(self._begin_programme)
        self.anew.clicked.connect(self._propose)
        self.reasons: tuple[str, ...] = ()

    def entered(self) -> None:
        """Propose where there is no plan yet, or where the answers are others than before."""
        asked = (self._preferences.current.me, self._weekdays())
        if asked == self._asked:
            return
        is_first = self._asked is None
        try:
            plan = self._planner.current()
        except StorageError:
            plan = None
        if is_first and plan is not None and plan.weekdays == asked[1]:
            self._asked = asked
            self._show(plan.slots, plan.programme)
            self._tell(None)
        else:
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

    def first_field(self) -> QWidget | None:
        """Begin with going on: the proposal is there to be agreed to."""
        return None

    def _propose(self) -> None:
        weekdays = self._weekdays()
        self._asked = (self._preferences.current.me, weekdays)
        try:
            proposal = self._intake.propose(weekdays)
        except StorageError as error:
            self.note.show_message(str(error), kind=MessageKind.WARNING, dismissable=False)
            return
        self._proposal = proposal
        if proposal is not None:
            self._show(tuple(each.slot for each in proposal.slots), proposal.programme)
        else:
            self._show((), None)
        self._tell(proposal)

    def _tell(self, proposal: Proposal | None) -> None:
        """Give the reasons of a proposal; without one nothing has to be said."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        reasons: list[str] = []
        if proposal is not None:
            for each in proposal.slots:
                name = known(self._content.routines, each.slot.routine_id).name
                reasons.append(self.tr("{routine}: {why}").format(routine=name, why=each.why))
            reasons.append(proposal.programme_why)
        for reason in reasons:
            self._lines.addWidget(
                TextLabel(self._theme, reason, tone=TextTone.MUTED, wrap=True, parent=self)
            )
        self.reasons = tuple(reasons)
        self._reasons.setVisible(bool(reasons))
        notes = " ".join(proposal.notes) if proposal is not None else ""
        if notes:
            self.note.show_message(notes, kind=MessageKind.WARNING, dismissable=False)
        else:
            self.note.hide()

    def _show(self, slots: tuple[Slot, ...], programme: Programme | None) -> None:
        self._slots, self._programme = slots, programme
        self.slots.show_slots(slots, self._content.routines)
        self.phases.setVisible(bool(slots))
        self.phases.show_programme(
            programme,
            usual_weeks=usual_weeks(self._preferences.current.me),
            today=self._planner.today().day,
        )

    def _change_slots(self, slots: tuple[Slot, ...]) -> None:
        self._show(slots, self._programme)

    def _change_programme(self, programme: Programme | None) -> None:
        self._show(self._slots, programme)

    def _begin_programme(self) -> None:
        self._change_programme(
            usual_programme(self._preferences.current.me, self._planner.today().day)
        )
