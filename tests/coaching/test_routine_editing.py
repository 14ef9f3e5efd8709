"""Writing a routine, one change at a time; what is locked never changes."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.routine_editing import Draft, EditRefusedError, RoutineEditor
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.prescription import Dose, Side, Tempo
from hipcoach.domain.routine import MAX_ITEMS, Routine, RoutineItem
from tests.support.builders import make_exercise, make_item
from tests.support.routine_strategies import any_dose, any_routine

LIBRARY = load_library()
TEMPO = Tempo.parse("2-1-2-0")


def draft(*items: RoutineItem, name: str = "Mine") -> Draft:
    return Draft(id="mine", name=name, items=items)


def row(*marks: str) -> Draft:
    """Make a draft of a, b, A:c (in circuit A), A!d (locked in it), !e (locked)."""
    items = []
    for mark in marks:
        group, _, rest = mark.rpartition(":")
        locked = rest.startswith("!")
        uid = rest.removeprefix("!")
        items.append(make_item(make_exercise(uid), uid=uid, group=group or None, locked=locked))
    return draft(*items)


def told(found: Draft) -> list[str]:
    return [
        (f"{item.group}:" if item.group else "") + ("!" if item.locked else "") + item.uid
        for item in found.items
    ]


def refused(change: Callable[[], object]) -> str:
    with pytest.raises(EditRefusedError) as caught:
        change()
    return str(caught.value)


def test_exercises_are_added_at_their_start_dose_where_they_are_wanted() -> None:
    clamshell, bridge = LIBRARY.exercises["clamshell"], LIBRARY.exercises["bridge"]
    found = editing.added(draft(), clamshell)
    found = editing.added(found, bridge, at=0)
    found = editing.added(found, bridge, at=99)
    assert [item.uid for item in found.items] == ["bridge-1", "clamshell-1", "bridge-2"]
    assert found.items[1].prescription.dose == clamshell.start
    assert found.items[1].prescription.rest_ms == clamshell.rest_ms
    assert found.equipment == tuple(dict.fromkeys((*bridge.equipment, *clamshell.equipment)))


def test_there_is_an_end_to_what_can_be_added() -> None:
    full = row(*(f"x{number}" for number in range(MAX_ITEMS)))
    assert refused(lambda: editing.added(full, make_exercise())) == (
        "A routine has 60 exercises at most."
    )


def test_a_name_and_an_exercise_are_needed_at_the_end_only() -> None:
    assert refused(draft().routine) == "Add an exercise first."
    assert refused(draft(make_item(), name=" ").routine) == "Give the routine a name first."
    assert draft(make_item(), name=" In  the\tevening ").routine().name == "In the evening"


@pytest.mark.parametrize(
    ("before", "uid", "to", "after"),
    [
        (("a", "b", "c"), "c", 0, ["c", "a", "b"]),
        (("a", "b", "c"), "a", 99, ["b", "c", "a"]),
        (("A:a", "A:b", "c"), "c", 1, ["A:a", "A:c", "A:b"]),
        (("A:a", "A:b", "c"), "c", 0, ["c", "A:a", "A:b"]),
        (("A:a", "A:b", "A:c", "d"), "a", 3, ["A:b", "A:c", "d", "a"]),
        (("A:a", "A:b", "A:c", "d"), "b", 0, ["A:b", "A:a", "A:c", "d"]),
        (("A:a", "A:b", "c"), "a", 2, ["b", "c", "a"]),
        (("A:a", "A:!b", "c"), "c", 1, ["A:a", "A:!b", "c"]),
        (("A:a", "A:!b", "c"), "a", 2, ["A:!b", "c", "a"]),
        (("A:a", "A:b", "!c"), "c", 1, ["A:a", "A:b", "!c"]),
        (("!a", "b"), "a", 1, ["b", "!a"]),
        (("A:a", "A:b", "B:c", "B:d"), "b", 2, ["a", "B:c", "B:b", "B:d"]),
    ],
)
def test_moving_in_and_out_of_circuits(
    before: tuple[str, ...], uid: str, to: int, after: list[str]
) -> None:
    assert told(editing.moved(row(*before), uid, to)) == after


def test_circuits_are_made_and_left() -> None:
    found = editing.joined(row("a", "b", "c"), "b")
    assert told(found) == ["A:a", "A:b", "c"]
    found = editing.joined(found, "c")
    assert told(found) == ["A:a", "A:b", "A:c"]
    assert told(editing.parted(found, "b")) == ["a", "b", "c"]
    found = editing.parted(row("A:a", "A:b", "A:c", "A:d", "A:e"), "c")
    assert told(found) == ["A:a", "A:b", "c", "B:d", "B:e"]
    assert told(editing.parted(row("A:!a", "A:b", "A:!c", "d"), "b")) == ["A:!a", "A:!c", "b", "d"]
    assert told(editing.removed(row("A:a", "A:b", "c"), "a")) == ["b", "c"]
    assert refused(lambda: editing.joined(row("a"), "a")) == (
        "There is no exercise before this one."
    )


def test_rounds_are_the_sets_of_all_that_is_free_in_a_circuit() -> None:
    found = row("A:a", "A:b", "A:!c", "d")
    found = editing.in_rounds(found, "A", 4)
    assert [item.prescription.dose.sets for item in found.items] == [4, 4, 2, 2]
    assert editing.rounds_of(found, "A") == 4


def test_what_is_locked_stays() -> None:
    one = row("!a", "A:b", "A:!c")
    dose = Dose(sets=1, reps=1, tempo=TEMPO)
    for change in (
        lambda: editing.removed(one, "a"),
        lambda: editing.dosed(one, "a", dose),
        lambda: editing.sided(one, "a", None),
        lambda: editing.split(one, "a", is_wanted=True),
        lambda: editing.rested(one, "a", 0),
        lambda: editing.led_to(one, "a", 0),
        lambda: editing.ranked(one, "a", 1),
        lambda: editing.exchanged(one, "a", make_exercise("x")),
        lambda: editing.joined(one, "a"),
        lambda: editing.parted(one, "c"),
        lambda: editing.moved(one, "c", 0),
        lambda: editing.joined(row("!a", "b"), "b"),
        lambda: editing.joined(row("A:!a", "A:b", "c"), "c"),
    ):
        assert refused(change).endswith("stays as your therapist set it.")


def test_doses_for_both_sides_for_one_and_for_each() -> None:
    clamshell = LIBRARY.exercises["clamshell"]
    found = editing.added(draft(), clamshell)
    uid = found.items[0].uid
    more = replace(clamshell.start, reps=15)
    found = editing.dosed(found, uid, more)
    found = editing.split(found, uid, is_wanted=True)
    found = editing.dosed(found, uid, replace(more, reps=8), Side.RIGHT)
    prescription = found.items[0].prescription
    assert (prescription.for_side(Side.LEFT).reps, prescription.for_side(Side.RIGHT).reps) == (
        15,
        8,
    )
    found = editing.split(found, uid, is_wanted=False)
    assert found.items[0].prescription.for_side(Side.RIGHT).reps == 15
    found = editing.sided(found, uid, Side.LEFT)
    assert found.items[0].prescription.sides(Side.RIGHT) == (Side.LEFT,)
    bridge = editing.added(draft(), LIBRARY.exercises["bridge"])
    assert "works both at once" in refused(
        lambda: editing.sided(bridge, bridge.items[0].uid, Side.LEFT)
    )


def test_another_exercise_keeps_the_dose_where_it_fits() -> None:
    clamshell, abduction = LIBRARY.exercises["clamshell"], LIBRARY.exercises["side_lying_leg_lift"]
    found = editing.added(draft(), clamshell)
    uid = found.items[0].uid
    found = editing.dosed(found, uid, replace(clamshell.start, reps=13))
    found = editing.sided(found, uid, Side.LEFT)
    changed = editing.exchanged(found, uid, abduction).item(uid)
    assert (changed.exercise, changed.prescription.dose.reps) == (abduction, 13)
    assert changed.prescription.only_side is Side.LEFT
    stretch = LIBRARY.exercises["calf_stretch"]
    changed = editing.exchanged(found, uid, stretch).item(uid)
    assert changed.prescription.dose == stretch.start


def test_what_lies_outside_the_usual_range_is_told() -> None:
    clamshell = LIBRARY.exercises["clamshell"]
    found = editing.added(draft(), clamshell)
    assert editing.beyond_usual(found.items[0]) == frozenset()
    uid = found.items[0].uid
    found = editing.dosed(found, uid, replace(clamshell.start, sets=9))
    found = editing.split(found, uid, is_wanted=True)
    found = editing.dosed(found, uid, replace(clamshell.start, reps=90), Side.LEFT)
    assert editing.beyond_usual(found.items[0]) == {"sets", "reps"}


# -- undo ------------------------------------------------------------------------------


def test_changes_of_one_run_are_undone_together() -> None:
    heard: list[str] = []
    editor = RoutineEditor(draft(name=""))
    editor.listen(lambda: heard.append(editor.draft.name))
    for name in ("E", "Ev", "Eve"):
        editor.change(replace(editor.draft, name=name), run="name")
    editor.change(replace(editor.draft, goal="Sleep"), run="goal")
    editor.change(editor.draft)
    editor.undo()
    assert (editor.draft.name, editor.draft.goal) == ("Eve", "")
    editor.undo()
    assert (editor.draft.name, editor.can_undo) == ("", False)
    editor.redo()
    editor.change(replace(editor.draft, name="Evening"), run="name")
    assert not editor.can_redo
    editor.undo()
    assert editor.draft.name == "Eve"
    assert heard == ["E", "Ev", "Eve", "Eve", "Eve", "", "Eve", "Evening", "Eve"]


@st.composite
def changes(draw: st.DrawFn, now: Draft) -> Draft:
    """Make any one change that a person could ask for; a refused one changes nothing."""
    uids = [item.uid for item in now.items]
    exercises = st.sampled_from(sorted(LIBRARY.exercises)).map(LIBRARY.exercises.__getitem__)
    places = st.integers(0, len(uids) + 1)
    if not uids:
        return editing.added(now, draw(exercises), at=draw(places))
    uid = draw(st.sampled_from(uids))
    item = now.item(uid)
    try:
        match draw(st.integers(0, 13)):
            case 0 | 1:
                return editing.added(now, draw(exercises), at=draw(st.none() | places))
            case 2:
                return editing.removed(now, uid)
            case 3 | 4:
                return editing.moved(now, uid, draw(places))
            case 5:
                return editing.joined(now, uid)
            case 6:
                return editing.parted(now, uid)
            case 7:
                side = draw(st.sampled_from(Side))
                return editing.dosed(now, uid, draw(any_dose(item.exercise.kind)), side)
            case 8:
                return editing.sided(now, uid, draw(st.sampled_from((None, *Side))))
            case 9:
                return editing.split(now, uid, is_wanted=draw(st.booleans()))
            case 10:
                return editing.rested(now, uid, draw(st.integers(0, 600_000)))
            case 11:
                return editing.led_to(now, uid, draw(st.none() | st.integers(0, 300_000)))
            case 12:
                return editing.exchanged(now, uid, draw(exercises))
            case _:
                group = item.group
                rounds = draw(st.integers(1, 10))
                return now if group is None else editing.in_rounds(now, group, rounds)
    except EditRefusedError:
        return now


@settings(deadline=None, max_examples=60)
@given(st.data(), any_routine(LIBRARY.exercises, max_items=6))
def test_whatever_is_changed_the_routine_is_whole_and_all_can_be_undone(
    data: st.DataObject, routine: Routine
) -> None:
    editor = RoutineEditor(Draft.of(routine))
    stood = [editor.draft]
    locked = {item.uid: item for item in routine.items if item.locked}
    partners = {
        uid: {each.uid for each in routine.items if each.group == item.group and each.locked}
        for uid, item in locked.items()
        if item.group is not None
    }
    for _ in range(data.draw(st.integers(1, 12))):
        before = editor.draft
        editor.change(data.draw(changes(before)))
        if editor.draft is not before and editor.draft != stood[-1]:
            stood.append(editor.draft)
        now = editor.draft
        # Whole: the domain's own rules hold.
        assert not now.items or now.routine().items == now.items
        for uid, item in locked.items():
            assert replace(now.item(uid), group=item.group) == item
            assert (now.item(uid).group is None) == (item.group is None)
        for uid, others in partners.items():
            group = now.item(uid).group
            assert {now.item(other).group for other in others} == {group}
            members = {each.uid for each in now.items if each.group == group}
            first = {each.uid for each in routine.items if each.group == locked[uid].group}
            assert members <= first
        assert Draft.restored(now.kept(), LIBRARY.exercises) == now
    for expected in reversed(stood[:-1]):
        editor.undo()
        assert editor.draft == expected
    assert not editor.can_undo
    for expected in stood[1:]:
        editor.redo()
        assert editor.draft == expected
    assert not editor.can_redo


def test_refusals_are_told_in_plain_words() -> None:
    assert issubclass(EditRefusedError, HipcoachError)
    with pytest.raises(KeyError):
        draft().item("nobody")
