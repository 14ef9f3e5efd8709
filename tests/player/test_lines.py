"""What is said where, before clips have lengths."""

import pytest

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.lines import Anchor, CueKind, Priority, Wish, wishes
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.words import PlainWords

TICKS = ["tick", "tick", "tick"]


def wanted(
    *items: RoutineItem,
    level: VoiceLevel = VoiceLevel.FULL,
    options: SessionOptions | None = None,
) -> list[tuple[SegmentKind, list[Wish]]]:
    """Return each segment's kind with the wishes in it."""
    how = options if options is not None else SessionOptions()
    sets = order_sets(make_routine(*items), how)
    segments = lay_out(sets, how)
    found = wishes(segments, sets, PlainWords(), level)
    return [
        (segment.kind, [wish for wish in found if wish.segment_index == index])
        for index, segment in enumerate(segments)
    ]


def of(found: list[tuple[SegmentKind, list[Wish]]], kind: SegmentKind, nth: int = 0) -> list[Wish]:
    return [some for segment, some in found if segment is kind][nth]


def said(some: list[Wish]) -> list[str]:
    return [wish.choices[0] for wish in some]


def clam(uid: str = "clam", rest_ms: int = 30_000) -> RoutineItem:
    exercise = make_exercise(
        uid, laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING, cues=("Slowly",)
    )
    return make_item(exercise, uid=uid, dose=make_dose(reps=2), rest_ms=rest_ms)


def hold_of(hold_ms: int, kind: DoseKind = DoseKind.HOLD) -> list[Wish]:
    exercise = make_exercise("still", kind=kind)
    dose = make_dose(kind, sets=1, hold_ms=hold_ms, duration_ms=hold_ms)
    segment = SegmentKind.HOLD if kind is DoseKind.HOLD else SegmentKind.TIMED
    return of(wanted(make_item(exercise, dose=dose)), segment)


def test_an_exercise_begins_with_name_position_leg_and_dose() -> None:
    first = of(wanted(clam()), SegmentKind.GET_READY)

    assert said(first) == [
        "name clam",
        "position side-lying left at length",
        "leg left",
        "dose 2 of 2",
        "Slowly",
        *TICKS,
    ]
    assert [(wish.anchor, wish.offset_ms) for wish in first[-3:]] == [
        (Anchor.END, 3_000),
        (Anchor.END, 2_000),
        (Anchor.END, 1_000),
    ]


def test_the_next_exercise_is_named_after_the_rest_tone() -> None:
    found = wanted(clam(), make_item(make_exercise("bridge", position=Position.SUPINE, cues=())))

    assert said(of(found, SegmentKind.TRANSITION)) == [
        "rest",
        "next name bridge",
        "position supine bilateral at length",
        "dose 2 of 5",
        *TICKS,
    ]


def test_coming_up_from_the_floor_one_sits_first() -> None:
    found = wanted(clam(), make_item(make_exercise("squat", cues=())))
    down = wanted(make_item(make_exercise("squat", cues=())), clam())

    lines = said(of(found, SegmentKind.TRANSITION))
    assert lines.index("rise slowly") < lines.index("position standing bilateral at length")
    assert "rise slowly" not in said(of(down, SegmentKind.TRANSITION))


def test_a_switch_names_the_side_in_words_after_its_tone() -> None:
    left_first = of(wanted(clam()), SegmentKind.SWITCH_SIDES)
    right_first = wanted(clam(), options=SessionOptions(lead_side=Side.RIGHT))

    assert said(left_first) == [
        "switch-right",
        "switch to right",
        "position side-lying right at length",
        "leg right",
        *TICKS,
    ]
    assert said(of(right_first, SegmentKind.SWITCH_SIDES))[0] == "switch-left"


def test_a_switch_while_standing_needs_no_position() -> None:
    kick = make_exercise("kick", laterality=Laterality.UNILATERAL)

    found = said(of(wanted(make_item(kick)), SegmentKind.SWITCH_SIDES))

    assert found == ["switch-right", "switch to right", "leg right", *TICKS]


