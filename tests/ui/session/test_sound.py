"""What is heard, at which volume, and what happens when the output goes away."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.player.cues import Cue
from hipcoach.player.lines import Anchor, CueKind, Priority
from hipcoach.ui.far_sound import FarMultimedia
from hipcoach.ui.multimedia import Multimedia
from hipcoach.ui.sound import (
    PATIENCE_MS,
    SLEEPY_AFTER_MS,
    WAKE_BETWEEN_MS,
    Sound,
    SoundPlayer,
)
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
        self.names: tuple[str, ...] = ("speaker",)
        self.effects: dict[str, FakeEffect] = {}
        self.on_change: Callable[[], None] = lambda: None

    def outputs(self) -> tuple[str, ...]:
        return self.names

    def listen(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change

    def effect(self, source: QUrl, parent: QObject) -> FakeEffect:
        effect = FakeEffect(source.fileName())
        self.effects[source.fileName()] = effect
        return effect

    def plug(self, *names: str) -> None:
        self.names = names
        self.on_change()


@pytest.fixture
def machine() -> FakeMultimedia:
    return FakeMultimedia()


def made(
    machine: FakeMultimedia,
    folder: Path,
    *,
    patience_ms: int = PATIENCE_MS,
    sleepy_after_ms: int = SLEEPY_AFTER_MS,
) -> SoundPlayer:
    return SoundPlayer(
        FakeClips(folder),
        load=lambda: machine,
        # The other process plays on the same machine.
        load_far=lambda _parent: machine,
        patience_ms=patience_ms,
        sleepy_after_ms=sleepy_after_ms,
    )


@pytest.fixture
def player(machine: FakeMultimedia, tmp_path: Path, qapp: QApplication) -> Iterator[SoundPlayer]:
    found = made(machine, tmp_path)
    yield found
    found.close()


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


def test_a_tone_can_be_tried(player: SoundPlayer, machine: FakeMultimedia) -> None:
    player.set_volumes(voice=80, beeps=30)
    player.beep()
    assert machine.effects["go.wav"].plays == 1
    assert machine.effects["go.wav"].volume == pytest.approx(0.3)
    player.set_on(False)
    player.beep()
    assert machine.effects["go.wav"].plays == 1


def test_open_wakes_the_output_with_silence_once(
    player: SoundPlayer, machine: FakeMultimedia
) -> None:
    player.open()
    silence = machine.effects["silence.wav"]
    assert silence.plays == 1
    player.close()
    assert not silence.playing


def test_one_effect_is_kept_for_good_since_qt_can_not_open_its_stream_twice(
    player: SoundPlayer, machine: FakeMultimedia
) -> None:
    held = machine.effects["silence.wav"]
    for _ in range(2):
        player.open()
        player.say("Two.")
        player.close()
        assert machine.effects["Two..wav"].gone
    assert machine.effects["silence.wav"] is held
    assert not held.gone


def test_preloaded_lines_are_loaded_once(player: SoundPlayer, machine: FakeMultimedia) -> None:
    player.preload(["One.", "Two."])
    loaded = machine.effects["One..wav"]
    player.say("One.")
    assert machine.effects["One..wav"] is loaded
    assert loaded.plays == 1


def test_old_lines_are_let_go(player: SoundPlayer, machine: FakeMultimedia) -> None:
    player.preload(str(number) for number in range(40))
    kept = [name for name, effect in machine.effects.items() if not effect.gone]
    assert len(kept) == 24 + len(["silence.wav"])
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
        machine.plug()
    assert not player.available
    assert player.problem.startswith("There is no sound output here.")
    assert not player.say("Two.")
    with qtbot.waitSignal(player.available_changed) as told:
        machine.plug("speaker")
    assert told.args == [True]
    assert player.problem == ""
    assert machine.effects["silence.wav"].playing


def test_a_head_set_that_is_unplugged_pauses_and_the_next_output_is_made_ready(
    player: SoundPlayer, machine: FakeMultimedia, qtbot: QtBot
) -> None:
    machine.plug("head-set", "speaker")
    player.open()
    player.say("Two.")
    on_head_set = machine.effects["Two..wav"]
    with (
        qtbot.waitSignal(player.output_lost),
        qtbot.assertNotEmitted(player.available_changed),
    ):
        machine.plug("speaker")
    assert on_head_set.gone
    assert player.problem == ""
    assert machine.effects["silence.wav"].playing
    assert player.say("Two.")
    assert machine.effects["Two..wav"] is not on_head_set


def test_where_it_goes_on_an_unplugged_head_set_is_no_news(
    player: SoundPlayer, machine: FakeMultimedia, qtbot: QtBot
) -> None:
    machine.plug("head-set", "speaker")
    player.set_goes_on(True)
    player.open()
    with qtbot.assertNotEmitted(player.output_lost):
        machine.plug("speaker")
        assert player.say("Two.")
        with qtbot.waitSignal(player.available_changed) as told:
            machine.plug()
    assert told.args == [False]


def test_a_head_set_that_is_plugged_in_takes_over_without_a_pause(
    player: SoundPlayer, machine: FakeMultimedia, qtbot: QtBot
) -> None:
    player.open()
    player.say("Two.")
    on_speaker = machine.effects["Two..wav"]
    with qtbot.assertNotEmitted(player.output_lost):
        machine.plug("head-set", "speaker")
    assert on_speaker.gone


def test_an_output_that_nobody_listens_to_changes_nothing(
    player: SoundPlayer, machine: FakeMultimedia
) -> None:
    player.open()
    player.say("Two.")
    machine.plug("speaker", "monitor")
    assert not machine.effects["Two..wav"].gone


def test_a_sound_that_never_ends_is_noticed(
    machine: FakeMultimedia, tmp_path: Path, qtbot: QtBot
) -> None:
    player = made(machine, tmp_path, patience_ms=20)
    player.open()
    with qtbot.waitSignals([player.output_lost, player.available_changed], timeout=5_000):
        player.say("Two.")
    assert not player.available
    assert "stopped working" in player.problem
    assert not player.say("Three.")
    # Something of it ends after all.
    with qtbot.waitSignal(player.available_changed, timeout=5_000) as told:
        machine.effects["Two..wav"].playing = False
    assert told.args == [True]
    assert player.say("Three.")
    player.close()


def test_sounds_that_cut_each_other_off_do_not_hide_a_dead_server(
    machine: FakeMultimedia, tmp_path: Path, qtbot: QtBot
) -> None:
    player = made(machine, tmp_path, patience_ms=200)
    player.open()
    beats = QTimer()
    beats.timeout.connect(lambda: player.play(cue("beat", CueKind.BEAT, clip_ms=45), 0))
    beats.start(600)
    with qtbot.waitSignal(player.output_lost, timeout=10_000):
        player.play(cue("beat", CueKind.BEAT, clip_ms=45), 0)
    beats.stop()
    player.close()
    assert not player.available


def test_a_dead_server_is_tried_again_with_the_next_session(
    machine: FakeMultimedia, tmp_path: Path, qtbot: QtBot
) -> None:
    player = made(machine, tmp_path, patience_ms=20)
    with qtbot.waitSignal(player.output_lost, timeout=5_000):
        player.open()
    player.close()
    assert not player.available
    with qtbot.waitSignal(player.available_changed) as told:
        player.open()
    assert told.args == [True]
    machine.effects["silence.wav"].playing = False
    with qtbot.assertNotEmitted(player.output_lost, wait=100):
        pass
    player.close()


def test_sounds_that_end_are_no_trouble(
    machine: FakeMultimedia, tmp_path: Path, qtbot: QtBot
) -> None:
    player = made(machine, tmp_path, patience_ms=20)
    player.say("Two.")
    machine.effects["Two..wav"].playing = False
    with qtbot.assertNotEmitted(player.output_lost, wait=100):
        pass
    player.close()


@pytest.mark.parametrize(
    ("due_ms", "wakes"),
    [
        (None, False),
        (WAKE_BETWEEN_MS[0] - 1, False),
        (WAKE_BETWEEN_MS[0], True),
        (WAKE_BETWEEN_MS[1], True),
        (WAKE_BETWEEN_MS[1] + 1, False),
    ],
)
def test_a_sleepy_output_is_woken_in_time(
    machine: FakeMultimedia, tmp_path: Path, qapp: QApplication, due_ms: int | None, wakes: bool
) -> None:
    player = made(machine, tmp_path, sleepy_after_ms=0)
    silence = machine.effects["silence.wav"]
    player.heed(due_ms)
    assert silence.plays == 0
    player.open()
    silence.playing = False
    player.heed(due_ms)
    assert silence.plays == (2 if wakes else 1)
    player.close()


def test_an_output_that_sounds_or_just_sounded_needs_no_waking(
    machine: FakeMultimedia, tmp_path: Path, qapp: QApplication
) -> None:
    player = made(machine, tmp_path, sleepy_after_ms=0)
    player.open()
    silence = machine.effects["silence.wav"]
    player.say("Two.")
    assert not silence.playing
    player.heed(WAKE_BETWEEN_MS[0])
    assert silence.plays == 1
    player.close()
    lively = made(machine, tmp_path)
    lively.open()
    machine.effects["silence.wav"].playing = False
    lively.heed(WAKE_BETWEEN_MS[0])
    assert machine.effects["silence.wav"].plays == 1
    lively.close()


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
    player.shut_down()


# -- another process ---------------------------------------------------------------------

_CHILD = """
import sys
print("outputs\tspeaker", flush=True)
for line in sys.stdin:
    print(line, end="", file=sys.stderr, flush=True)
    if line.startswith("play"):
        print("ended", line.split()[1], flush=True)
    if line.startswith("drop"):
        break
