"""Routines out to a file and back, without loss; files of every sort, without a traceback."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.coaching.ports import RoutineFormat
from hipcoach.content.loader import load_library
from hipcoach.content.routine_files import RoutineFiles, write_routine
from hipcoach.domain.errors import ContentError
from hipcoach.domain.kept_routine import kept_routine, restored_routine
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.domain.written import is_written
from tests.content.conftest import example
from tests.support.routine_strategies import any_routine

LIBRARY = load_library()
FILES = RoutineFiles(LIBRARY.exercises)


def read(text: str, **instead: str | None) -> Routine:
    return FILES.read(text.encode(), "plan.hipcoach", instead)


def told(text: str, **instead: str | None) -> str:
    with pytest.raises(ContentError) as caught:
        read(text, **instead)
    return str(caught.value)


def plan(*items: str) -> str:
    tables = "".join(f"\n[[items]]\n{item}\n" for item in items)
    return f'id = "plan"\nname = "Plan"\n{tables}'


def test_it_is_the_format_that_the_use_cases_ask_for(tmp_path: Path) -> None:
    port: RoutineFormat = FILES
    path = tmp_path / "plan.hipcoach"
    path.write_bytes(port.write(LIBRARY.routines["desk"]))
    assert port.load(path) == path.read_bytes()
    with pytest.raises(ContentError, match=r"^nowhere\.hipcoach: is not a file"):
        port.load(tmp_path / "nowhere.hipcoach")


@pytest.mark.parametrize("routine_id", LIBRARY.routines)
def test_every_shipped_routine_comes_back_as_it_is(routine_id: str) -> None:
    routine = LIBRARY.routines[routine_id]
    found = FILES.read(write_routine(routine), "f", {})
    assert replace(found, origin=RoutineOrigin.BUILT_IN) == routine


@settings(deadline=None, max_examples=150)
@given(any_routine(LIBRARY.exercises))
def test_any_routine_comes_back_as_it_is(routine: Routine) -> None:
    data = write_routine(routine)
    assert FILES.unknown(data, "f") == ()
    found = FILES.read(data, "f", {})
    assert found == routine
    assert restored_routine(kept_routine(routine), LIBRARY.exercises) == routine


def test_a_thousand_mutated_files_are_read_or_told_with_their_place() -> None:
    source = random.Random(20260302)
    texts = [write_routine(each).decode() for each in LIBRARY.routines.values()]
    texts.append(example("routine"))
    refused: list[str] = []
    for _ in range(1_000):
        data = bytearray(source.choice(texts).encode())
        for _ in range(source.randint(1, 4)):
            at = source.randrange(len(data))
            match source.randrange(5):
                case 0:
                    data[at] = source.randrange(256)
                case 1:
                    del data[at : at + source.randint(1, 60)]
                case 2:
                    data[at:at] = bytes(source.randrange(256) for _ in range(3))
                case 3:
                    data[at:at] = source.choice(
                        (b"-1", b"999999", b'"', b"[[items]]\n", b"nan", b"0x", b"\x00", b"=", b"]")
                    )
                case _:
                    piece = data[at : at + source.randint(5, 80)]
                    data[at:at] = piece
        try:
            names = FILES.unknown(bytes(data), "f.hipcoach")
            FILES.read(bytes(data), "f.hipcoach", dict.fromkeys(names))
        except ContentError as error:
            refused.append(str(error))
    assert 300 < len(refused) < 1_000
    told = re.compile(
        r"f\.hipcoach: (line \d+(, column \d+)?|end of the file|\w\S*): \S", re.DOTALL
    )
    assert [message for message in refused if not told.match(message)] == []


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"^f\.hipcoach: "):
        FILES.read(data, "f.hipcoach", {})


def test_a_therapist_locks_what_stays_as_it_is() -> None:
    found = read(plan('exercise = "bridge"\nlocked = true\npriority = 1\ntransition_s = 12.5'))
    assert found.origin is RoutineOrigin.THERAPIST
    (item,) = found.items
    assert (item.locked, item.priority, item.transition_ms) == (True, 1, 12_500)
    assert read('origin = "own"\n' + plan('exercise = "bridge"')).origin is RoutineOrigin.OWN


def test_words_stand_where_the_library_has_nothing() -> None:
    found = read(
        plan(
            'text = "Heel slides, the way we practised"\nreps = 12\nsets = 3\nside = "left"',
            'text = "Walk round the block"',
            'text = "Lean on the wall"\nhold_s = 20\nlaterality = "alternating"',
        )
    )
    slides, walk, lean = found.items
    assert all(is_written(item.exercise) for item in found.items)
    assert slides.exercise.name == "Heel slides, the way we practised"
    assert slides.prescription.sides(Side.RIGHT) == (Side.LEFT,)
    assert (slides.prescription.dose.sets, slides.prescription.dose.reps) == (3, 12)
    assert (walk.exercise.kind, walk.prescription.dose.duration_ms) == (DoseKind.TIMED, 60_000)
    assert lean.prescription.laterality is Laterality.ALTERNATING
    assert [item.uid for item in found.items] == ["text-1", "text-2", "text-3"]


def test_unknown_exercises_are_named_and_replaced_or_kept_as_words() -> None:
    text = plan(
        'exercise = "pelvic_clock"\nreps = 12\ngroup = "A"',
        'exercise = "bridge"\ngroup = "A"',
        'exercise = "pelvic_clock"\nhold_s = 9\nside = "left"',
    )
    assert FILES.unknown(text.encode(), "f") == ("pelvic_clock",)
    assert told(text).startswith("plan.hipcoach: items[0].exercise: pelvic_clock is not a known")
    first, _, last = read(text, pelvic_clock=None).items
    assert (first.exercise.name, first.prescription.dose.reps) == ("Pelvic clock", 12)
    assert (last.exercise.kind, last.prescription.dose.hold_ms) == (DoseKind.HOLD, 9_000)
    first, _, last = read(text, pelvic_clock="clamshell").items
    start = LIBRARY.exercises["clamshell"].start
    assert (first.exercise.id, first.prescription.dose) == ("clamshell", replace(start, reps=12))
    # Seconds held are nothing for an exercise in reps; the side still holds.
    assert (last.prescription.dose, last.prescription.only_side) == (start, Side.LEFT)
    assert read(text, pelvic_clock="bridge").items[2].prescription.only_side is None


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("sets = 2", "items[0].exercise: is missing; a text may take its place"),
        ('exercise = "bridge"\ntext = "x"', "items[0].text: is given beside an exercise"),
        ('exercise = "bridge"\nlaterality = "bilateral"', "items[0].laterality: fits only a text"),
        ('text = "x"\nreps = 3\nhold_s = 3', "items[0]: reps and hold_s are given"),
        ('text = "x"\ntempo = "2-1-2-0"', "items[0].tempo: does not fit text:x"),
        (f'text = "{"x" * 121}"', "items[0].text: xxxxxxxxxxxxxxxxxxxx… is longer than 120"),
        ('text = "  "', "items[0].text: is empty"),
        ('exercise = "bridge"\npriority = 4', "items[0].priority: 4 is over 3"),
        ('exercise = "bridge"\ntransition_s = 301', "items[0].transition_s: 301 is over 300"),
        ('exercise = "bridge"\nlocked = "yes"', "items[0].locked: is a text in quotes, not true"),
    ],
)
def test_what_breaks_a_rule_is_told_with_its_place(item: str, rule: str) -> None:
    assert told(plan(item)).startswith(f"plan.hipcoach: {rule}")


def test_a_date_that_is_none_and_lists_without_end_are_placed_too() -> None:
    text = plan('exercise = "bridge"\nsets = 1' + "0" * 5_000)
    assert told(text) == "plan.hipcoach: line 6: holds a number or date that can't be read"
    nested = plan('exercise = "bridge"', f"sets = {'[' * 5_000}")
    assert told(nested) == "plan.hipcoach: line 8: has lists or tables nested too deeply"


def test_only_shipped_routines_are_built_in() -> None:
    message = told('origin = "built-in"\n' + plan('exercise = "bridge"'))
    assert message == "plan.hipcoach: origin: built-in is none of own, therapist"
    message = told('origin = "mine"\n' + plan('exercise = "bridge"'))
    assert message == "plan.hipcoach: origin: 'mine' is none of own, therapist"
