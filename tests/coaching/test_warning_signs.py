"""A warning sign stands from the tick on until it is cleared in words, whatever happens."""

from dataclasses import replace
from datetime import date

import pytest

from hipcoach.coaching.safety_gate import UNWELL, may_start, standing
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.pain import PainKind
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlagTier
from hipcoach.domain.warning_sign import ClearedBy
from hipcoach.storage.warning_sign_store import SqliteWarningSignStore
from tests.support.world import World

MONDAY = date(2026, 3, 2)


class Signs:
    """The use case on a world's record."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.store = SqliteWarningSignStore(world.database)
        self.signs = self.again()

    def again(self) -> WarningSigns:
        """Open it once more, as the next start does."""
        world = self.world
        signs = WarningSigns(self.store, world.preferences, world.library.red_flags, world.clock)
        signs.begin()
        return signs

    @property
    def stands(self) -> tuple[str, ...]:
        return self.world.preferences.current.me.red_flags

    def tell(self, **answers: object) -> None:
        current = self.world.preferences.current
        me = replace(current.me, **answers)  # type: ignore[arg-type]
        self.world.preferences.change(replace(current, me=me))


@pytest.fixture
def signs(world: World) -> Signs:
    return Signs(world)


def test_a_tick_is_kept_with_its_tier_and_day(signs: Signs) -> None:
    signs.signs.tell(("chest",))
    (sign,) = signs.store.every()
    assert (sign.sign, sign.tier, sign.local_date) == ("chest", RedFlagTier.EMERGENCY, MONDAY)
    assert sign.is_open
    assert signs.stands == ("chest",)
    signs.signs.tell(("chest",))
    assert len(signs.store.every()) == 1


def test_a_tick_of_the_same_visit_can_be_undone(signs: Signs) -> None:
    signs.signs.tell(("chest",))
    signs.signs.withdraw("chest")
    assert (signs.stands, signs.store.every()) == ((), ())


def test_it_is_cleared_in_words_with_its_day(signs: Signs) -> None:
    signs.signs.tell(("chest", "night_pain"))
    signs.signs.clear(("chest",), ClearedBy.SEEN, MONDAY)
    assert signs.stands == ("night_pain",)
    cleared = next(each for each in signs.store.every() if each.sign == "chest")
    assert (cleared.cleared_by, cleared.cleared_on) == (ClearedBy.SEEN, MONDAY)
    assert cleared.cleared_at == signs.world.clock.now()
    signs.signs.tell(("chest",))
    assert [each.sign for each in signs.store.every()] == ["chest", "night_pain", "chest"]


def test_no_other_change_of_the_settings_drops_it(signs: Signs) -> None:
    signs.signs.tell(("chest",))
    signs.tell(red_flags=())
    assert signs.stands == ("chest",)
    signs.world.preferences.change(replace(signs.world.preferences.current, me=Profile()))
    assert signs.stands == ("chest",)


def test_settings_that_were_lost_drop_it_no_more_than_a_record_does(signs: Signs) -> None:
    signs.signs.tell(("chest",))
    signs.world.preferences._listeners.clear()
    signs.tell(red_flags=())
    signs.again()
    assert signs.stands == ("chest",)


def test_what_0_1_kept_in_the_settings_alone_is_taken_over(world: World) -> None:
    current = world.preferences.current
    me = replace(current.me, red_flags=("night_pain",), flags=("dvt_signs",))
    world.preferences.change(replace(current, me=me))
    signs = Signs(world)
    assert [each.sign for each in signs.store.every()] == ["night_pain", "calf_swelling"]


def test_a_precaution_that_is_a_sign_outlasts_its_tick(signs: Signs) -> None:
    signs.tell(flags=("dvt_signs",))
    signs.tell(flags=())
    assert "calf_swelling" in signs.stands
    signs.signs.clear(("calf_swelling",), ClearedBy.SEEN, MONDAY)
    assert not signs.stands


def test_feeling_dizzy_stands_until_one_is_well_again(world: World, signs: Signs) -> None:
    world.desk._on_unwell = signs.signs.feel_unwell
    coach = world.coach(world.library.routines["first_steps"])
    coach.main_key()
    assert not coach.is_unwell
    coach.pain_reported(PainKind.UNWELL, None)
    assert coach.is_unwell
    assert signs.stands == (UNWELL.id,)
    assert not may_start(world.library.red_flags, world.preferences.current.me)
    signs.signs.clear((UNWELL.id,), ClearedBy.WELL_AGAIN, MONDAY)
    assert may_start(world.library.red_flags, world.preferences.current.me)


@pytest.mark.parametrize(
    ("told", "flags"),
    [
        (("cancer_bone_pain",), ()),
        (("night_pain", "past_cancer"), ()),
        (("cancer_weight", "past_cancer"), ()),
        (("night_pain",), ("active_cancer_area",)),
    ],
)
def test_cancer_and_new_pain_stop_sessions_until_seen(
    signs: Signs, told: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    library = signs.world.library
    signs.tell(flags=flags)
    signs.signs.tell(told)
    signs.tell(soon_acknowledged=True)
    me = signs.world.preferences.current.me
    assert "cancer_bone_pain" in [each.id for each in standing(library.red_flags, me)]
    assert not may_start(library.red_flags, me), "an appointment does not open it"
    signs.signs.clear(("cancer_bone_pain",), ClearedBy.SEEN, MONDAY)
    assert may_start(library.red_flags, signs.world.preferences.current.me)


def test_cancer_in_the_past_alone_stops_nothing(signs: Signs) -> None:
    signs.signs.tell(("past_cancer",))
    assert may_start(signs.world.library.red_flags, signs.world.preferences.current.me)
