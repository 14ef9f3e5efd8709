"""What the progress page and its charts show, with a sentence for each picture."""

from dataclasses import dataclass
from datetime import date, timedelta

from hipcoach.coaching.ports import PainStore, PlanStore, SessionStore
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.session import Session, SessionStatus, SetRecord
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import Adherence, AdherenceWeek, DaySession, adherence, weeks
from hipcoach.progress.dose import ExerciseDone, dose_share, per_exercise
from hipcoach.progress.pain_trend import (
    DailyPain,
    PainStem,
    WeeklyPain,
    daily_values,
    runs,
    stems,
    weekly_medians,
)

_CONTEXT = "ProgressReport"
SHOWN = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainView:
    """Pain of one site over [first, last], ready to draw; NRS 0-10."""

    site: str
    first: date
    last: date
    days: tuple[DailyPain, ...]
    mornings: tuple[DailyPain, ...]
    stems: tuple[PainStem, ...]
    weeks: tuple[WeeklyPain, ...]
    runs: tuple[tuple[WeeklyPain, ...], ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceView:
    """Sessions a week over [first, last], ready to draw."""

    weeks: tuple[AdherenceWeek, ...]
    total: Adherence
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One line of the list of sessions; `share` is the part of the dose that was done."""

    session: Session
    share: float
    pain_before: int | None
    pain_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """What was done of what was planned in one session."""

    session: Session
    share: float
    exercises: tuple[ExerciseDone, ...]
    pain_before: int | None
    pain_after: int | None


class ProgressReport:
    """Computes every figure of the progress page from the record."""

    def __init__(
        self, sessions: SessionStore, pains: PainStore, plans: PlanStore, clock: Clock
    ) -> None:
        """Read from these stores."""
        self._sessions = sessions
        self._pains = pains
        self._plans = plans
        self._clock = clock

    def first_day(self) -> date:
        """Return the first day with anything on record, today when there is none."""
        today = self._clock.now().date()
        found = [session.local_date for session in self._sessions.between(date.min, today)]
        found += [rating.local_date for rating in self._pains.between(date.min, today)]
        return min(found, default=today)

    def range_of(self, days: int | None) -> tuple[date, date]:
        """Return the last so many days, today included; None for all there are."""
        today = self._clock.now().date()
        return (self.first_day() if days is None else today - timedelta(days=days - 1), today)

    def pain(self, site: str, first: date, last: date) -> PainView:
        """Return a site's pain in [first, last]."""
        ratings = self._pains.between(first, last)
        days = daily_values(ratings, site)
        medians = weekly_medians(days)
        return PainView(
            site=site,
            first=first,
            last=last,
            days=days,
            mornings=tuple(
                DailyPain(rating.local_date, float(rating.nrs))
                for rating in ratings
                if rating.site == site and rating.moment is Moment.MORNING
            ),
            stems=stems(ratings, site),
            weeks=medians,
            runs=runs(medians),
            sentence=_pain_sentence(medians, len(days), (last - first).days + 1),
        )

    def sites(self) -> tuple[str, ...]:
        """Return the sites that were ever rated, the most often rated first."""
        counts: dict[str, int] = {}
        for rating in self._pains.between(date.min, self._clock.now().date()):
            counts[rating.site] = counts.get(rating.site, 0) + 1
        return tuple(sorted(counts, key=lambda site: (-counts[site], site)))

    def adherence(self, first: date, last: date) -> AdherenceView:
        """Return sessions a week in [first, last]."""
        today = self._clock.now().date()
        done = [
            DaySession(session.local_date, session.status, session.routine.id)
            for session in self._sessions.between(first, last)
            if session.status in SHOWN and not is_trial(session.routine)
        ]
        versions, excused = self._plans.versions(), self._plans.excused()
        total = adherence(first, last, today, versions, excused, done)
        return AdherenceView(
            weeks=weeks(first, last, today, versions, excused, done),
            total=total,
            sentence=_adherence_sentence(total),
        )

    def session_rows(self, first: date, last: date) -> tuple[SessionRow, ...]:
        """Return the sessions in [first, last], the newest first."""
        sets = self._sessions.all_sets()
        before, after = _pain_by_session(self._pains.between(first, last + timedelta(days=1)))
        return tuple(
            SessionRow(
                session=session,
                share=dose_share(session.routine, sets.get(session.uid, ())),
                pain_before=before.get(session.uid),
                pain_after=after.get(session.uid),
            )
            for session in reversed(self._sessions.between(first, last))
            if session.status in SHOWN
        )

    def summary(self, session: Session, unsaved: tuple[SetRecord, ...] = ()) -> SessionSummary:
        """Return what was done of a session; `unsaved` are sets not yet on the disk."""
        sets = (*self._sessions.sets_of(session.uid), *unsaved)
        before, after = _pain_by_session(self._pains.of_session(session.uid))
        return SessionSummary(
            session=session,
            share=dose_share(session.routine, sets),
            exercises=per_exercise(session.routine, sets),
            pain_before=before.get(session.uid),
            pain_after=after.get(session.uid),
        )


def _pain_by_session(
    ratings: tuple[PainRating, ...],
) -> tuple[dict[str, int], dict[str, int]]:
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    for rating in ratings:
        if rating.session_uid is None:
            continue
        if rating.moment is Moment.BEFORE:
            before.setdefault(rating.session_uid, rating.nrs)
        elif rating.moment is Moment.AFTER:
            after[rating.session_uid] = rating.nrs
    return before, after


def _number(value: float) -> str:
    return f"{value:g}"


def _pain_sentence(medians: tuple[WeeklyPain, ...], rated: int, days: int) -> str:
    """Say in a sentence what the picture shows; only weeks with enough ratings speak."""
    counted = translate(_CONTEXT, "{rated} of {days} days rated").format(rated=rated, days=days)
    firm = [week for week in medians if week.is_firm]
    if not firm:
        return (
            translate(_CONTEXT, "Not enough ratings for a weekly median yet; {counted}.").format(
                counted=counted
            )
            if rated
            else translate(_CONTEXT, "No pain ratings in this time yet.")
        )
    start, end = firm[0], firm[-1]
    span = (end.monday - start.monday).days // 7 + 1
    if span == 1:
        told = translate(_CONTEXT, "Weekly median {end}; {counted}.")
    elif end.median < start.median:
        told = translate(
            _CONTEXT, "Weekly median fell from {start} to {end} in {weeks} weeks; {counted}."
        )
    elif end.median > start.median:
        told = translate(
            _CONTEXT, "Weekly median rose from {start} to {end} in {weeks} weeks; {counted}."
        )
    else:
        told = translate(_CONTEXT, "Weekly median {end}, as {weeks} weeks before; {counted}.")
    return told.format(
        start=_number(start.median), end=_number(end.median), weeks=span, counted=counted
    )


def _adherence_sentence(total: Adherence) -> str:
    if total.due == 0 and total.excused == 0:
        return translate(_CONTEXT, "Nothing was due in this time.")
    told = translate(_CONTEXT, "{done} done and {partial} in part of {due} due").format(
        done=total.completed, partial=total.partial, due=total.due
    )
    if total.excused == 1:
        told += translate(_CONTEXT, "; 1 excused not counted")
    elif total.excused:
        told += translate(_CONTEXT, "; {sessions} excused not counted").format(
            sessions=total.excused
        )
    if total.extra:
        told += translate(_CONTEXT, "; {extra} more on other days").format(extra=total.extra)
    return f"{told}."
