from dataclasses import replace
from datetime import date

import pytest

from hipcoach.coaching.care_answers import CARE_LINES, ticked_care, with_care
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.coaching.questions import (
    answer_choice,
    answer_yes_no,
    asked_now,
    is_settled,
    open_questions,
    skip,
    unsure,
)
from hipcoach.content.answers_file import AnswersFile
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.errors import RangeError
from hipcoach.domain.profile import InHand, Profile, WeightBearing
from hipcoach.domain.questions import AnswerKind, IntakeQuestion

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def by_id(library: Library) -> dict[str, IntakeQuestion]:
    return {each.id: each for each in library.questions}


def test_every_yes_or_no_is_about_safety_and_has_a_careful_answer(library: Library) -> None:
    for question in library.questions:
        if question.kind is AnswerKind.YES_NO:
            assert question.when_unsure == "yes", question.id
    assert {each.id for each in library.questions if not each.is_about_safety} == {
        "pathway",
        "pregnancy_week",
        "in_hand",
        "minutes",
        "demand",
        "fear_of_moving",
        "goals",
    }


@pytest.mark.parametrize(
    "wrong",
    [{"kind": AnswerKind.YES_NO, "flag": "fai"}, {"kind": AnswerKind.CHOICE, "choices": ("a",)}],
)
def test_a_careful_answer_is_one_of_the_answers(wrong: dict[str, object]) -> None:
    with pytest.raises(RangeError, match="when_unsure"):
        IntakeQuestion(id="x", asks="?", why="!", when_unsure="no", **wrong)  # type: ignore[arg-type]


def test_no_skipped_question_about_safety_ever_counts_as_no(library: Library) -> None:
    """Whatever way a question is passed over: it is open, or its careful answer holds."""
    operated = Profile(flags=("thr_early", "pregnancy"))
    for question in library.questions:
        if not question.is_about_safety:
            continue
        for passed in ("questions_skipped", "questions_asked_again"):
            who = operated if question.id == "weight_bearing" else Profile()
            me = replace(who, **{passed: (question.id,)})  # type: ignore[arg-type]
            assert [each.id for each in open_questions(library.questions, me)] == [question.id]
            settled = unsure(me, question, TODAY)
            assert open_questions(library.questions, settled) == ()
            assert is_settled(question, settled)
            if question.flag:
                assert question.flag in settled.flags
                assert skip(me, question).flags == settled.flags


def test_not_sure_gives_way_to_an_answer(library: Library) -> None:
    question = by_id(library)["bone_health"]
    me = unsure(Profile(), question)
    assert me.questions_unsure == ("bone_health",)
    assert me.questions_answered == ()
    told = answer_yes_no(me, question, yes=False)
    assert (told.flags, told.questions_unsure) == ((), ())
    assert told.questions_answered == ("bone_health",)


def test_an_operated_leg_of_unknown_allowance_carries_nothing(library: Library) -> None:
    me = Profile(flags=("thr_early",))
    squat = library.exercises["mini_squat"]
    assert judge(squat, me).standing is not Standing.AVOID
    told = answer_choice(me, by_id(library)["weight_bearing"], "not told")
    assert told.weight_bearing is None
    assert told.weight_allowed is WeightBearing.NONE
    assert judge(squat, told).standing is Standing.AVOID
    allowed = answer_choice(told, by_id(library)["weight_bearing"], "as tolerated")
    assert allowed.weight_allowed is WeightBearing.AS_TOLERATED
    assert allowed.questions_unsure == ()


def test_what_can_wait_is_asked_once_at_its_moment(library: Library) -> None:
    me = Profile(
        flags=("fai", "hip_instability"),
        questions_answered=("pathway", "pregnancy", "bone_health", "nerve_signs", "injection"),
    )
    asked: dict[int, list[str]] = {}
    for sessions in range(6):
        while (question := asked_now(library.questions, me, sessions)) is not None:
            asked.setdefault(sessions, []).append(question.id)
            me = skip(me, question)
    assert asked == {
        1: ["in_hand"],
        2: ["minutes"],
        3: ["demand", "fear_of_moving"],
        4: ["goals"],
    }


def test_choices_are_kept_where_they_belong(library: Library) -> None:
    found = by_id(library)
    assert answer_choice(Profile(), found["in_hand"], "nothing").in_hand is InHand.NOTHING
    assert answer_choice(Profile(), found["minutes"], "15").minutes == 15
    assert answer_choice(Profile(), found["minutes"], "as long as it takes").minutes is None


def test_a_file_of_answers_knows_every_question(library: Library) -> None:
    known = set(AnswersFile.__struct_fields__)
    assert {each.id for each in library.questions} <= known
    for line in CARE_LINES:
        # The other lines are precautions or equipment, which the file names too.
        assert line in known or line in library.precautions or line in library.equipment_names


def care(me: Profile, library: Library, *ticked: str, is_done: bool = True) -> Profile:
    return with_care(me, ticked, library.questions, injected_on=TODAY, is_done=is_done)


def test_an_empty_line_is_a_no_only_once_it_was_gone_on_from(library: Library) -> None:
    asked = {"pregnancy", "bone_health", "nerve_signs", "injection"}
    looking = care(Profile(), library, "gtps", is_done=False)
    assert looking.flags == ("gtps",)
    assert asked.isdisjoint(looking.questions_answered)
    gone_on = care(looking, library, "gtps")
    assert asked <= set(gone_on.questions_answered)
    assert ticked_care(gone_on, library.questions) == ("gtps",)


@pytest.mark.parametrize("line", CARE_LINES)
def test_every_line_is_told_and_taken_back(library: Library, line: str) -> None:
    told = care(Profile(), library, line)
    assert ticked_care(told, library.questions) == (line,)
    assert told != care(Profile(), library)
    assert ticked_care(care(told, library), library.questions) == ()


def test_an_untold_allowance_is_the_careful_one(library: Library) -> None:
    assert care(Profile(), library, "thr_early").weight_allowed is WeightBearing.NONE
    partial = Profile(weight_bearing=WeightBearing.PARTIAL)
    assert care(partial, library, "thr_early").weight_allowed is WeightBearing.PARTIAL
    assert care(Profile(), library).weight_allowed is None
