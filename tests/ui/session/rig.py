"""A whole session on real stores, with a voice that is there at once and a sound that is written
down instead of heard."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.content.loader import Library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import Cue
from hipcoach.player.events import MAX_CLIP_LATE_MS
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.storage.database import open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import SettingsStore
from hipcoach.storage.warning_sign_store import SqliteWarningSignStore
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_flow import SessionFlow
from hipcoach.ui.session_stage import MediaControls, Stage
from hipcoach.ui.theme import Theme
from hipcoach.voice.voices import VoiceStatus

CLIP_MS = 400


class FakeClips:
    """Every line has a clip of the same length, rendered at once unless told to wait."""

    def __init__(self, folder: Path, *, at_once: bool = True) -> None:
        self._folder = folder
        self.at_once = at_once
        self.waiting: list[Callable[[], None]] = []
        self.asked: list[tuple[str, ...]] = []
        self.ahead: list[tuple[str, ...]] = []
        self.missing: set[str] = set()
        self.progress: Callable[[int, int], None] | None = None

    def prepare(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[], None],
    ) -> None:
        self.asked.append(tuple(texts))
        self.progress = on_progress

        def done() -> None:
            self.missing = set()
            on_done()

        if self.at_once:
            on_done()
        else:
            self.missing, self.waiting = set(texts), [done]

    def prepare_ahead(self, texts: Sequence[str]) -> None:
        self.ahead.append(tuple(texts))

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.asked.append(tuple(texts))

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        return {text: CLIP_MS for text in texts if text not in self.missing}

    def path(self, text: str) -> Path | None:
        return self._folder / f"{text}.wav"

    def status(self) -> VoiceStatus:
        return VoiceStatus(available=True)

    def configure(self, *, voice: str, rate_wpm: int, earlier_voices: Sequence[str] = ()) -> None:
        pass


class RecordingSound(QObject):
    """Writes down what a person would hear."""

    output_lost = Signal()
    available_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.available = True
        self.problem = ""
        self.is_on = True
        self.is_open = False
        self.times_woken = 0
        self.has_clips = True
        self.heard: list[str] = []
        self.cuts = 0
        self.volumes: tuple[int, int] = (0, 0)
        self.goes_on = False
        self.heeded: list[int | None] = []

    def set_on(self, is_on: bool) -> None:
        self.is_on = is_on

    def set_volumes(self, *, voice: int, beeps: int) -> None:
        self.volumes = (voice, beeps)

    def set_goes_on(self, goes_on: bool) -> None:
        self.goes_on = goes_on

    def heed(self, due_ms: int | None) -> None:
        self.heeded.append(due_ms)

    def open(self) -> None:
        self.is_open = True
        self.times_woken += 1

    def close(self) -> None:
        self.is_open = False

    def prepare(self, texts: Iterable[str]) -> None:
        tuple(texts)

    def preload(self, texts: Iterable[str]) -> None:
        tuple(texts)

    def play(self, cue: Cue, late_ms: int) -> bool:
        if not self.is_on or late_ms > MAX_CLIP_LATE_MS:
            return False
        if not cue.is_earcon and not cue.clip_ms:
            return False
        self.heard.append(cue.text)
        return True

    def say(self, text: str) -> bool:
        is_heard = self.is_on and self.has_clips
        if is_heard:
            self.heard.append(text)
        return is_heard

    def cut(self) -> None:
        self.cuts += 1


class SessionRig:
    """Presses keys and lets time pass, as a person and the clock do."""

    def __init__(
        self,
        folder: Path,
        library: Library,
        theme: Theme,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        paths = DataPaths(folder, folder / "clips")
        paths.create()
        self.clock = ManualClock()
        self.opened = open_database(paths.database, now=self.clock.now)
        database = self.opened.database
        self.sessions = SqliteSessionStore(database)
        self.pains = SqlitePainStore(database)
        plans = SqlitePlanStore(database)
        me = Profile(sore_side=Side.LEFT, areas=("hip",))
        self.preferences = Preferences(Settings(me=me), SettingsStore(paths.settings))
        self.clips = FakeClips(folder)
        self.sound = RecordingSound()
        self.awake: list[bool] = []
        self.diary = PainDiary(self.pains, self.sessions, self.clock)
        self.signs = WarningSigns(
            SqliteWarningSignStore(database), self.preferences, library.red_flags, self.clock
        )
        self.desk = SessionDesk(
            self.sessions,
            self.diary,
            library,
            self.clips,
            Phrasebook(),
            self.preferences,
            self.clock,
            on_unwell=self.signs.feel_unwell,
        )
        self.planner = Planner(plans, self.sessions, library, self.clock)
        self.report = ProgressReport(
            self.sessions,
            self.pains,
            plans,
            SqliteAnnotationStore(database),
            Baselines(SqliteBaselineStore(database), self.pains, self.clock),
            self.clock,
        )
        self.awake_problem = ""
        self.media: Callable[[PlayerDriver, SessionPage], MediaControls] | None = None
        self.flow = SessionFlow(
            self.desk,
            self.report,
            self.planner,
            self.preferences,
            library,
            self.sound,
            theme,
            self.clock,
            self._keep_awake,
            figures=figures,
            signs=self.signs,
            media=lambda driver, page: None if self.media is None else self.media(driver, page),
        )
        self.flow.resize(1100, 720)

    def _keep_awake(self, is_wanted: bool) -> str:
        self.awake.append(is_wanted)
        return self.awake_problem

    @property
    def driver(self) -> PlayerDriver:
        assert self.flow.driver is not None
        return self.flow.driver

    @property
    def page(self) -> SessionPage:
        assert self.flow.page is not None
        return self.flow.page

    def stage(self) -> Stage:
        """Tell where in a session the window is."""
        return self.flow.stage

    def state(self) -> PlayerState:
        """Tell what the player does."""
        return self.driver.player.state

    def start(self, routine: Routine) -> None:
        """Begin without a rating."""
        self.flow.begin(routine)
        self.flow.before.skip.click()

    def run(self, ms: int, tick_ms: int = 100) -> None:
        """Let time pass; the driver's own slot reads the clock, as its timer would have it."""
        while ms > 0:
            self.clock.tick(min(tick_ms, ms))
            ms -= tick_ms
            if self.flow.driver is None:
                return
            self.driver.tick()
            if self.driver.player.state is PlayerState.ENDED:
                return

    def run_to(self, kind: SegmentKind) -> None:
        """Let time pass until a segment of a kind begins."""
        for _ in range(10_000):
            if self.driver.player.segment.kind is kind:
                return
            self.run(100)
        raise AssertionError(f"no {kind}")

    def run_out(self) -> None:
        """Let time pass until the session is over."""
        for _ in range(1_000):
            if self.driver.player.state is PlayerState.ENDED:
                return
            self.run(2_000, 500)
        raise AssertionError("the session does not end")

    def key(self, key: Qt.Key, target: QWidget | None = None) -> None:
        """Press a key long enough after the last one to count."""
        self.clock.tick(700)
        target = target if target is not None else self.page
        if key < Qt.Key.Key_MediaPlay:
            QTest.keyClick(target, key)
            return
        # QTest complains of media keys, which have no letter.
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(target, event)

    def repeat_key(self, key: Qt.Key) -> None:
        """Let the keyboard repeat a held key."""
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " ", True, 1
        )
        QApplication.sendEvent(self.page, event)
