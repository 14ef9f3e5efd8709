"""The pathway a person is on: chosen by them, judged from the record, moved on when accepted."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from hipcoach.coaching.pathway_desk import PathwayDesk, PathwayStanding
from hipcoach.content.loader import Library
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionForm, SessionStatus
from hipcoach.storage.pathway_store import SqlitePathwayStore
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
        )

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


def weeks_of(life: Life, weeks: int, *, worst: int = 3, next_morning: int = 2) -> list[str]:
    """Return the stage at the end of each week; what is suggested is accepted at once."""
    steps: list[str] = []
    for _ in range(weeks):
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
