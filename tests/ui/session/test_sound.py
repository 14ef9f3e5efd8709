"""What is heard, at which volume, and what happens when the output goes away."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.player.cues import Cue
from hipcoach.player.lines import Anchor, CueKind, Priority
from hipcoach.ui.sound import Multimedia, Sound, SoundPlayer
from tests.ui.session.rig import FakeClips, RecordingSound


class FakeEffect:
    def __init__(self, name: str) -> None:
        self.name = name
        self.volume = 1.0
        self.plays = 0
        self.playing = False
        self.gone = False

    def play(self) -> None:
        self.plays += 1
        self.playing = True

    def stop(self) -> None:
        self.playing = False

    def setVolume(self, volume: float) -> None:
        self.volume = volume

    def isPlaying(self) -> bool:
        return self.playing

    def deleteLater(self) -> None:
        self.gone = True


class FakeMultimedia:
    """A machine whose output can be plugged in and out."""

    def __init__(self) -> None:
        self.plugged_in = True
        self.effects: dict[str, FakeEffect] = {}
        self.on_change: Callable[[], None] = lambda: None

    def has_output(self) -> bool:
        return self.plugged_in

    def listen(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change

    def effect(self, source: QUrl, parent: QObject) -> FakeEffect:
        effect = FakeEffect(source.fileName())
        self.effects[source.fileName()] = effect
        return effect

    def plug(self, *, is_in: bool) -> None:
        self.plugged_in = is_in
        self.on_change()


@pytest.fixture
def machine() -> FakeMultimedia:
    return FakeMultimedia()


@pytest.fixture
def player(machine: FakeMultimedia, tmp_path: Path, qapp: QApplication) -> SoundPlayer:
    return SoundPlayer(FakeClips(tmp_path), load=lambda: cast(Multimedia, machine))


def cue(text: str, kind: CueKind = CueKind.NAME, *, clip_ms: int = 400) -> Cue:
    return Cue(
        segment_index=0,
        anchor=Anchor.START,
        offset_ms=0,
        kind=kind,
        text=text,
        priority=Priority.NAME,
        clip_ms=clip_ms,
    )


@pytest.fixture(params=["real", "recording"])
def sound(request: pytest.FixtureRequest, player: SoundPlayer) -> Sound:
    return player if request.param == "real" else RecordingSound()


def test_a_line_with_a_clip_is_heard(sound: Sound) -> None:
    sound.open()
    assert sound.available
    assert sound.problem == ""
    assert sound.play(cue("Bridge."), 0)
    assert sound.play(cue("tick", CueKind.EARCON), 150)
    assert sound.say("Two.")


def test_what_is_late_off_or_without_a_length_is_not_heard(sound: Sound) -> None:
    assert not sound.play(cue("Bridge."), 151)
    assert not sound.play(cue("Bridge.", clip_ms=0), 0)
    sound.set_on(False)
    assert not sound.is_on
    assert not sound.play(cue("Bridge."), 0)
    assert not sound.say("Two.")


def test_voice_and_beeps_have_volumes_of_their_own(
    player: SoundPlayer, machine: FakeMultimedia
) -> None:
    player.set_volumes(voice=80, beeps=30)
    player.play(cue("Bridge."), 0)
    assert machine.effects["Bridge..wav"].volume == pytest.approx(0.8)
    player.play(cue("go", CueKind.EARCON), 0)
    assert machine.effects["go.wav"].volume == pytest.approx(0.3)
    assert not machine.effects["Bridge..wav"].playing


def test_open_wakes_the_output_with_silence_once(
    player: SoundPlayer, machine: FakeMultimedia
) -> None:
    player.open()
    silence = machine.effects["silence.wav"]
    assert silence.plays == 1
    player.close()
    assert not silence.playing
    assert silence.gone


def test_preloaded_lines_are_loaded_once(player: SoundPlayer, machine: FakeMultimedia) -> None:
    player.preload(["One.", "Two."])
    loaded = machine.effects["One..wav"]
    player.say("One.")
    assert machine.effects["One..wav"] is loaded
    assert loaded.plays == 1


def test_old_lines_are_let_go(player: SoundPlayer, machine: FakeMultimedia) -> None:
    player.preload(str(number) for number in range(40))
    assert sum(not effect.gone for effect in machine.effects.values()) == 24
    assert machine.effects["0.wav"].gone


def test_a_cut_fades_out(player: SoundPlayer, machine: FakeMultimedia, qtbot: QtBot) -> None:
    player.say("A long line.")
    effect = machine.effects["A long line..wav"]
    player.cut()
    qtbot.waitUntil(lambda: not effect.playing, timeout=1_000)
    assert effect.volume < 0.5
    player.say("A long line.")
    assert effect.volume == pytest.approx(0.9)


def test_a_lost_output_is_told_and_a_new_one_is_woken(
    player: SoundPlayer, machine: FakeMultimedia, qtbot: QtBot
) -> None:
    player.open()
    with qtbot.waitSignal(player.output_lost):
        machine.plug(is_in=False)
    assert not player.available
    assert player.problem.startswith("There is no sound output here.")
    assert not player.say("Two.")
    with qtbot.waitSignal(player.available_changed) as told:
        machine.plug(is_in=True)
    assert told.args == [True]
    assert player.problem == ""
    assert machine.effects["silence.wav"].playing


def test_without_the_library_it_says_what_to_install(tmp_path: Path, qapp: QApplication) -> None:
    def missing() -> Multimedia:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    player = SoundPlayer(FakeClips(tmp_path), load=missing)
    assert not player.available
    assert "libpulse0" in player.problem
    player.open()
    assert not player.play(cue("tick", CueKind.EARCON), 0)
    player.cut()
    player.close()


def test_the_real_one_works_or_says_why_not(tmp_path: Path, qapp: QApplication) -> None:
    player = SoundPlayer(FakeClips(tmp_path))
    assert player.available != bool(player.problem)
    player.open()
    assert player.play(cue("tick", CueKind.EARCON), 0) == player.available
    player.close()
