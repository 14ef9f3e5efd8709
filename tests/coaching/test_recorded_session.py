"""Whole sessions played into a recording sink: what is heard is what was planned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from hipcoach.coaching.rehearsal import rehearse
from hipcoach.coaching.session_coach import RESUME_LEAD_IN_MS, SessionCoach
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.content.loader import SHIPPED_ROUTINES, Library, load_library
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import Cue
from hipcoach.player.events import MAX_CLIP_LATE_MS, CueDue, Event, Paused, SessionFinished
from hipcoach.player.lines import Anchor, CueKind
from hipcoach.player.planning import Plan
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from hipcoach.voice import wav
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from tests.support.spoken_lengths import MeasuredClips
from tests.support.world import World

PATIENCE_MS = 60_000
FRAME_MS = 66
SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
OWN_EXERCISE = """
id = "counter_heel_raise"
name = "Kitchen counter heel raise"
other_names = []
category = "strength"
areas = ["calf"]
muscles = ["calf"]
position = "standing"
on_floor_or_bed = false
equipment = []
kind = "reps"
laterality = "unilateral"
side_means = "moving leg"
loads = ["worked"]
rest_s = 20
summary = "Up on the toes, at the kitchen counter."
setup = "Stand at the counter and hold on."
steps = ["Rise.", "Stay a moment.", "Sink slowly."]
cues = ["Grow taller than the kettle", "Sink like a lift"]
mistakes = ["Rocking back and forth."]
caution = "Hold on well."
spoken_position = "Stand at the counter."
spoken_leg = "{Side} heel rises."
ladder = "counter"
rung = 1
easier = []
harder = []
avoid_flags = []
caution_flags = []
source = "My therapist"

[dosage]
sets = [1, 3]
reps = [3, 15]
rest_s = [20, 60]
days_per_week = [2, 7]

[start]
sets = 2
reps = 3
tempo = "2-1-2-0"

[phases]
work = "rise"
hold = "stay"
back = "sink"
"""
OWN_ROUTINE = """
id = "kitchen"
name = "Kitchen"
goal = "Strong calves while the kettle boils."

[[items]]
exercise = "counter_heel_raise"
sets = 2
reps = 3
"""


@dataclass
class Sounding:
    """A clip on the tape: when it began, what it says, how long it is, when it fell silent."""

    at_ms: int
    text: str
    clip_ms: int
    until_ms: int


@dataclass
class Tape:
    """A sink that plays as the window's does, and keeps what a listener would hear."""

    clock: ManualClock
    path_of: Callable[[str], Path | None]
    sounding: list[Sounding] = field(default_factory=list)
    lateness: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    led: frozenset[int] = frozenset()
    """The segments that a beat leads: words without room between two steps are captions there."""

    def __post_init__(self) -> None:
        self._began_ms = self.clock.monotonic_ms()
        self._lengths: dict[Path, int] = {}

    @property
    def now_ms(self) -> int:
        """Tell how much tape has run."""
        return self.clock.monotonic_ms() - self._began_ms

    @property
    def heard(self) -> list[tuple[int, str, int]]:
        """Return start, text and sounding time of everything on the tape, in order."""
        return [(one.at_ms, one.text, one.until_ms - one.at_ms) for one in self.sounding]

    def listen(self, events: Sequence[Event]) -> None:
        """Play what the player tells; a pause cuts what runs."""
        for event in events:
            if isinstance(event, CueDue):
                self._play(event.cue, event.late_ms)
            elif isinstance(event, Paused):
                self.cut()

    def cut(self) -> None:
        """Fall silent."""
        if self.sounding:
            self.sounding[-1].until_ms = min(self.sounding[-1].until_ms, self.now_ms)

    def _play(self, cue: Cue, late_ms: int) -> None:
        self.lateness.append(late_ms)
        if cue.segment_index in self.led and not cue.is_earcon and not cue.clip_ms:
            self.sounding.append(Sounding(self.now_ms, cue.text, 0, self.now_ms))
            return
        path = SOUNDS / f"{cue.text}.wav" if cue.is_earcon else self.path_of(cue.text)
        if late_ms > MAX_CLIP_LATE_MS or cue.clip_ms == 0 or path is None:
            self.faults.append(f"{cue.text!r} at {self.now_ms} is not heard")
            return
        if self.sounding and self.sounding[-1].until_ms > self.now_ms:
            self.faults.append(f"{cue.text!r} at {self.now_ms} cuts {self.sounding[-1].text!r}")
        if path not in self._lengths:
            self._lengths[path] = wav.read_sound(path).length_ms
        length_ms = self._lengths[path]
        self.sounding.append(Sounding(self.now_ms, cue.text, length_ms, self.now_ms + length_ms))


