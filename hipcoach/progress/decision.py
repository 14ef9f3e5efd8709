"""What the next dose of one exercise should be, with the sentence that says why.

The table is this app's own (a decision, not evidence); what it rests on stands at each rule. Every
row that matches is collected and the most cautious wins; sites are judged apart and the worst
decides. Nothing is ever raised on missing data or over a therapist's word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.domain.pain import has_settled, is_high, is_sorer_day, tolerable_up_to
from hipcoach.domain.progression import Decision
from hipcoach.domain.text import translate
from hipcoach.progress.pain_course import FLARE_RISE, PainCourse

_CONTEXT = "Progression"
# All decisions of this app; see the module.
FULL_SESSIONS = 3
FLARES_IN_A_WEEK = 2
FLARE_DAYS_RUNNING = 3
EASY_EFFORT = 6
ADHERENCE_PERCENT = 70
# After a dose changed, a rise that takes two weeks to see needs two weeks to be a new one.
NEW_RISE_DAYS = 14
ONE_CHANGE_DAYS = 7

_MODEL = (
    "pain-monitoring model (Thomeé 1997; Silbernagel et al. 2007): up to 5 during and after, "
    "usual again by the next morning, no rise from week to week"
)
_OWN = "a decision of this app"


_ORDER = tuple(Decision)


class Rule(StrEnum):
    """A row of the table."""

    URGENT_SIGN = "urgent sign"
    FLARES = "flares"
    SORE_BEFORE = "sore before"
    TOO_MUCH = "too much"
    SORE_MORNING = "sore morning"
    UNSETTLED = "unsettled"
    WEEKLY_RISE = "weekly rise"
    ABOVE_START = "above start"
    SPREADING = "spreading"
    SOON_SIGN = "soon sign"
    UNKNOWN = "unknown"
    READY = "ready"
    LOCKED = "locked"
    CHANGED_LATELY = "changed lately"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Reason:
    """A row that matched: what it asks for, the sentence that says why, and its source."""

    rule: Rule
    decision: Decision
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The most cautious of all that matched; its own reasons come first.

    `advice` is said whatever was decided: usual pain above 5 wants to be seen.
    """

    decision: Decision
    reasons: tuple[Reason, ...]
    advice: str = ""

    @property
    def reason(self) -> Reason:
        """Return the reason that decided."""
        return self.reasons[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePain:
    """What was told of one site about one session, NRS 0-10; None where nothing was told."""

    site: str
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    usual: float | None = None
    usual_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSession:
    """One session as it bears on one exercise.

    `is_full` is a whole session, no flare or short version, with every planned set of this
    exercise done. `pains` begins with the main site, the only one that is asked each time.
    """

    day: date
    is_full: bool
    is_flare_version: bool = False
    pains: tuple[SitePain, ...]
    spreads: bool = False
    effort: int | None = None
    is_steady: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known about one exercise on a day; sessions oldest first."""

    today: date
    sessions: tuple[ExerciseSession, ...]
    courses: tuple[PainCourse, ...]
    pain_before: int | None = None
    adherence_percent: int | None = None
    has_urgent_sign: bool = False
    has_soon_sign: bool = False
    is_locked: bool = False
    changed_days_ago: int | None = None

    @property
    def usual(self) -> float | None:
        """Return the usual pain of the main site (NRS), None when nobody knows it."""
        return self.courses[0].usual if self.courses else None

    @property
    def changed_on(self) -> date | None:
        """Return the day on which the dose last changed; what came before it was answered."""
        if self.changed_days_ago is None:
            return None
        return self.today - timedelta(days=self.changed_days_ago)


def decide(facts: Facts) -> Verdict:
    """Return what should become of the dose, by the decision table."""
    found = [*_matching(facts)]
    if not found:
        found.append(
            _reason(
                Rule.OTHERWISE,
                Decision.HOLD,
                translate(_CONTEXT, "Stay with this dose for now."),
            )
        )
    found.sort(key=lambda reason: _ORDER.index(reason.decision))
    advice = high_pain_advice(facts.usual)
    return Verdict(decision=found[0].decision, reasons=tuple(found), advice=advice)


def high_pain_advice(usual: float | None) -> str:
    """Return the advice to be seen that goes with usual pain above 5, else nothing.

    Such pain is judged by its change, so nothing else would say that it is much (a decision of
    this app).
    """
    if not is_high(usual):
        return ""
    return translate(
        _CONTEXT,
        "Your usual pain is above 5. The app judges by how it changes; please have it looked at "
        "by a doctor or physiotherapist.",
    )


def _reason(rule: Rule, decision: Decision, text: str, source: str = _OWN) -> Reason:
    return Reason(rule, decision, text, source)


def _matching(facts: Facts) -> Iterator[Reason]:
    yield from _signs(facts)
    yield from _flares(facts)
    if facts.pain_before is not None and is_sorer_day(facts.pain_before, facts.usual):
        text = translate(
            _CONTEXT, "Pain was {nrs} before you began: only the gentler version today."
        )
        yield _reason(Rule.SORE_BEFORE, Decision.DOWN, text.format(nrs=facts.pain_before), _MODEL)
    if facts.sessions:
        yield from _last_session(facts.sessions[-1], facts)
        if _is_ready(facts):
            text = translate(
                _CONTEXT,
                "Three full sessions in a row went well: pain was tolerable, back to your usual "
                "by the morning, and your control was steady. One step more.",
            )
            yield _reason(Rule.READY, Decision.UP, text, f"{_MODEL}; three sessions are {_OWN}")
    if any(course.has_risen for course in facts.courses):
        text = translate(
            _CONTEXT, "Pain has risen from one week to the next. The dose stays until it settles."
        )
        yield _reason(Rule.WEEKLY_RISE, Decision.HOLD, text, f"{_MODEL}; a point is {_OWN}")
    if any(course.is_above_start for course in facts.courses):
        text = translate(
            _CONTEXT,
            "What is usual now is two points over what you told at the start. The dose stays; "
            "please talk to your therapist.",
        )
        yield _reason(Rule.ABOVE_START, Decision.HOLD, text)
    if facts.is_locked:
        text = translate(_CONTEXT, "Your therapist set this dose. It stays as it is.")
        yield _reason(Rule.LOCKED, Decision.HOLD, text)
    if facts.changed_days_ago is not None and facts.changed_days_ago < ONE_CHANGE_DAYS:
        text = translate(_CONTEXT, "This dose changed within the last week. One change at a time.")
        yield _reason(Rule.CHANGED_LATELY, Decision.HOLD, text)


def _signs(facts: Facts) -> Iterator[Reason]:
    if facts.has_urgent_sign:
        text = translate(
            _CONTEXT, "Something you ticked should be looked at before you exercise again."
        )
        yield _reason(Rule.URGENT_SIGN, Decision.STOP, text)
    if facts.has_soon_sign:
        text = translate(
            _CONTEXT, "Something you ticked wants an appointment. Until it is made, no step up."
        )
        yield _reason(Rule.SOON_SIGN, Decision.HOLD, text)
    if facts.sessions and facts.sessions[-1].spreads:
        text = translate(
            _CONTEXT,
            "Pain or tingling spread down the leg here. Leave this exercise out and ask a "
            "therapist before you try it again.",
        )
        yield _reason(Rule.SPREADING, Decision.STOP, text)


def _flares(facts: Facts) -> Iterator[Reason]:
    flared = max(
        (course.flares_in(7, facts.today, facts.changed_on) for course in facts.courses),
        default=0,
    )
    if flared >= FLARES_IN_A_WEEK:
        text = translate(
            _CONTEXT,
            "{count} flares within seven days: take a third to a half off, and get in touch with "
            "your therapist.",
        )
        yield _reason(Rule.FLARES, Decision.DELOAD, text.format(count=flared))
    rising = next((course for course in facts.courses if course.is_rising), None)
    was_answered = facts.changed_days_ago is not None and facts.changed_days_ago < NEW_RISE_DAYS
    if rising is not None and not was_answered:
        text = translate(
            _CONTEXT,
            "Pain ({site}) has been two points higher for two weeks: take a third to a half off, "
            "and get in touch with your therapist.",
        )
        yield _reason(Rule.FLARES, Decision.DELOAD, text.format(site=rising.site))
    latest = facts.sessions[-FLARE_DAYS_RUNNING:]
    if len(latest) == FLARE_DAYS_RUNNING and all(one.is_flare_version for one in latest):
        text = translate(
            _CONTEXT,
            "The third gentler day running: take a third to a half off, and get in touch with "
            "your therapist.",
        )
        yield _reason(Rule.FLARES, Decision.DELOAD, text)


def _is_answered(facts: Facts, last: ExerciseSession, site: str) -> bool:
    """Return whether the flare after a session is one that a change of this week answered."""
    course = next((each for each in facts.courses if each.site == site), None)
    changed_on, days = facts.changed_on, facts.changed_days_ago
    if course is None or changed_on is None or days is None or days >= ONE_CHANGE_DAYS:
        return False
    return course.began(last.day + timedelta(days=1)) <= changed_on


def _last_session(last: ExerciseSession, facts: Facts) -> Iterator[Reason]:
    for pain in last.pains:
        worst = max((told for told in (pain.during, pain.after) if told is not None), default=0)
        if worst > tolerable_up_to(pain.usual):
            text = translate(
                _CONTEXT, "Pain reached {nrs} ({site}) last time: a little less this time."
            )
            yield _reason(
                Rule.TOO_MUCH,
                Decision.DOWN,
                text.format(nrs=worst, site=pain.site),
                _MODEL,
            )
        if _is_flare(pain) and not _is_answered(facts, last, pain.site):
            text = translate(
                _CONTEXT,
                "The morning after was {nrs} ({site}), well over your usual: a little less this "
                "time.",
            )
            yield _reason(
                Rule.SORE_MORNING,
                Decision.DOWN,
                text.format(nrs=pain.morning, site=pain.site),
                f"{_MODEL}; how far over usual is {_OWN}",
            )
        elif not _has_settled(pain):
            text = translate(
                _CONTEXT,
                "The morning after was {nrs} ({site}), not yet back to your usual: the dose stays.",
            )
            yield _reason(
                Rule.UNSETTLED,
                Decision.HOLD,
                text.format(nrs=pain.morning, site=pain.site),
                _MODEL,
            )
    main = last.pains[0] if last.pains else None
    if main is None or main.during is None or main.morning is None:
        text = translate(
            _CONTEXT,
            "The worst pain of the last session or the morning after is not known, so the dose "
            "stays.",
        )
        yield _reason(Rule.UNKNOWN, Decision.HOLD, text)


def _is_flare(pain: SitePain) -> bool:
    if pain.morning is None or pain.usual is None:
        return False
    return pain.morning >= pain.usual + FLARE_RISE


def _has_settled(pain: SitePain) -> bool:
    return (
        pain.morning is None
        or pain.usual is None
        or has_settled(pain.morning, pain.usual, pain.usual_high)
    )


def _is_ready(facts: Facts) -> bool:
    """Tell whether everything that a step up asks for is known and true."""
    latest = facts.sessions[-FULL_SESSIONS:]
    return (
        len(latest) == FULL_SESSIONS
        and all(_went_well(one) for one in latest)
        and facts.adherence_percent is not None
        and facts.adherence_percent >= ADHERENCE_PERCENT
    )


def _went_well(one: ExerciseSession) -> bool:
    return (
        one.is_full
        and bool(one.pains)
        and _is_tolerable(one.pains[0], must_be_told=True)
        and all(_is_tolerable(pain, must_be_told=False) for pain in one.pains[1:])
        and one.effort is not None
        and one.effort <= EASY_EFFORT
        and one.is_steady is True
        and not one.spreads
    )


def _is_tolerable(pain: SitePain, *, must_be_told: bool) -> bool:
    if must_be_told and None in (pain.during, pain.after, pain.morning, pain.usual):
        return False
    if pain.usual is None and pain.morning is not None:
        return False
    most = tolerable_up_to(pain.usual)
    return _has_settled(pain) and all(
        told is None or told <= most for told in (pain.during, pain.after)
    )
