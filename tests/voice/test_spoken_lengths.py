"""The table of clip lengths that other tests plan with, held to the engines themselves."""

import pytest

from hipcoach.content.loader import load_library
from hipcoach.voice.natural_engine import is_packaged
from tests.support.spoken_lengths import HEART, RATES, Spoken, all_texts, measured, table

# Rounding differs from one machine's processor to another's, and espeak varies by a pitch period.
MOST_APART_MS, MOST_APART = 40, 0.03
SAMPLE = 7
MOST_NEW = 0.1


def test_nearly_all_lines_that_can_be_spoken_are_in_it() -> None:
    """What is new is rendered by each test that needs it, so few may be."""
    texts = all_texts(load_library())
    for known in table().values():
        new = [text for text in texts if text not in known]
        assert len(new) <= MOST_NEW * len(texts), "run python -m tests.support.spoken_lengths"


@pytest.mark.parametrize("voice", RATES)
def test_a_sample_of_it_is_what_the_engine_says(voice: str) -> None:
    """At the slowest and the fastest rate; between them a line's length lies between, too."""
    if voice == HEART and not is_packaged():
        pytest.skip("the extra `natural` is not installed here")
    slow, fast = Spoken(voice, RATES[voice][0]), Spoken(voice, RATES[voice][-1])
    between = Spoken(voice, (slow.rate + fast.rate) // 2)
    lines = sorted(table()[slow])
    # Every so many lines, other ones at each rate, a count and the longest line always.
    step = len(lines) // SAMPLE
    chosen = {
        spoken: [*lines[7 * nth :: step], "Six.", max(lines, key=len)]
        for nth, spoken in enumerate((slow, fast, between))
    }
    found = measured(chosen)
    for spoken in (slow, fast):
        for text, ms in found[spoken].items():
            expected = table()[spoken][text]
            assert ms == pytest.approx(expected, abs=MOST_APART_MS, rel=MOST_APART), text
    for text, ms in found[between].items():
        least, most = table()[fast][text], table()[slow][text]
        assert least - MOST_APART_MS <= ms <= most + MOST_APART_MS, text
