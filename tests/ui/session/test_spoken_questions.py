"""Questions round a session are spoken, and answers read back, where speech is wanted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.pages.session_page import SessionPage
from tests.support.builders import make_dose, make_item, make_routine
from tests.ui.session.rig import SessionRig

Key = Qt.Key
QUESTION = "How is your left hip now, from zero to ten?"


def routine() -> Routine:
    return make_routine(make_item(dose=make_dose(sets=1, reps=2)))


def at_level(rig: SessionRig, level: VoiceLevel) -> None:
    settings = rig.preferences.current
    rig.preferences.change(replace(settings, voice=replace(settings.voice, level=level)))


def test_the_question_before_is_spoken_and_the_answer_read_back(rig: SessionRig) -> None:
    rig.flow.begin(routine())
    assert rig.sound.heard == [QUESTION]
    rig.key(Key.Key_7, rig.flow.before.scale)
    assert rig.sound.heard[-1] == "Seven."


def test_a_question_waits_for_its_clip_and_never_comes_after_the_answer(rig: SessionRig) -> None:
    rig.sound.has_clips = False
    rig.clips.at_once = False
    rig.flow.begin(routine())
    assert rig.sound.heard == []
    rig.sound.has_clips = True
    assert rig.clips.progress is not None
    rig.clips.progress(1, 9)
    assert rig.sound.heard == [QUESTION]
    rig.sound.has_clips = False
    rig.flow.begin(routine())
    rig.key(Key.Key_4, rig.flow.before.scale)
    rig.sound.has_clips = True
    rig.clips.progress(1, 9)
    assert rig.sound.heard == [QUESTION]


def test_where_no_speech_is_wanted_nothing_is_asked_aloud(rig: SessionRig) -> None:
    at_level(rig, VoiceLevel.BEEPS)
    rig.start(routine())
    rig.run_to(SegmentKind.REP)
    rig.key(Key.Key_P)
    rig.page.pain_sheet.close_sheet()
    rig.driver.play()
    rig.run_out()
    assert set(rig.sound.heard) <= {"tick", "go", "rest", "done"}


def test_the_question_after_is_spoken_too(rig: SessionRig) -> None:
    rig.start(routine())
    rig.run_out()
    assert rig.sound.heard[-1] == "How is the pain now? Type a number from 0 to 10."
    rig.key(Key.Key_3, rig.flow.after.now)
    assert rig.sound.heard[-1] == "Three."


def test_a_screen_reader_is_told_what_no_voice_says(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(rig.clips, "lengths_ms", lambda _texts: {})
    rig.sound.has_clips = False
    monkeypatch.setattr(SessionPage, "_announce", lambda _page, text: told.append(text))
    rig.start(routine())
    rig.run_to(SegmentKind.REP)
    rig.key(Key.Key_P)
    # The name comes first, then the lead-through of what is new, then the set.
    assert told[0].startswith("Bridge. ")
    assert told[1:4] == ["Get ready.", "Lift.", "Lower."]
    assert told[told.index("Now the set.") + 1] == told[0]
    assert told[-1].startswith("What do you feel?")
    rig.page.pain_sheet.close_sheet()


def test_a_screen_reader_leaves_to_the_voice_what_the_voice_says(
    rig: SessionRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    rig.start(routine())
    monkeypatch.setattr(rig.page, "_announce", told.append)
    rig.run_to(SegmentKind.REP)
    rig.key(Key.Key_P)
    assert told == ["Paused. Press Space to go on."]
    rig.page.pain_sheet.close_sheet()
