"""Hypothesis strategies for routines of real exercises, with all that a routine may say."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from hipcoach.domain.exercise import Exercise
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
    Prescription,
    Side,
    Tempo,
)
from hipcoach.domain.routine import MAX_TRANSITION_MS, Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.units import SECOND_MS
from hipcoach.domain.visible import visible
from hipcoach.domain.written import MAX_WORDS, written_exercise

# What people type: any letters and signs, on one line.
WORDS = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    # A character that hides is written out, which makes a text longer.
    .filter(lambda text: bool(text) and len(visible(text)) <= MAX_WORDS)
)


def any_dose(kind: DoseKind) -> st.SearchStrategy[Dose]:
    """Return doses of a kind in their whole range, to the millisecond."""
    sets = st.integers(1, MAX_SETS)
    if kind is DoseKind.HOLD:
        return st.builds(Dose, sets=sets, hold_ms=st.integers(SECOND_MS, MAX_HOLD_MS))
    if kind is DoseKind.TIMED:
        duration = st.integers(MIN_DURATION_MS, MAX_DURATION_MS)
        return st.builds(Dose, sets=sets, duration_ms=duration)
    part = st.one_of(st.integers(0, 8).map(lambda half: half * 500), st.integers(0, 30_000))
    tempos = (
        st.tuples(part, part, part, part)
        .filter(lambda parts: sum(parts) >= SECOND_MS)
        .map(lambda parts: Tempo(*parts))
    )
    return st.builds(
        Dose, sets=sets, reps=st.integers(1, MAX_REPS), tempo=tempos, self_paced=st.booleans()
    )


def written_ones() -> st.SearchStrategy[Exercise]:
    """Return exercises that are only words."""
    kinds = st.sampled_from((DoseKind.REPS, DoseKind.HOLD, DoseKind.TIMED))
    return st.builds(written_exercise, WORDS, kinds, st.sampled_from(Laterality))


@st.composite
def any_item(draw: st.DrawFn, exercise: Exercise, uid: str, group: str | None) -> RoutineItem:
    """Draw an item of an exercise with any dose, side, rest and lock."""
    doses = any_dose(exercise.kind)
    only_side = left = right = None
    if exercise.laterality is Laterality.UNILATERAL:
        only_side = draw(st.sampled_from((None, Side.LEFT, Side.RIGHT)))
        left, right = draw(st.none() | doses), draw(st.none() | doses)
    return RoutineItem(
        uid=uid,
        exercise=exercise,
        prescription=Prescription(
            dose=draw(doses),
            rest_ms=draw(st.integers(0, MAX_REST_MS)),
            laterality=exercise.laterality,
            only_side=only_side,
            left=left,
            right=right,
        ),
        group=group,
        locked=draw(st.booleans()),
        priority=draw(st.integers(1, 3)),
        transition_ms=draw(st.none() | st.integers(0, MAX_TRANSITION_MS)),
    )


@st.composite
def any_routine(
    draw: st.DrawFn, exercises: Mapping[str, Exercise], *, max_items: int = 8
) -> Routine:
    """Draw a routine of real exercises and of words, neighbours sometimes in a circuit."""
    chosen = draw(
        st.lists(
            st.sampled_from(sorted(exercises)).map(lambda key: exercises[key]) | written_ones(),
            min_size=1,
            max_size=max_items,
        )
    )
    items: list[RoutineItem] = []
    group: str | None = None
    for number, exercise in enumerate(chosen):
        group = draw(st.sampled_from((group, group, None, f"circuit {number}")))
        items.append(draw(any_item(exercise, f"{exercise.id}-{number}", group)))
    items = _in_one_piece(items)
    return Routine(
        id=draw(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)),
        name=draw(WORDS),
        goal=draw(st.just("") | WORDS),
        audience=draw(st.just("") | WORDS),
        items=tuple(items),
        origin=draw(st.sampled_from((RoutineOrigin.OWN, RoutineOrigin.THERAPIST))),
    )


def _in_one_piece(items: list[RoutineItem]) -> list[RoutineItem]:
    """Let no circuit be taken up again after another item."""
    kept: list[RoutineItem] = []
    for item in items:
        before = kept[-1].group if kept else None
        seen = {each.group for each in kept}
        if item.group is not None and item.group != before and item.group in seen:
            item = replace(item, group=None)
        kept.append(item)
    return kept
