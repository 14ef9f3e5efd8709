"""Each row of the decision table, that the most cautious wins, and that missing is never good."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.progression import Decision
from hipcoach.progress.decision import (
    ExerciseSession,
    Facts,
    Rule,
    SitePain,
    decide,
)
from hipcoach.progress.pain_course import PainCourse
from tests.domain.samples import MONDAY

QUIET = SitePain(site="left hip", during=1, after=2, morning=2, usual=2.0)
GOOD = ExerciseSession(day=MONDAY, is_full=True, pains=(QUIET,), effort=5, is_steady=True)
CALM = PainCourse(site="left hip", usual=2.0, flares=(), is_rising=False)
TODAY = MONDAY + timedelta(days=6)


def good_ones(count: int = 3) -> tuple[ExerciseSession, ...]:
    return tuple(replace(GOOD, day=MONDAY + timedelta(days=2 * i)) for i in range(count))


READY = Facts(today=TODAY, sessions=good_ones(), courses=(CALM,), adherence_percent=80)


def with_last(**changes: object) -> Facts:
    """Return facts that are ready but for the last session."""
    last = replace(READY.sessions[-1], **changes)  # type: ignore[arg-type]
    return replace(READY, sessions=(*READY.sessions[:-1], last))


def with_last_pain(**changes: object) -> Facts:
    return with_last(pains=(replace(QUIET, **changes),))  # type: ignore[arg-type]


def test_three_good_full_sessions_are_a_step_up() -> None:
    verdict = decide(READY)
    assert verdict.decision is Decision.UP
    assert verdict.reason.rule is Rule.READY
    assert "Three full sessions" in verdict.reason.text


@pytest.mark.parametrize(
    ("facts", "decision", "rule"),
    [
        (replace(READY, has_urgent_sign=True), Decision.STOP, Rule.URGENT_SIGN),
        (with_last(spreads=True), Decision.STOP, Rule.SPREADING),
        (
            replace(READY, courses=(replace(CALM, flares=(TODAY, TODAY - timedelta(days=6))),)),
            Decision.DELOAD,
            Rule.FLARES,
        ),
        (
            replace(READY, courses=(CALM, replace(CALM, is_rising=True))),
            Decision.DELOAD,
            Rule.FLARES,
        ),
        (
            replace(READY, sessions=tuple(replace(s, is_flare_version=True) for s in good_ones())),
            Decision.DELOAD,
            Rule.FLARES,
        ),
        (replace(READY, pain_before=6), Decision.DOWN, Rule.SORE_BEFORE),
        (with_last_pain(during=6), Decision.DOWN, Rule.TOO_MUCH),
        (with_last_pain(after=6), Decision.DOWN, Rule.TOO_MUCH),
        (with_last_pain(morning=4), Decision.DOWN, Rule.SORE_MORNING),
        (replace(READY, has_soon_sign=True), Decision.HOLD, Rule.SOON_SIGN),
        (with_last_pain(during=None), Decision.HOLD, Rule.UNKNOWN),
        (with_last_pain(morning=None), Decision.HOLD, Rule.UNKNOWN),
        (with_last(pains=()), Decision.HOLD, Rule.UNKNOWN),
        (with_last_pain(during=3), Decision.UP, Rule.READY),
        (with_last_pain(during=5, after=5), Decision.UP, Rule.READY),
        (
            replace(READY, courses=(replace(CALM, has_risen=True),)),
            Decision.HOLD,
            Rule.WEEKLY_RISE,
        ),
        (replace(READY, is_locked=True), Decision.HOLD, Rule.LOCKED),
        (replace(READY, changed_days_ago=6), Decision.HOLD, Rule.CHANGED_LATELY),
        (replace(READY, changed_days_ago=7), Decision.UP, Rule.READY),
        (replace(READY, pain_before=5), Decision.UP, Rule.READY),
        (replace(READY, sessions=good_ones(2)), Decision.HOLD, Rule.OTHERWISE),
        (replace(READY, sessions=()), Decision.HOLD, Rule.OTHERWISE),
        (replace(READY, adherence_percent=69), Decision.HOLD, Rule.OTHERWISE),
        (replace(READY, adherence_percent=70), Decision.UP, Rule.READY),
        (replace(READY, adherence_percent=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last(is_full=False), Decision.HOLD, Rule.OTHERWISE),
        (with_last(effort=7), Decision.HOLD, Rule.OTHERWISE),
        (with_last(effort=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last(is_steady=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last(is_steady=False), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(after=3), Decision.UP, Rule.READY),
        (with_last_pain(after=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(morning=3), Decision.HOLD, Rule.UNSETTLED),
        (with_last_pain(morning=3, usual=2.5), Decision.UP, Rule.READY),
        (with_last_pain(usual=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(morning=3, usual_high=3.0), Decision.UP, Rule.READY),
        (
            replace(READY, courses=(replace(CALM, is_above_start=True),)),
            Decision.HOLD,
            Rule.ABOVE_START,
        ),
    ],
)
def test_a_row(facts: Facts, decision: Decision, rule: Rule) -> None:
    verdict = decide(facts)
    assert (verdict.decision, verdict.reason.rule) == (decision, rule)
    assert verdict.reason.text
    assert verdict.reason.source


def test_two_flares_need_to_lie_within_a_week() -> None:
    apart = replace(CALM, flares=(TODAY, TODAY - timedelta(days=7)))
    assert decide(replace(READY, courses=(apart,))).decision is Decision.UP


def test_steady_tolerable_pain_goes_up() -> None:
    steady = SitePain(site="left hip", during=4, after=4, morning=3, usual=3.5)
    sessions = tuple(replace(each, pains=(steady,)) for each in good_ones())
    assert decide(replace(READY, sessions=sessions)).decision is Decision.UP


HIGH = replace(CALM, usual=6.0)


def with_high_usual(during: int, morning: int = 6, after: int = 6) -> Facts:
    pain = SitePain(site="left hip", during=during, after=after, morning=morning, usual=6.0)
    sessions = tuple(replace(each, pains=(pain,)) for each in good_ones())
    return replace(READY, sessions=sessions, courses=(HIGH,))


@pytest.mark.parametrize(
    ("facts", "decision", "rule"),
    [
        (with_high_usual(6), Decision.UP, Rule.READY),
        (with_high_usual(8), Decision.UP, Rule.READY),
        (with_high_usual(9), Decision.DOWN, Rule.TOO_MUCH),
        (with_high_usual(7, after=9), Decision.DOWN, Rule.TOO_MUCH),
        (with_high_usual(7, morning=7), Decision.HOLD, Rule.UNSETTLED),
        (with_high_usual(7, morning=8), Decision.DOWN, Rule.SORE_MORNING),
        (replace(with_high_usual(6), pain_before=7), Decision.UP, Rule.READY),
        (replace(with_high_usual(6), pain_before=8), Decision.DOWN, Rule.SORE_BEFORE),
    ],
)
def test_usual_pain_above_five_is_judged_by_its_change(
    facts: Facts, decision: Decision, rule: Rule
) -> None:
    verdict = decide(facts)
    assert (verdict.decision, verdict.reason.rule) == (decision, rule)
    assert "doctor" in verdict.advice


def test_usual_pain_of_five_needs_no_advice() -> None:
    assert decide(replace(READY, courses=(replace(CALM, usual=5.0),))).advice == ""


def test_what_was_answered_asks_for_nothing_more() -> None:
    flares = (TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    course = replace(CALM, flares=flares)
    assert decide(replace(READY, courses=(course,))).decision is Decision.DELOAD
    answered = replace(READY, courses=(course,), changed_days_ago=1)
    assert decide(answered).decision is Decision.HOLD
    # One that came after the answer, and one before it, are not two.
    since = replace(READY, courses=(course,), changed_days_ago=2)
    assert decide(since).decision is Decision.HOLD
    rising = replace(READY, courses=(replace(CALM, is_rising=True),))
    assert decide(replace(rising, changed_days_ago=13)).decision is not Decision.DELOAD
    assert decide(replace(rising, changed_days_ago=14)).decision is Decision.DELOAD


def test_other_sites_are_judged_apart_and_the_worst_decides() -> None:
    back = SitePain(site="low back", during=7)
    verdict = decide(with_last(pains=(QUIET, back)))
    assert verdict.decision is Decision.DOWN
    assert "low back" in verdict.reason.text
    quiet_back = SitePain(site="low back", during=2)
    assert decide(with_last(pains=(QUIET, quiet_back))).decision is Decision.UP
    after_back = SitePain(site="low back", after=6)
    assert decide(with_last(pains=(QUIET, after_back))).decision is Decision.DOWN
    # What is usual for the back is not known, so its morning can't be told to be quiet.
    morning_back = SitePain(site="low back", morning=1)
    assert decide(with_last(pains=(QUIET, morning_back))).decision is Decision.HOLD


def test_every_row_that_matches_is_told_the_most_cautious_first() -> None:
    facts = replace(with_last_pain(during=8, morning=7), has_soon_sign=True, has_urgent_sign=True)
    verdict = decide(facts)
    assert verdict.decision is Decision.STOP
    assert [reason.decision for reason in verdict.reasons] == [
        Decision.STOP,
        Decision.DOWN,
        Decision.DOWN,
        Decision.HOLD,
    ]


def pains() -> st.SearchStrategy[SitePain]:
    nrs = st.one_of(st.none(), st.integers(0, 10))
    return st.builds(
        SitePain,
        site=st.just("left hip"),
        during=nrs,
        after=nrs,
        morning=nrs,
        usual=st.one_of(st.none(), st.integers(0, 10).map(float)),
    )


def sessions() -> st.SearchStrategy[ExerciseSession]:
    return st.builds(
        ExerciseSession,
        day=st.just(MONDAY),
        is_full=st.booleans(),
        is_flare_version=st.booleans(),
        pains=st.lists(pains(), max_size=2).map(tuple),
        spreads=st.booleans(),
        effort=st.one_of(st.none(), st.integers(0, 10)),
        is_steady=st.one_of(st.none(), st.booleans()),
    )


@given(
    st.builds(
        Facts,
        today=st.just(TODAY),
        sessions=st.lists(sessions(), max_size=5).map(tuple),
        courses=st.just((CALM,)),
        pain_before=st.one_of(st.none(), st.integers(0, 10)),
        adherence_percent=st.one_of(st.none(), st.integers(0, 100)),
        has_urgent_sign=st.booleans(),
        has_soon_sign=st.booleans(),
        is_locked=st.booleans(),
        changed_days_ago=st.one_of(st.none(), st.integers(0, 30)),
    )
)
def test_nothing_is_raised_on_missing_data_locks_signs_or_sore_mornings(facts: Facts) -> None:
    verdict = decide(facts)
    assert verdict.reasons
    assert verdict.decision is verdict.reasons[0].decision
    if verdict.decision is not Decision.UP:
        return
    assert not any((facts.is_locked, facts.has_urgent_sign, facts.has_soon_sign))
    assert len(facts.sessions) >= 3
    for one in facts.sessions[-3:]:
        main = one.pains[0]
        assert one.is_full
        assert one.effort is not None
        assert main.during is not None
        assert main.morning is not None
        assert main.usual is not None
        assert main.during <= (5 if main.usual <= 5 else main.usual + 2)
        assert main.during < 10
        assert main.morning < main.usual + 1
