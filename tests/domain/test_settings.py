from typing import Any

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import (
    AppearanceSettings,
    LeadSide,
    PaceSettings,
    Settings,
    VoiceLevel,
    VoiceSettings,
)


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        (VoiceSettings, {"rate_wpm": 79}, "rate_wpm: 79 is under 80"),
        (VoiceSettings, {"rate_wpm": 301}, "rate_wpm: 301 is over 300"),
        (VoiceSettings, {"voice_volume": 101}, "voice_volume: 101 is over 100"),
        (VoiceSettings, {"beep_volume": -1}, "beep_volume: -1 is under 0"),
        (VoiceSettings, {"steps_per_min": 161}, "steps_per_min: 161 is over 160"),
        (PaceSettings, {"get_ready_s": -1}, "get_ready_s: -1 is under 0"),
        (PaceSettings, {"position_change_s": 121}, "position_change_s: 121 is over 120"),
        (PaceSettings, {"equipment_s": 121}, "equipment_s: 121 is over 120"),
        (PaceSettings, {"floor_s": 121}, "floor_s: 121 is over 120"),
        (AppearanceSettings, {"text_scale": 0.9}, r"text_scale: 0\.9 is not between 1\.0 and 1\.5"),
        (AppearanceSettings, {"text_scale": 1.6}, r"text_scale: 1\.6 is not between"),
        (AppearanceSettings, {"text_scale": float("nan")}, "text_scale: nan is not between"),
    ],
)
def test_settings_out_of_range(kind: type, values: dict[str, Any], message: str) -> None:
    with pytest.raises(RangeError, match=message):
        kind(**values)


def test_waits_in_ms() -> None:
    pace = PaceSettings()
    waits = (pace.get_ready_ms, pace.position_change_ms, pace.equipment_ms, pace.floor_ms)
    assert waits == (5_000, 15_000, 20_000, 40_000)


def test_what_each_level_sounds_like() -> None:
    assert [level.speaks for level in VoiceLevel] == [True, True, False, False]
    assert [level.beeps for level in VoiceLevel] == [True, True, True, False]


@pytest.mark.parametrize(
    ("lead", "sore", "first"),
    [
        (LeadSide.WORSE, Side.RIGHT, Side.RIGHT),
        (LeadSide.WORSE, Side.LEFT, Side.LEFT),
        (LeadSide.WORSE, Side.BILATERAL, Side.LEFT),
        (LeadSide.LEFT, Side.RIGHT, Side.LEFT),
        (LeadSide.RIGHT, Side.LEFT, Side.RIGHT),
    ],
)
def test_the_side_that_goes_first(lead: LeadSide, sore: Side, first: Side) -> None:
    assert Settings(lead_side=lead, me=Profile(sore_side=sore)).first_side is first


def test_the_voice_before_is_next_in_line() -> None:
    voice = VoiceSettings()
    for choice in ("a", "b", "", "c", "a"):
        voice = voice.choosing(choice)
    assert (voice.voice_id, voice.earlier_voices) == ("a", ("c", "b"))
    for choice in "bcdefg":
        voice = voice.choosing(choice)
    assert (voice.voice_id, voice.earlier_voices) == ("g", ("f", "e", "d", "c"))
