"""The first start: at most eight calm screens of one question each, then the practice."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.intake import Intake
from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.safety import RedFlagTier
from hipcoach.player.clock import SystemClock
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.first_start.about_steps import PainStep, ToldStep, WhereStep
from hipcoach.ui.pages.first_start.progress_dots import ProgressDots
from hipcoach.ui.pages.first_start.proposal_step import ProposalStep
from hipcoach.ui.pages.first_start.safety_steps import AdviceStep, CareStep, SignsStep
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.page_layouts import CentredLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.safety_advice import Advice, advice_for
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel

_WIDEST = 1000
_EDGE = 5 * UNIT
# Above and below what is scrolled.
_SCROLL_EDGES = 7 * UNIT
# The edge below the last line need not be seen.
_BELOW_LINES = 4 * UNIT


class FirstStartPage(QWidget):
    """One screen at a time; every answer is kept as it is given."""

    finished = Signal(bool)
    """The questions are over, settings and plan are kept; true where the practice comes now."""

    def __init__(
        self,
        preferences: Preferences,
        planner: Planner,
        intake: Intake,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        signs: WarningSigns | None = None,
        pathways: PathwayDesk | None = None,
        figures: FigureBook | None = None,
    ) -> None:
        """Ask for these."""
        super().__init__(parent)
        self._preferences = preferences
        self._signs = signs or WarningSigns(None, preferences, content.red_flags, SystemClock())
        self._content = content
        self._theme = theme
        self.advice_step = AdviceStep(theme, preferences, self._advice, self)

        def today() -> date:
            return planner.today().day

        self.where = WhereStep(theme, preferences, self)
        self.pain = PainStep(theme, preferences, self)
        self.signs_now = self._signs_step(
            self.tr("Is any of this so at present?"),
            self.tr("Tick what is so: it comes before any exercise."),
            stops=True,
        )
        self.signs_lately = self._signs_step(
            self.tr("And any of this?"),
            self.tr("To be looked at, though not in a hurry."),
            stops=False,
        )
        self.care = CareStep(theme, preferences, content, today, self)
        self.told = ToldStep(theme, preferences, content, self)
        self.plan = ProposalStep(
            theme, intake, planner, content, preferences, self, pathways=pathways, figures=figures
        )
        # Each is named in docs/style.md, with why it can't wait.
        self.steps: tuple[Step, ...] = (
            self.where,
            self.pain,
            self.signs_now,
            self.signs_lately,
            self.care,
            self.told,
            self.plan,
        )
        self.put_off_practice = False
        self._current: Step = self.steps[0]
        self._asked_from: Step = self.signs_now
        self._build()
        for step in (*self.steps, self.advice_step):
            step.changed.connect(self._name_next)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        self._show(self.steps[0])

    def _signs_step(self, title: str, lead: str, *, stops: bool) -> SignsStep:
        """Ask about the signs that stop sessions, or about those to be looked at soon."""
        flags = [
            flag for flag in self._content.red_flags if (flag.tier is not RedFlagTier.SOON) is stops
        ]
        return SignsStep(self._theme, title, lead, self._preferences, self._signs, flags, self)

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
        self.place = TextLabel(self._theme, parent=head)
        row.addWidget(self.place)
        row.addSpacing(UNIT)
        self.dots = ProgressDots(self._theme, len(self.steps), head)
        row.addWidget(self.dots)
        top_layout.addWidget(head)
        self._scroll = ScrollColumn(self._theme, self, widest=_WIDEST)
        scroll = self._scroll.verticalScrollBar()
        scroll.valueChanged.connect(self._name_next)
        scroll.rangeChanged.connect(self._name_next)
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
        self.next = PrimaryButton(self._theme, "", hint=self.tr("Enter"), parent=bar)
        self.later = QuietButton(self._theme, "", parent=bar)
        self.back = QuietButton(self._theme, self.tr("Back"), icon_name="chevron-left", parent=bar)
        self.back.setAccessibleDescription(self.tr("Key: {0}").format("Alt+Left"))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.next)
        foot_layout.addWidget(bar)
        column.addWidget(top)
        column.addWidget(self._scroll, 1)
        column.addWidget(foot)
        EnterKey(self, self.next)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.later.clicked.connect(self._go_on_later)
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
        """Show what is kept by now; what a sign had cut short goes on with the signs left."""
        self.signs_now.begin_visit()
        self.signs_lately.begin_visit()
        left = self._preferences.current.questions_left
        if left and not self._is_stopped() and self._current is self.steps[0]:
            self._show(self.signs_lately)
            return
        self._current.entered()
        self._name_next()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the answer is given."""
        super().showEvent(event)
        self._focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures follow the height there is."""
        super().resizeEvent(event)
        self._fit()

    def go_on(self) -> None:
        """Show the rest of what is asked, or save the answer and go to the next screen or end."""
        if self._hides_something:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() - 6 * UNIT)
            return
        self._leave(starts=self._current is self.plan and self.plan.starts)

    def _go_on_later(self) -> None:
        self.put_off_practice = True
        self._leave(starts=False)

    def _leave(self, *, starts: bool) -> None:
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
            self._finish(starts=starts)
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
            current is self.signs_lately or (current is self.signs_now and advice.stops)
        ):
            self._asked_from = current
            return self.advice_step
        at = self.steps.index(current)
        return self.steps[at + 1] if at + 1 < len(self.steps) else None

    def _finish(self, *, starts: bool) -> None:
        self._preferences.change(
            replace(
                self._preferences.current,
                first_start_done=True,
                questions_left=self._current is self.advice_step and self._is_stopped(),
            )
        )
        self.finished.emit(starts)
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
        at = self.steps.index(shown)
        self.dots.set_place(at)
        self.place.setText(self.tr("{place} of {all}").format(place=at + 1, all=len(self.steps)))
        self.back.setVisible(step is not self.steps[0])
        self.setAccessibleName(
            self.tr("{title}, screen {place} of {all}").format(
                title=step.title, place=at + 1, all=len(self.steps)
            )
        )
        self._name_next()
        self._fit()
        self._scroll.to_top()
        self._focus()

    @property
    def _hides_something(self) -> bool:
        """Whether some of the lines that have to be seen are still below the window's edge."""
        bar = self._scroll.verticalScrollBar()
        return self._current.must_be_seen and bar.value() < bar.maximum() - _BELOW_LINES

    def _name_next(self) -> None:
        text = self.tr("See the rest") if self._hides_something else self._current.next_text
        self.next.setText(text)
        self.next.setAccessibleName(text)
        self.next.updateGeometry()
        self.later.setText(self._current.later_text)
        self.later.setVisible(bool(self._current.later_text))
        self.later.updateGeometry()

    def _fit(self) -> None:
        self._current.set_room(self._scroll.height() - _SCROLL_EDGES)

    def _restyle(self) -> None:
        for layout in (self._top_layout, self._foot_layout):
            layout.set_widest(self._theme.px(_WIDEST))

    def _focus(self) -> None:
        if not self.isVisible():
            return
        field = self._current.first_field() or self.next
        field.setFocus(Qt.FocusReason.OtherFocusReason)
