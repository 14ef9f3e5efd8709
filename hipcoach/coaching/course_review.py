"""What would be suggested over a course of sessions and mornings, day by day; nothing is kept.

The same rules as for a person's own record (`progress/decision.py`), on ratings from a table. What
a table of pain cannot tell is taken as good: effort 5, steady control, and every session done
whole that does not say otherwise. So a course shows what pain alone lets happen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from hipcoach.coaching.progression import said
from hipcoach.coaching.rungs import caution_on, easier_rungs, harder_rungs
from hipcoach.domain.errors import check_range
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import MAX_NRS, Moment, PainRating, is_sorer_day
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Decision
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.text import translate
from hipcoach.progress.decision import ExerciseSession, Facts, SitePain, Verdict, decide
from hipcoach.progress.dose_steps import Step, after_gap, is_load, step_down, step_up
from hipcoach.progress.pain_course import PainCourse, course_of, usual_high, usual_pain

_CONTEXT = "Progression"
# A table of pain tells nothing of these; see the module.
_EFFORT = 5
_ADHERENCE_DAYS = 14
_NOON = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDay:
    """One session of a course: pain during, after and the next morning (NRS), None if not told.

    `done` is the share of the session that was done, 0.0 to 1.0; `before` is pain before it.
    """

    day: date
    during: int | None = None
    after: int | None = None
    next_morning: int | None = None
    done: float = 1.0
    before: int | None = None

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name in ("during", "after", "next_morning", "before"):
            told = getattr(self, name)
            if told is not None:
                check_range(name, told, 0, MAX_NRS)
        if not 0 <= self.done <= 1:
            check_range("done (per cent)", round(100 * self.done), 0, 100)


class CourseForm(StrEnum):
    """Which form of the session was offered on a day."""

    FULL = "full"
    GENTLER = "gentler"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSuggestion:
    """What would be suggested for one exercise ahead of the session of a day, and why.

    `before` and `after` are the item as done and as suggested; `after` is None where the advice
    is all there is. `caution` and `advice` are said with it.
    """

    day: date
    decision: Decision
    exercise_id: str
    why: str
    source: str
    before: RoutineItem
    after: RoutineItem | None
    caution: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReview:
    """All suggestions in order of days, and the form of session that each day was offered."""

    suggestions: tuple[CourseSuggestion, ...]
    forms: Mapping[date, CourseForm]
    advice: str = ""


@dataclass(slots=True)
class _Course:
    """One exercise on its way through the days."""

    item: RoutineItem
    changed_on: date | None = None
    last_on: date | None = None


def suggestions_over(
    course: Iterable[CourseDay],
    profile: Profile,
    items: Sequence[RoutineItem],
    exercises: Mapping[str, Exercise],
    precautions: Mapping[str, str],
    *,
    per_week: int = 3,
) -> CourseReview:
    """Return what would be suggested for these items over a course, each suggestion accepted.

    `exercises` and `precautions` are the library's; `per_week` is how many sessions a week were
    planned, against which adherence is held. Two rows of one day are two sessions.
    """
    days = sorted(course, key=lambda each: each.day)
    site = profile.main_site
    told = profile.usual_pain
    ratings: list[PainRating] = []
    done: list[ExerciseSession] = []
    found: list[CourseSuggestion] = []
    forms: dict[date, CourseForm] = {}
    held = [_Course(item) for item in items]
    advice = ""
    for row in days:
        known = [each for each in ratings if each.local_date <= row.day]
        pain = course_of(known, site, row.day, told)
        sessions = _with_mornings(done, known, site, told)
        for one in held:
            verdict = decide(_facts(row, one, sessions, pain, days, per_week))
            advice = verdict.advice or advice
            made = _suggested(row.day, one, verdict, profile, exercises, precautions)
            if made is not None:
                found.append(made)
        is_gentler = row.before is not None and is_sorer_day(row.before, pain.usual)
        forms[row.day] = CourseForm.GENTLER if is_gentler else CourseForm.FULL
        ratings += _ratings_of(row, site)
        done.append(_session_of(row, site, is_gentler=is_gentler))
        for one in held:
            one.last_on = row.day
    return CourseReview(suggestions=tuple(found), forms=forms, advice=advice)


def _facts(
    row: CourseDay,
    one: _Course,
    sessions: Sequence[ExerciseSession],
    pain: PainCourse,
    days: Sequence[CourseDay],
    per_week: int,
) -> Facts:
    since = one.changed_on
    return Facts(
        today=row.day,
        sessions=tuple(each for each in sessions if since is None or each.day >= since),
        courses=(pain,),
        pain_before=None,
        adherence_percent=_adherence(days, row.day, per_week),
        is_locked=one.item.locked,
        changed_days_ago=None if since is None else (row.day - since).days,
    )


def _adherence(days: Sequence[CourseDay], today: date, per_week: int) -> int | None:
    """Return the share of what was due in the last 14 days, or since the first day, per cent."""
    first = max(days[0].day, today - timedelta(days=_ADHERENCE_DAYS))
    due = per_week * (today - first).days / 7
    if due < 1:
        return None
    return min(100, round(100 * sum(each.done for each in days if first <= each.day < today) / due))


def _suggested(
    day: date,
    one: _Course,
    verdict: Verdict,
    profile: Profile,
    exercises: Mapping[str, Exercise],
    precautions: Mapping[str, str],
) -> CourseSuggestion | None:
    item = one.item
    step, decision, reason = None, verdict.decision, ""
    if item.locked and decision in (Decision.HOLD, Decision.UP):
        return None
    gap = 0 if one.last_on is None else (day - one.last_on).days
    side = item.prescription.only_side
    easier = easier_rungs(item.exercise, exercises, profile, side)
    rested = after_gap(gap, item.exercise, item.prescription, easier)
    if decision in (Decision.HOLD, Decision.UP) and rested is not None:
        step, decision = rested, Decision.DOWN
        text = translate(_CONTEXT, "{days} day(s) without: come back with a little less.", gap)
        reason = text.format(days=gap)
    elif decision is Decision.UP:
        harder = harder_rungs(item.exercise, exercises, profile, side)
        step = step_up(item.exercise, item.prescription, harder, profile.equipment)
    elif decision in (Decision.DOWN, Decision.DELOAD):
        step = step_down(item.exercise, item.prescription, easier)
    is_less = decision in (Decision.DOWN, Decision.DELOAD)
    if decision is Decision.HOLD or (decision is Decision.UP and step is None):
        return None
    if is_less and not is_load(item.exercise):
        return None
    after = None if step is None or item.locked else _stepped(item, step)
    made = CourseSuggestion(
        day=day,
        decision=decision,
        exercise_id=item.exercise.id,
        why=reason or said(verdict, has_least=is_less and after is None and not item.locked).text,
        source=verdict.reason.source,
        before=item,
        after=after,
        caution=_caution(item, after, profile, precautions),
        advice=verdict.advice,
    )
    # Read or accepted, the cause is answered; what came before this day asks for nothing more.
    one.changed_on = day
    one.item = after or item
    return made


def _stepped(item: RoutineItem, step: Step) -> RoutineItem:
    return replace(item, exercise=step.exercise, prescription=step.prescription)


def _caution(
    before: RoutineItem,
    after: RoutineItem | None,
    profile: Profile,
    precautions: Mapping[str, str],
) -> str:
    if after is None or after.exercise.id == before.exercise.id:
        return ""
    return caution_on(after.exercise, profile, precautions)


def _with_mornings(
    done: Sequence[ExerciseSession], known: Sequence[PainRating], site: str, told: int | None
) -> list[ExerciseSession]:
    """Return the sessions with the mornings that are known by now."""
    mornings = {each.local_date: each.nrs for each in known if each.moment is Moment.MORNING}
    return [
        replace(
            one,
            pains=(
                replace(
                    one.pains[0],
                    morning=mornings.get(one.day + timedelta(days=1)),
                    usual=usual_pain(known, site, one.day, told),
                    usual_high=usual_high(known, site, one.day),
                ),
            ),
        )
        for one in done
    ]


def _session_of(row: CourseDay, site: str, *, is_gentler: bool) -> ExerciseSession:
    return ExerciseSession(
        day=row.day,
        is_full=row.done >= 1 and not is_gentler,
        is_flare_version=is_gentler,
        pains=(SitePain(site=site, during=row.during, after=row.after),),
        effort=_EFFORT,
        is_steady=True,
    )


def _ratings_of(row: CourseDay, site: str) -> list[PainRating]:
    told = (
        (Moment.BEFORE, row.day, row.before),
        (Moment.DURING, row.day, row.during),
        (Moment.AFTER, row.day, row.after),
        (Moment.MORNING, row.day + timedelta(days=1), row.next_morning),
    )
    return [
        PainRating(
            uid=f"{moment.value} {day}",
            moment=moment,
            nrs=nrs,
            site=site,
            at=datetime.combine(day, _NOON).astimezone(),
            local_date=day,
        )
        for moment, day, nrs in told
        if nrs is not None
    ]


def start_of(exercise: Exercise, uid: str = "") -> RoutineItem:
    """Return an exercise at its starting dose, as an item that a course can begin with."""
    return RoutineItem(
        uid=uid or exercise.id,
        exercise=exercise,
        prescription=Prescription(
            dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
        ),
    )
