"""Self-checks on a real record: who may, what counts, and what it is held against."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coaching.check_desk import CheckDesk
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Sex
from hipcoach.domain.selfcheck import Check, Hands, Movement
from hipcoach.progress.check_norms import Trend
from hipcoach.progress.check_schedule import Allowance
from hipcoach.storage.check_store import SqliteCheckStore
from tests.support.fake_clips import FakeClips
from tests.support.household import Household


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def desk(home: Household, tmp_path: Path) -> CheckDesk:
    return CheckDesk(
        home.content.checks,
        SqliteCheckStore(home.database),
        home.content,
        FakeClips(tmp_path / "clips"),
        Phrasebook(),
        home.preferences,
        home.clock,
    )


def tell(home: Household, **answers: object) -> None:
    current = home.preferences.current
    me = replace(current.me, **answers)  # type: ignore[arg-type]
    home.preferences.change(replace(current, me=me))


def test_there_is_a_guide_for_every_check() -> None:
    guides = load_library(None).checks
    assert [guide.check for guide in guides] == list(Check)
    texts = [text for guide in guides for text in (guide.name, guide.tells, guide.safety)]
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert all(2 <= len(guide.steps) <= 6 for guide in guides)


def test_each_timed_trial_is_planned_by_the_player(desk: CheckDesk) -> None:
    for check in (
        *(Check.CHAIR_STAND, Check.SINGLE_LEG_STAND),
        *(Check.FOUR_STAGE_BALANCE, Check.UP_AND_GO),
    ):
        for trial in desk.trials(check):
            preparation = desk.prepare(check, trial)
            assert trial.length_s is not None
            timed = [one for one in preparation.plan().timeline.segments if one.kind.is_work]
            assert [one.duration_ms for one in timed] == [trial.length_s * 1_000]


def test_the_trials_follow_the_protocols(home: Household, desk: CheckDesk) -> None:
    assert [trial.length_s for trial in desk.trials(Check.CHAIR_STAND)] == [30]
    one_leg = desk.trials(Check.SINGLE_LEG_STAND)
    assert len(one_leg) == 6
    assert {trial.length_s for trial in one_leg} == {45}
    assert [trial.stage for trial in desk.trials(Check.FOUR_STAGE_BALANCE)] == [1, 2, 3, 4]
    tell(home, flags=("gtps",))
    assert [trial.length_s for trial in desk.trials(Check.SINGLE_LEG_STAND)] == [30, 30]


def test_who_may_not_is_told_why(home: Household, desk: CheckDesk) -> None:
    assert desk.reason_against(Check.CHAIR_STAND) == ""
    tell(home, flags=("thr_early",))
    assert "operation" in desk.reason_against(Check.CHAIR_STAND)
    assert desk.allowance(Check.HIP_RANGE) is Allowance.NOT_NOW
    with pytest.raises(SessionRefusedError, match="operation"):
        desk.prepare(Check.CHAIR_STAND, desk.trials(Check.CHAIR_STAND)[0])


def test_hands_used_count_as_nothing_and_the_number_is_kept(desk: CheckDesk) -> None:
    result = desk.keep(Check.CHAIR_STAND, [9], hands=Hands.USED)
    assert (result.value, result.adapted_count) == (0, 9)


def test_the_mean_the_middle_and_the_last(desk: CheckDesk) -> None:
    assert desk.keep(Check.SINGLE_LEG_STAND, [10, 20, 33], side=Side.LEFT).value == 21
    about = Movement.FLEXION
    assert desk.keep(Check.HIP_RANGE, [90, 120, 100], side=Side.LEFT, about=about).value == 100
    assert desk.keep(Check.UP_AND_GO, [9.5], aid=" cane ").aid == "cane"


@pytest.mark.parametrize(
    ("held", "stages"),
    [
        ((True, True, True, True), 4),
        ((True, True, False, True), 2),
        ((False, False, False, False), 0),
    ],
)
def test_the_first_stage_that_is_not_held_is_the_end(
    desk: CheckDesk, held: tuple[bool, ...], stages: int
) -> None:
    assert desk.keep_stages(held).value == stages


def test_a_reading_stands_beside_the_one_before_and_the_norm(
    home: Household, desk: CheckDesk
) -> None:
    tell(home, birth_year=1950, sex=Sex.FEMALE)
    first = desk.keep(Check.CHAIR_STAND, [9])
    home.clock.tick(28 * 86_400_000)
    desk.keep(Check.CHAIR_STAND, [12])
    (reading,) = desk.readings(Check.CHAIR_STAND)
    assert reading.before == first
    assert reading.trend is Trend.BETTER
    assert reading.norm is not None
    # 75 to 79 years, women, on the CDC's sheet.
    assert reading.norm.value == 10
    assert reading.advice == ""


def test_sides_are_read_apart(desk: CheckDesk) -> None:
    desk.keep(Check.SINGLE_LEG_STAND, [20], side=Side.LEFT)
    desk.keep(Check.SINGLE_LEG_STAND, [30], side=Side.RIGHT)
    assert [each.result.side for each in desk.readings(Check.SINGLE_LEG_STAND)] == [
        Side.LEFT,
        Side.RIGHT,
    ]


@pytest.mark.parametrize(
    ("check", "value", "warns"),
    [
        (Check.UP_AND_GO, 12, True),
        (Check.UP_AND_GO, 11.9, False),
        (Check.SINGLE_LEG_STAND, 4.9, True),
        (Check.SINGLE_LEG_STAND, 5, False),
        (Check.FOUR_STAGE_BALANCE, 2, True),
        (Check.FOUR_STAGE_BALANCE, 3, False),
        (Check.CHAIR_STAND, 1, False),
    ],
)
def test_what_goes_with_falls_is_said_kindly(
    desk: CheckDesk, check: Check, value: float, warns: bool
) -> None:
    desk.keep(check, [value])
    (reading,) = desk.readings(check)
    assert bool(reading.advice) is warns
    if warns:
        assert "therapist" in reading.advice


def test_own_activities_come_again(home: Household, desk: CheckDesk) -> None:
    assert desk.activities() == ()
    tell(home, goals=("Socks",))
    assert desk.activities() == ("Socks",)
    desk.keep(Check.ACTIVITIES, [3], about="Stairs")
    desk.keep(Check.ACTIVITIES, [5], about="Garden")
    assert desk.activities() == ("Stairs", "Garden")
    home.clock.tick(14 * 86_400_000)
    desk.keep(Check.ACTIVITIES, [6], about="Stairs")
    assert desk.activities() == ("Stairs",)


def test_due_checks_are_those_chosen_and_allowed(home: Household, desk: CheckDesk) -> None:
    began = home.clock.now().date() - timedelta(days=7)
    assert desk.due(began) == (Check.CHAIR_STAND, Check.ACTIVITIES)
    desk.choose(Check.CHAIR_STAND, is_wanted=False)
    desk.choose(Check.UP_AND_GO, is_wanted=True)
    assert desk.due(began) == (Check.ACTIVITIES, Check.UP_AND_GO)
    assert home.kept().me.checks == (Check.ACTIVITIES, Check.UP_AND_GO)
    desk.choose(Check.HIP_RANGE, is_wanted=True)
    tell(home, flags=("thr_early",))
    assert Check.HIP_RANGE not in desk.due(began)
    assert desk.due(home.clock.now().date()) == ()


def test_a_result_goes_and_comes_back(desk: CheckDesk) -> None:
    result = desk.keep(Check.UP_AND_GO, [10])
    desk.remove(result)
    assert desk.results() == ()
    desk.put_back(result)
    assert desk.results() == (result,)


def test_what_cannot_be_is_refused(desk: CheckDesk) -> None:
    with pytest.raises(RangeError):
        desk.keep(Check.ACTIVITIES, [11], about="Stairs")
    assert desk.results() == ()


def test_each_way_of_standing_is_seen_as_it_is(desk: CheckDesk) -> None:
    check = Check.FOUR_STAGE_BALANCE
    shown = [
        desk.prepare(check, trial).routine.items[0].exercise.id for trial in desk.trials(check)
    ]
    assert len(set(shown)) == 4
    assert shown[2] == "tandem_stance"


def test_no_one_leg_stand_counts_longer_than_its_cap(home: Household, desk: CheckDesk) -> None:
    kept = desk.keep(Check.SINGLE_LEG_STAND, [60, 45, 30], side=Side.LEFT)
    assert (kept.trials, kept.value) == ((45, 45, 30), 40)
    tell(home, flags=("gtps",))
    assert desk.keep(Check.SINGLE_LEG_STAND, [44], side=Side.LEFT).value == 30


def test_activities_have_a_mean_beside_that_of_the_same_ones(
    home: Household, desk: CheckDesk
) -> None:
    assert desk.activity_mean() is None
    desk.keep(Check.ACTIVITIES, [4], about="stairs")
    assert desk.activity_mean() is None
    desk.keep(Check.ACTIVITIES, [5], about="shops")
    first = desk.activity_mean()
    assert first is not None
    assert (first.result.value, first.before) == (4.5, None)
    home.clock.tick(14 * 86_400_000)
    desk.keep(Check.ACTIVITIES, [6], about="stairs")
    desk.keep(Check.ACTIVITIES, [7], about="shops")
    then = desk.activity_mean()
    assert then is not None
    assert (then.result.value, then.trend) == (6.5, Trend.BETTER)
    assert [result.about for result in desk.results(Check.ACTIVITIES)] == ["stairs", "shops"] * 2
