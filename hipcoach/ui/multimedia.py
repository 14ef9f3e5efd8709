"""Where sounds are played: Qt Multimedia behind a door, and what any such place can do."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl

# Importing it registers the earcons with Qt.
import hipcoach.ui.resources_rc  # noqa: F401


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


class Outputs(Protocol):
    """Where sounds are played, in this process or in another."""

    def outputs(self) -> Sequence[str]:
        """Name the outputs there are, the one that is heard first."""
        ...

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this when outputs come or go."""
        ...

    def effect(self, source: QUrl, parent: QObject) -> Effect:
        """Load a sound file."""
        ...


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

    def outputs(self) -> Sequence[str]:
        """Name the outputs there are, the one that is heard first."""
        default = _name(self._module.QMediaDevices.defaultAudioOutput())
        others = (_name(each) for each in self._module.QMediaDevices.audioOutputs())
        return tuple(name for name in dict.fromkeys((default, *others)) if name)

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this when outputs come or go."""
        self._devices.audioOutputsChanged.connect(on_change)

    def effect(self, source: QUrl, parent: QObject) -> Effect:
        """Load a sound file."""
        effect = self._module.QSoundEffect(parent)
        effect.setSource(source)
        result: Effect = effect
        return result


def _name(device: Any) -> str:
    return bytes(device.id().data()).decode(errors="replace")
