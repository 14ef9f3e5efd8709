"""What people write, as an engine should get it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.content.loader import load_library
from hipcoach.voice.speakable import speakable


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "Heel raise 3x15 w/ 5kg, hold 30s (ROM 0-90°)",
            "Heel raise 3 times 15 with 5 kilograms, hold 30 seconds "
            "(range of motion 0 to 90 degrees)",
        ),
        ("Wk 3: 30s holds, 2x10 @ 5kg", "Week 3: 30 second holds, 2 times 10 at 5 kilograms"),
        (
            "SLR R, AROM/PROM, VMO +/- TheraBand #2",
            "straight leg raise right, active range of motion or passive range of motion, "
            "V M O with or without TheraBand number 2",
        ),
        (
            "1/2 squat & 1½ min. walk ~10m <easy> [[test]]",
            "half squat and 1 and a half minute walk about 10 metres easy test",
        ),
        ("Приседания 😀 ٣", "Приседания 3"),
        ("10-15 reps 3x/day", "10 to 15 repetitions 3 times a day"),
        ("2–3kg", "2 to 3 kilograms"),
        ("30s–60s", "30 seconds to 60 seconds"),
        ("hold 1/2 min", "hold half a minute"),
        ("1 kg", "1 kilogram"),
        ("0.5 kg", "0.5 kilograms"),
        ("5 in a row", "5 in a row"),
        ("5in step", "5 inch step"),
        ("7/10 pain", "7 out of 10 pain"),
        ("on 2026-03-14", "on 2026-03-14"),
        ("L/R 5 each, pull L knee", "left and right 5 each, pull left knee"),
        ("-5° to 10°", "minus 5 degrees to 10 degrees"),
        ("Hold 30 sec. Rest.", "Hold 30 seconds. Rest."),
        ("w/o band, +/- 5°", "without band, plus or minus 5 degrees"),
        ("👍🏽", ""),
        ("don't", "don't"),
        ("abc\u202edef\x1b[31m", "abcdef"),
    ],
)
def test_signs_become_words(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


def test_a_language_without_a_table_loses_signs_alone() -> None:
    assert speakable("5kg 😀 x", "ru") == "5kg x"


def test_what_hipcoach_says_itself_stays_as_it_is() -> None:
    library = load_library(None)
    texts = [name for each in library.exercises.values() for name in (each.name, *each.steps)]
    for text in (*texts, *Phrasebook().hold()):
        assert speakable(text) == " ".join(text.replace("90/90", "90 90").split())


@given(st.text(max_size=60))
def test_no_sign_reaches_an_engine_and_twice_is_once(text: str) -> None:
    spoken = speakable(text)
    assert not any(unicodedata.category(sign) in ("Cc", "So", "Cs") for sign in spoken)
    assert not set(spoken) & set("[]<>{}|\\")
