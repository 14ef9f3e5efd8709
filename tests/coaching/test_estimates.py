"""What is shown before a session counts what is said in it, above all the first time."""

from dataclasses import replace
from datetime import date

import pytest

from hipcoach.coaching.day_forms import MOST_SHORT_MS, DayForms
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.intake import propose
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import estimate_ms, lead_through_of, lengths_in, options_from
from hipcoach.content.loader import load_library
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import SessionForm
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.planning import plan_session
from tests.support.world import World

LIBRARY = load_library()
SETTINGS = Settings()


class NaturalVoice(dict[str, int]):
    """About what the natural voice needs, by words: another measure than the estimate's."""

    def get(self, key: str, default: object = None) -> int:
        return 300 + 345 * len(key.split())


def first_ms(routine_id: str, settings: Settings = SETTINGS) -> int:
    return lengths_in(settings, LIBRARY, ())(LIBRARY.routines[routine_id])


def known_ms(routine_id: str) -> int:
    return lengths_in(SETTINGS, LIBRARY, LIBRARY.exercises)(LIBRARY.routines[routine_id])


@pytest.mark.parametrize("routine_id", LIBRARY.routines)
def test_a_first_session_is_as_long_as_was_said(routine_id: str) -> None:
    routine = LIBRARY.routines[routine_id]
    led = lead_through_of(routine, LIBRARY, ())
    options = replace(options_from(SETTINGS), lead_through=led)
    plan = plan_session(routine, options, ClipLengths(NaturalVoice(), EARCON_MS), Phrasebook())
    assert first_ms(routine_id) == pytest.approx(plan.timeline.total_ms, rel=0.06)


@pytest.mark.parametrize("routine_id", LIBRARY.routines)
def test_each_new_exercise_takes_most_of_a_minute(routine_id: str) -> None:
    new = {item.exercise.id for item in LIBRARY.routines[routine_id].items}
    each_ms = (first_ms(routine_id) - known_ms(routine_id)) / len(new)
    assert 25 * SECOND_MS < each_ms < 90 * SECOND_MS


def test_what_is_not_said_takes_no_time() -> None:
    beeps = replace(SETTINGS, voice=VoiceSettings(level=VoiceLevel.BEEPS))
    untold = replace(SETTINGS, voice=VoiceSettings(lead_through=False))
    for settings in (beeps, untold):
        assert first_ms("first_steps", settings) == known_ms("first_steps")
    slow = replace(SETTINGS, voice=VoiceSettings(rate_wpm=100))
    assert first_ms("first_steps", slow) > first_ms("first_steps")


def test_estimate_is_of_the_options_that_are_given() -> None:
    routine = LIBRARY.routines["first_steps"]
    options = options_from(SETTINGS)
    led = replace(options, lead_through=("bridge",))
    assert estimate_ms(routine, options) < estimate_ms(routine, led) < first_ms("first_steps")


def test_today_counts_what_is_new_and_chooses_the_short_form_by_it(world: World) -> None:
    forms = DayForms(world.library, world.diary, world.preferences, ExerciseHistory(world.sessions))
    routine = world.library.routines["first_steps"]
    new_ms, short = forms.length_ms(routine), forms.form(routine, SessionForm.SHORT)
    assert short is not None
    assert forms.length_ms(short) <= MOST_SHORT_MS
    coach = world.coach(routine)
    coach.main_key()
    world.run_out(coach)
    coach.close()
    assert forms.length_ms(routine) < new_ms - 2 * MINUTE_MS
    later = forms.form(routine, SessionForm.SHORT)
    assert later is not None
    assert len(later.items) > len(short.items)
    assert forms.length_ms(later) <= MOST_SHORT_MS


def test_a_proposal_says_that_the_first_time_takes_longer() -> None:
    days = frozenset({0, 2, 4})
    found = {
        minutes: propose(
            Profile(minutes=minutes),
            days,
            date(2026, 3, 2),
            LIBRARY,
            lengths_in(SETTINGS, LIBRARY, LIBRARY.exercises),
            first_ms=lengths_in(SETTINGS, LIBRARY, ()),
        )
        for minutes in (5, 12, 30)
    }
    notes = {minutes: " ".join(proposal.notes) for minutes, proposal in found.items() if proposal}
    assert "The first time takes about 8 minutes" in notes[5]
    assert "The first time takes about 16 minutes" in notes[12]
    assert "later it takes about 12" in notes[12]
    assert "minutes" not in notes[30]
