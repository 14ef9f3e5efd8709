"""Eight steady weeks of each patient: what the plan becomes, and what must never be in it.

Five sessions a week on a real record, every suggestion accepted; pain stays as it was told to be
usual. What a physiotherapist would insist on is held against every week, not only the first day.
"""

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from hipcoach.coaching.outlook import CLASSES, outlook
from hipcoach.coaching.precautions import Standing, judge, suited
from hipcoach.coaching.preparation import lengths_in
from hipcoach.coaching.session_history import HowMuch
from hipcoach.commands.course import CourseDay, Suggested, days, living
from hipcoach.content.answers_file import answers_in
from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Category, Position
from hipcoach.domain.prescription import Dose
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import Settings
from hipcoach.services import Services
from tests.support.personas import PERSONAS

MONDAY = date(2026, 3, 2)
WEEKS = 8
# Five of the seven days that are planned: more than the seventy per cent a step up asks for.
SESSION_DAYS = (0, 1, 2, 4, 6)
LIBRARY = load_library()
BY_NAME = {each.name: each for each in PERSONAS}
SAFETY = (Path(__file__).parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Week:
    """The plan at the end of a week: stage, doses by routine and exercise, what was suggested."""

    stage: str
    doses: dict[str, dict[str, Dose]]
    suggested: tuple[Suggested, ...]

    @property
    def exercises(self) -> set[str]:
        return {each for doses in self.doses.values() for each in doses}

    def count(self, decision: str) -> int:
        return sum(len(each.about) for each in self.suggested if each.decision == decision)


@dataclass(frozen=True)
class Course:
    """Eight weeks of somebody; no weeks where no plan is open."""

    me: Profile
    weeks: tuple[Week, ...]
    classes: str

    @property
    def stages(self) -> list[str]:
        return list(dict.fromkeys(week.stage for week in self.weeks))

    @property
    def exercises(self) -> set[str]:
        return {each for week in self.weeks for each in week.exercises}

    @property
    def suggested(self) -> list[Suggested]:
        return [each for week in self.weeks for each in week.suggested]


def course_of(name: str) -> Course:
    answers = answers_in(BY_NAME[name].answers.encode(), f"{name}.toml", LIBRARY, MONDAY)
    length_ms = lengths_in(Settings(), LIBRARY, LIBRARY.exercises)
    found = outlook(answers.me, answers.weekdays, MONDAY, LIBRARY, length_ms)
    classes = " / ".join(f"{each} {len(found.group(each))}" for each in CLASSES)
    print(f"== {name}: {BY_NAME[name].who}\n  exercises: {classes}")
    if found.proposal is None:
        print(f"  no plan: {' '.join(found.advice)}")
        return Course(found.me, (), classes)
    weeks: list[Week] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        living(found.me, found.proposal, MONDAY, Path(folder)) as (services, clock),
    ):
        for number in range(WEEKS):
            told = tuple(days(services, clock, week_of(number, found.me.usual_pain)))
            week = seen_week(services, told)
            weeks.append(week)
            print(
                f"  week {number + 1}: {week.stage}: "
                + "; ".join(f"{routine}: {len(doses)}" for routine, doses in week.doses.items())
                + f"; up {week.count('up')}, down {week.count('down') + week.count('deload')}"
            )
        me = services.preferences.current.me
    return Course(me, tuple(weeks), classes)


def week_of(number: int, usual: int | None) -> list[CourseDay]:
    """Steady pain: a point more in the session, up to five, and back by the morning."""
    at_rest = 2 if usual is None else usual
    during = at_rest if at_rest > 5 else min(at_rest + 1, 5)
    return [
        CourseDay(
            day=MONDAY + timedelta(weeks=number, days=day),
            during=during,
            after=at_rest,
            next_morning=at_rest,
            done=HowMuch.ALL if day in SESSION_DAYS else None,
        )
        for day in range(7)
    ]


def seen_week(services: Services, told: tuple[Suggested, ...]) -> Week:
    standing, plan = services.pathways.standing(), services.planner.current()
    assert standing is not None
    assert plan is not None
    me = services.preferences.current.me
    doses: dict[str, dict[str, Dose]] = {}
    for routine_id in plan.routine_ids:
        kept = suited(services.book.routines[routine_id], me).routine
        items = () if kept is None else kept.items
        doses[routine_id] = {item.exercise.id: item.prescription.dose for item in items}
    return Week(standing.stage.id, doses, told)


