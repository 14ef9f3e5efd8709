"""The practice before the first session: is the voice heard, three minutes of keys, and on."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.practice import Lesson, PracticeGuide, practice_routine
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import SessionPreparation
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.domain.exercise import Exercise
from hipcoach.player.clock import Clock
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.practice_pages import HearingPage, PracticeDonePage
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.sound import Sound
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel

# The start waits this long for the voice at the most, as a session's does.
START_WAITS_MS: Final = 5_000
# So long the first words are listened to before there is something to press.
LISTEN_MS: Final = 12_000


class PracticeFlow(QStackedWidget):
    """Leads through the practice; `desk` is one whose record is thrown away."""

    finished = Signal(bool)
    """It is over; true where the first session is to start now."""
    full_screen_requested = Signal(bool)

    def __init__(
        self,
        desk: SessionDesk,
        exercises: Mapping[str, Exercise],
        preferences: Preferences,
        say: Callable[[str], None],
        sound: Sound,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        """`say` speaks a line now."""
        super().__init__(parent)
        self._desk = desk
        self._exercises = exercises
        self._preferences = preferences
        self._sound = sound
        self._theme = theme
        self._clock = clock
        self._figures = figures
        self._preparation: SessionPreparation | None = None
        self._wants_start = False
        self._began_ms = 0
        self.guide = PracticeGuide()
        self.driver: PlayerDriver | None = None
        self.page: SessionPage | None = None
        self._room: QWidget | None = None
        self._words: TextLabel | None = None
        self.hearing = HearingPage(theme, preferences, say, self, figures=figures)
        self.done = PracticeDonePage(theme, preferences, self, figures=figures)
        self.addWidget(self.hearing)
        self.addWidget(self.done)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(START_WAITS_MS)
        self._wait.timeout.connect(self._start)
        self.hearing.accepted.connect(self._on_accepted)
        self.hearing.quiet.clicked.connect(lambda: self._leave(starts=True))
        self.hearing.left.connect(lambda: self._leave(starts=False))
        self.done.primary.clicked.connect(lambda: self._leave(starts=True))
        self.done.left.connect(lambda: self._leave(starts=False))

    def begin(self) -> bool:
        """Ask whether the voice is heard; return whether there can be a practice at all."""
        self.release()
        self.guide = PracticeGuide()
        self._wants_start = False
        if not self._prepare():
            return False
        self._sound.open()
        self._turn_to(self.hearing)
        self.hearing.begin()
        return True

    def _prepare(self) -> bool:
        try:
            preparation = self._desk.prepare(practice_routine(self._exercises))
        except SessionRefusedError:
            return False
        self._preparation = preparation
        preparation.render(on_done=lambda: self._on_rendered(preparation))
        return True

    def _on_rendered(self, preparation: SessionPreparation) -> None:
        if preparation is self._preparation and self._wants_start:
            self._start()

    def _on_accepted(self) -> None:
        preparation = self._preparation
        level = self._preferences.current.voice.level
        if preparation is not None and preparation.options.voice_level is not level:
            # It was prepared to be heard, and is to be read now, or the other way round.
            if not self._prepare():
                self._leave(starts=False)
                return
            preparation = self._preparation
        self._wants_start = True
        if preparation is not None and preparation.is_ready:
            self._start()
        else:
            self._wait.start()

    def _start(self) -> None:
        self._wait.stop()
        if self._preparation is None or self.driver is not None:
            return
        try:
            coach = self._desk.start(self._preparation, None)
        except SessionRefusedError:
            self._leave(starts=False)
            return
        voice = self._preferences.current.voice
        self._sound.set_volumes(voice=voice.voice_volume, beeps=voice.beep_volume)
        self.driver = driver = PlayerDriver(coach, self)
        room = QWidget(self)
        room.setAccessibleName(self.tr("Practice"))
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QWidget(room)
        edge = QVBoxLayout(above)
        edge.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, UNIT)
        card = Card(self._theme, above, padding=2 * UNIT)
        self._words = TextLabel(self._theme, role=TextRole.HEADING, wrap=True, parent=card)
        card.body.addWidget(self._words)
        edge.addWidget(card)
        column.addWidget(above)
        self.page = page = SessionPage(
            driver,
            self._sound,
            self._theme,
            self._clock,
            self._preferences.current.keys,
            room,
            figures=self._figures,
        )
        column.addWidget(page, 1)
        self._room = room
        self.addWidget(room)
        page.discard_chosen.connect(self._end)
        page.full_screen_toggled.connect(
            lambda: self.full_screen_requested.emit(not self.window().isFullScreen())
        )
        page.pain_sheet.choice_made.connect(lambda _choice: self._on_led(self.guide.pain_told()))
        driver.session_finished.connect(self._end)
        driver.paused.connect(lambda _event: self._on_paused())
        driver.resumed.connect(lambda: self._on_led(self.guide.resumed()))
        driver.lead_in_started.connect(lambda _ms: self._on_led(self.guide.resumed()))
        driver.ticked.connect(self._on_ticked)
        self._began_ms = self._clock.monotonic_ms()
        self._turn_to(room)
        page.setFocus()
        self._tell()
        driver.play()

    def _on_paused(self) -> None:
        # The pain key pauses as well, and is another lesson.
        if self.page is not None and not self.page.pain_sheet.is_open:
            self._on_led(self.guide.paused())

    def _on_ticked(self) -> None:
        if (
            self.guide.lesson is Lesson.LISTEN
            and self._clock.monotonic_ms() - self._began_ms >= LISTEN_MS
        ):
            self._on_led(self.guide.heard())

    def _on_led(self, led_on: bool) -> None:
        if led_on:
            self._tell()

    def _tell(self) -> None:
        text = self.guide.words
        if self._words is not None:
            self._words.setText(text)
        if self.page is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.page, text))

    @property
    def told(self) -> str:
        """What the guide says above the page, empty while nothing is practised."""
        return "" if self._words is None else self._words.text()

    def _end(self) -> None:
        self.release()
        self._turn_to(self.done)
        self.done.focus_primary()

    def _turn_to(self, page: QWidget) -> None:
        self.setAccessibleName(page.accessibleName())
        self.setCurrentWidget(page)

    def _leave(self, *, starts: bool) -> None:
        self.release()
        self.finished.emit(starts)

    def release(self) -> None:
        """Let go of what is practised; nothing of it is kept."""
        self._wait.stop()
        self._preparation = None
        if self.driver is not None:
            self.driver.stop()
            self.driver.deleteLater()
            self.driver = None
            self._sound.cut()
        self._sound.close()
        if self._room is not None:
            self.removeWidget(self._room)
            self._room.hide()
            self._room.deleteLater()
            self._room, self.page, self._words = None, None, None
