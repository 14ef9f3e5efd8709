"""Plays clips and earcons; without Qt Multimedia or a device it says so and stays quiet."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import (
    QElapsedTimer,
    QObject,
    QTimer,
    QUrl,
    QVariantAnimation,
    Signal,
    SignalInstance,
)

# Importing it registers the earcons with Qt.
import hipcoach.ui.resources_rc  # noqa: F401
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.domain.settings import OutputLoss, VoiceSettings
from hipcoach.player.cues import Cue
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import MAX_CLIP_LATE_MS
from hipcoach.ui.far_sound import FarMultimedia
from hipcoach.ui.multimedia import Effect, Multimedia, Outputs

FADE_MS: Final = 30
# Between the clips of a sample.
BETWEEN_MS: Final = 500
# A sound that runs on after its end for this long in all: nobody plays it.
PATIENCE_MS: Final = 1_500
# From its last sample to the news of its end an effect may take this long.
LATENCY_MS: Final = 500
# An output that was quiet for so long may sleep; a head-set swallows a word while it wakes.
SLEEPY_AFTER_MS: Final = 10_000
# It is woken this long before the next sound, so that the silence is over by then.
WAKE_BETWEEN_MS: Final = (900, 1_400)
_WATCH_MS: Final = 250
_KEPT_CLIPS: Final = 24
_SILENCE: Final = "silence"


class Sound(Protocol):
    """What a session needs to be heard."""

    output_lost: SignalInstance
    available_changed: SignalInstance

    @property
    def available(self) -> bool:
        """Tell whether anything can be heard here."""
        ...

    @property
    def problem(self) -> str:
        """Say in a plain sentence why nothing is heard, empty when all is well."""
        ...

    @property
    def is_on(self) -> bool:
        """Tell whether the person wants sound."""
        ...

    def set_on(self, is_on: bool) -> None:
        """Turn sound on or off."""
        ...

    def set_volumes(self, *, voice: int, beeps: int) -> None:
        """Set both volumes in per cent."""
        ...

    def set_goes_on(self, goes_on: bool) -> None:
        """Say whether it goes on without a word when its output goes away."""
        ...

    def heed(self, due_ms: int | None) -> None:
        """Hear that something may sound in so many ms, and wake a sleepy output before it."""
        ...

    def open(self) -> None:
        """Wake the output up, so that no first word is swallowed."""
        ...

    def close(self) -> None:
        """Be quiet, and forget the lines."""
        ...

    def prepare(self, texts: Iterable[str]) -> None:
        """Have lines rendered that may be said later."""
        ...

    def preload(self, texts: Iterable[str]) -> None:
        """Load the clips of lines that come soon."""
        ...

    def play(self, cue: Cue, late_ms: int) -> bool:
        """Play a cue; return whether it is heard. Too late, or without a clip, it isn't."""
        ...

    def say(self, text: str) -> bool:
        """Say a line outside the plan where it has a clip; return whether it is heard."""
        ...

    def cut(self) -> None:
        """Fade out whatever runs."""
        ...