class Studio:
    """Coaching with who speaks, a coach on a clock moved by hand, and a tape."""

    def __init__(self, world: World, voice: ClipSource, routine: Routine) -> None:
        self.clock = world.clock
        self.desk = SessionDesk(
            world.sessions,
            world.diary,
            world.library,
            voice,
            world.words,
            world.preferences,
            world.clock,
        )
        preparation = self.desk.prepare(routine)
        voice.prepare_blocking(preparation.texts, timeout_ms=PATIENCE_MS)
        assert set(voice.lengths_ms(preparation.texts)) == set(preparation.texts)
        self.coach: SessionCoach = self.desk.start(preparation, 2)
        self.tape = Tape(world.clock, voice.path)
        beats = (cue for cue in self.plan.cues if cue.kind is CueKind.BEAT)
        self.tape.led = frozenset(cue.segment_index for cue in beats)
        self.events: list[Event] = []

    @property
    def plan(self) -> Plan:
        """Return the plan that is played."""
        return self.coach.player.plan

    def do(self, events: Sequence[Event]) -> None:
        """Take in what a command or the clock brought about."""
        self.events.extend(events)
        self.tape.listen(events)

    def run(self, until_ms: int | None = None, late: Callable[[], int] = lambda: 0) -> None:
        """Read the clock as the window's timer does, up to a moment or to the end.

        `late` tells by how many ms the timer fires late, each time.
        """
        player = self.coach.player
        while player.state is not PlayerState.ENDED:
            left_ms = FRAME_MS if until_ms is None else until_ms - self.tape.now_ms
            if left_ms <= 0:
                return
            due_ms = player.next_event_in_ms
            wait_ms = FRAME_MS if due_ms is None else max(0, min(FRAME_MS, due_ms))
            self.clock.tick(min(left_ms, wait_ms + late()))
            self.do(self.coach.advance())

    def wait(self, ms: int) -> None:
        """Let time pass while nothing runs."""
        self.clock.tick(ms)
        self.do(self.coach.advance())


def starts_of(plan: Plan) -> list[int]:
    """Return each segment's start in ms, and the end of the last one."""
    starts = [0]
    for segment in plan.timeline.segments:
        starts.append(starts[-1] + segment.estimate_ms)
    return starts


def promised(
    plan: Plan, from_ms: int = 0, to_ms: int | None = None, *, moved_ms: int = 0
) -> list[tuple[int, str, int]]:
    """Return what a stretch of the plan promises, [from, to) in the plan's own time.

    Every moment is moved by so many ms; the last clip is cut off at the stretch's end.
    """
    starts = starts_of(plan)
    end_ms = starts[-1] if to_ms is None else to_ms
    found: list[tuple[int, str, int]] = []
    for cue in plan.cues:
        began, ends = starts[cue.segment_index], starts[cue.segment_index + 1]
        at = began + cue.offset_ms if cue.anchor is Anchor.START else ends - cue.offset_ms
        if from_ms <= at < end_ms:
            found.append((at + moved_ms, cue.text, min(at + cue.clip_ms, end_ms) - at))
    return sorted(found)


