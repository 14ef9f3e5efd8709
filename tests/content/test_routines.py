"""The shipped routines keep the rules that make a session safe to follow on a mat."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import pytest

from hipcoach.coaching.preparation import estimate_ms, options_from
from hipcoach.coaching.programme import is_for_strength
from hipcoach.content.loader import SHIPPED, SHIPPED_ROUTINES, Library
from hipcoach.domain.exercise import Category, Position
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.settings import LeadSide, Settings
from hipcoach.player.ordering import order_sets
from hipcoach.player.timeline import PlannedSet

ABOUT_MINUTES = {
    "first_steps": 12,
    "strength": 24,
    "loosen_up": 15,
    "desk": 5,
    "glute_strength": 24,
    "low_back_and_hip": 12,
    "outer_hip": 11,
    "hip_arthritis": 16,
    "balance": 7,
    "functional": 13,
    "walking": 9,
    "morning": 9,
    "flare_day": 7,
    "maintenance": 22,
    "with_cane": 9,
    "hip_arthritis_build": 25,
    "gluteal_tendon_1": 6,
    "gluteal_tendon_2": 8,
    "gluteal_tendon_3": 12,
    "gluteal_tendon_3_band": 13,
    "groin_pinch_1": 16,
    "groin_pinch_2": 18,
    "groin_pinch_2_band": 19,
    "return_to_running": 21,
    "post_op": 9,
    "back_and_hip_upright": 12,
    "pelvis_steady": 10,
    "steady": 8,
    "bone_posture": 7,
    "bone_strength": 17,
}
MOST_EXERCISES = 8
OFTEN_AT_MOST = 3  # days a week: what may be done no more often needs a day between
KEPT_OUT = {
    "pigeon_pose",
    "piriformis_stretch",
    "it_band_stretch",
    "foam_roll_glute",
    "heat_pack",
}
CROSSED_LEG = {
    "figure4_supine",
    "it_band_stretch",
    "pigeon_pose",
    "pigeon_supported",
    "piriformis_stretch",
}
# What most homes have; a routine that wants more tells it in its name or its audience.
AT_HOME = {
    "bed",
    "belt",
    "bench_or_chair",
    "chair",
    "chair_or_stool",
    "clear_floor",
    "desk",
    "knee_pad",
    "mat",
    "pillow",
    "slider_or_towel",
    "stick_or_wall",
    "support_surface",
    "wall",
    "wall_or_belt",
    "wall_or_mirror",
}
TOLD = {
    "loop_band": "band",
    "cane": "cane",
    "step": "stair",
    "rail": "stair",
    "walking_aid": "walking aid",
    "armchair": "armchair",
}
UNWANTED = re.compile(
    r"\b(workouts?|compliance|scores?|misalign\w*|realign\w*|damag\w*|bad hip|levels?"
    r"|cures?|heals?|heal(ed|ing)|guarante\w*|will|never|always|diagnos\w*|fix(es|ed)?)\b",
    re.I,
)
LEADS = (LeadSide.LEFT, LeadSide.RIGHT)


def planned(routine: Routine, lead: LeadSide = LeadSide.LEFT) -> tuple[PlannedSet, ...]:
    return order_sets(routine, options_from(Settings(lead_side=lead)))


def floor_trips(sets: Sequence[PlannedSet]) -> int:
    on_floor = (each.exercise.position.is_on_floor for each in sets)
    return sum(down for down, _ in groupby(on_floor))


def turns_on_floor(sets: Sequence[PlannedSet]) -> Iterator[tuple[Position, int]]:
    """Yield each stay in a floor position with how often the side changes within it."""
    for position, stay in groupby(sets, key=lambda each: each.exercise.position):
        if position.is_on_floor:
            sides = [each.side for each in stay if each.side is not Side.BILATERAL]
            yield position, sum(here is not there for here, there in pairwise(sides))


def items_of(library: Library, routine_id: str) -> tuple[RoutineItem, ...]:
    return library.routines[routine_id].items


def ids_of(library: Library, routine_id: str) -> set[str]:
    return {item.exercise.id for item in items_of(library, routine_id)}


def test_routines_come_in_the_order_they_are_shown(library: Library) -> None:
    assert tuple(library.routines) == tuple(ABOUT_MINUTES)
    assert tuple(library.routines)[: len(SHIPPED_ROUTINES)] == SHIPPED_ROUTINES
    on_disk = {path.stem for path in (SHIPPED / "routines").iterdir()}
    assert on_disk == set(SHIPPED_ROUTINES)
    assert library.problems == ()


def test_every_routine_says_something_of_its_own(library: Library) -> None:
    routines = library.routines.values()
    for texts in (
        [routine.name for routine in routines],
        [routine.goal for routine in routines],
        [routine.audience for routine in routines],
        [tuple(item.exercise.id for item in routine.items) for routine in routines],
    ):
        assert len(set(texts)) == len(routines)


@pytest.mark.parametrize("routine_id", ABOUT_MINUTES)
class TestRoutine:
    """One shipped routine after another."""

    def test_goal_and_audience_are_stated(self, library: Library, routine_id: str) -> None:
        routine = library.routines[routine_id]
        assert re.fullmatch(r"[A-Z][^.]+\.", routine.goal)
        assert re.match(r"(For|When) ", routine.audience)
        assert routine.audience.endswith(".")

    def test_words_are_careful(self, library: Library, routine_id: str) -> None:
        routine = library.routines[routine_id]
        for text in (routine.name, routine.goal, routine.audience):
            assert not UNWANTED.search(text)

    def test_takes_about_its_time(self, library: Library, routine_id: str) -> None:
        routine = library.routines[routine_id]
        minutes = estimate_ms(routine, options_from(Settings())) / 60_000
        assert minutes == pytest.approx(ABOUT_MINUTES[routine_id], rel=0.2)

    def test_has_a_handful_of_exercises(self, library: Library, routine_id: str) -> None:
        items = items_of(library, routine_id)
        assert 2 <= len(items) <= MOST_EXERCISES
        assert len(ids_of(library, routine_id)) == len(items)

    def test_leaves_out_what_needs_precautions(self, library: Library, routine_id: str) -> None:
        assert not KEPT_OUT & ids_of(library, routine_id)

    @pytest.mark.parametrize("lead", LEADS)
    def test_goes_down_to_the_floor_once_at_most(
        self, library: Library, routine_id: str, lead: LeadSide
    ) -> None:
        assert floor_trips(planned(library.routines[routine_id], lead)) <= 1

    @pytest.mark.parametrize("lead", LEADS)
    def test_turns_once_in_each_floor_position(
        self, library: Library, routine_id: str, lead: LeadSide
    ) -> None:
        stays = list(turns_on_floor(planned(library.routines[routine_id], lead)))
        positions = [position for position, _ in stays]
        assert len(positions) == len(set(positions))
        assert all(turns <= 1 for _, turns in stays)

    def test_doses_lie_in_the_range(self, library: Library, routine_id: str) -> None:
        for item in items_of(library, routine_id):
            dose, dosage = item.prescription.dose, item.exercise.dosage
            assert dose.sets in dosage.sets
            assert dose.reps is None or (dosage.reps and dose.reps in dosage.reps)
            assert dose.duration_ms is None or (
                dosage.duration_ms and dose.duration_ms in dosage.duration_ms
            )
            assert dose.hold_ms is None or (dosage.hold_ms and dose.hold_ms in dosage.hold_ms)

    def test_doses_start_low(self, library: Library, routine_id: str) -> None:
        if routine_id not in SHIPPED_ROUTINES:
            pytest.skip("a stage of a pathway has the dose that was published for it")
        for item in items_of(library, routine_id):
            dose, start = item.prescription.dose, item.exercise.start
            assert dose.sets <= 2
            assert dose.tempo == start.tempo
            if routine_id != "maintenance":
                assert dose.reps == start.reps

    def test_stretches_are_held_a_minute_on_each_side(
        self, library: Library, routine_id: str
    ) -> None:
        for item in items_of(library, routine_id):
            if item.exercise.category is Category.STRETCH:
                dose = item.prescription.dose
                assert (dose.sets, dose.hold_ms) == (2, 30_000)

    def test_rest_days_are_asked_for_where_they_are_needed(
        self, library: Library, routine_id: str
    ) -> None:
        needed = is_for_strength(library.routines[routine_id])
        if routine_id in SHIPPED_ROUTINES:
            needed = any(
                item.exercise.dosage.days_per_week.high <= OFTEN_AT_MOST
                for item in items_of(library, routine_id)
            )
        said = "Leave a day between two sessions." in library.routines[routine_id].audience
        assert said is needed

    def test_special_equipment_is_told_beforehand(self, library: Library, routine_id: str) -> None:
        routine = library.routines[routine_id]
        special = set(routine.equipment) - AT_HOME
        assert special <= set(TOLD)
        for each in special:
            assert TOLD[each] in f"{routine.name} {routine.audience}".lower()


def test_first_steps_is_gentle(library: Library) -> None:
    assert "side_lying_leg_lift" not in ids_of(library, "first_steps")


def test_desk_and_cane_need_no_floor(library: Library) -> None:
    for routine_id in ("desk", "walking", "balance", "functional", "with_cane"):
        assert not any(item.exercise.on_floor_or_bed for item in items_of(library, routine_id))


def test_with_and_without_a_band_are_told_apart(library: Library) -> None:
    banded = {key: "loop_band" in library.routines[key].equipment for key in library.routines}
    assert [key for key, has_band in banded.items() if has_band] == [
        "strength",
        "gluteal_tendon_3_band",
        "groin_pinch_2_band",
    ]


def test_the_band_is_put_on_once(library: Library) -> None:
    with_band = ["loop_band" in item.exercise.equipment for item in items_of(library, "strength")]
    assert sum(band for band, _ in groupby(with_band)) == 1


def test_outer_hip_loads_no_sore_tendon(library: Library) -> None:
    for item in items_of(library, "outer_hip"):
        exercise = item.exercise
        assert "gtps" not in exercise.avoid_flags + exercise.caution_flags
        assert exercise.position is not Position.SIDE_LYING
        assert exercise.category is not Category.STRETCH
    assert not CROSSED_LEG & ids_of(library, "outer_hip")


def test_flare_day_is_gentle(library: Library) -> None:
    for item in items_of(library, "flare_day"):
        assert item.prescription.dose.sets == 1
        assert item.exercise.rung == 1
        assert not {"gtps", "fai", "sciatica"} & set(
            item.exercise.avoid_flags + item.exercise.caution_flags
        )
        assert item.exercise.position in (Position.SEATED, Position.SUPINE)


def test_morning_begins_on_the_bed(library: Library) -> None:
    lying = [item.exercise.on_floor_or_bed for item in items_of(library, "morning")]
    assert lying == sorted(lying, reverse=True)
    assert lying[0]
    for item in items_of(library, "morning"):
        if item.exercise.on_floor_or_bed:
            assert item.exercise.position is Position.SUPINE
    assert "bed" in library.routines["morning"].audience


def test_hip_arthritis_and_cane_ask_no_kneeling(library: Library) -> None:
    for routine_id in ("hip_arthritis", "with_cane", "outer_hip", "morning", "flare_day"):
        kneeling = {Position.KNEELING, Position.QUADRUPED}
        assert not kneeling & {i.exercise.position for i in items_of(library, routine_id)}


def test_with_cane_walks_with_it(library: Library) -> None:
    assert items_of(library, "with_cane")[-1].exercise.id == "cane_walk"
    for item in items_of(library, "with_cane"):
        assert "balance_impaired" not in item.exercise.caution_flags + item.exercise.avoid_flags