class SoundPlayer(QObject):
    """Clips of speech and earcons on the system's output, each with its own volume."""

    output_lost = Signal()
    """What was heard is heard no more, or by others: whoever speaks should pause."""
    available_changed = Signal(bool)

    def __init__(
        self,
        clips: ClipSource,
        parent: QObject | None = None,
        *,
        load: "Callable[[], Outputs] | None" = None,
        load_far: "Callable[[QObject], Outputs] | None" = None,
        patience_ms: int = PATIENCE_MS,
        sleepy_after_ms: int = SLEEPY_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._clips = clips
        self._is_on = True
        self._turn = 0
        self._is_open = False
        self._goes_on = False
        self._sleepy_after_ms = sleepy_after_ms
        self._since_sound = QElapsedTimer()
        self._since_sound.start()
        self._patience_ms = patience_ms
        self._ends_in_ms = 0
        self._overdue_ms = 0
        self._is_dead = False
        self._stuck: Effect | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(min(_WATCH_MS, max(1, patience_ms)))
        self._watch.timeout.connect(self._on_watch)
        self._voice_volume = 0.9
        self._beep_volume = 0.7
        self._earcons: dict[str, Effect] = {}
        self._speech: OrderedDict[str, Effect] = OrderedDict()
        self._running: Effect | None = None
        self._running_volume = 0.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._on_fade_moved)
        self._fade.finished.connect(self._on_faded)
        self._multimedia: Outputs | None = None
        self._load_far = FarMultimedia if load_far is None else load_far
        self._retired: list[Effect] = []
        self._problem = ""
        try:
            self._multimedia = (load or Multimedia)()
        except ImportError:
            self._problem = self.tr(
                "Sound cannot be played here: a library is missing (on Debian and Ubuntu, "
                "install libpulse0). Sessions run with captions."
            )
            self._outputs: Sequence[str] = ()
            return
        self._outputs = self._multimedia.outputs()
        self._multimedia.listen(self._on_outputs_changed)
        self._hold_output()

    @property
    def available(self) -> bool:
        """Tell whether anything can be heard here."""
        return bool(self._outputs) and not self._is_dead

    @property
    def problem(self) -> str:
        """Say in a plain sentence why nothing is heard, empty when all is well."""
        if self._problem or self.available:
            return self._problem
        if self._is_dead:
            return self.tr(
                "The sound stopped working on this computer. The session can go on with "
                "captions. It is looked for again when a session starts, and under Settings, "
                "Sounds."
            )
        return self.tr(
            "There is no sound output here. Connect a loudspeaker or head-set to hear the "
            "session; until then it runs with captions."
        )

    @property
    def is_on(self) -> bool:
        """Tell whether the person wants sound."""
        return self._is_on

    def set_on(self, is_on: bool) -> None:
        """Turn sound on or off."""
        self._is_on = is_on
        if not is_on:
            self.cut()

    def set_volumes(self, *, voice: int, beeps: int) -> None:
        """Set both volumes in per cent."""
        self._voice_volume = voice / 100
        self._beep_volume = beeps / 100

    def set_goes_on(self, goes_on: bool) -> None:
        """Say whether it goes on without a word when its output goes away."""
        self._goes_on = goes_on

    def follow(self, voice: VoiceSettings) -> None:
        """Take the volumes, and what happens when the output goes away, from the settings."""
        self.set_volumes(voice=voice.voice_volume, beeps=voice.beep_volume)
        self.set_goes_on(voice.output_loss is OutputLoss.GO_ON)

    def heed(self, due_ms: int | None) -> None:
        """Hear that something may sound in so many ms, and wake a sleepy output before it."""
        earliest, latest = WAKE_BETWEEN_MS
        if due_ms is None or not self._is_open or not earliest <= due_ms <= latest:
            return
        is_quiet = self._running is None or not self._running.isPlaying()
        if is_quiet and self._since_sound.elapsed() >= self._sleepy_after_ms:
            self._wake()

    def open(self) -> None:
        """Wake the output up with a moment of silence, so that it swallows no first word.

        The silence isn't looped: where it sounds beside another effect, Qt 6.11 with
        PulseAudio closes a socket it still listens to, and spins.
        """
        self._is_open = True
        if self._is_dead:
            # A new session is a new chance.
            self.look_again()
        self._make_ready()

    def _make_ready(self) -> None:
        if not self.available:
            return
        for name in EARCON_MS:
            self._earcon(name)
        self._wake()

    def look_again(self) -> None:
        """Look for a sound server that died and came back, or one that came late.

        Qt doesn't find it again within a process, so from then on another process plays.
        """
        if self.available or self._problem:
            return
        self._hush()
        # What holds the dead stream is kept: Qt 6.11 ends the process over a new one.
        self._retired += [*self._earcons.values(), *self._speech.values()]
        self._earcons.clear()
        self._speech.clear()
        if isinstance(self._multimedia, FarMultimedia):
            self._multimedia.close()
        self._is_dead = False
        self._outputs = ()
        self._multimedia = self._load_far(self)
        self._multimedia.listen(self._on_outputs_changed)
        self._outputs = self._multimedia.outputs()
        if self.available:
            self.available_changed.emit(True)

    def shut_down(self) -> None:
        """End what plays in another process."""
        self.close()
        if isinstance(self._multimedia, FarMultimedia):
            self._multimedia.close()

    def close(self) -> None:
        """Be quiet, and forget the lines."""
        self._is_open = False
        self._hush()
        for effect in self._speech.values():
            effect.deleteLater()
        self._speech.clear()

    def _hush(self) -> None:
        self._fade.stop()
        self._watch.stop()
        self._overdue_ms = 0
        self._running = self._stuck = None
        for effect in (*self._earcons.values(), *self._speech.values()):
            effect.stop()

    def _hold_output(self) -> None:
        """Keep one effect alive for good: it holds the stream that all effects share.

        Were the last one deleted, the next would open a new stream, and Qt 6.11 ends the
        process over that when the sound server died or was restarted in between.
        """
        self._earcon(_SILENCE)

    def prepare(self, texts: Iterable[str]) -> None:
        """Have lines rendered that may be said later."""
        self._clips.prepare(tuple(texts), on_progress=lambda _done, _total: None, on_done=_nothing)

    def preload(self, texts: Iterable[str]) -> None:
        """Load the clips of lines that come soon."""
        for text in texts:
            self._clip(text)

    def play(self, cue: Cue, late_ms: int) -> bool:
        """Play a cue unless it is too late; return whether it is heard."""
        if late_ms > MAX_CLIP_LATE_MS or not self._is_on:
            return False
        if cue.is_earcon:
            return self._start(self._earcon(cue.text), self._beep_volume, cue.clip_ms)
        # A line without a length was planned as a caption; its clip would meet the next one.
        is_heard = cue.clip_ms > 0 and self._is_on
        return is_heard and self._start(self._clip(cue.text), self._voice_volume, cue.clip_ms)

    def say(self, text: str) -> bool:
        """Say a line where it has a clip; return whether it is heard."""
        if not self._is_on:
            return False
        length_ms = self._clips.lengths_ms((text,)).get(text, 0)
        return self._start(self._clip(text), self._voice_volume, length_ms)

    def play_in_turn(self, clips: Sequence[tuple[Path, int]]) -> None:
        """Play files one after the other, each given with its length in ms."""
        self._turn += 1
        at_ms = 0
        for path, length_ms in clips:
            play = partial(self._play_file, path, length_ms, self._turn)
            QTimer.singleShot(at_ms, self, play)
            at_ms += length_ms + BETWEEN_MS

    def _play_file(self, path: Path, length_ms: int, turn: int) -> None:
        # Another voice may have been asked for meanwhile.
        if self._is_on and turn == self._turn:
            self._start(self._file(path), self._voice_volume, length_ms)

    def beep(self) -> None:
        """Play a tone, so that a person hears how loud they are."""
        if self._is_on:
            self._start(self._earcon("go"), self._beep_volume, EARCON_MS["go"])

    def cut(self) -> None:
        """Fade out whatever runs, within 30 ms."""
        if self._running is None or not self._running.isPlaying():
            self._running = None
        elif self._fade.state() is not QVariantAnimation.State.Running:
            self._fade.start()

    def _wake(self) -> None:
        """Play a moment of silence, never beside another sound."""
        self._start(self._earcon(_SILENCE), self._beep_volume, EARCON_MS[_SILENCE])

    def _start(self, effect: Effect | None, volume: float, length_ms: int) -> bool:
        if effect is None:
            return False
        self._fade.stop()
        if self._running is not None and self._running.isPlaying():
            self._running.stop()
        effect.setVolume(volume)
        effect.play()
        self._running = effect
        self._running_volume = volume
        self._since_sound.restart()
        self._ends_in_ms = length_ms + min(LATENCY_MS, self._patience_ms)
        if not self._watch.isActive():
            self._watch.start()
        return True

    def _on_watch(self) -> None:
        """See whether sounds come to their ends: a sound server that died tells nobody.

        What runs on past its end is counted over all sounds, since the next one may well
        begin before the patience with one is over.
        """
        if self._stuck is not None:
            if not self._stuck.isPlaying():
                self._is_dead = False
                self._hush()
                self.available_changed.emit(self.available)
            return
        if self._running is None or not self._running.isPlaying():
            self._overdue_ms = 0
            self._watch.stop()
            return
        self._ends_in_ms -= self._watch.interval()
        if self._ends_in_ms > 0:
            return
        self._overdue_ms += self._watch.interval()
        if self._overdue_ms >= self._patience_ms:
            # Kept as it is: should it end after all, the output is back.
            self._stuck, self._running = self._running, None
            self._is_dead = True
            self._fade.stop()
            self._tell_lost()
            self.available_changed.emit(False)

    def _earcon(self, name: str) -> Effect | None:
        if name not in EARCON_MS or not self.available or self._multimedia is None:
            return None
        effect = self._earcons.get(name)
        if effect is None:
            effect = self._multimedia.effect(QUrl(f"qrc:/sounds/{name}.wav"), self)
            self._earcons[name] = effect
        return effect

    def _clip(self, text: str) -> Effect | None:
        if not self.available or self._multimedia is None:
            return None
        path = self._clips.path(text)
        return None if path is None else self._file(path)

    def _file(self, path: Path) -> Effect | None:
        if not self.available or self._multimedia is None:
            return None
        key = str(path)
        effect = self._speech.get(key)
        if effect is None:
            effect = self._multimedia.effect(QUrl.fromLocalFile(key), self)
            self._speech[key] = effect
        self._speech.move_to_end(key)
        for old in list(self._speech)[: max(0, len(self._speech) - _KEPT_CLIPS)]:
            if self._speech[old] is not self._running:
                self._speech.pop(old).deleteLater()
        return effect

    def _on_fade_moved(self, value: object) -> None:
        if self._running is not None and isinstance(value, float):
            self._running.setVolume(self._running_volume * value)

    def _on_faded(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _on_outputs_changed(self) -> None:
        before, was_available = self._outputs, self.available
        self._outputs = () if self._multimedia is None else self._multimedia.outputs()
        if self._outputs[:1] == before[:1] and not self._is_dead:
            return
        # Somebody tells of outputs, so the sound server lives.
        self._is_dead = False
        if before and before[0] not in self._outputs:
            self._tell_lost()
        # What was made for the output before stays with it, or silent for ever.
        self._reopen()
        if self.available != was_available:
            self.available_changed.emit(self.available)

    def _tell_lost(self) -> None:
        if not self._goes_on:
            self.output_lost.emit()

    def _reopen(self) -> None:
        """Make all effects anew, for the output that is heard now."""
        self._hush()
        for effect in (*self._earcons.values(), *self._speech.values()):
            effect.deleteLater()
        self._earcons.clear()
        self._speech.clear()
        self._hold_output()
        if self._is_open:
            self._make_ready()


def _nothing() -> None:
    """Have nothing to do when it is done."""
