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


LINES = (
    "Clamshell. Lie on your right side, knees bent.",
    "Bridge. Lie on your back, feet planted.",
    "Next: Single-leg stand.",
    "Two sets of ten each side, in turn.",
    "Rest, thirty seconds.",
    "Switch sides. Turn over, with your head at the other end to keep facing the screen.",
    "Left leg straight.",
    "Hold.",
    "Half-way.",
    "Last set.",
    "Keep your pelvis still.",
    "Press your heels down.",
    "90/90 hip switch.",
    "Piriformis stretch. Lie on your back.",
    "Bent-knee fall-out.",
    "Cat-camel. On hands and knees.",
    "Lie on your back, band above knees.",
    "Heel glides to your buttock.",
    "Squeeze both buttocks.",
    "Same height every time.",
    "Right leg in front.",
    "Next: Tandem stand.",
    "For one minute.",
    "Bird dog, leg only.",
    "Nose over knees.",
    "Abdominal brace.",
    "Two sets of six each side, in turn.",
    "Stand in a long stride, holding on.",
    "Forward lunge.",
    "Sit to stand.",
    "Stand tall, worktop within reach.",
    "Next: Side-to-side weight shift.",
    "Lift the foot a little.",
    "Supported split squat.",
    "Lie on your left side, knees bent.",
    "Step-up.",
    "Next: Walking with a cane.",
    "Knees follow your toes.",
    "Hand on your support.",
    "Ten seconds left.",
)
"""Forty lines of our sessions, long and short, hard words among them."""
