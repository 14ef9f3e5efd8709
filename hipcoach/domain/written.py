"""What a plan asks for in words of its own: an exercise that the library doesn't have."""

import re

from hipcoach.domain.errors import RangeError
from hipcoach.domain.exercise import (
    Category,
    DosageRange,
    Exercise,
    PhaseWords,
    Position,
    SideMeaning,
    Span,
)
from hipcoach.domain.prescription import (
    MAX_DURATION_MS,
    MAX_HOLD_MS,
    MAX_REPS,
    MAX_REST_MS,
    MAX_SETS,
    MIN_DURATION_MS,
    Dose,
    DoseKind,
    Laterality,
    Tempo,
)
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.domain.visible import visible

_CONTEXT = "Written"
MAX_WORDS = 120
# No id of an exercise in a file can hold a colon.
_PREFIX = "text:"
_REST_MS = 30 * SECOND_MS
# Where a plan says nothing else; none of these is anybody's advice.
_START = {
    DoseKind.REPS: Dose(sets=1, reps=10, tempo=Tempo(2 * SECOND_MS, SECOND_MS, 2 * SECOND_MS, 0)),
    DoseKind.HOLD: Dose(sets=1, hold_ms=30 * SECOND_MS),
    DoseKind.TIMED: Dose(sets=1, duration_ms=MINUTE_MS),
}


def written_id(words: str) -> str:
    """Return the id under which these words are kept; the same words have the same."""
    return _PREFIX + re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


def written_exercise(
    words: str, kind: DoseKind, laterality: Laterality, *, exercise_id: str | None = None
) -> Exercise:
    """Return an exercise that is nothing but words and a dose.

    `exercise_id` is given where the library has lost the exercise. Raises RangeError for words
    that are missing or too long.
    """
    # The id is made of what is shown: a file that was written and read again has the same.
    words = visible(" ".join(words.split()))
    if not words:
        raise RangeError("text", "nothing", "is given; say in words what is to be done")
    if len(words) > MAX_WORDS:
        raise RangeError("text", f"{words[:20]}…", f"is longer than {MAX_WORDS} characters")
    sided = laterality is not Laterality.BILATERAL
    as_shown = translate(_CONTEXT, "Do this as your therapist showed you.")
    return Exercise(
        id=exercise_id or written_id(words),
        name=words,
        other_names=(),
        category=Category.FUNCTIONAL,
        areas=(),
        muscles=(),
        position=Position.STANDING,
        equipment=(),
        kind=kind,
        laterality=laterality,
        side_means=SideMeaning.MOVING if sided else None,
        dosage=_any_dose(kind),
        start=_START[kind],
        rest_ms=_REST_MS,
        phases=PhaseWords(
            work=translate(_CONTEXT, "go"),
            hold=translate(_CONTEXT, "hold"),
            back=translate(_CONTEXT, "back"),
        ),
        summary=translate(_CONTEXT, "From your plan, in its own words."),
        setup=as_shown,
        steps=(),
        cues=(),
        mistakes=(),
        caution=translate(_CONTEXT, "If you are not sure how it is done, ask your therapist."),
        spoken_position=as_shown,
        spoken_leg=translate(_CONTEXT, "{Side} leg.") if sided else "",
        ladder="",
        rung=0,
        easier=(),
        harder=(),
        avoid_flags=(),
        caution_flags=(),
        on_floor_or_bed=False,
        source=translate(_CONTEXT, "Your plan."),
    )


def is_written(exercise: Exercise) -> bool:
    """Tell whether an exercise is only words; every other one has steps."""
    return not exercise.steps


def _any_dose(kind: DoseKind) -> DosageRange:
    return DosageRange(
        sets=Span(1, MAX_SETS),
        reps=Span(1, MAX_REPS) if kind is DoseKind.REPS else None,
        hold_ms=Span(SECOND_MS, MAX_HOLD_MS) if kind is DoseKind.HOLD else None,
        duration_ms=Span(MIN_DURATION_MS, MAX_DURATION_MS) if kind is DoseKind.TIMED else None,
        rest_ms=Span(0, MAX_REST_MS),
        days_per_week=Span(1, 7),
    )
