"""What left comes back: whole, once however often, and a broken file is told with its place."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.keeping import Merge
from hipcoach.domain.errors import ContentError, StoppedError
from hipcoach.exchange.json_import import merge, plan_merge, read_document
from tests.domain.samples import rating, session
from tests.exchange.test_json_export import exported
from tests.support.records import Record, fresh_record, one_of_each, things

FILE = "mine.json"


def quiet(_done: int, _total: int) -> None:
    pass


def taken_over(data: bytes, record: Record) -> tuple[Merge, ...]:
    """Merge a document into a record and return what that did."""
    plan = plan_merge(read_document(data, FILE, record.parts), record.parts)
    merge(plan, record.parts, quiet, FILE)
    return plan


def counts(plan: tuple[Merge, ...]) -> dict[str, tuple[int, int, int]]:
    found = {each.name: (len(each.new), each.same, each.different) for each in plan}
    return {name: each for name, each in found.items() if any(each)}


def test_everything_comes_back(record: Record, empty: Record) -> None:
    done = taken_over(exported(record), empty)
    assert empty.everything() == record.everything()
    assert exported(empty) == exported(record)
    assert {name: len(each) for name, each in one_of_each().items()} == {
        name: new for name, (new, _, _) in counts(done).items()
    }


def test_twice_is_the_same_as_once(record: Record, empty: Record) -> None:
    taken_over(exported(record), empty)
    once = exported(empty)
    again = taken_over(exported(record), empty)
    assert exported(empty) == once
    assert all(new == 0 and different == 0 for new, _, different in counts(again).values())


@given(things(), things())
def test_any_two_records_merge_the_same_once_and_twice(
    one: dict[str, list[Any]], other: dict[str, list[Any]]
) -> None:
    with fresh_record() as source, fresh_record() as target:
        source.keep(one)
        target.keep(other)
        before = target.everything()
        data = exported(source)
        taken_over(data, target)
        once = target.everything()
        taken_over(data, target)
        assert target.everything() == once
        for name, kept in before.items():
            assert all(thing in once[name] for thing in kept), "nothing that was here is lost"
        came = source.everything()
        for part in target.parts:
            here = {key for thing in once[part.name] for key in part.keys(thing)}
            assert all(here & set(part.keys(thing)) for thing in came[part.name])


@given(things())
def test_any_record_comes_back_as_it_was(kept: dict[str, list[Any]]) -> None:
    with fresh_record() as source, fresh_record() as target:
        source.keep(kept)
        taken_over(exported(source), target)
        assert target.everything() == source.everything()
        assert exported(target) == exported(source)


def test_what_was_corrected_here_stays(record: Record) -> None:
    data = exported(record)
    corrected = rating("p1", 7)
    record.stores.pains.add(corrected)
    plan = taken_over(data, record)
    assert counts(plan)["pain_ratings"] == (0, 1, 1)
    assert corrected in record.everything()["pain_ratings"]


def test_planning_changes_nothing(record: Record, empty: Record) -> None:
    before = exported(empty)
    plan = plan_merge(read_document(exported(record), FILE, empty.parts), empty.parts)
    assert sum(len(each.new) for each in plan) > 5
    assert exported(empty) == before


def test_a_rating_whose_session_is_nowhere_is_kept_without_it(
    record: Record, empty: Record
) -> None:
    document = json.loads(exported(record))
    document["sessions"] = []
    data = json.dumps(document).encode()
    taken_over(data, empty)
    found = empty.everything()["pain_ratings"]
    assert [each.uid for each in found] == ["p1", "p2"]
    assert all(each.session_uid is None for each in found)
    assert counts(taken_over(data, empty))["pain_ratings"] == (0, 2, 0)


def test_a_version_that_begins_on_the_same_day_does_not_push_another_out(
    record: Record, empty: Record
) -> None:
    (version,) = one_of_each()["plan_versions"]
    own = replace(version, uid="mine", reason="my own")
    empty.stores.plans.add_version(own)
    plan = taken_over(exported(record), empty)
    assert counts(plan)["plan_versions"] == (0, 0, 1)
    assert empty.stores.plans.versions() == (own,)


def test_stopping_is_passed_on_after_each_thing(record: Record, empty: Record) -> None:
    def stop(done: int, total: int) -> None:
        assert total > done
        raise StoppedError("Stopped.")

    plan = plan_merge(read_document(exported(record), FILE, empty.parts), empty.parts)
    with pytest.raises(StoppedError), empty.database.together():
        merge(plan, empty.parts, stop, FILE)
    assert empty.everything()["sessions"] == []


def test_the_first_shape_is_read(empty: Record) -> None:
    document = {
        "hipcoach_export": 1,
        "hipcoach_version": "0.1.0",
        "exported_at": "2026-03-03T08:00:00Z",
        "sessions": [],
        "pain_ratings": [
            {
                "uid": "p",
                "moment": "before",
                "nrs": 4,
                "site": "left hip",
                "at": "2026-03-02T08:00:00Z",
                "local_date": "2026-03-02",
                "session_uid": None,
                "item_uid": None,
                "kind": "sore",
                "note": "",
            }
        ],
        "plan_versions": [
            {
                "uid": "v",
                "routine_id": "first_steps",
                "weekdays": [0, 2, 4],
                "valid_from": "2026-03-02",
            }
        ],
        "excused_days": [{"day": "2026-03-04", "reason": "travelling"}],
        "settings": {"voice": {"rate_wpm": 150}, "a_key_of_old": 1},
    }
    found = read_document(json.dumps(document).encode(), FILE, empty.parts)
    assert found.things["plan_versions"][0].slots[0].weekdays == {0, 2, 4}
    assert found.settings is not None
    assert found.settings.voice.rate_wpm == 150
    taken_over(json.dumps(document).encode(), empty)
    assert len(empty.everything()["excused_days"]) == 1


def test_a_routine_inside_its_session_is_read_as_in_the_first_shape(
    record: Record, empty: Record
) -> None:
    document = json.loads(exported(record))
    played = {each["key"]: each["routine"] for each in document.pop("played_routines")}
    for each in document["sessions"]:
        each["routine"] = played[each["routine"]]
    taken_over(json.dumps(document).encode(), empty)
    assert empty.everything() == record.everything()


def test_what_the_record_itself_refuses_is_told_by_its_id(record: Record, empty: Record) -> None:
    data = changed(record, ("sessions", 0, "sets", 0, "pass_no"), 0)
    with pytest.raises(ContentError, match=r"mine\.json: sessions s1: The record refused"):
        taken_over(data, empty)


def test_an_unknown_key_is_passed_over_and_told(record: Record) -> None:
    document = json.loads(exported(record)) | {"weather": []}
    found = read_document(json.dumps(document).encode(), FILE, record.parts)
    assert found.passed_over == ("weather",)


def changed(record: Record, path: tuple[str | int, ...], value: object) -> bytes:
    document = json.loads(exported(record))
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("hipcoach_export",), 99, "hipcoach_export: is 99; this hipcoach reads up to 2"),
        (("hipcoach_export",), "1", "hipcoach_export: is not the number of a version"),
        (("sessions",), {}, "sessions: is not a list"),
        (("sessions", 0, "routine"), "x", "sessions[0].routine: is not among played_routines"),
        (("played_routines",), 7, "played_routines: is not a list"),
        (("played_routines", 0, "key"), 7, "played_routines[0]: is not an object with a key"),
        (
            ("played_routines", 0, "routine", "items"),
            [],
            "played_routines[0].routine: items: nothing is listed",
        ),
        (("sessions", 1), 3, "sessions[1]: is not an object"),
        (("sessions", 0, "status"), "done", "sessions[0].status: 'done' is none of"),
        (("sessions", 0, "effort"), 11, "sessions[0]: effort: 11 is over 10"),
        (("sessions", 0, "started_at"), "2026-03-02T10:00:00", "started_at"),
        (("sessions", 0, "sets", 1, "set_no"), "two", "sessions[0].sets[1].set_no: is a text, not"),
        (("sessions", 0, "sets", 1, "at"), "2026-03-02T10:00:00", "sets[1].at: has no time zone"),
        (("sessions", 0, "sets"), 7, "sessions[0].sets: is not a list"),
        (("sessions", 0, "options"), [], "sessions[0].options: is not an object"),
        (("sessions", 0, "played_ms"), 10**30, "sessions[0].played_ms: is a number far too large"),
        (("sessions", 0, "local_date"), "0001-01-01", "sessions[0].local_date: is not"),
        (("sessions", 1, "uid"), "s1", "sessions[1]: has the id of sessions[0]"),
        (("sessions", 1, "uid"), "", "sessions[1]: has an empty id"),
        (("pain_ratings", 1, "nrs"), 12, "pain_ratings[1]: pain: 12 is over 10"),
        (("pain_ratings", 1, "nrs"), None, "pain_ratings[1].nrs: is nothing, not a whole number"),
        (("pain_ratings", 1, "kind"), "odd", "pain_ratings[1].kind: 'odd' is none of"),
        (("plan_versions", 0, "slots", 0, "weekdays"), [9], "plan_versions[0].slots[0]: weekday"),
        (("own_files", 0, "text"), 5, "own_files[0].text: is a whole number, not a text"),
        (("settings", "voice", "rate_wpm"), 1, "settings.voice: rate_wpm: 1 is under 80"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(
    record: Record, path: tuple[str | int, ...], value: object, told: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read_document(changed(record, path, value), FILE, record.parts)
    assert str(caught.value).startswith(f"{FILE}: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this is not JSON"),
        (b'{"hipcoach_export": 2,\n "sessions": [}', "line 2: this is not JSON"),
        (b"\xff\xfe", "mine.json: "),
        (b"[]", "this is no export"),
        (b"{}", "this is no export"),
        (b"[" * 100_000, "mine.json: "),
    ],
)
def test_what_is_no_document_is_told(record: Record, data: bytes, told: str) -> None:
    with pytest.raises(ContentError, match=FILE) as caught:
        read_document(data, FILE, record.parts)
    assert told in str(caught.value)


def read_or_told(data: bytes, record: Record) -> ContentError | None:
    """Take a document over, or return what is wrong with it; anything else is a bug."""
    try:
        taken_over(data, record)
    except ContentError as error:
        return error
    return None


@given(st.data())
def test_a_file_that_was_tampered_with_is_read_or_told(data: st.DataObject) -> None:
    """Cut, flipped and replaced bytes: never anything but a document or a ContentError."""
    whole = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.integers(0, 3)):
            case 0:
                whole[at] = data.draw(st.integers(0, 255))
            case 1:
                del whole[at : at + data.draw(st.integers(1, 40))]
            case 2:
                whole[at:at] = data.draw(st.binary(min_size=1, max_size=8))
            case _:
                token = data.draw(st.sampled_from(TOKENS))
                whole[at : at + len(token)] = token
        if not whole:
            break
    with fresh_record() as record:
        told = read_or_told(bytes(whole), record)
    assert told is None or told.file == FILE


@given(st.data())
def test_a_value_that_was_exchanged_is_read_or_told(data: st.DataObject) -> None:
    """The shape stays JSON, one value somewhere becomes another."""
    document = json.loads(SAMPLE)
    at: Any = document
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 7)):
            at = at[key]
            continue
        at[key] = data.draw(VALUES)
        break
    with fresh_record() as record:
        told = read_or_told(json.dumps(document).encode(), record)
    assert told is None or (told.file == FILE and told.path)


def _sample() -> bytes:
    with fresh_record() as record:
        record.keep(one_of_each())
        return exported(record)


SAMPLE = _sample()
TOKENS = [b"null", b"-1", b"1e999", b'""', b"[]", b"{}", b"true", b"NaN", b'"\\ud800"', b"9" * 40]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.integers(-2, 12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "x", "2026-02-30", "2026-03-02", "9999-12-31T23:59:59-14:00", "\0", "s2"]),
    st.just([]),
    st.just({}),
    st.just([1]),
)


def test_a_session_without_sets_is_a_session(empty: Record) -> None:
    bare = {"sessions": [each for each in one_of_each()["sessions"] if not each.sets]}
    empty.keep(bare)
    assert [kept.session.uid for kept in empty.everything()["sessions"]] == [session("s2").uid]


def _changed(record: Record, part: str, **values: object) -> bytes:
    document = json.loads(exported(record))
    document[part][0].update(values)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("part", "values", "told"),
    [
        (
            "sessions",
            {"options": {"get_ready_ms": "long"}},
            r"sessions\[0\]\.options.*get_ready_ms",
        ),
        ("sessions", {"options": {"changes": [{"kind": "nosuch"}]}}, r"sessions\[0\]\.options"),
        ("sessions", {"options": {"get_ready_ms": -5}}, r"sessions\[0\]\.options"),
        ("pain_ratings", {"uid": "a\x1b[2J"}, r"pain_ratings\[0\]\.uid.*steers"),
        ("pain_ratings", {"site": "left \u202ehip"}, r"pain_ratings\[0\]\.site.*steers"),
        ("pain_ratings", {"uid": "a" * 999}, r"pain_ratings\[0\]\.uid.*longer than 200"),
        (
            "pain_ratings",
            {"note": "a" * 1_000_000},
            r"pain_ratings\[0\]\.note.*1000000 characters; 20000",
        ),
        ("routines", {"id": "a\u200bb"}, r"routines\[0\]\.id.*steers"),
    ],
)
def test_what_would_not_read_back_is_refused(
    record: Record, part: str, values: dict[str, object], told: str
) -> None:
    with pytest.raises(ContentError, match=f"mine.json: {told}"):
        read_document(_changed(record, part, **values), FILE, record.parts)
