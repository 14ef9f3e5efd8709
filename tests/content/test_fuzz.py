"""Whatever bytes a file holds, the only failure is a ContentError that names the file."""

import copy
import re
import tomllib
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.content.loader import decode_exercise, decode_routine, load_library
from hipcoach.domain.errors import ContentError
from hipcoach.domain.routine import RoutineOrigin
from tests.content.conftest import example

LIBRARY = load_library()
TEXTS = {kind: example(kind) for kind in ("exercise", "routine")}

edits = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=12)), max_size=4
)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.just("{side!r:>{Side}}"),
    st.dates(),
    st.lists(st.integers(-5, 5000), max_size=3),
    st.lists(st.text(max_size=5), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def read(kind: str, data: bytes) -> str | None:
    try:
        if kind == "exercise":
            decode_exercise(data, "f.toml", LIBRARY.precautions, LIBRARY.equipment_names)
        else:
            decode_routine(data, "f.toml", LIBRARY.exercises, RoutineOrigin.OWN)
    except ContentError as error:
        return str(error)
    return None


def is_told(message: str | None) -> bool:
    return message is None or re.match(r"f\.toml: .*\w", message) is not None


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    found = [path] if path else []
    for key in keys:
        found += places(value[key], (*path, key))
    return found


ALL_PLACES = {kind: places(tomllib.loads(text)) for kind, text in TEXTS.items()}


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(TEXTS)), edits)
def test_mutated_bytes(kind: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = TEXTS[kind].encode()
    for start, length, new in changes:
        data = data[:start] + new + data[start + length :]
    assert is_told(read(kind, data))


@settings(deadline=None, max_examples=400)
@given(st.data(), st.sampled_from(sorted(TEXTS)), values)
def test_wrong_values(data: st.DataObject, kind: str, value: object) -> None:
    file = copy.deepcopy(tomllib.loads(TEXTS[kind]))
    *way, last = data.draw(st.sampled_from(ALL_PLACES[kind]))
    table: Any = file
    for key in way:
        table = table[key]
    if value is None:
        del table[last]
    else:
        table[last] = value
    assert is_told(read(kind, tomli_w.dumps(file).encode("utf-8", "surrogatepass")))


def test_unchanged_examples_load() -> None:
    assert [read(kind, text.encode()) for kind, text in TEXTS.items()] == [None, None]