STAGES = {
    "no name yet": ["begin", "build", "keep_it"],
    "hip arthritis": ["learn", "build", "keep_it"],
    "gluteal tendon": ["early_load", "graded_load", "keep_it"],
    "athlete with a groin pinch": ["calm", "build", "run_and_hop"],
    "two weeks after a replacement": ["first_weeks"],
    "operated, no weight on the leg": ["first_weeks"],
    "back and hip, worse when bending": ["settle", "build", "keep_it"],
    "osteoporosis and unsteady": ["steady", "strong"],
    "28 weeks pregnant": ["settle", "go_on"],
    "hypermobile": ["begin", "build", "keep_it"],
    "neuropathy and unsteady": ["begin", "build", "keep_it"],
    "usual pain of seven": ["begin"],
    "cannot bear weight": [],
}
# What is in no plan of any week, whatever was accepted.
NEVER = {
    "gluteal tendon": {"it_band_stretch", "figure4_supine", "side_plank", "side_plank_clam"},
    "athlete with a groin pinch": {"knee_to_chest", "childs_pose", "pigeon_pose", "knees_to_chest"},
    "two weeks after a replacement": {
        "single_leg_balance", "reverse_lunge", "step_up", "side_lying_leg_lift", "clamshell",
    },
    "operated, no weight on the leg": {
        "sit_to_stand", "sit_to_stand_operated", "walk_with_aid", "squat", "bridge_single_leg",
    },
    "back and hip, worse when bending": {
        "knee_to_chest", "childs_pose", "cat_camel", "hamstring_stretch", "seated_hip_flexion",
    },
    "osteoporosis and unsteady": {
        "knee_to_chest", "childs_pose", "cat_camel", "jump_two_legs", "hop_one_leg",
        "quadruped_rock_back", "bird_dog", "single_leg_balance_challenge",
    },
    "28 weeks pregnant": {
        "reverse_lunge", "forward_lunge", "lateral_lunge", "step_down", "copenhagen_short",
        "single_leg_balance", "bridge_single_leg", "adductor_butterfly", "run_walk",
    },
    "hypermobile": {
        "hip_flexor_stretch", "pigeon_pose", "hamstring_stretch", "adductor_butterfly",
    },
    "neuropathy and unsteady": {
        "heat_pack", "ice_pack", "tens_timer", "single_leg_balance_challenge",
    },
    "usual pain of seven": {"step_down", "reverse_lunge", "bridge_single_leg", "run_walk"},
}  # fmt: skip
# Steady tolerable pain gets on; who waits for a clinician's word does not.
WAITS = {
    "two weeks after a replacement",
    "operated, no weight on the leg",
    "usual pain of seven",
    "cannot bear weight",
}


@pytest.mark.parametrize("name", BY_NAME)
def test_eight_weeks_of_a_patient(name: str) -> None:
    # One test asks all, so that parallel workers don't live through the same weeks again.
    course = course_of(name)
    insists_on_what_a_physiotherapist_would(name, course)
    changes_once_a_week_and_stays_in_range(course)
    assert row_of(name, course) in SAFETY


def insists_on_what_a_physiotherapist_would(name: str, course: Course) -> None:
    assert course.stages == STAGES[name]
    ups = [each for each in course.suggested if each.decision == "up"]
    assert bool(ups) is (name not in WAITS)
    assert not [each for each in course.suggested if each.decision in ("down", "deload", "stop")]
    assert course.exercises.isdisjoint(NEVER.get(name, set()))
    for exercise_id in course.exercises:
        exercise = LIBRARY.exercises[exercise_id]
        assert judge(exercise, course.me).standing is not Standing.AVOID, exercise_id
        if name == "gluteal tendon":
            assert exercise.position is not Position.SIDE_LYING
        if name in ("gluteal tendon", "hypermobile") and exercise.category is Category.STRETCH:
            assert exercise_id == "calf_stretch"
        if name == "osteoporosis and unsteady":
            assert exercise.position not in (Position.QUADRUPED, Position.KNEELING)
        if name == "28 weeks pregnant":
            assert exercise.position not in (Position.PRONE, Position.SUPINE)
    if name == "two weeks after a replacement":
        assert set(course.weeks[-1].doses) == {"post_op"}
        assert "sit_to_stand_operated" in course.exercises
    if name == "operated, no weight on the leg":
        assert course.exercises == {"ankle_pump", "quad_set", "glute_set", "heel_slide"}
    if name in ("osteoporosis and unsteady", "neuropathy and unsteady"):
        balance = {
            each
            for each in course.exercises
            if LIBRARY.exercises[each].category is Category.BALANCE
        }
        assert balance, "balance work with support"


def changes_once_a_week_and_stays_in_range(course: Course) -> None:
    last: dict[str, date] = {}
    for each in course.suggested:
        if each.decision != "up":
            continue
        for exercise_id in each.about:
            before = last.get(exercise_id)
            assert before is None or (each.day - before).days >= 7, (exercise_id, each.day)
            last[exercise_id] = each.day
    for week in course.weeks:
        for doses in week.doses.values():
            for exercise_id, dose in doses.items():
                most = LIBRARY.exercises[exercise_id].dosage
                assert dose.sets <= most.sets.high
                if most.reps is not None and dose.reps is not None:
                    assert dose.reps <= most.reps.high
                if most.hold_ms is not None and dose.hold_ms is not None:
                    assert dose.hold_ms <= most.hold_ms.high


def row_of(name: str, course: Course) -> str:
    """Return eight weeks of a patient as a row of the table in docs/safety.md."""
    stages = [week.stage for week in course.weeks]
    told = ", ".join(f"{stages.count(each)} {each}" for each in course.stages) or "none"
    ups = sum(week.count("up") for week in course.weeks)
    changed = len(
        {about for each in course.suggested if each.decision == "up" for about in each.about}
    )
    return f"| {name} | {told} | {ups} in {changed} exercises |"
