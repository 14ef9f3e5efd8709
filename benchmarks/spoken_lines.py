"""The lines that the benchmarks have spoken: those of our own sessions, and the counts."""

from hipcoach.coaching.phrasebook import Phrasebook, number_word
from hipcoach.coaching.preparation import options_from
from hipcoach.content.loader import load_library
from hipcoach.domain.settings import Settings
from hipcoach.player.planning import lines

COUNTS = tuple(f"{number_word(number).capitalize()}." for number in range(1, 31))


def session_lines() -> list[str]:
    """Return every line of every shipped routine, each once, in order of the alphabet."""
    library, how, words = load_library(), options_from(Settings()), Phrasebook()
    return sorted({text for one in library.routines.values() for text in lines(one, how, words)})
