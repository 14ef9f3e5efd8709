"""The first start: a few calm screens, then Today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.intake import Intake
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.safety import RedFlagTier
from hipcoach.player.clock import SystemClock
from hipcoach.ui.pages.first_start.about_steps import QuestionsStep, WelcomeStep, WhereStep
from hipcoach.ui.pages.first_start.more_step import MoreStep
from hipcoach.ui.pages.first_start.progress_dots import ProgressDots
from hipcoach.ui.pages.first_start.proposal_step import ProposalStep
from hipcoach.ui.pages.first_start.ready_steps import DaysStep, DoneStep, HearingStep, ThingsStep
from hipcoach.ui.pages.first_start.safety_steps import AdviceStep, SignsStep, urgent
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.page_layouts import CentredLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.safety_advice import Advice, advice_for
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel

_WIDEST = 720
_EDGE = 5 * UNIT


class FirstStartPage(QWidget):
    """One screen at a time; every answer is kept as it is given."""

    finished = Signal()
    """The questions are over; settings and plan are kept."""

    def __init__(
        self,
        preferences: Preferences,
        planner: Planner,
        intake: Intake,
        content: ContentSource,
        say: Callable[[str], None],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        signs: WarningSigns | None = None,
        pathways: PathwayDesk | None = None,
    ) -> None:
        """Ask for these; `say` speaks a line."""
        super().__init__(parent)
        self._preferences = preferences
        self._signs = signs or WarningSigns(None, preferences, content.red_flags, SystemClock())
        self._content = content
        self._theme = theme
        self.advice_step = AdviceStep(theme, preferences, self._advice, self)
        days = DaysStep(theme, planner, preferences, self)

        def today() -> date:
            return planner.today().day

        self.steps: tuple[Step, ...] = (
            WelcomeStep(theme, self),
            WhereStep(theme, preferences, self),
            QuestionsStep(theme, preferences, content, self),
            self._signs_now(),
            self._signs_lately(),
            ThingsStep(theme, preferences, content, self),
            MoreStep(theme, preferences, content, today, self),
            days,
            ProposalStep(
                theme,
                intake,
                planner,
                content,
                preferences,
                days.weekdays.weekdays,
                self,
                pathways=pathways,
            ),
            HearingStep(theme, preferences, say, self),
            DoneStep(theme, planner, content, self),
        )
        self._last_signs = self.steps[4]
        self._current: Step = self.steps[0]
        self._asked_from: Step = self.steps[3]
        self._build()
        for step in (*self.steps, self.advice_step):
            step.changed.connect(self._name_next)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        self._show(self.steps[0])

    def _signs_now(self) -> SignsStep:
        flags = self._content.red_flags
        return SignsStep(
            self._theme,
            self.tr("Is any of this so at present?"),
            self.tr("These signs are rare, and they come before any exercise. Tick what is so."),
            self._preferences,
            self._signs,
            [
                ("", urgent(flags, RedFlagTier.EMERGENCY)),
                ("", urgent(flags, RedFlagTier.SAME_DAY)),
                ("", urgent(flags, RedFlagTier.THIS_WEEK)),
            ],
            self,
        )

    def _signs_lately(self) -> SignsStep:
        return SignsStep(
            self._theme,
            self.tr("And any of this?"),
            self.tr("These should be looked at, though not in a hurry."),
            self._preferences,
            self._signs,
            [("", urgent(self._content.red_flags, RedFlagTier.SOON))],
            self,
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QWidget(self)
        self._top_layout = top_layout = CentredLayout(top, widest=_WIDEST)
        top_layout.setContentsMargins(_EDGE, 3 * UNIT, _EDGE, UNIT)
        head = QWidget(top)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(self._theme, "hipcoach", role=TextRole.STRONG, parent=head))
        row.addStretch(1)
        self.dots = ProgressDots(self._theme, len(self.steps), head)
        row.addWidget(self.dots)
        top_layout.addWidget(head)
        self._scroll = ScrollColumn(self._theme, self, widest=_WIDEST)
        self._message = MessageBar(self._theme, self)
        self._scroll.column.addWidget(self._message)
        for step in (*self.steps, self.advice_step):
            step.hide()
            self._scroll.column.addWidget(step)
        foot = QWidget(self)
        self._foot_layout = foot_layout = CentredLayout(foot, widest=_WIDEST)
        foot_layout.setContentsMargins(_EDGE, UNIT, _EDGE, 3 * UNIT)
        bar = QWidget(foot)
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(0, 0, 0, 0)
        # The Tab key leads from the answers to going on, then to going back.
        self.next = PrimaryButton(self._theme, "", hint=self.tr("Ctrl+Enter"), parent=bar)
        self.back = QuietButton(self._theme, self.tr("Back"), icon_name="chevron-left", parent=bar)
        self.back.setAccessibleDescription(self.tr("Key: {0}").format("Alt+Left"))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        foot_layout.addWidget(bar)
        column.addWidget(top)
        column.addWidget(self._scroll, 1)
        column.addWidget(foot)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def current(self) -> Step:
        """The screen shown."""
        return self._current

    @property
    def problem(self) -> str:
        """What could not be kept, empty when all is well."""
        return "" if self._message.isHidden() else self._message.text

    def refresh(self) -> None:
        """Show what is kept by now; what a sign had cut short goes on after the signs."""
        for step in self.steps:
            if isinstance(step, SignsStep):
                step.begin_visit()
        left = self._preferences.current.questions_left
        if left and not self._is_stopped() and self._current is self.steps[0]:
            self._show(self._last_signs)
            return
        self._current.entered()
        self._name_next()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the answer is given."""
        super().showEvent(event)
        self._focus()

    def go_on(self) -> None:
        """Keep what was answered and show the next screen, or finish."""
        problem = self._current.left() or self._preferences.problem
        if problem:
            self._message.show_message(problem, kind=MessageKind.WARNING, dismissable=False)
            # Settings hold for now even if they could not be written; a plan does not.
            if not self._preferences.problem:
                return
        else:
            self._message.hide()
        following = self._following()
        if following is None:
            self._finish()
        else:
            self._show(following)

    def go_back(self) -> None:
        """Show the screen before; answers stay."""
        if self._current is self.advice_step:
            self._show(self._asked_from)
            return
        at = self.steps.index(self._current)
        if at > 0:
            self._show(self.steps[at - 1])

    def _following(self) -> Step | None:
        advice = self._advice()
        current = self._current
        if current is self.advice_step:
            if advice is not None and advice.stops:
                return None
            current = self._asked_from
        # What needs to be seen soon is told after all signs were asked about.
        elif advice is not None and (
            current is self._last_signs or (current is self.steps[3] and advice.stops)
        ):
            self._asked_from = current
            return self.advice_step
        at = self.steps.index(current)
        return self.steps[at + 1] if at + 1 < len(self.steps) else None

    def _finish(self) -> None:
        self._preferences.change(
            replace(
                self._preferences.current,
                first_start_done=True,
                questions_left=self._current is self.advice_step and self._is_stopped(),
            )
        )
        self.finished.emit()
        # Whoever comes back later is asked from the beginning.
        self._show(self.steps[0])

    def _is_stopped(self) -> bool:
        advice = self._advice()
        return advice is not None and advice.stops

    def _advice(self) -> Advice | None:
        return advice_for(self._content.red_flags, self._preferences.current.me)

    def _show(self, step: Step) -> None:
        self._current.hide()
        self._current = step
        step.entered()
        step.show()
        shown = self._asked_from if step is self.advice_step else step
        self.dots.set_place(self.steps.index(shown))
        self.back.setVisible(step is not self.steps[0])
        self.setAccessibleName(step.title)
        self._name_next()
        self._scroll.to_top()
        self._focus()

    def _name_next(self) -> None:
        self.next.setText(self._current.next_text)
        self.next.setAccessibleName(self._current.next_text)
        self.next.updateGeometry()

    def _restyle(self) -> None:
        for layout in (self._top_layout, self._foot_layout):
            layout.set_widest(self._theme.px(_WIDEST))

    def _focus(self) -> None:
        field = self._current.first_field() or self.next
        field.setFocus(Qt.FocusReason.OtherFocusReason)
