"""The pathway a person is on: chosen by them, judged from the record, moved on when accepted."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from hipcoach.coaching.activity_log import ActivityLog
from hipcoach.coaching.pathway_desk import PathwayDesk, PathwayStanding
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.activity import ActivityKind
from hipcoach.domain.annotation import AnnotationKind
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.pathway import Stage
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionForm, SessionStatus
from hipcoach.storage.pathway_store import SqliteActivityStore, SqlitePathwayStore
from tests.support.world import World

ALL_WEEK = frozenset(range(7))
DAY = timedelta(days=1)


class Life:
    """Somebody on a pathway, day by day, on a real record."""

    def __init__(self, world: World, me: Profile) -> None:
        self.world = world
        world.preferences.change(replace(world.preferences.current, me=me))
        self.desk = PathwayDesk(
            SqlitePathwayStore(world.database),
            world.sessions,
            world.pains,
            world.planner,
            world.library,
            world.preferences,
            world.clock,
            activities=SqliteActivityStore(world.database),
            annotations=world.annotations,
        )
        self.activities = ActivityLog(SqliteActivityStore(world.database), world.clock)

    @property
    def me(self) -> Profile:
        return self.world.preferences.current.me

    def start(self, pathway_id: str) -> None:
        self.desk.choose(pathway_id)
        proposal = self.desk.proposal("", ALL_WEEK)
        assert proposal is not None
        self.desk.adopt(proposal)

    def standing(self) -> PathwayStanding:
        found = self.desk.standing()
        assert found is not None
        return found

    def stage(self) -> str:
        return self.standing().stage.id

    def day(self, *, worst: int = 3, next_morning: int = 2) -> None:
        """Do what is due today, sleep, and tell how the morning is."""
        now = self.world.clock.now()
        for due in self.world.planner.today().due:
            assert due.routine is not None
            uid = str(uuid4())
            self.world.sessions.start(
                Session(
                    uid=uid,
                    started_at=now,
                    local_date=now.date(),
                    status=SessionStatus.COMPLETED,
                    form=SessionForm.FULL,
                    routine=due.routine,
                )
            )
            self.rate(worst, Moment.AFTER, uid)
        self.world.clock.tick(86_400_000)
        self.rate(next_morning, Moment.MORNING, None)

    def rate(self, nrs: int, moment: Moment, session_uid: str | None) -> None:
        now = self.world.clock.now()
        self.world.pains.add(
            PainRating(
                uid=str(uuid4()),
                moment=moment,
                nrs=nrs,
                site=self.me.main_site,
                at=now,
                local_date=now.date(),
                session_uid=session_uid,
            )
        )


@pytest.fixture
def world(tmp_path: Path, library: Library) -> World:
    return World(tmp_path, library)


def weeks_of(
    life: Life, weeks: int, *, worst: int = 3, next_morning: int = 2, walk: int = 15
) -> list[str]:
    """Return the stage at the end of each week; what is suggested is accepted at once."""
    steps: list[str] = []
    for _ in range(weeks):
        if walk:
            life.activities.log(ActivityKind.WALKING, walk, effort=4)
        for _ in range(7):
            life.day(worst=worst, next_morning=next_morning)
            if life.standing().suggests_next:
                assert life.desk.move_on() is not None
        steps.append(life.stage())
    return steps


@pytest.mark.parametrize(
    ("pathway", "steps"),
    [
        ("gluteal_tendon", ["early_load", *["graded_load"] * 6, "keep_it"]),
        ("hip_arthritis", ["learn", *["build"] * 6, "keep_it"]),
        ("groin_pinch", ["calm", *["build"] * 6, "run_and_hop"]),
        ("low_back_and_hip", ["settle", *["build"] * 4, *["keep_it"] * 3]),
        ("bone_health", [*["steady"] * 3, *["strong"] * 5]),
        ("pelvic_girdle", ["settle", *["go_on"] * 7]),
        ("not_sure", ["begin", *["build"] * 4, *["keep_it"] * 3]),
    ],
)
def test_eight_steady_weeks_move_on_by_the_criterion(
    world: World, pathway: str, steps: list[str]
) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start(pathway)
    found = weeks_of(life, 8)
    print(f"{pathway}: {' '.join(found)}")
    assert found == steps


def test_a_steady_four_of_ten_is_not_stuck_at_week_one(world: World) -> None:
    life = Life(world, Profile(usual_pain=4, areas=("outer hip",)))
    life.start("gluteal_tendon")
    assert weeks_of(life, 3, worst=4, next_morning=4)[-1] == "graded_load"


def test_nothing_moves_while_mornings_flare_or_pain_is_too_much(world: World) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("gluteal_tendon")
    assert weeks_of(life, 2, worst=6, next_morning=3) == ["getting_used"] * 2


def test_no_rating_is_not_taken_for_no_pain(world: World) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("gluteal_tendon")
    for _ in range(10):
        now = world.clock.now()
        for due in world.planner.today().due:
            assert due.routine is not None
            world.sessions.start(
                Session(
                    uid=str(uuid4()),
                    started_at=now,
                    local_date=now.date(),
                    status=SessionStatus.COMPLETED,
                    form=SessionForm.FULL,
                    routine=due.routine,
                )
            )
        world.clock.tick(86_400_000)
    assert life.standing().progress.sessions >= 10
    assert not life.standing().suggests_next


def test_an_operation_waits_for_a_clinician_whatever_the_weeks(world: World) -> None:
    life = Life(world, Profile(flags=("thr_early",)))
    life.start("after_replacement")
    assert weeks_of(life, 7) == ["first_weeks"] * 7
    me = replace(life.me, flags=tuple(each for each in life.me.flags if each != "thr_early"))
    world.preferences.change(replace(world.preferences.current, me=me))
    assert life.standing().suggests_next
    proposal = life.desk.move_on()
    assert proposal is not None
    assert proposal.stage.id == "cleared"
    assert "post_op" not in [each.slot.routine_id for each in proposal.slots]


def test_choosing_another_pathway_takes_the_first_one_s_precautions_back(world: World) -> None:
    life = Life(world, Profile(flags=("knee_pain",)))
    life.desk.choose("gluteal_tendon")
    assert set(life.me.flags) == {"knee_pain", "gtps", "pathway_gluteal_tendon"}
    life.desk.choose("groin_pinch")
    assert set(life.me.flags) == {"knee_pain", "fai", "pathway_groin_pinch"}
    life.desk.choose("not_sure")
    assert set(life.me.flags) == {"knee_pain", "pathway_not_sure"}


def test_what_was_told_apart_from_the_pathway_stays(world: World) -> None:
    life = Life(world, Profile(flags=("gtps",)))
    life.desk.choose("gluteal_tendon")
    life.desk.choose("hip_arthritis")
    assert set(life.me.flags) == {"gtps", "pathway_hip_arthritis"}


def test_the_start_of_a_stage_outlives_the_program(world: World) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("gluteal_tendon")
    weeks_of(life, 2)
    again = Life(world, life.me)
    assert again.stage() == life.stage() == "graded_load"


NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "twelve": 12, "fifteen": 15, "sixteen": 16, "eighteen": 18,
}  # fmt: skip
STAGES = [
    pytest.param(stage, id=f"{pathway.id} {stage.id}")
    for pathway in load_library().pathways.values()
    for stage in pathway.stages
    if stage.criterion is not None
]


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_criterion_says_is_what_it_evaluates(stage: Stage) -> None:
    """Every clause of its sentence is a number of its table, and every number is said."""
    criterion = stage.criterion
    assert criterion is not None
    text = criterion.plain.lower().rstrip(".")
    if criterion.clinician:
        assert "cleared you" in text
        assert criterion.sessions == criterion.settled == 0
        return
    clauses = re.split(r", and |, | and (?=the last)", text)
    found = {"sessions": 0, "weeks": 0, "settled": 0, "walk": 0, "fall": 0}
    for clause in clauses:
        if match := re.fullmatch(r"(\w+) sessions done in (\w+) weeks? or more", clause):
            found["sessions"], found["weeks"] = NUMBERS[match[1]], NUMBERS[match[2]]
        elif match := re.fullmatch(
            r"(?:each of )?the last (\w+) with tolerable pain and the next morning as usual", clause
        ):
            found["settled"] = NUMBERS[match[1]]
        elif match := re.fullmatch(
            r"within two weeks a brisk walk of (\d+) minutes logged on progress", clause
        ):
            found["walk"] = int(match[1])
        elif match := re.fullmatch(r"no fall noted in the last (\w+) weeks", clause):
            found["fall"] = NUMBERS[match[1]]
        else:
            assert clause == "with the next morning as usual", f"nothing evaluates {clause!r}"
    assert found == {
        "sessions": criterion.sessions,
        "weeks": stage.weeks.low,
        "settled": criterion.settled,
        "walk": criterion.walk_minutes,
        "fall": criterion.weeks_without_fall,
    }


@pytest.mark.parametrize(
    ("walk", "next_morning", "stage"), [(0, 2, "build"), (14, 2, "build"), (15, 2, "run_and_hop")]
)
def test_running_waits_for_a_walk_that_settles(
    world: World, walk: int, next_morning: int, stage: str
) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("groin_pinch")
    assert weeks_of(life, 9, walk=walk, next_morning=next_morning)[-1] == stage


def test_a_walk_that_the_morning_minds_opens_nothing(world: World) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("groin_pinch")
    assert weeks_of(life, 9, walk=0)[-1] == "build"
    life.activities.log(ActivityKind.WALKING, 30, effort=5)
    life.day(next_morning=6)
    for _ in range(7):
        life.day()
    assert not life.standing().suggests_next
    life.activities.log(ActivityKind.WALKING, 15, effort=1)
    life.day()
    assert not life.standing().suggests_next, "a stroll is not brisk"
    life.activities.log(ActivityKind.WALKING, 15, effort=3)
    life.day()
    assert life.standing().suggests_next


def test_a_fall_keeps_the_steady_stage_for_four_weeks(world: World) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("bone_health")
    assert weeks_of(life, 3) == ["steady"] * 3
    world.journal.annotate(world.clock.today(), AnnotationKind.FALL)
    assert weeks_of(life, 4) == ["steady", "steady", "steady", "strong"]


def test_what_is_usual_is_never_taken_to_be_zero(world: World) -> None:
    """Nobody told a usual pain: the person's own ratings at rest stand in for it."""
    life = Life(world, Profile())
    life.start("gluteal_tendon")
    assert weeks_of(life, 2, worst=4, next_morning=4)[-1] != "getting_used"


@pytest.mark.parametrize(
    ("mornings", "moves_on"),
    [
        ((3, 3, 3, 3, 3, 3, 3), True),
        ((3, 5, 3, 3, 3, 3, 3), True),
        ((3, 5, 5, 3, 3, 3, 3), False),
        ((5, 3, 5, 3, 3, 3, 3), False),
    ],
)
def test_two_flares_within_a_week_keep_the_stage(
    world: World, mornings: tuple[int, ...], *, moves_on: bool
) -> None:
    life = Life(world, Profile(usual_pain=3))
    life.start("gluteal_tendon")
    for morning in mornings:
        life.day(worst=3, next_morning=morning)
    standing = life.standing()
    assert standing.progress.is_met
    assert standing.suggests_next is moves_on
