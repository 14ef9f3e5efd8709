"""Sessions as they were kept, corrected, entered afterwards, deleted and brought back."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipcoach.coaching.session_history import HowMuch, SetCell
from hipcoach.domain.errors import DiskFullError, HipcoachError, RangeError
from hipcoach.domain.pain import Moment
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import ChangeKind, SessionStatus, SetEnd
from hipcoach.player.options import SessionOptions
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World

SITE = "left hip"


def two_exercises() -> Routine:
    clam = make_exercise("clam", laterality=Laterality.UNILATERAL)
    hold = make_exercise("hold", kind=DoseKind.HOLD)
    return make_routine(
        make_item(clam, uid="clam-1", dose=make_dose(sets=2, reps=10)),
        make_item(hold, uid="hold-1", dose=make_dose(DoseKind.HOLD, sets=1, hold_ms=30_000)),
    )


def enter(
    world: World, how_much: HowMuch = HowMuch.ALL, ratings: tuple[tuple[Moment, int], ...] = ()
) -> str:
    return world.history.enter(
        two_exercises(),
        world.clock.now() - timedelta(days=2),
        how_much=how_much,
        options=SessionOptions(lead_side=Side.LEFT),
        ratings=ratings,
        site=SITE,
    )


def cell(world: World, uid: str, item: int = 0, row: int = 0, side: Side = Side.LEFT) -> SetCell:
    view = world.history.view(uid)
    assert view is not None
    return view.items[item].rows[row].cells[side]


# -- entered afterwards ----------------------------------------------------------------


def test_a_missed_day_is_entered_and_marked_as_such(world: World) -> None:
    uid = enter(world, ratings=((Moment.BEFORE, 4), (Moment.AFTER, 0)))
    view = world.history.view(uid)
    assert view is not None
    assert view.session.entered_later
    assert view.session.status is SessionStatus.COMPLETED
    assert view.session.local_date == world.clock.now().date() - timedelta(days=2)
    # Two sets of ten on each side at six seconds a rep, and a hold of thirty seconds.
    assert view.session.played_ms == sum(record.done_ms for record in world.sessions.sets_of(uid))
    assert view.share == 1.0
    assert [(one.moment, one.nrs, one.recalled, one.local_date) for one in view.ratings] == [
        (Moment.BEFORE, 4, True, view.session.local_date),
        (Moment.AFTER, 0, True, view.session.local_date),
    ]
    assert world.edits.undo() == "Session entered"
    assert world.history.view(uid) is None
    day = view.session.local_date
    assert world.pains.between(day, day) == ()
    world.edits.redo()
    assert world.history.view(uid) == view


@pytest.mark.parametrize(
    ("how_much", "share", "status"),
    [
        (HowMuch.ALL, 1.0, SessionStatus.COMPLETED),
        # Three of the five sets.
        (HowMuch.HALF, 0.6, SessionStatus.PARTIAL),
        (HowMuch.NOTHING_YET, 0.0, SessionStatus.PARTIAL),
    ],
)
def test_how_much_was_done_is_told(
    world: World, how_much: HowMuch, share: float, status: SessionStatus
) -> None:
    view = world.history.view(enter(world, how_much))
    assert view is not None
    assert (view.share, view.session.status) == (share, status)


def test_nothing_is_entered_for_a_time_to_come(world: World) -> None:
    with pytest.raises(HipcoachError, match="yet to come"):
        world.history.enter(
            two_exercises(),
            world.clock.now() + timedelta(hours=1),
            how_much=HowMuch.ALL,
            options=SessionOptions(lead_side=Side.LEFT),
            site=SITE,
        )


def test_the_day_of_an_entered_session_can_be_corrected(world: World) -> None:
    uid = enter(world, ratings=((Moment.AFTER, 3),))
    before = world.history.view(uid)
    day_before = world.clock.now() - timedelta(days=3)
    world.history.set_start(uid, day_before)
    view = world.history.view(uid)
    assert view is not None
    assert view.session.local_date == day_before.date()
    assert {one.local_date for one in view.ratings} == {day_before.date()}
    assert world.sessions.sets_of(uid)[0].at.date() == day_before.date()
    world.edits.undo()
    assert world.history.view(uid) == before
    with pytest.raises(HipcoachError, match="yet to come"):
        world.history.set_start(uid, world.clock.now() + timedelta(minutes=1))


def test_the_day_of_a_session_that_was_played_is_not_a_matter_of_memory(world: World) -> None:
    coach = world.coach(two_exercises())
    with pytest.raises(HipcoachError, match="that you entered"):
        world.history.set_start(coach.session.uid, world.clock.now() - timedelta(days=1))


# -- planned beside done ---------------------------------------------------------------


def test_planned_stands_beside_done_and_left_beside_right(world: World) -> None:
    coach = world.coach(two_exercises())
    coach.play()
    world.run_sets(coach, 1)
    coach.end()
    coach.close()
    view = world.history.view(coach.session.uid)
    assert view is not None
    clam, hold = view.items
    assert (clam.name, clam.sides) == ("Clam", (Side.LEFT, Side.RIGHT))
    assert (hold.name, hold.sides) == ("Hold", (Side.BILATERAL,))
    assert [row.set_no for row in clam.rows] == [1, 2]
    done = clam.rows[0].cells
    first = next(each for each in done.values() if each.ended is SetEnd.COMPLETED)
    assert (first.planned_reps, first.done_reps) == (10, 10)
    untold = clam.rows[1].cells[Side.RIGHT]
    assert (untold.planned_reps, untold.done_reps, untold.ended) == (10, 0, None)
    assert hold.rows[0].cells[Side.BILATERAL].planned_ms == 30_000


def test_a_session_that_is_gone_has_no_view_and_no_corrections(world: World) -> None:
    assert world.history.view("nobody") is None
    with pytest.raises(HipcoachError, match="not in the record"):
        world.history.set_note("nobody", "x")


# -- corrections -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reps", "ended"),
    [(10, SetEnd.COMPLETED), (12, SetEnd.COMPLETED), (4, SetEnd.STOPPED), (0, SetEnd.SKIPPED)],
)
def test_reps_are_corrected(world: World, reps: int, ended: SetEnd) -> None:
    uid = enter(world)
    length_ms = cell(world, uid).planned_ms
    world.history.set_done(uid, cell(world, uid), reps)
    told = cell(world, uid)
    assert (told.done_reps, told.ended) == (reps, ended)
    assert told.done_ms == round(length_ms * reps / 10)


def test_a_hold_is_corrected_in_time(world: World) -> None:
    uid = enter(world)
    world.history.set_done(uid, cell(world, uid, item=1, side=Side.BILATERAL), 12_000)
    told = cell(world, uid, item=1, side=Side.BILATERAL)
    assert (told.done_reps, told.done_ms, told.ended) == (0, 12_000, SetEnd.STOPPED)


def test_the_status_follows_the_sets_and_comes_back(world: World) -> None:
    uid = enter(world)
    world.history.set_done(uid, cell(world, uid), 0)
    world.history.set_done(uid, cell(world, uid, row=1), 0)
    view = world.history.view(uid)
    assert view is not None
    # Three of five sets are left, which is under the 0.8 of a completed session.
    assert (view.share, view.session.status) == (0.6, SessionStatus.PARTIAL)
    world.edits.undo()
    world.edits.undo()
    view = world.history.view(uid)
    assert view is not None
    assert (view.share, view.session.status) == (1.0, SessionStatus.COMPLETED)


def test_typing_on_at_one_set_is_one_step_back(world: World) -> None:
    uid = enter(world)
    for reps in (9, 8, 7):
        world.history.set_done(uid, cell(world, uid), reps)
    assert world.edits.undo() == "Set changed"
    assert cell(world, uid).done_reps == 10
    assert world.edits.undo_text == "Session entered"


def test_a_set_that_nobody_told_of_can_be_told_of(world: World) -> None:
    uid = enter(world, HowMuch.NOTHING_YET)
    world.history.set_done(uid, cell(world, uid, side=Side.RIGHT), 6)
    (record,) = world.sessions.sets_of(uid)
    assert (record.address.side, record.done_reps) == (Side.RIGHT, 6)


def test_off_the_scale_is_refused_and_changes_nothing(world: World) -> None:
    uid = enter(world)
    before = world.history.view(uid)
    with pytest.raises(RangeError):
        world.history.set_done(uid, cell(world, uid), -1)
    with pytest.raises(RangeError):
        world.history.set_effort(uid, 11)
    assert world.history.view(uid) == before


def test_effort_control_and_note_are_corrected(world: World) -> None:
    uid = enter(world)
    world.history.set_effort(uid, 0)
    world.history.set_control(uid, False)
    world.history.set_note(uid, " Slippery mat ")
    session = world.sessions.get(uid)
    assert session is not None
    assert (session.effort, session.control_steady, session.note) == (0, False, "Slippery mat")
    world.history.set_note(uid, "Slippery mat")
    for text in ("Note changed", "Control changed", "Effort changed", "Session entered"):
        assert world.edits.undo() == text


def test_what_was_changed_and_why_is_noted_reworded_and_removed(world: World) -> None:
    uid = enter(world)
    world.history.note_change(uid, " A chair instead of the floor: knees ")
    (own,) = world.sessions.changes_of(uid)
    assert (own.kind, own.why) == (ChangeKind.OWN, "A chair instead of the floor: knees")
    world.history.note_change(uid, "Knees hurt", change=own)
    (reworded,) = world.sessions.changes_of(uid)
    assert (reworded.uid, reworded.why) == (own.uid, "Knees hurt")
    world.history.remove_change(uid, reworded)
    assert world.sessions.changes_of(uid) == ()
    world.edits.undo()
    assert world.sessions.changes_of(uid) == (reworded,)


def test_a_rating_that_was_missing_is_added_as_recalled(world: World) -> None:
    uid = enter(world)
    world.history.rate(uid, Moment.AFTER, 2, SITE)
    (rating,) = world.pains.of_session(uid)
    assert (rating.moment, rating.nrs, rating.recalled) == (Moment.AFTER, 2, True)
    world.edits.undo()
    assert world.pains.of_session(uid) == ()


def test_a_deleted_session_comes_back_whole(world: World) -> None:
    uid = enter(world, ratings=((Moment.BEFORE, 4),))
    world.history.note_change(uid, "Shorter")
    before = world.history.view(uid)
    world.history.delete(uid)
    assert world.history.view(uid) is None
    # What hurt that day is still known.
    day = world.clock.now().date() - timedelta(days=2)
    (rating,) = world.pains.between(day, day)
    assert (rating.nrs, rating.session_uid) == (4, None)
    world.edits.undo()
    assert world.history.view(uid) == before
    world.edits.redo()
    assert world.history.view(uid) is None


def test_a_full_disk_in_the_middle_of_bringing_back_leaves_nothing_half(world: World) -> None:
    uid = enter(world, ratings=((Moment.BEFORE, 4), (Moment.AFTER, 3)))
    before = world.history.view(uid)
    world.history.delete(uid)
    world.disk.writes_left = 1
    with pytest.raises(DiskFullError):
        world.edits.undo()
    assert world.history.view(uid) is None
    world.disk.writes_left = None
    world.disk.is_full = False
    world.edits.undo()
    assert world.history.view(uid) == before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from((Side.LEFT, Side.RIGHT)), st.integers(0, 15)),
        max_size=8,
    )
)
def test_taking_everything_back_ends_where_it_began(
    world: World, changes: list[tuple[int, Side, int]]
) -> None:
    uid = enter(world)
    before = world.history.view(uid)
    for row, side, reps in changes:
        world.history.set_done(uid, cell(world, uid, row=row, side=side), reps)
    while world.edits.undo_text != "Session entered":
        world.edits.undo()
    assert world.history.view(uid) == before
