"""Checks: what can be measured at home, guided, and what came of it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.activity_log import FormScores
from hipcoach.coaching.check_desk import CheckDesk, Trial
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.session_keys import SessionKeys
from hipcoach.player.clock import Clock
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.checks.check_card import CheckCard
from hipcoach.ui.pages.checks.check_play import CheckPlay
from hipcoach.ui.pages.checks.check_view import CheckView
from hipcoach.ui.pages.checks.check_words import title_of, trial_text
from hipcoach.ui.pages.checks.scores_card import ScoresCard
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.sound import Sound
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ChecksPage(QWidget):
    """The list of checks; an opened one and a guided trial take its place."""

    changed = Signal()
    """A result was kept, taken out or brought back."""

    def __init__(
        self,
        desk: CheckDesk,
        planner: Planner,
        sound: Sound,
        theme: Theme,
        clock: Clock,
        keys: Callable[[], SessionKeys],
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        scores: FormScores | None = None,
    ) -> None:
        """Show these and results of forms; `sound` leads trials, steered by a session's keys."""
        super().__init__(parent)
        self._desk = desk
        self._planner = planner
        self._theme = theme
        self._clock = clock
        self._figures = figures
        self._view: CheckView | None = None
        self._trial: tuple[Trial, bool] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack)
        self._home = ScrollColumn(theme, self)
        self._stack.addWidget(self._home)
        self._home.column.addWidget(
            TextLabel(theme, self.tr("Checks"), role=TextRole.TITLE, parent=self._home)
        )
        self._home.column.addWidget(
            TextLabel(
                theme,
                self.tr(
                    "Now and then a measure of your own: beside what you did before, the other "
                    "side and, where there is one, a published value. Never a diagnosis."
                ),
                tone=TextTone.MUTED,
                wrap=True,
                parent=self._home,
            )
        )
        self.cards: list[CheckCard] = []
        for guide in desk.guides:
            card = CheckCard(theme, guide, self._home, figures=figures)
            card.opened.connect(lambda check=guide.check: self.open_check(check))
            self.cards.append(card)
            self._home.column.addWidget(card)
        self.scores = None if scores is None else ScoresCard(theme, scores, clock, self._home)
        if self.scores is not None:
            self._home.column.addWidget(self.scores)
        self._home.column.addStretch(1)
        self.play = CheckPlay(sound, theme, clock, keys, self, figures=figures)
        self.play.finished.connect(self._on_finished)
        self.play.left.connect(self._back_to_view)
        self._stack.addWidget(self.play)
        add_back_keys(self, self.go_back)

    @property
    def view(self) -> CheckView | None:
        """The check that is open, if one is."""
        return self._view

    def refresh(self) -> None:
        """Show what is on record by now."""
        due = self._desk.due(self.began)
        for card in self.cards:
            check = card.guide.check
            card.show_state(self._state(check, due), self._last(check))
        if self._view is not None:
            self._view.refresh()

    @property
    def began(self) -> date:
        """The day the first plan began; today without one."""
        return self._planner.first_day() or self._clock.today()

    def open_check(self, check: Check) -> None:
        """Show one check."""
        self._close_view()
        view = CheckView(
            self._desk, self._desk.guide(check), self._theme, self, figures=self._figures
        )
        view.left.connect(self.go_back)
        view.trial_requested.connect(self._lead)
        view.changed.connect(self.changed)
        self._view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Go back to the list, from a trial to its check."""
        if self._stack.currentWidget() is self.play:
            self.play.break_off()
            return
        self._close_view()
        self._stack.setCurrentWidget(self._home)
        self.refresh()

    def _state(self, check: Check, due: tuple[Check, ...]) -> str:
        if self._desk.reason_against(check):
            return self.tr("Not for you at present")
        return self.tr("Due") if check in due else ""

    def _last(self, check: Check) -> str:
        readings = self._desk.readings(check)
        if not readings:
            return ""
        told = " · ".join(title_of(each.result) for each in readings)
        return self.tr("{day}: {results}").format(
            day=day_month_text(readings[-1].result.local_date), results=told
        )

    def _lead(self, trial: Trial, practice: bool) -> None:
        view = self._view
        if view is None:
            return
        check = view.check
        words = trial_text(check, trial)
        if practice:
            words = self.tr("Practice: {trial}").format(trial=words)
        by_key = check is not Check.CHAIR_STAND
        hint = (
            self.tr("Space, a clicker or a media key stops the time. You can type it later.")
            if by_key
            else self.tr(
                "Keep your arms crossed: no key is needed. Count each stand aloud; you type the "
                "number when the time is up."
            )
        )
        self._trial = (trial, practice)
        try:
            preparation = self._desk.prepare(check, trial)
        except SessionRefusedError:
            # A sign was told since this page was opened: it says so now.
            self._back_to_view()
            view.refresh()
            return
        self._stack.setCurrentWidget(self.play)
        self.play.begin(preparation, words, hint, takes_key=by_key)

    def _on_finished(self, value: float, was_held: bool) -> None:
        view, trial = self._view, self._trial
        self._back_to_view()
        if view is not None and trial is not None and not trial[1]:
            view.take(trial[0], value, was_held=was_held)

    def _back_to_view(self) -> None:
        self._trial = None
        self._stack.setCurrentWidget(self._home if self._view is None else self._view)

    def _close_view(self) -> None:
        if self._view is not None:
            self._stack.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._view = None
