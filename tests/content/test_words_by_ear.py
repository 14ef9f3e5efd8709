"""Words and orders that somebody who only listens stumbled over, as they have to be."""

import pytest

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.content.loader import Library
from hipcoach.domain.exercise import Category
from hipcoach.domain.prescription import Laterality
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import plan_session


@pytest.mark.parametrize(
    ("exercise_id", "words"),
    [
        ("hip_er_isometric_seated", "Press the inside of your ankle towards your other leg"),
        ("quadruped_rock_back", "Come back before the groin pinches"),
        ("wall_sit", "knees are slightly to halfway bent"),
        ("side_step", "After four steps, step back"),
    ],
)
def test_the_steps_say_what_to_do(library: Library, exercise_id: str, words: str) -> None:
    assert words in " ".join(library.exercises[exercise_id].steps)


def test_the_chair_may_not_roll(library: Library) -> None:
    chair = library.exercises["sit_to_stand"]
    assert "can't roll" in chair.spoken_position
    assert "castors" in chair.caution


def test_nobody_lying_is_told_to_lie_down_for_the_heel_slide(library: Library) -> None:
    assert not library.exercises["heel_slide"].spoken_position.startswith("Lie")


def test_from_the_bed_to_the_chair_nobody_is_told_to_stand(library: Library) -> None:
    routine = library.routines["morning"]
    plan = plan_session(routine, SessionOptions(), ClipLengths({}, EARCON_MS), Phrasebook())
    on_the_way = [
        cue.text
        for cue in plan.cues
        if (planned := plan.set_of(plan.timeline.segments[cue.segment_index])) is not None
        and planned.exercise.id == "seated_march"
    ]
    assert "Sit a moment first." in on_the_way
    assert not any("stand up" in text for text in on_the_way)


@pytest.mark.parametrize("routine_id", ["glute_strength", "maintenance", "strength"])
def test_nobody_squats_cold(library: Library, routine_id: str) -> None:
    assert library.routines[routine_id].items[0].exercise.category is Category.GAIT


# Held up from the first to the last rep, with no rest on the floor between.
HELD_UP = ("bridge_march", "side_plank_clam", "plank_knees", "side_plank_knees", "side_plank")
MOST_HELD_UP_MS = 45_000


@pytest.mark.parametrize("exercise_id", HELD_UP)
def test_nothing_is_held_up_for_more_than_three_quarters_of_a_minute(
    library: Library, exercise_id: str
) -> None:
    exercise = library.exercises[exercise_id]
    doses = [exercise.start]
    for routine in library.routines.values():
        doses += [i.prescription.dose for i in routine.items if i.exercise.id == exercise_id]
    legs = 2 if exercise.laterality is Laterality.ALTERNATING else 1
    most_reps = exercise.dosage.reps.high if exercise.dosage.reps is not None else 0
    for dose in doses:
        assert dose.set_ms * legs <= MOST_HELD_UP_MS
        if dose.tempo is not None and exercise_id == "bridge_march":
            assert dose.tempo.rep_ms * most_reps * legs <= MOST_HELD_UP_MS, "grown, too"
