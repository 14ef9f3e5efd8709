"""Questions round a session, spoken as soon as their clips are there."""

from hipcoach.coaching.phrasebook import pain_answer
from hipcoach.coaching.preferences import Preferences
from hipcoach.ui.sound import Sound


class SpokenQuestion:
    """One question at a time; an answer that comes first leaves it unsaid."""

    def __init__(self, sound: Sound, preferences: Preferences) -> None:
        """Speak through this sound, where the person wants speech."""
        self._sound = sound
        self._preferences = preferences
        self._unsaid = ""

    def ask(self, text: str) -> None:
        """Speak a question now, or when `try_again` finds its clip."""
        self._unsaid = text
        self.try_again()

    def try_again(self) -> None:
        """Speak what waits for its clip, if that is there by now."""
        if self._unsaid and self._say(self._unsaid):
            self._unsaid = ""

    def forget(self) -> None:
        """Leave unsaid what was answered or left."""
        self._unsaid = ""

    def read_back(self, nrs: int) -> None:
        """Read a rating (0-10) back."""
        self.forget()
        self._say(pain_answer(nrs))

    def _say(self, text: str) -> bool:
        return self._preferences.current.voice.level.speaks and self._sound.say(text)
