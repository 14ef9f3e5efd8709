"""What the progress page and its charts show, with a sentence for each picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.odd_dates import earliest_day
from hipcoach.coaching.ports import AnnotationStore, PainStore, PlanStore, SessionStore
from hipcoach.coaching.progress_words import (
    adherence_sentence,
    aside_sentence,
    change_sentence,
    pain_sentence,
)
from hipcoach.coaching.trying_out import is_trial_id
from hipcoach.domain.annotation import Annotation
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.plan import DayState, is_due
from hipcoach.domain.session import (
    Session,
    SessionChange,
    SessionForm,
    SessionOutline,
    SessionStatus,
    SetRecord,
)
from hipcoach.domain.week import week_start
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import (
    Adherence,
    AdherenceWeek,
    DaySession,
    day_states,
    total_of,
    weeks,
)
from hipcoach.progress.change import PainChange, change_since
from hipcoach.progress.dose import ExerciseDone, dose_share, per_exercise
from hipcoach.progress.pain_trend import (
    TRAILING_DAYS,
    DailyPain,
    PainStem,
    WeeklyPain,
    daily_values,
    runs,
    stems,
    trailing_medians,
    weekly_medians,
    worst_of_weeks,
    worst_values,
)
from hipcoach.progress.streak import streak

SHOWN = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
# Beyond a year of whole weeks single days are no longer told apart; they are drawn by week.
MOST_DAYS_BY_DAY = 53 * 7
_CHANGE_REACH = timedelta(weeks=8)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainView:
    """Pain of one site over [first, last], ready to draw; NRS 0-10.

    A view `by_week` holds weeks alone. `worst` is the worst of each day, `worst_weeks` of each
    week under its Monday; `partial` names the sessions that were done in part.
    """

    site: str
    first: date
    last: date
    days: tuple[DailyPain, ...]
    mornings: tuple[DailyPain, ...]
    stems: tuple[PainStem, ...]
    weeks: tuple[WeeklyPain, ...]
    runs: tuple[tuple[WeeklyPain, ...], ...]
    sentence: str
    by_week: bool = False
    trailing: tuple[tuple[DailyPain, ...], ...] = ()
    worst: tuple[DailyPain, ...] = ()
    worst_weeks: tuple[DailyPain, ...] = ()
    skipped: tuple[date, ...] = ()
    partial: frozenset[str] = frozenset()
    annotations: tuple[Annotation, ...] = ()
    baseline: Baseline | None = None
    change: PainChange | None = None
    change_sentence: str = ""


@dataclass(frozen=True, slots=True)
class FormCounts:
    """How many sessions of a week were versions made for the day, and how many of them in part."""

    short: int = 0
    flare: int = 0
    short_partial: int = 0
    flare_partial: int = 0

    def letters(self, *, is_partial: bool) -> str:
        """Return an F for each flare version and an S for each short one, done whole or in part."""
        if is_partial:
            return "F" * self.flare_partial + "S" * self.short_partial
        return "F" * (self.flare - self.flare_partial) + "S" * (self.short - self.short_partial)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceView:
    """Sessions a week over [first, last], ready to draw; `forms` by the week's Monday."""

    weeks: tuple[AdherenceWeek, ...]
    total: Adherence
    sentence: str
    aside: str = ""
    forms: Mapping[date, FormCounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """How each day of a calendar month stands, with its sessions' names, oldest first."""

    first: date
    states: Mapping[date, DayState]
    sessions: Mapping[date, tuple[str, ...]]
    forms: Mapping[date, SessionForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One line of the list of sessions; `share` is the part of the dose that was done."""

    session: Session
    share: float
    pain_before: int | None
    pain_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDuring:
    """A rating given on the pain key: the exercise it was given in, and the NRS (0-10)."""

    exercise: str
    nrs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """What was done of what was planned in one session, what hurt, and what was changed."""

    session: Session
    share: float
    exercises: tuple[ExerciseDone, ...]
    pain_before: int | None
    pain_after: int | None
    pains: tuple[PainDuring, ...] = ()
    changes: tuple[SessionChange, ...] = ()

    @property
    def worst_during(self) -> PainDuring | None:
        """Return the highest rating given during the session, None when there is none."""
        return max(self.pains, key=lambda pain: pain.nrs, default=None)

    def name_of(self, item_uid: str | None) -> str:
        """Return the name of the exercise of an item, empty for one that isn't known."""
        items = self.session.routine.items
        return next((item.exercise.name for item in items if item.uid == item_uid), "")


class ProgressReport:
    """Computes every figure of the progress page from the record."""

    def __init__(
        self,
        sessions: SessionStore,
        pains: PainStore,
        plans: PlanStore,
        annotations: AnnotationStore,
        baselines: Baselines,
        clock: Clock,
    ) -> None:
        """Read from these stores."""
        self._sessions = sessions
        self._pains = pains
        self._plans = plans
        self._annotations = annotations
        self._baselines = baselines
        self._clock = clock

    def now(self) -> datetime:
        """Return the local time by the clock that counts here."""
        return self._clock.now()

    def first_day(self) -> date:
        """Return the first day with anything on record, today when there is none.

        What a wrong clock dated long ago or to come is left out.
        """
        today = self._clock.today()
        since = earliest_day(today)
        found = (self._sessions.first_day(since), self._pains.first_day(since))
        return min((day for day in found if day is not None and day <= today), default=today)

    def range_of(self, days: int | None) -> tuple[date, date]:
        """Return the last so many days, today included; None for all there are."""
        today = self._clock.today()
        return (self.first_day() if days is None else today - timedelta(days=days - 1), today)

    def pain(self, site: str, first: date, last: date) -> PainView:
        """Return a site's pain in [first, last]; its weeks are whole, so that none is halved."""
        whole_first, whole_last = week_start(first), week_start(last) + timedelta(days=6)
        before = timedelta(days=TRAILING_DAYS)
        ratings = self._pains.of_site(site, whole_first - before, whole_last)
        values = daily_values(ratings, site)
        medians = weekly_medians(pain for pain in values if pain.day >= whole_first)
        worst = [pain for pain in worst_values(ratings, site) if pain.day >= whole_first]
        rated = sum(first <= pain.day <= last for pain in values)
        by_week = (last - first).days >= MOST_DAYS_BY_DAY
        outlines = () if by_week else self._sessions.outlines(first, last)
        inside = [] if by_week else [r for r in ratings if first <= r.local_date <= last]
        baseline = self._baselines.of(site)
        change = None if baseline is None else self._change(baseline, last)
        return PainView(
            site=site,
            first=first,
            last=last,
            days=tuple(pain for pain in values if not by_week and first <= pain.day <= last),
            mornings=tuple(
                DailyPain(rating.local_date, float(rating.nrs))
                for rating in inside
                if rating.moment is Moment.MORNING
            ),
            stems=stems(inside, site),
            weeks=medians,
            runs=runs(medians),
            sentence=pain_sentence(medians, rated, (last - first).days + 1),
            by_week=by_week,
            trailing=() if by_week else _within(trailing_medians(values), first, last),
            worst=tuple(pain for pain in worst if not by_week and first <= pain.day <= last),
            worst_weeks=worst_of_weeks(worst),
            skipped=() if by_week else self._skipped(site, ratings, first, last),
            partial=frozenset(
                each.uid for each in outlines if each.status is SessionStatus.PARTIAL
            ),
            annotations=self._annotations.between(first, last),
            baseline=baseline,
            change=change,
            change_sentence="" if change is None else change_sentence(change),
        )

    def detail_span(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the days to read for a part looked into; None where it is to be shown by week.

        Its ends lie on months, so that a small step aside reads nothing anew.
        """
        if (last - first).days >= MOST_DAYS_BY_DAY:
            return None
        begin = (first.replace(day=1) - _DAY).replace(day=1)
        end = (last.replace(day=28) + timedelta(days=34)).replace(day=1)
        return (begin, end) if (end - begin).days < MOST_DAYS_BY_DAY else (first, last)

    def sites(self) -> tuple[str, ...]:
        """Return the sites that were ever rated, the most often rated first."""
        counts = self._pains.counts()
        return tuple(sorted(counts, key=lambda site: (-counts[site], site)))

    def adherence(self, first: date, last: date) -> AdherenceView:
        """Return sessions a week in [first, last]."""
        today = self._clock.today()
        outlines = self._counted(first, last)
        done = [_day_session(each) for each in outlines]
        versions, excused = self._plans.versions(), self._plans.excused()
        by_week = weeks(first, last, today, versions, excused, done)
        total = total_of(by_week)
        states = day_states(first, last, today, versions, excused, done)
        in_a_row = streak(states, {day for day in states if is_due(versions, day)})
        forms = _forms(outlines)
        return AdherenceView(
            weeks=by_week,
            total=total,
            sentence=adherence_sentence(total),
            aside=aside_sentence(
                in_a_row,
                sum(each.short for each in forms.values()),
                sum(each.flare for each in forms.values()),
            ),
            forms=forms,
        )

    def month(self, day: date) -> MonthView:
        """Return the calendar month that a day lies in."""
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - _DAY
        outlines = self._counted(first, last)
        sessions: dict[date, tuple[str, ...]] = {}
        forms: dict[date, SessionForm] = {}
        for each in outlines:
            sessions[each.local_date] = (*sessions.get(each.local_date, ()), each.uid)
            if each.form is not SessionForm.FULL:
                forms[each.local_date] = each.form
        return MonthView(
            first=first,
            states=day_states(
                first,
                last,
                self._clock.today(),
                self._plans.versions(),
                self._plans.excused(),
                [_day_session(each) for each in outlines],
            ),
            sessions=sessions,
            forms=forms,
        )

    def outlines(self, first: date, last: date) -> tuple[SessionOutline, ...]:
        """Return the sessions to be listed for [first, last], the newest first."""
        found = reversed(self._sessions.outlines(first, last))
        return tuple(each for each in found if each.status in SHOWN)

    def rows_of(self, uids: Sequence[str]) -> tuple[SessionRow, ...]:
        """Return the lines of these sessions, in their order."""
        return tuple(self._row(session) for session in self._sessions.of_uids(uids))

    def session_rows(self, first: date, last: date) -> tuple[SessionRow, ...]:
        """Return the sessions in [first, last], the newest first."""
        return self.rows_of([each.uid for each in self.outlines(first, last)])

    def summary(self, session: Session, unsaved: tuple[SetRecord, ...] = ()) -> SessionSummary:
        """Return what was done of a session; `unsaved` are sets not yet on the disk."""
        sets = (*self._sessions.sets_of(session.uid), *unsaved)
        ratings = self._pains.of_session(session.uid)
        before, after = _pain_by_session(ratings)
        names = {item.uid: item.exercise.name for item in session.routine.items}
        pains = tuple(
            PainDuring(exercise=names[each.item_uid], nrs=each.nrs)
            for each in ratings
            if each.moment is Moment.DURING and each.item_uid in names
        )
        return SessionSummary(
            session=session,
            share=dose_share(session.routine, sets),
            exercises=per_exercise(session.routine, sets),
            pain_before=before.get(session.uid),
            pain_after=after.get(session.uid),
            pains=pains,
            changes=self._sessions.changes_of(session.uid),
        )

    def _row(self, session: Session) -> SessionRow:
        before, after = _pain_by_session(self._pains.of_session(session.uid))
        return SessionRow(
            session=session,
            share=dose_share(session.routine, self._sessions.sets_of(session.uid)),
            pain_before=before.get(session.uid),
            pain_after=after.get(session.uid),
        )

    def _counted(self, first: date, last: date) -> list[SessionOutline]:
        return [
            each
            for each in self._sessions.outlines(first, last)
            if each.status in SHOWN and not is_trial_id(each.routine_id)
        ]

    def _change(self, baseline: Baseline, last: date) -> PainChange:
        # How things stand does not hang on how much of the past is looked at.
        ratings = self._pains.of_site(baseline.site, week_start(last) - _CHANGE_REACH, last)
        medians = weekly_medians(daily_values(ratings, baseline.site))
        return change_since(baseline.value, baseline.first_day, medians)

    def _skipped(
        self, site: str, ratings: Sequence[PainRating], first: date, last: date
    ) -> tuple[date, ...]:
        rated = {rating.local_date for rating in ratings}
        skipped = {
            each.local_date
            for each in self._pains.skipped_between(first, last)
            if each.site == site and each.local_date not in rated
        }
        return tuple(sorted(skipped))


def _within(
    found: Sequence[tuple[DailyPain, ...]], first: date, last: date
) -> tuple[tuple[DailyPain, ...], ...]:
    inside = (tuple(pain for pain in run if first <= pain.day <= last) for run in found)
    return tuple(run for run in inside if run)


def _day_session(outline: SessionOutline) -> DaySession:
    return DaySession(outline.local_date, outline.status, outline.routine_id)


def _forms(outlines: Sequence[SessionOutline]) -> dict[date, FormCounts]:
    found: dict[date, FormCounts] = {}
    for each in outlines:
        if each.form is SessionForm.FULL:
            continue
        known = found.get(week_start(each.local_date), FormCounts())
        in_part = each.status is SessionStatus.PARTIAL
        is_short = each.form is SessionForm.SHORT
        found[week_start(each.local_date)] = FormCounts(
            short=known.short + is_short,
            flare=known.flare + (not is_short),
            short_partial=known.short_partial + (is_short and in_part),
            flare_partial=known.flare_partial + (in_part and not is_short),
        )
    return found


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
