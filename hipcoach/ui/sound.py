"""Plays clips and earcons; without Qt Multimedia or a device it says so and stays quiet."""

import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QUrl, QVariantAnimation, Signal, SignalInstance

# Importing it registers the earcons with Qt.
import hipcoach.ui.resources_rc  # noqa: F401
from hipcoach.coaching.ports import ClipSource
from hipcoach.player.cues import Cue
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import MAX_CLIP_LATE_MS

FADE_MS: Final = 30
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

    def open(self) -> None:
        """Wake the output up, so that no first word is swallowed."""
        ...

    def close(self) -> None:
        """Let the output go."""
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


class Effect(Protocol):
    """One sound ready to be played, as QSoundEffect is."""

    def play(self) -> None:
        """Start from the beginning."""
        ...

    def stop(self) -> None:
        """Be quiet."""
        ...

    def setVolume(self, volume: float) -> None:
        """Set the volume, 0 to 1."""
        ...

    def isPlaying(self) -> bool:
        """Tell whether it runs."""
        ...

    def deleteLater(self) -> None:
        """Go."""
        ...


class SoundPlayer(QObject):
    """Clips of speech and earcons on the system's output, each with its own volume."""

    output_lost = Signal()
    """The last output is gone: whoever speaks should pause."""
    available_changed = Signal(bool)

    def __init__(
        self,
        clips: ClipSource,
        parent: QObject | None = None,
        *,
        load: "Callable[[], Multimedia] | None" = None,
    ) -> None:
        super().__init__(parent)
        self._clips = clips
        self._is_on = True
        self._is_open = False
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
        self._multimedia: Multimedia | None = None
        self._problem = ""
        try:
            self._multimedia = (load or Multimedia)()
        except ImportError:
            self._problem = self.tr(
                "Sound cannot be played here: a library is missing (on Debian and Ubuntu, "
                "install libpulse0). Sessions run with captions."
            )
            self._had_output = False
            return
        self._had_output = self._multimedia.has_output()
        self._multimedia.listen(self._on_outputs_changed)

    @property
    def available(self) -> bool:
        """Tell whether anything can be heard here."""
        return self._had_output

    @property
    def problem(self) -> str:
        """Say in a plain sentence why nothing is heard, empty when all is well."""
        if self._problem or self._had_output:
            return self._problem
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

    def open(self) -> None:
        """Wake the output up with a moment of silence, so that it swallows no first word.

        The silence isn't looped: where it sounds beside another effect, Qt 6.11 with
        PulseAudio closes a socket it still listens to, and spins.
        """
        self._is_open = True
        if not self.available:
            return
        for name in EARCON_MS:
            self._earcon(name)
        silence = self._earcon(_SILENCE)
        if silence is not None and not silence.isPlaying():
            silence.play()

    def close(self) -> None:
        """Let the output go."""
        self._is_open = False
        self._fade.stop()
        self._running = None
        for effect in (*self._earcons.values(), *self._speech.values()):
            effect.stop()
            effect.deleteLater()
        self._earcons.clear()
        self._speech.clear()

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
            return self._start(self._earcon(cue.text), self._beep_volume)
        # A line without a length was planned as a caption; its clip would meet the next one.
        return cue.clip_ms > 0 and self.say(cue.text)

    def say(self, text: str) -> bool:
        """Say a line where it has a clip; return whether it is heard."""
        return self._is_on and self._start(self._clip(text), self._voice_volume)

    def cut(self) -> None:
        """Fade out whatever runs, within 30 ms."""
        if self._running is None or not self._running.isPlaying():
            self._running = None
        elif self._fade.state() is not QVariantAnimation.State.Running:
            self._fade.start()

    def _start(self, effect: Effect | None, volume: float) -> bool:
        if effect is None:
            return False
        self._fade.stop()
        if self._running is not None and self._running.isPlaying():
            self._running.stop()
        effect.setVolume(volume)
        effect.play()
        self._running = effect
        self._running_volume = volume
        return True

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
        if path is None:
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
        has_output = self._multimedia is not None and self._multimedia.has_output()
        if has_output == self._had_output:
            return
        self._had_output = has_output
        if has_output:
            # What was made for the lost output stays silent for ever.
            was_open = self._is_open
            self.close()
            if was_open:
                self.open()
        else:
            self._fade.stop()
            self._running = None
            self.output_lost.emit()
        self.available_changed.emit(has_output)


class Multimedia:
    """Qt Multimedia behind a door: imported late, since without libpulse it can't be."""

    def __init__(self) -> None:
        """Import it; raises ImportError where the machine lacks a library."""
        if sys.platform == "linux":
            # Qt's own PipeWire backend crashes and loses Bluetooth outputs.
            os.environ.setdefault("QT_AUDIO_BACKEND", "pulseaudio")
        # Late, so that the window opens where the library is missing.
        from PySide6 import QtMultimedia  # noqa: PLC0415

        self._module: Any = QtMultimedia
        self._devices: Any = QtMultimedia.QMediaDevices()

    def has_output(self) -> bool:
        """Tell whether there is anything to hear with."""
        return bool(self._module.QMediaDevices.audioOutputs())

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this when outputs come or go."""
        self._devices.audioOutputsChanged.connect(on_change)

    def effect(self, source: QUrl, parent: QObject) -> Effect:
        """Load a sound file."""
        effect = self._module.QSoundEffect(parent)
        effect.setSource(source)
        result: Effect = effect
        return result


def _nothing() -> None:
    """Have nothing to do when it is done."""
