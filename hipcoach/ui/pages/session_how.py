"""How an exercise is done, in the session: each line as a caption, spoken or announced."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from hipcoach.player.events import HowEnded, HowLineDue
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.sound import Sound
from hipcoach.ui.widgets.caption import Caption


class SessionHow(QObject):
    """Asks the driver for it, and shows and speaks what it tells."""

    def __init__(
        self,
        driver: PlayerDriver,
        sound: Sound,
        caption: Caption,
        parent: QObject,
        *,
        speaks: Callable[[], bool],
        announce: Callable[[str], None],
        note: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._driver = driver
        self._sound = sound
        self._caption = caption
        self._speaks = speaks
        self._announce = announce
        self._note = note
        driver.how_line_due.connect(self._on_line_due)
        driver.how_ended.connect(self._on_ended)

    def ask(self) -> None:
        """Stand still and lead through the exercise; asked again, go on."""
        if self._driver.coach.planned is None:
            self._note(self.tr("That was the last exercise."))
        else:
            self._driver.ask_how()

    def _on_line_due(self, event: HowLineDue) -> None:
        self._caption.set_text(f"“{event.text}”")
        is_heard = self._speaks() and event.clip_ms > 0 and self._sound.say(event.text)
        if not is_heard:
            self._announce(event.text)

    def _on_ended(self, event: HowEnded) -> None:
        self._sound.cut()
        if not event.resumes:
            self._caption.set_text(self.tr("Paused. Press Space to go on."))
