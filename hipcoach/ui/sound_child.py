"""Sound in a process of its own: where a sound server died and came back, only a new process hears.

Lines come on the standard input (`load 3 file:///…`, `play 3`, `stop 3`, `volume 3 0.9`,
`drop 3`), and go out on the standard output (`outputs`, with the names behind it, and `ended 3`).
It ends when its input does.
"""

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QUrl, Signal, Slot

from hipcoach.ui.multimedia import Effect, Multimedia


class SoundChild(QObject):
    """Does what the lines say."""

    came = Signal(str)
    ended = Signal()

    def __init__(self, multimedia: Multimedia, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._multimedia = multimedia
        self._tell = tell
        self._effects: dict[str, Effect] = {}
        self.came.connect(self._do, Qt.ConnectionType.QueuedConnection)
        multimedia.listen(self.tell_outputs)

    @Slot()
    def tell_outputs(self) -> None:
        """Name the outputs there are."""
        self._tell("\t".join(("outputs", *self._multimedia.outputs())))

    @Slot(str)
    def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        name, _, value = rest.partition(" ")
        if word == "load":
            loaded = self._multimedia.effect(QUrl(value), self)
            self._effects[name] = loaded
            changed = getattr(loaded, "playingChanged", None)
            if changed is not None:
                changed.connect(lambda: self._on_playing_changed(name))
            return
        effect = self._effects.get(name)
        if effect is None:
            return
        match word:
            case "play":
                effect.play()
            case "stop":
                effect.stop()
            case "volume":
                effect.setVolume(float(value))
            case "drop":
                del self._effects[name]
                effect.deleteLater()

    def _on_playing_changed(self, name: str) -> None:
        effect = self._effects.get(name)
        if effect is not None and not effect.isPlaying():
            self._tell(f"ended {name}")


def main() -> int:
    """Play what the standard input asks for until it ends."""
    app = QCoreApplication([])

    def tell(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    try:
        child = SoundChild(Multimedia(), tell)
    except ImportError:
        return 1

    def read() -> None:
        for line in sys.stdin:
            child.came.emit(line.rstrip("\n"))
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    child.tell_outputs()
    threading.Thread(target=read, daemon=True).start()
    return app.exec()
