"""Sound through a process of its own, as `sound.Multimedia` has it in this one."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QProcess, QUrl

SOUND_WORKER: Final = "--sound-worker"
_RESOURCE: Final = "qrc"


def sound_command() -> tuple[str, list[str]]:
    """Return the program and its words that play sound."""
    if getattr(sys, "frozen", False):
        return sys.executable, [SOUND_WORKER]
    return sys.executable, ["-m", "hipcoach", SOUND_WORKER]


class FarEffect:
    """One sound in the other process; it runs from its start until the other tells of its end."""

    def __init__(self, name: str, tell: Callable[[str], None]) -> None:
        """Stand for the sound of this name."""
        self._name = name
        self._tell = tell
        self._is_playing = False

    def play(self) -> None:
        """Start from the beginning."""
        self._is_playing = True
        self._tell(f"play {self._name}")

    def stop(self) -> None:
        """Be quiet."""
        self._is_playing = False
        self._tell(f"stop {self._name}")

    def setVolume(self, volume: float) -> None:
        """Set the volume, 0 to 1."""
        self._tell(f"volume {self._name} {volume:.3f}")

    def isPlaying(self) -> bool:
        """Return whether it runs."""
        return self._is_playing

    def deleteLater(self) -> None:
        """Go."""
        self._tell(f"drop {self._name}")

    def has_ended(self) -> None:
        """Hear from the other process that it is over."""
        self._is_playing = False


class FarMultimedia(QObject):
    """Starts the other process and speaks with it; without it there are no outputs."""

    def __init__(
        self, parent: QObject | None = None, command: tuple[str, list[str]] | None = None
    ) -> None:
        super().__init__(parent)
        self._outputs: tuple[str, ...] = ()
        self._on_change: Callable[[], None] = lambda: None
        self._effects: dict[str, FarEffect] = {}
        self._count = 0
        self._process = QProcess(self)
        # What its Qt says of libraries is nobody's news.
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.start(*(command or sound_command()))

    def outputs(self) -> Sequence[str]:
        """Name the outputs there are, the one that is heard first."""
        return self._outputs

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this when outputs come or go."""
        self._on_change = on_change

    def effect(self, source: QUrl, parent: QObject) -> FarEffect:
        """Load a sound file."""
        self._count += 1
        name = str(self._count)
        effect = self._effects[name] = FarEffect(name, self._tell)
        self._tell(f"load {name} {source.toString()}")
        return effect

    def close(self) -> None:
        """End the other process and wait for it."""
        self._process.readyReadStandardOutput.disconnect(self._read)
        self._process.finished.disconnect(self._on_finished)
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(2_000):
            self._process.kill()
            self._process.waitForFinished(2_000)

    def _tell(self, line: str) -> None:
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(f"{line}\n".encode())

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode(errors="replace").rstrip("\n")
            word, *names = line.split("\t")
            if word == "outputs":
                self._outputs = tuple(names)
                self._on_change()
            elif word.startswith("ended "):
                effect = self._effects.get(word.removeprefix("ended "))
                if effect is not None:
                    effect.has_ended()

    def _on_finished(self) -> None:
        self._outputs = ()
        self._on_change()
