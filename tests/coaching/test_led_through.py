"""What somebody who has never seen a picture hears of each exercise of the shipped routines."""

import re
from dataclasses import replace
from itertools import groupby

import pytest

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import lead_through_of, options_from
from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.settings import Settings
from hipcoach.player.cues import ClipLengths, overlaps
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.lines import CueKind
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import plan_session
from hipcoach.player.timeline import SegmentKind
from tests.support.world import World

WORDS = Phrasebook()
LIBRARY = load_library()
WAYS = (SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.LEAD_THROUGH)


def reading(routine_id: str) -> dict[str, list[str]]:
    """Return what is said of each exercise up to its first set, in order."""
    routine = LIBRARY.routines[routine_id]
    led = lead_through_of(routine, LIBRARY, ())
    how = SessionOptions(lead_through=led)
    rows = rehearse(plan_session(routine, how, ClipLengths({}, EARCON_MS), WORDS))
    told: dict[str, list[str]] = {}
    for exercise, group in groupby(rows, key=lambda row: row.exercise):
        if exercise is not None:
            told.setdefault(exercise, before_first_set(list(group)))
    return told


def before_first_set(rows: list[RehearsedSegment]) -> list[str]:
    found: list[str] = []
    for row in rows:
        if row.kind not in WAYS:
            break
        found += [cue.text for cue in row.cues if cue.kind != CueKind.EARCON]
    return found


@pytest.mark.parametrize("routine_id", LIBRARY.routines)
def test_each_movement_is_said_before_its_first_set(routine_id: str) -> None:
    told = reading(routine_id)
    print(routine_id, *(f"  {name}: {' '.join(said)}" for name, said in told.items()), sep="\n")

    items = LIBRARY.routines[routine_id].items
    assert set(told) == {item.exercise.id for item in items}
    for item in items:
        exercise, said = item.exercise, told[item.exercise.id]
        assert said[0].removeprefix("Next: ") == f"{exercise.name}."
        assert " ".join(said).count(exercise.setup) == 1, "how to get there"
        places = [said.index(step) for step in exercise.steps]
        assert places == sorted(places), "what moves, in order"
        assert any("feel" in line for line in said[places[-1] :]), "what to feel"
        assert sum(line.startswith("Avoid ") for line in said) >= 1, "what not to do"
        assert " ".join(said).count(exercise.caution) == 1
        after = said[said.index("Now the set.") :]
        assert len(after) == 2, "the dose, and nothing else before the set"


@pytest.mark.parametrize("exercise_id", LIBRARY.exercises)
def test_the_texts_of_an_exercise_can_be_said(exercise_id: str) -> None:
    """Nothing to look at, no signs that a voice stumbles over, no line beyond one breath."""
    exercise = LIBRARY.exercises[exercise_id]
    texts = (exercise.setup, *exercise.steps, *exercise.mistakes, exercise.caution)
    for text in texts:
        assert text.endswith((".", "!", "?")), text
        assert not re.search(r"[()/\\_*\[\]°×→–—]|\\b(picture|figure|see above|below:)", text), text
        for sentence in re.split(r"(?<=[.!?]) +", text):
            assert len(sentence.split()) <= 34, sentence
    for mistake in exercise.mistakes:
        # Said after "Avoid", so it is what one does, or a thing; never an order.
        first = mistake.split()[0]
        assert first not in ("Don't", "Do", "Never", "Not", "Avoid", "You"), mistake


def test_a_rep_is_led_through_in_twice_its_time() -> None:
    (planned,) = plan_session(
        LIBRARY.routines["first_steps"], SessionOptions(), ClipLengths({}, EARCON_MS), WORDS
    ).sets[4:5]
    lines = WORDS.slow_rep(planned)
    assert lines[1:] == (("Lift.", 4_000), ("Hold.", 6_000), ("Lower.", 4_000))


def test_who_asks_hears_setup_side_steps_and_what_to_mind() -> None:
    routine = LIBRARY.routines["first_steps"]
    clam = plan_session(routine, SessionOptions(), ClipLengths({}, EARCON_MS), WORDS).sets[-1]
    said = [text for text, _ in WORDS.how(clam)]
    assert clam.exercise.id == "clamshell"
    assert "Lie on your left side, knees bent." in said
    assert said.index("Right leg.") < said.index(clam.exercise.steps[0])
    assert "You should feel the muscles work at the outer hip." in said


def test_options_lead_through_nothing_by_themselves(library: Library) -> None:
    assert options_from(Settings()).lead_through == ()
    first = library.routines["first_steps"]
    assert lead_through_of(first, library, {item.exercise.id for item in first.items}) == tuple(
        dict.fromkeys(
            each
            for item in first.items
            for each in item.exercise.easier[:1]
            if library.exercises[each].kind is item.exercise.kind
            and each not in {other.exercise.id for other in first.items}
        )
    )


def test_the_first_time_is_led_through_and_the_second_is_not(world: World) -> None:
    routine = world.library.routines["flare_day"]
    ids = {item.exercise.id for item in routine.items}
    assert ids <= set(world.desk.prepare(routine).options.lead_through)

    coach = world.coach(routine)
    coach.play()
    world.run_out(coach)
    coach.close()

    again = world.desk.prepare(routine).options
    assert not ids & set(again.lead_through)


def test_it_can_be_turned_off(world: World) -> None:
    current = world.preferences.current
    world.preferences.change(replace(current, voice=replace(current.voice, lead_through=False)))
    routine = world.library.routines["flare_day"]
    assert world.desk.prepare(routine).options.lead_through == ()


class Spoken(dict[str, int]):
    """A voice by its letters: so many ms for a line, and for each letter of it."""

    def __init__(self, line_ms: int, letter_ms: int) -> None:
        super().__init__()
        self._line_ms, self._letter_ms = line_ms, letter_ms

    def get(self, key: str, default: object = None) -> int:
        return self._line_ms + self._letter_ms * len(key)


NEVER_LEFT_OUT = (
    CueKind.NAME,
    CueKind.POSITION,
    CueKind.LEG,
    CueKind.SWITCH,
    CueKind.DOSE,
    CueKind.STEP,
    CueKind.HOW,
    CueKind.CLOSING,
)
VOICES = {"quick": Spoken(100, 30), "usual": Spoken(275, 66), "slow": Spoken(400, 130)}


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("routine_id", LIBRARY.routines)
def test_nothing_overlaps_or_is_left_out_however_long_the_lines_are(
    routine_id: str, voice: str
) -> None:
    """Each routine as it is led the first time, and as it is done from then on."""
    routine = LIBRARY.routines[routine_id]
    lengths = ClipLengths(VOICES[voice], EARCON_MS)
    led = lead_through_of(routine, LIBRARY, ())
    for how in (SessionOptions(lead_through=led), SessionOptions()):
        plan = plan_session(routine, how, lengths, WORDS)
        assert overlaps(plan.timeline.segments, plan.cues) == ()
        assert not [line for line in plan.dropped if line.kind in NEVER_LEFT_OUT]
        for index, segment in enumerate(plan.timeline.segments):
            if segment.kind is SegmentKind.LEAD_THROUGH:
                planned = plan.set_of(segment)
                assert planned is not None
                said = [cue for cue in plan.cues if cue.segment_index == index]
                assert {cue.text for cue in said} >= set(planned.exercise.steps)
                assert all(cue.clip_ms > 0 for cue in said)
