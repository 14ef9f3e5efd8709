"""Any operation flag alone has every gate that an operation which is not cleared has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hipcoach.coaching.check_desk import CheckDesk
from hipcoach.coaching.hip_rules import is_operated, may_start_unplanned, operated_hips
from hipcoach.coaching.intake import propose
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.precautions import suited
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import FlagSide, Profile, WeightBearing
from hipcoach.domain.safety import OPERATION_FLAGS, SURGERY
from hipcoach.domain.selfcheck import Check
from hipcoach.storage.check_store import SqliteCheckStore
from hipcoach.ui.pages.today.cautions import caution_lines
from tests.support.fake_clips import FakeClips
from tests.support.household import Household

LIBRARY = load_library()
FLAGS = sorted(OPERATION_FLAGS)
MONDAY = date(2026, 3, 2)


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


def tell(home: Household, me: Profile) -> None:
    home.preferences.change(replace(home.preferences.current, me=me))


def test_there_are_five_of_them() -> None:
    assert {flag for flag in LIBRARY.precautions if flag.startswith("thr_")} == OPERATION_FLAGS
    assert not is_operated(Profile(flags=("gtps", "high_bp")))


@pytest.mark.parametrize("flag", FLAGS)
def test_checks_are_kept_from_it_as_from_any_other(
    home: Household, desk: CheckDesk, flag: str
) -> None:
    tell(home, Profile(flags=(SURGERY,), checks=tuple(Check)))
    expected = [(desk.allowance(check), desk.reason_against(check)) for check in Check]
    due = desk.due(date(2020, 1, 1))
    assert any(reason for _, reason in expected)
    tell(home, Profile(flags=(flag,), checks=tuple(Check)))
    assert [(desk.allowance(check), desk.reason_against(check)) for check in Check] == expected
    assert desk.due(date(2020, 1, 1)) == due


@pytest.mark.parametrize("flag", FLAGS)
def test_a_leg_that_may_not_carry_weight_is_measured_in_nothing(
    home: Household, desk: CheckDesk, flag: str
) -> None:
    tell(home, Profile(flags=(flag,), weight_bearing=WeightBearing.NONE))
    assert desk.reason_against(Check.UP_AND_GO) == "Your leg may not carry weight yet."
    assert desk.reason_against(Check.INTERFERENCE) == ""


@pytest.mark.parametrize("flag", FLAGS)
def test_the_plan_today_and_the_surgeons_note_go_by_it(flag: str) -> None:
    def length_ms(_routine: object) -> int:
        return 600_000

    me = Profile(flags=(flag,), sore_side=Side.LEFT)
    found = propose(me, frozenset({0, 2, 4}), MONDAY, LIBRARY, length_ms)
    alike = propose(replace(me, flags=(SURGERY,)), frozenset({0, 2, 4}), MONDAY, LIBRARY, length_ms)
    assert found is not None
    assert alike is not None
    assert [each.slot.routine_id for each in found.slots] == [
        each.slot.routine_id for each in alike.slots
    ]
    assert any("surgeon" in note for note in found.notes)
    fitted = suited(LIBRARY.routines["first_steps"], me)
    first, *_ = caution_lines(fitted, me, LIBRARY.precautions)
    assert first.startswith("After an operation, ask your surgeon")
    assert is_operated(me)
    assert not may_start_unplanned(me)
    assert operated_hips(me) == {Side.LEFT}


def test_each_operation_has_its_own_hip() -> None:
    sides = (
        FlagSide(flag="thr_anterior", side=Side.LEFT),
        FlagSide(flag="thr_early", side=Side.RIGHT),
    )
    me = Profile(flags=("thr_anterior", "thr_early"), flag_sides=sides)
    assert operated_hips(me) == {Side.LEFT, Side.RIGHT}
