"""Pain at any time and what happened on a day, with the way back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipcoach.coaching.journal import LoggedPain
from hipcoach.domain.annotation import AnnotationKind
from hipcoach.domain.errors import DiskFullError, RangeError
from hipcoach.domain.pain import Moment, PainKind
from tests.support.world import World


def test_several_places_are_logged_at_once_and_taken_back_at_once(world: World) -> None:
    told = world.journal.log_pain(
        (
            LoggedPain(site="left hip", nrs=0),
            LoggedPain(site="lower back", nrs=7, kind=PainKind.STIFF),
        ),
        note="  After the garden ",
    )
    today = world.clock.now().date()
    assert world.pains.between(today, today) == told
    assert [(one.site, one.nrs, one.kind) for one in told] == [
        ("left hip", 0, None),
        ("lower back", 7, PainKind.STIFF),
    ]
    assert {(one.moment, one.note) for one in told} == {(Moment.UNPROMPTED, "After the garden")}
    assert world.edits.undo() == "Pain logged"
    assert world.pains.between(today, today) == ()
    world.edits.redo()
    assert world.pains.between(today, today) == told


def test_it_can_be_logged_several_times_a_day(world: World) -> None:
    world.journal.log_pain((LoggedPain(site="left hip", nrs=2),))
    world.go_to(days=0, hours=2)
    world.journal.log_pain((LoggedPain(site="left hip", nrs=5),))
    today = world.clock.now().date()
    assert [one.nrs for one in world.journal.logged(today, today)] == [2, 5]


def test_nothing_logged_is_nothing_kept(world: World) -> None:
    assert world.journal.log_pain(()) == ()
    assert world.edits.undo_text == ""


def test_when_one_place_cannot_be_kept_none_is(world: World) -> None:
    world.disk.writes_left = 1
    with pytest.raises(DiskFullError):
        world.journal.log_pain(
            (LoggedPain(site="left hip", nrs=2), LoggedPain(site="lower back", nrs=3))
        )
    today = world.clock.now().date()
    assert world.pains.between(today, today) == ()
    assert world.edits.undo_text == ""


def test_off_the_scale_is_refused(world: World) -> None:
    with pytest.raises(RangeError, match="pain"):
        world.journal.log_pain((LoggedPain(site="left hip", nrs=11),))


def test_a_rating_is_corrected_and_removed(world: World) -> None:
    (rating,) = world.journal.log_pain((LoggedPain(site="left hip", nrs=2),))
    today = world.clock.now().date()
    corrected = replace(rating, nrs=3)
    world.journal.change_rating(rating, corrected)
    assert world.journal.logged(today, today) == (corrected,)
    world.journal.remove_rating(corrected)
    assert world.journal.logged(today, today) == ()
    world.edits.undo()
    world.edits.undo()
    assert world.journal.logged(today, today) == (rating,)


def test_what_happened_is_added_changed_and_removed(world: World) -> None:
    day = world.clock.now().date() - timedelta(days=3)
    fall = world.journal.annotate(day, AnnotationKind.FALL, " On the stairs ")
    assert world.journal.annotations(date.min, date.max) == (fall,)
    assert (fall.day, fall.text) == (day, "On the stairs")
    world.journal.change_annotation(fall, day=day, kind=AnnotationKind.FALL, text="On the stairs")
    assert world.edits.undo_text == "Event added"
    world.journal.change_annotation(fall, day=day, kind=AnnotationKind.ILLNESS, text="A cold")
    (changed,) = world.journal.annotations(day, day)
    assert (changed.uid, changed.kind, changed.text) == (fall.uid, AnnotationKind.ILLNESS, "A cold")
    world.journal.remove_annotation(changed)
    assert world.journal.annotations(day, day) == ()
    for _ in range(3):
        world.edits.undo()
    assert world.journal.annotations(day, day) == ()
    for _ in range(2):
        world.edits.redo()
    assert world.journal.annotations(day, day) == (changed,)


def test_one_of_ones_own_needs_words(world: World) -> None:
    with pytest.raises(RangeError, match="nothing is written"):
        world.journal.annotate(world.clock.now().date(), AnnotationKind.OWN, "  ")
