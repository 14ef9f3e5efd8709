"""What was changed and why, as the record tells it."""

from datetime import UTC, datetime

import pytest

from hipcoach.coaching.pain_words import pain_words
from hipcoach.coaching.session_changes import KeptChange, PainTold
from hipcoach.coaching.what_changed import told_changes
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session import ChangeKind
from hipcoach.player.events import PauseReason
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_item, make_routine
from tests.support.world import World

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "nrs", "words"),
    [
        (PainKind.SHARP, 6, "Pain 6, sharp"),
        (None, 0, "Pain 0"),
        (PainKind.UNWELL, None, "Unwell"),
        (None, None, ""),
    ],
)
def test_a_reason_is_said_as_far_as_it_was_told(
    kind: PainKind | None, nrs: int | None, words: str
) -> None:
    assert pain_words(kind, nrs) == words


def test_each_change_has_its_reason_and_the_same_ones_are_kept_once() -> None:
    kept = (
        KeptChange(kind=ChangeKind.ANOTHER_SET, item_uid="a"),
        KeptChange(kind=ChangeKind.EASIER, item_uid="b", why=PainTold(PainKind.SHARP, 7)),
    )
    ended_for = PainTold(PainKind.UNWELL, None)
    told = told_changes("s1", kept, AT, ended_for=ended_for)
    assert [(one.kind, one.item_uid, one.why) for one in told] == [
        (ChangeKind.ANOTHER_SET, "a", ""),
        (ChangeKind.EASIER, "b", "Pain 7, sharp"),
        (ChangeKind.ENDED_EARLY, None, "Unwell"),
    ]
    assert len({one.uid for one in told}) == 3
    assert told_changes("s1", kept, AT, ended_for=ended_for) == told


def test_a_session_that_was_cut_off_tells_what_was_changed_too(world: World) -> None:
    bridge = world.library.exercises["bridge"]
    routine = make_routine(make_item(bridge, uid="bridge", dose=make_dose(sets=3, reps=6)))
    coach = world.coach(routine)
    coach.main_key()
    world.run_to(coach, SegmentKind.REP)
    world.run(coach, 12_000)
    coach.pause(PauseReason.PAIN)
    advice = coach.pain_reported(PainKind.SORE, 7)
    coach.answer_pain(next(each for each in advice.choices if each.value == "fewer reps"))
    world.run_sets(coach, 1)
    # The app is killed here; the next day the session is saved as what was done of it.
    world.go_to(days=1)
    world.desk.cut_off()
    (change,) = world.sessions.changes_of(coach.session.uid)
    assert (change.kind, change.item_uid, change.why) == (
        ChangeKind.FEWER_REPS,
        "bridge",
        "Pain 7, sore",
    )
    view = world.history.view(coach.session.uid)
    assert view is not None
    assert view.changes == (change,)