def test_a_rest_tells_its_length_and_the_next_set() -> None:
    rest = of(wanted(clam()), SegmentKind.REST)

    assert said(rest) == ["rest", "rest 30000", "set 2 of 2", "Slowly", *TICKS]


def test_a_rest_before_the_other_leg_names_it() -> None:
    kick = make_exercise("kick", laterality=Laterality.UNILATERAL)

    rest = of(wanted(make_item(kick)), SegmentKind.REST)

    kinds = [wish.kind for wish in rest]
    assert kinds.count(CueKind.LEG) == 1
    assert CueKind.POSITION not in kinds
    assert "leg left" in said(rest)


def test_a_rest_before_the_other_side_on_the_floor_tells_how_to_lie() -> None:
    circle = make_exercise("circle", laterality=Laterality.UNILATERAL, position=Position.PRONE)
    round_trip = make_item(circle, group="g")

    rest = said(of(wanted(round_trip), SegmentKind.REST))

    assert "position prone left at length" in rest
    assert rest.index("position prone left at length") < rest.index("leg left")


@pytest.mark.parametrize("tempo", ["2-1-2-0", "0.5-0-1-0.25", "3-2-1-1"])
def test_the_number_falls_on_the_turn_of_each_rep(tempo: str) -> None:
    dose = make_dose(sets=1, reps=3, tempo=tempo)
    found = wanted(make_item(dose=dose))

    counts = [
        next(wish for wish in some if wish.kind is CueKind.COUNT)
        for kind, some in found
        if kind is SegmentKind.REP
    ]

    assert said(counts) == ["number 1", "number 2", "number 3"]
    assert dose.tempo is not None
    assert {(wish.anchor, wish.offset_ms) for wish in counts} == {
        (Anchor.START, dose.tempo.work_ms)
    }


def test_of_a_pair_only_the_second_leg_is_counted() -> None:
    march = make_exercise("march", laterality=Laterality.ALTERNATING)
    found = wanted(make_item(march, dose=make_dose(sets=1, reps=2)))

    reps = [said(some) for kind, some in found if kind is SegmentKind.REP]

    assert reps == [["go"], ["number 1"], [], ["number 2"]]


def test_go_sounds_once_at_the_start_of_each_set() -> None:
    found = wanted(make_item(dose=make_dose(sets=2, reps=2), rest_ms=0))

    goes = ["go" in said(some) for kind, some in found if kind is SegmentKind.REP]

    assert goes == [True, False, True, False]


