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
        (with_last_pain(during=3), Decision.HOLD, Rule.ACCEPTABLE_PAIN),
        (with_last_pain(during=5), Decision.HOLD, Rule.ACCEPTABLE_PAIN),
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
        (with_last_pain(after=4), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(after=None), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(morning=3), Decision.HOLD, Rule.OTHERWISE),
        (with_last_pain(usual=None), Decision.HOLD, Rule.OTHERWISE),
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


def test_acceptable_pain_that_fell_no_longer_holds_by_itself() -> None:
    five, three = (replace(QUIET, during=nrs) for nrs in (5, 3))
    sessions = (GOOD, replace(GOOD, pains=(five,)), replace(GOOD, pains=(three,)))
    verdict = decide(replace(READY, sessions=sessions))
    assert Rule.ACCEPTABLE_PAIN not in {reason.rule for reason in verdict.reasons}
    # It is no step up either: that asks for three comfortable sessions.
    assert verdict.decision is Decision.HOLD


def test_other_sites_are_judged_apart_and_the_worst_decides() -> None:
    back = SitePain(site="low back", during=7)
    verdict = decide(with_last(pains=(QUIET, back)))
    assert verdict.decision is Decision.DOWN
    assert "low back" in verdict.reason.text
    quiet_back = SitePain(site="low back", during=2)
    assert decide(with_last(pains=(QUIET, quiet_back))).decision is Decision.UP
    after_back = SitePain(site="low back", after=1)
    assert decide(with_last(pains=(QUIET, after_back))).decision is Decision.HOLD


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
        assert main.during <= 2
        assert main.morning <= main.usual