def moment(plan: Plan, kind: CueKind, inside: SegmentKind, *, nth: int = 0) -> tuple[int, int]:
    """Return the start of a cue of this kind in a segment of that kind, and the segment."""
    starts = starts_of(plan)
    found = [
        (starts[cue.segment_index] + cue.offset_ms, cue.segment_index)
        for cue in plan.cues
        if cue.kind is kind
        and cue.anchor is Anchor.START
        and plan.timeline.segments[cue.segment_index].kind is inside
    ]
    return sorted(found)[nth]


def ticks(at_ms: int) -> list[tuple[int, str, int]]:
    """Return the three ticks of getting ready again, which began at this moment."""
    length_ms = wav.read_sound(SOUNDS / "tick.wav").length_ms
    return [(at_ms + RESUME_LEAD_IN_MS - left, "tick", length_ms) for left in (3_000, 2_000, 1_000)]


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> MeasuredClips:
    """Silent clips, each as long as the real engine's."""
    return MeasuredClips(tmp_path_factory.mktemp("silent"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceClient]:
    """The real engine, its clips kept for the whole file."""
    client = VoiceClient(ClipCache(tmp_path_factory.mktemp("clips")))
    # Its threads are to run before the first test counts which there are.
    client.prepare_blocking(["Hold."], timeout_ms=PATIENCE_MS)
    yield client
    client.close()


def same(heard: list[tuple[int, str, int]], expected: list[tuple[int, str, int]]) -> bool:
    """Compare word for word and ms for ms; an earcon's length is rounded up in the plan."""
    assert [one[:2] for one in heard] == [one[:2] for one in expected]
    for (at, text, sounding_ms), (_, _, planned_ms) in zip(heard, expected, strict=True):
        is_earcon = (SOUNDS / f"{text}.wav").exists()
        off_ms = planned_ms - sounding_ms
        assert off_ms == 0 or (is_earcon and 0 <= off_ms <= 20), (at, text, off_ms)
    return True


# -- a session from beginning to end -------------------------------------------


@pytest.mark.parametrize("routine_id", SHIPPED_ROUTINES)
def test_a_whole_routine_is_heard_as_planned(
    world: World, voice: MeasuredClips, routine_id: str
) -> None:
    studio = Studio(world, voice, world.library.routines[routine_id])
    plan = studio.plan
    assert all(segment.duration_ms is not None for segment in plan.timeline.segments)

    studio.do(studio.coach.play())
    studio.run()

    assert studio.tape.faults == []
    assert len(studio.tape.heard) == len(plan.cues) > 40
    assert same(studio.tape.heard, promised(plan))
    assert set(studio.tape.lateness) == {0}
    assert studio.tape.now_ms == plan.timeline.total_ms == starts_of(plan)[-1]
    assert studio.events[-1] == SessionFinished(completed=True, played_ms=studio.tape.now_ms)
    assert studio.coach.close().status is SessionStatus.COMPLETED


def test_what_is_rehearsed_is_what_is_heard(world: World, engine: VoiceClient) -> None:
    studio = Studio(world, engine, world.library.routines["desk"])
    rows = rehearse(studio.plan)

    studio.do(studio.coach.play())
    studio.run()

    told = [(cue.at_ms, cue.text, cue.clip_ms) for row in rows for cue in row.cues]
    assert same(studio.tape.heard, told)


def test_a_timer_that_fires_late_delays_a_word_and_never_the_next(
    world: World, voice: MeasuredClips
) -> None:
    studio = Studio(world, voice, world.library.routines["desk"])
    random = Random(7)

    studio.do(studio.coach.play())
    studio.run(late=lambda: random.randrange(20))

    expected = promised(studio.plan)
    assert [text for _, text, _ in studio.tape.heard] == [text for _, text, _ in expected]
    behind = [at - due for (at, _, _), (due, _, _) in zip(studio.tape.heard, expected, strict=True)]
    assert behind == studio.tape.lateness
    assert max(behind) < 20
    assert set(behind[:10]) | set(behind[-10:]) <= set(range(20)), "no later at the end"


# -- with a pause and a skip ---------------------------------------------------


def test_a_pause_in_a_hold_and_a_skipped_rest(world: World, voice: MeasuredClips) -> None:
    studio = Studio(world, voice, world.library.routines["loosen_up"])
    coach, tape, plan = studio.coach, studio.tape, studio.plan
    starts = starts_of(plan)
    # Both in the middle of a word.
    word_ms, _ = moment(plan, CueKind.TECHNIQUE, SegmentKind.HOLD, nth=1)
    paused_ms = word_ms + 300
    rest_ms, rest_index = moment(plan, CueKind.REST, SegmentKind.REST, nth=3)
    skipped_ms = rest_ms + 200
    assert paused_ms < skipped_ms

    studio.do(coach.play())
    studio.run(paused_ms)
    studio.do(coach.pause())
    studio.wait(45_000)
    studio.do(coach.play())
    moved_ms = 45_000 + RESUME_LEAD_IN_MS
    studio.run(skipped_ms + moved_ms)
    tape.cut()
    studio.do(coach.next())
    studio.run()

    after_ms = starts[rest_index + 1]
    assert tape.faults == []
    assert same(
        tape.heard,
        promised(plan, 0, paused_ms)
        + ticks(paused_ms + 45_000)
        + promised(plan, paused_ms, skipped_ms, moved_ms=moved_ms)
        + promised(plan, after_ms, moved_ms=moved_ms + skipped_ms - after_ms),
    )
    assert tape.now_ms == starts[-1] + moved_ms + skipped_ms - after_ms
    cut = {text for at, text, ms in tape.heard if ms in (200, 300)}
    assert len(cut) == 2, "a pause and a skip fall silent at once"
    played_ms = starts[-1] - (after_ms - skipped_ms)
    assert studio.events[-1] == SessionFinished(completed=True, played_ms=played_ms)
    assert coach.close().status is SessionStatus.COMPLETED, "a skipped rest is no skipped set"


def test_a_rep_that_was_broken_off_is_counted_anew(world: World, voice: MeasuredClips) -> None:
    studio = Studio(world, voice, world.library.routines["first_steps"])
    coach, plan = studio.coach, studio.plan
    count_ms, index = moment(plan, CueKind.COUNT, SegmentKind.REP, nth=4)
    paused_ms = count_ms + 250
    begins_ms = starts_of(plan)[index]

    studio.do(coach.play())
    studio.run(paused_ms)
    studio.do(coach.pause())
    studio.wait(20_000)
    studio.do(coach.play())
    studio.run()

    goes_on_ms = paused_ms + 20_000 + RESUME_LEAD_IN_MS
    assert studio.tape.faults == []
    assert same(
        studio.tape.heard,
        promised(plan, 0, paused_ms)
        + ticks(paused_ms + 20_000)
        + promised(plan, begins_ms, moved_ms=goes_on_ms - begins_ms),
    )
    counted = [text for _, text, _ in studio.tape.heard]
    assert counted.count(next(c.text for c in plan.cues if c.segment_index == index)) > 1


# -- what people write themselves ----------------------------------------------


@pytest.fixture
def own_library(tmp_path: Path) -> Library:
    """The library with an exercise and a routine of a person's own."""
    for folder, name, text in (
        ("exercises", "counter_heel_raise", OWN_EXERCISE),
        ("routines", "kitchen", OWN_ROUTINE),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.toml").write_text(text)
    library = load_library(tmp_path)
    assert library.problems == ()
    return library


def test_an_exercise_of_ones_own_is_spoken(
    world: World, engine: VoiceClient, own_library: Library
) -> None:
    world.library = own_library
    studio = Studio(world, engine, own_library.routines["kitchen"])
    studio.do(studio.coach.play())
    studio.run()

    assert studio.tape.faults == []
    assert same(studio.tape.heard, promised(studio.plan))
    said = [text for _, text, ms in studio.tape.heard if ms > 0]
    assert said.index("Kitchen counter heel raise.") < said.index("Stand at the counter.")
    assert said.index("Left heel rises.") < said.index("Right heel rises.")
    assert {"Grow taller than the kettle.", "Sink like a lift."} & set(said)
    assert said.count("Three.") == 4, "the third rep of two sets a side"