@pytest.mark.parametrize(("hold_ms", "expected"), [(19_999, False), (20_000, True)])
def test_half_way_is_told_from_twenty_seconds_on(hold_ms: int, expected: bool) -> None:
    halves = [wish for wish in hold_of(hold_ms) if wish.kind is CueKind.HALFWAY]

    assert bool(halves) is expected
    assert all(wish.offset_ms == hold_ms // 2 for wish in halves)


@pytest.mark.parametrize(("duration_ms", "expected"), [(59_999, False), (60_000, True)])
def test_half_way_of_a_timed_part_is_told_from_a_minute_on(
    duration_ms: int, expected: bool
) -> None:
    found = hold_of(duration_ms, DoseKind.TIMED)

    assert ("halfway" in said(found)) is expected
    assert "hold" not in said(found)


@pytest.mark.parametrize(("hold_ms", "expected"), [(29_999, False), (30_000, True)])
def test_ten_seconds_are_told_from_thirty_seconds_on(hold_ms: int, expected: bool) -> None:
    tens = [wish for wish in hold_of(hold_ms) if wish.kind is CueKind.TEN_SECONDS]

    assert [(wish.anchor, wish.offset_ms) for wish in tens] == (
        [(Anchor.END, 10_000)] if expected else []
    )


def test_every_hold_begins_with_hold_and_ends_with_three_two_one() -> None:
    found = hold_of(5_000)

    assert said(found) == ["go", "hold", "number 3", "number 2", "number 1"]
    assert [wish.offset_ms for wish in found[2:]] == [3_000, 2_000, 1_000]
    assert {wish.anchor for wish in found[2:]} == {Anchor.END}


def test_technique_fills_the_quiet_middle_and_no_more() -> None:
    short, long = hold_of(14_999), hold_of(120_000)

    assert CueKind.TECHNIQUE not in {wish.kind for wish in short}
    moments = [wish.offset_ms for wish in long if wish.kind is CueKind.TECHNIQUE]
    assert moments == [5_000, 30_000, 55_000, 80_000, 105_000]


def test_a_very_long_part_is_not_talked_through() -> None:
    heat = hold_of(900_000, DoseKind.TIMED)

    assert len([wish for wish in heat if wish.kind is CueKind.TECHNIQUE]) <= 6


def test_a_self_paced_set_says_one_thing_and_is_quiet() -> None:
    found = wanted(make_item(dose=make_dose(sets=1, self_paced=True)))

    kinds = [wish.kind for wish in of(found, SegmentKind.SELF_PACED)]

    assert kinds == [CueKind.EARCON, CueKind.TECHNIQUE]


@pytest.mark.parametrize(
    ("position", "text"),
    [(Position.SUPINE, "closing on the floor"), (Position.SEATED, "closing")],
)
def test_the_closing_knows_where_one_is(position: Position, text: str) -> None:
    found = wanted(make_item(make_exercise(position=position)))

    assert said(found[-1][1]) == ["done", text]


# -- levels -------------------------------------------------------------------

TOUR = (
    clam(),
    make_item(make_exercise("still", kind=DoseKind.HOLD), dose=make_dose(DoseKind.HOLD, sets=1)),
)


def kinds_at(level: VoiceLevel) -> set[CueKind]:
    led = SessionOptions(lead_through=("still",), voice_level=level)
    return {wish.kind for _, some in wanted(*TOUR, options=led, level=level) for wish in some}


def test_full_says_everything() -> None:
    assert kinds_at(VoiceLevel.FULL) == set(CueKind) - {CueKind.BEAT}


def test_essentials_are_names_sides_switches_and_the_last_seconds() -> None:
    assert kinds_at(VoiceLevel.ESSENTIALS) == set(CueKind) - {
        CueKind.BEAT,
        CueKind.DOSE,
        CueKind.SET,
        CueKind.HOLD,
        CueKind.COUNT,
        CueKind.HALFWAY,
        CueKind.TEN_SECONDS,
        CueKind.TECHNIQUE,
        CueKind.HOW,
    }


def test_beeps_keep_the_words_as_captions_and_silence_drops_the_tones() -> None:
    unled = set(CueKind) - {CueKind.BEAT, CueKind.STEP, CueKind.HOW}
    assert kinds_at(VoiceLevel.BEEPS) == unled
    assert kinds_at(VoiceLevel.SILENT) == unled - {CueKind.EARCON}


def test_names_and_sides_win_over_switches_counts_halves_and_technique() -> None:
    ranks = [
        {CueKind.NAME, CueKind.POSITION, CueKind.LEG},
        {CueKind.SWITCH, CueKind.REST, CueKind.CLOSING, CueKind.EARCON},
        {CueKind.COUNT, CueKind.COUNTDOWN, CueKind.DOSE, CueKind.SET},
        {CueKind.HOLD, CueKind.HALFWAY, CueKind.TEN_SECONDS},
        {CueKind.TECHNIQUE},
    ]
    found = [
        {Wish(segment_index=0, kind=kind, choices=("x",)).priority for kind in rank}
        for rank in ranks
    ]

    assert all(len(some) == 1 for some in found)
    flat = [priority for some in found for priority in some]
    # A beat is no line: it is laid around all of them.
    assert flat == sorted(set(Priority) - {Priority.BEAT}, reverse=True)


def test_lines_without_words_are_not_wished_for() -> None:
    mute = make_exercise("mute", laterality=Laterality.UNILATERAL, cues=())

    found = [wish for _, some in wanted(make_item(mute)) for wish in some]

    assert CueKind.TECHNIQUE not in {wish.kind for wish in found}
    assert all(wish.choices for wish in found)
