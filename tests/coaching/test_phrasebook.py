"""What is said, to the letter."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipcoach.coaching.phrasebook import (
    Phrasebook,
    duration_words,
    number_word,
    pain_answer,
    pain_lines,
    pain_question,
    position_text,
    side_word,
    with_sides,
)
from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.text import install_translator
from hipcoach.player.cues import ClipLengths
from hipcoach.player.lines import CueKind, Words, wishes
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.planning import lines, plan_session
from hipcoach.player.timeline import PlannedSet
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.story import clip_faults, texts_in
from tests.support.strategies import lengths, options, routines

BOOK = Phrasebook()


def planned(
    dose: Dose | None = None,
    *,
    laterality: Laterality = Laterality.BILATERAL,
    position: Position = Position.STANDING,
    side: Side = Side.BILATERAL,
    set_no: int = 1,
    cues: tuple[str, ...] = (),
    cadence: int | None = None,
) -> PlannedSet:
    done = dose if dose is not None else make_dose(sets=2, reps=10)
    exercise = make_exercise(
        "clamshell",
        kind=done.kind,
        laterality=laterality,
        position=position,
        cues=cues,
        cadence=cadence,
    )
    item = make_item(exercise, dose=done)
    return PlannedSet(item=item, set_no=set_no, of_sets=done.sets, side=side, dose=done)


# -- numbers and durations ----------------------------------------------------


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "zero"),
        (1, "one"),
        (10, "ten"),
        (12, "twelve"),
        (13, "thirteen"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (40, "forty"),
        (58, "fifty-eight"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (112, "one hundred and twelve"),
        (199, "one hundred and ninety-nine"),
        (200, "200"),
        (-1, "-1"),
    ],
)
def test_numbers_are_words(number: int, word: str) -> None:
    assert number_word(number) == word


def test_no_two_numbers_sound_alike() -> None:
    words = [number_word(number) for number in range(200)]

    assert len(set(words)) == 200
    assert not any(character.isdigit() for word in words for character in word)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "zero seconds"),
        (400, "zero seconds"),
        (1_000, "one second"),
        (2_500, "three seconds"),
        (30_000, "thirty seconds"),
        (45_000, "forty-five seconds"),
        (59_600, "one minute"),
        (60_000, "one minute"),
        (61_000, "sixty-one seconds"),
        (90_000, "ninety seconds"),
        (119_000, "one hundred and nineteen seconds"),
        (120_000, "two minutes"),
        (125_000, "two minutes and five seconds"),
        (150_000, "two and a half minutes"),
        (181_000, "three minutes and one second"),
        (900_000, "fifteen minutes"),
        (3_600_000, "sixty minutes"),
    ],
)
def test_durations_are_words(ms: int, words: str) -> None:
    assert duration_words(ms) == words


@settings(max_examples=50)
@given(st.integers(0, 3_600_000))
def test_no_duration_is_told_in_digits(ms: int) -> None:
    assert not any(character.isdigit() for character in duration_words(ms))


# -- sides --------------------------------------------------------------------


def test_sides_are_words() -> None:
    assert [side_word(side) for side in Side] == ["left", "right", "both"]


@pytest.mark.parametrize(
    ("side", "text"),
    [
        (Side.LEFT, "Lie on your right side. Left leg up. Right arm."),
        (Side.RIGHT, "Lie on your left side. Right leg up. Left arm."),
    ],
)
def test_sides_are_filled_in(side: Side, text: str) -> None:
    sentence = "Lie on your {other} side. {Side} leg up. {Other} arm."

    assert with_sides(sentence, side) == text


def test_the_position_is_said_for_the_worked_side() -> None:
    lying = planned(laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING, side=Side.LEFT)

    assert position_text(lying.exercise, Side.LEFT) == "Lie on your right side."
    assert BOOK.position(lying) == ("Lie on your right side.",)
    assert BOOK.leg(lying) == ("Left leg.",)


def test_nothing_is_said_where_nothing_is_written() -> None:
    exercise = make_exercise(laterality=Laterality.UNILATERAL, spoken_position="", spoken_leg="")
    item = make_item(exercise)
    mute = PlannedSet(item=item, set_no=1, of_sets=1, side=Side.LEFT, dose=item.prescription.dose)

    assert BOOK.position(mute) == ()
    assert BOOK.leg(mute) == ()


def test_where_both_legs_work_none_is_named() -> None:
    march = planned(laterality=Laterality.ALTERNATING)

    assert BOOK.leg(march) == ()


# -- the lines ----------------------------------------------------------------


def test_the_book_is_what_the_player_asks_for() -> None:
    words: Words = BOOK

    assert words.hold() == ("Hold.",)
    assert words.halfway() == ("Half-way.",)
    assert words.ten_seconds() == ("Ten seconds.",)
    assert words.number(21) == ("Twenty-one.",)


def test_names_come_with_next_only_when_something_was_before() -> None:
    assert BOOK.name(planned(), is_next=False) == ("Clamshell.",)
    assert BOOK.name(planned(), is_next=True) == ("Next: Clamshell.", "Clamshell.")


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        (make_dose(sets=2, reps=10), "Two sets of ten."),
        (make_dose(sets=1, reps=1), "One set of one."),
        (make_dose(DoseKind.HOLD, sets=3, hold_ms=30_000), "Three holds of thirty seconds."),
        (make_dose(DoseKind.HOLD, sets=1, hold_ms=60_000), "One hold of one minute."),
        (make_dose(DoseKind.TIMED, sets=2, duration_ms=90_000), "Two times ninety seconds."),
        (make_dose(DoseKind.TIMED, sets=1, duration_ms=900_000), "For fifteen minutes."),
    ],
)
def test_doses_are_told_in_the_singular_and_the_plural(dose: Dose, text: str) -> None:
    assert BOOK.dose(planned(dose)) == (text,)


def test_alternating_reps_are_told_for_each_side() -> None:
    march = planned(make_dose(sets=2, reps=8), laterality=Laterality.ALTERNATING)

    assert BOOK.dose(march) == ("Two sets of eight each side, in turn.",)


def test_sets_are_told_with_their_total_and_the_last_one_by_name() -> None:
    dose = make_dose(sets=3)

    assert BOOK.set_number(planned(dose, set_no=2)) == ("Next: set two of three.", "Set two.")
    assert BOOK.set_number(planned(dose, set_no=3)) == ("Next: the last set.", "Set three.")


def test_a_rest_is_told_with_its_length() -> None:
    assert BOOK.rest(30_000) == ("Rest, thirty seconds.", "Rest.")


def test_lying_on_the_side_one_is_told_how_to_turn() -> None:
    lying = planned(laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING, side=Side.RIGHT)

    full, short = BOOK.switch(lying)

    assert full.startswith("Switch sides. Turn over, with your head at the other end")
    assert short == "Switch sides."
    assert BOOK.switch(planned(side=Side.RIGHT)) == ("Switch sides.",)


def test_rising_is_told_gently() -> None:
    assert BOOK.rise() == ("Sit a moment first, then stand up.", "Sit a moment first.")


def test_technique_lines_are_whole_sentences() -> None:
    told = BOOK.technique(planned(cues=("keep your hips level", "Breathe!", "Ready?", "Slowly.")))

    assert told == ("Keep your hips level.", "Breathe!", "Ready?", "Slowly.")


def test_the_closing_minds_where_one_is() -> None:
    full, short = BOOK.closing(on_floor=True)

    assert "before you get up" in full
    assert BOOK.closing(on_floor=False) == (short,)


# -- together -----------------------------------------------------------------


@settings(max_examples=40)
@given(routines(max_items=3), lengths())
def test_every_line_is_a_sentence_that_fits(routine: Routine, clips: ClipLengths) -> None:
    plan = plan_session(routine, SessionOptions(), clips, BOOK)

    assert clip_faults(plan) == []
    for text in lines(routine, SessionOptions(), BOOK):
        assert text[0].isupper()
        assert text[-1] in ".!?"
        assert not any(mark in text for mark in "{}")


def test_the_start_of_an_exercise_sounds_as_it_should() -> None:
    exercise = make_exercise(
        "clamshell",
        laterality=Laterality.UNILATERAL,
        position=Position.SIDE_LYING,
        start=make_dose(sets=2, reps=10),
        cues=(),
    )
    routine = make_routine(make_item(exercise))

    plan = plan_session(routine, SessionOptions(), ClipLengths({}, {}), BOOK)

    assert texts_in(plan, 0)[:4] == [
        "Clamshell.",
        "Lie on your right side.",
        "Left leg.",
        "Two sets of ten.",
    ]


@pytest.fixture
def _shouted() -> Iterator[None]:
    """Every text that is translated comes back in capitals, its placeholders as they were."""

    def shout(_context: str, text: str, _number: int | None) -> str:
        parts = re.split(r"({[a-z]+})", text)
        return "".join(part if part.startswith("{") else part.upper() for part in parts)

    install_translator(shout)
    yield
    install_translator(None)


@pytest.mark.usefixtures("_shouted")
def test_lines_go_through_the_translator() -> None:
    assert BOOK.hold() == ("HOLD.",)
    assert duration_words(30_000) == "THIRTY SECONDS"
    assert duration_words(181_000) == "THREE MINUTES AND ONE SECOND"
    assert number_word(121) == "ONE HUNDRED AND TWENTY-ONE"
    assert side_word(Side.LEFT) == "LEFT"
    assert BOOK.name(planned(), is_next=True) == ("NEXT: Clamshell.", "Clamshell.")


@pytest.mark.usefixtures("_shouted")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(routines(), options())
def test_nothing_but_a_files_own_words_is_said_untranslated(
    routine: Routine, how: SessionOptions
) -> None:
    sets = order_sets(routine, how)
    from_files = {CueKind.NAME, CueKind.POSITION, CueKind.LEG, CueKind.TECHNIQUE, CueKind.EARCON}
    said = [
        wish
        for wish in wishes(lay_out(sets, how), sets, BOOK, VoiceLevel.FULL)
        if wish.kind not in from_files
    ]
    assert said
    for wish in said:
        for text in wish.choices:
            assert text == text.upper()


@pytest.mark.parametrize("number", range(200))
@pytest.mark.usefixtures("_shouted")
def test_each_number_can_be_translated(number: int) -> None:
    assert number_word(number) == number_word(number).upper()


def test_a_walk_to_a_beat_says_how_quick_it_is() -> None:
    dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=60_000)

    assert BOOK.dose(planned(dose, cadence=95)) == (
        "For one minute. Ninety-five steps a minute.",
        "For one minute.",
    )


# -- pain ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "question"),
    [
        ("left hip", "How is your left hip now, from zero to ten?"),
        ("low back", "How is your low back now, from zero to ten?"),
        ("", "How is the pain now, from zero to ten?"),
    ],
)
def test_pain_is_asked_about_in_words(site: str, question: str) -> None:
    assert pain_question(site) == question


def test_an_answer_is_read_back_as_its_number() -> None:
    assert [pain_answer(nrs) for nrs in (0, 4, 10)] == ["Zero.", "Four.", "Ten."]
    assert pain_lines("left hip")[0] == pain_question("left hip")
    assert len(set(pain_lines("left hip"))) == 12


def test_a_language_with_more_than_one_many_gets_the_number_to_choose_by() -> None:
    few = {"{number} seconds": "{number} sekundy", "{sets} sets of {amount}.": "{sets} serie."}
    many = {"{number} seconds": "{number} sekund", "{sets} sets of {amount}.": "{sets} serii."}

    def polish(_context: str, text: str, number: int | None) -> str:
        if number is None:
            return text
        return (few if number % 10 in (2, 3, 4) else many).get(text, text)

    install_translator(polish)
    try:
        assert duration_words(3_000) == "three sekundy"
        assert duration_words(30_000) == "thirty sekund"
        assert BOOK.dose(planned(make_dose(sets=2, reps=10))) == ("Two serie.",)
        assert BOOK.dose(planned(make_dose(sets=5, reps=10))) == ("Five serii.",)
    finally:
        install_translator(None)