"""


def test_sounds_are_played_by_another_process(qtbot: QtBot, qapp: QApplication) -> None:
    far = FarMultimedia(qapp, (sys.executable, ["-c", _CHILD]))
    changes: list[tuple[str, ...]] = []
    far.listen(lambda: changes.append(tuple(far.outputs())))
    qtbot.waitUntil(lambda: changes == [("speaker",)])
    effect = far.effect(QUrl("qrc:/sounds/go.wav"), qapp)
    effect.setVolume(0.5)
    effect.play()
    assert effect.isPlaying()
    qtbot.waitUntil(lambda: not effect.isPlaying())
    # One that dies has no outputs any more.
    effect.deleteLater()
    qtbot.waitUntil(lambda: changes[-1] == ())
    far.close()
    far.deleteLater()


def test_the_real_process_starts_tells_its_outputs_and_ends(
    qtbot: QtBot, qapp: QApplication
) -> None:
    far = FarMultimedia(qapp)
    told: list[int] = []
    far.listen(lambda: told.append(len(far.outputs())))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    effect = far.effect(QUrl("qrc:/sounds/go.wav"), qapp)
    effect.play()
    effect.stop()
    assert not effect.isPlaying()
    far.close()
    far.deleteLater()


def test_a_dead_server_is_looked_for_in_another_process(
    machine: FakeMultimedia, tmp_path: Path, qtbot: QtBot
) -> None:
    back = FakeMultimedia()
    back.names = ()
    player = SoundPlayer(
        FakeClips(tmp_path), load=lambda: machine, load_far=lambda _parent: back, patience_ms=20
    )
    with qtbot.waitSignal(player.output_lost, timeout=5_000):
        player.open()
    held = machine.effects["silence.wav"]
    player.look_again()
    assert not player.available
    assert not held.gone, "what holds the dead stream is never let go"
    with qtbot.waitSignal(player.available_changed) as told:
        back.plug("speaker")
    assert told.args == [True]
    assert player.say("Two.")
    assert back.effects["Two..wav"].playing
    player.look_again()
    assert back.effects["Two..wav"].playing, "one that works is left alone"
    player.close()
