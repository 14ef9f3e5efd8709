"""The figures of the one page that a person takes to their therapist.

Every figure comes from the pure rooms; this gathers them for a period and says what they lack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.coaching.care_lines import aerobic_lines, provoking_lines, score_lines
from hipcoach.coaching.dose_report import STEP_WEEKS, DoseReport
from hipcoach.coaching.keeping import Progress, no_progress
from hipcoach.coaching.plan_history import plan_changes
from hipcoach.coaching.ports import ContentSource, RecordStores
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progress_report import SHOWN, ProgressReport
from hipcoach.coaching.trying_out import is_trial_id
from hipcoach.domain.annotation import Annotation
from hipcoach.domain.clinic import ClinicNote, ClinicNoteKind
from hipcoach.domain.pain import Moment, PainRating, tolerable_up_to
from hipcoach.domain.pathway import PATHWAY_FLAG
from hipcoach.domain.plan import version_on
from hipcoach.domain.prescription import Prescription, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.selfcheck import Check, CheckResult
from hipcoach.domain.session import SessionForm, SessionOutline
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import Adherence, AdherenceWeek
from hipcoach.progress.change import PainChange
from hipcoach.progress.dose_changes import DoseChange, Played, dose_changes
from hipcoach.progress.exercise_adherence import ExerciseAdherence, merged
from hipcoach.progress.pain_course import course_of, usual_pain
from hipcoach.progress.pain_trend import DailyPain, WeeklyPain
from hipcoach.progress.provocation import (
    ExercisePain,
    Provoked,
    ZoneCounts,
    provoked,
    zone_counts,
)

_CONTEXT = "TherapistReport"
MOST_SITES = 3
USUAL_WEEKS = 12
# Usual pain looks back so far from a morning; see progress/pain_course.py.
_REACH = timedelta(days=14)


class Paper(StrEnum):
    """The size of the page."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a person chooses for the page; the name may be left out."""

    paper: Paper = Paper.A4
    name: str = ""
    questions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One exercise of a routine that is done now, with its dose."""

    name: str
    prescription: Prescription


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRoutine:
    """A routine that the plan holds now; weekdays are 0 for Monday."""

    name: str
    weekdays: tuple[int, ...]
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """Something that changed, in a sentence, and from which day on."""

    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePain:
    """Pain at one site in the period; NRS 0-10.

    `baseline_day` is the first of the seven days of the baseline, `worst` the worst rating of any
    moment, `flares` the mornings that were clearly over what was usual.
    """

    site: str
    weeks: tuple[WeeklyPain, ...]
    runs: tuple[tuple[WeeklyPain, ...], ...]
    worst_weeks: tuple[DailyPain, ...]
    rated_days: int
    baseline: float | None
    baseline_day: date | None
    change: PainChange | None
    change_sentence: str
    worst: int | None
    mornings: int
    flares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapistReport:
    """Everything on the page but what a person types; `days` is the length of the period."""

    first: date
    last: date
    made_on: date
    days: int
    sore_side: Side
    areas: tuple[str, ...]
    usual_pain: int | None
    precautions: tuple[str, ...]
    signs: tuple[str, ...]
    routines: tuple[PlannedRoutine, ...]
    plan_changes: tuple[DatedLine, ...]
    dose_changes: tuple[DoseChange, ...]
    adherence: Adherence
    weeks: tuple[AdherenceWeek, ...]
    exercises: tuple[ExerciseAdherence, ...]
    short_sessions: int
    flare_sessions: int
    sites: tuple[SitePain, ...]
    zones: ZoneCounts
    provoked: tuple[Provoked, ...]
    tolerable: float
    annotations: tuple[Annotation, ...]
    clinic_lines: tuple[DatedLine, ...]
    check_lines: tuple[DatedLine, ...]
    caveats: tuple[str, ...]


class TherapistReports:
    """Makes the report of a period from the record."""

    def __init__(
        self,
        stores: RecordStores,
        progress: ProgressReport,
        doses: DoseReport,
        content: ContentSource,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        """Read from these."""
        self._stores = stores
        self._progress = progress
        self._doses = doses
        self._content = content
        self._preferences = preferences
        self._clock = clock

    def _care_lines(self, first: date, last: date) -> tuple[DatedLine, ...]:
        """Return results of forms, the weeks' aerobic minutes, and what may have provoked pain."""
        scores = score_lines(self._stores.form_scores.between(first, last))
        activities = self._stores.activities.between(first, last)
        done = (*aerobic_lines(activities), *provoking_lines(activities))
        return tuple(DatedLine(day=day, text=text) for day, text in (*scores, *done))

    def usual_period(self) -> tuple[date, date]:
        """Return the last twelve weeks, or from the first day on record if that is later."""
        first, last = self._progress.range_of(USUAL_WEEKS * 7)
        return max(first, min(self._progress.first_day(), last)), last

    def make(self, first: date, last: date, progress: Progress = no_progress) -> TherapistReport:
        """Return the report of [first, last]; days to come are left out."""
        today = self._clock.today()
        last = min(last, today)
        first = min(max(first, self._progress.first_day()), last)
        me = self._preferences.current.me
        ratings = self._stores.pains.between(first, last)
        known = usual_pain(ratings, me.main_site, last + timedelta(days=1), me.usual_pain)
        usual = {} if known is None else {me.main_site: known}
        outlines = self._outlines(first, last)
        adherence = self._progress.adherence(first, last)
        exercises, changes = self._reckoned(first, last, progress)
        return TherapistReport(
            first=first,
            last=last,
            made_on=today,
            days=(last - first).days + 1,
            sore_side=me.sore_side,
            areas=me.areas,
            usual_pain=me.usual_pain,
            precautions=tuple(
                self._precaution(flag) for flag in me.flags if not flag.startswith(PATHWAY_FLAG)
            ),
            signs=tuple(flag.plain for flag in self._content.red_flags if flag.id in me.red_flags),
            routines=self._routines(last),
            plan_changes=self._plan_changes(first, last),
            dose_changes=tuple(reversed(changes)),
            adherence=adherence.total,
            weeks=adherence.weeks,
            exercises=exercises,
            short_sessions=sum(each.form is SessionForm.SHORT for each in outlines),
            flare_sessions=sum(each.form is SessionForm.FLARE for each in outlines),
            sites=tuple(self._site(site, first, last) for site in self._sites(ratings)),
            zones=zone_counts((each.uid for each in outlines), ratings, usual),
            provoked=provoked(self._during(ratings), usual),
            tolerable=tolerable_up_to(usual.get(me.main_site)),
            annotations=self._stores.annotations.between(first, last),
            check_lines=(
                *_check_lines(self._stores.checks.between(date.min, last), first),
                *self._care_lines(first, last),
            ),
            clinic_lines=tuple(map(_clinic_line, self._stores.clinic.between(first, last))),
            caveats=self._caveats(first, last, ratings, outlines),
        )

    def _reckoned(
        self, first: date, last: date, progress: Progress
    ) -> tuple[tuple[ExerciseAdherence, ...], tuple[DoseChange, ...]]:
        """Return what was done by exercise and what changed, some weeks at a time."""
        exercises: list[ExerciseAdherence] = []
        played: list[Played] = []
        known: dict[str, Routine] = {}
        begin = first
        while begin <= last:
            progress((begin - first).days, (last - first).days + 1)
            end = min(last, begin + timedelta(weeks=STEP_WEEKS, days=-1))
            part = self._doses.part(begin, end, known)
            exercises += part.exercises
            played += part.played
            begin = end + timedelta(days=1)
        return merged(exercises), dose_changes(played)

    def _outlines(self, first: date, last: date) -> list[SessionOutline]:
        return [
            each
            for each in self._stores.sessions.outlines(first, last)
            if each.status in SHOWN and not is_trial_id(each.routine_id)
        ]

    def _precaution(self, flag: str) -> str:
        me = self._preferences.current.me
        plain = self._content.precautions.get(flag, flag)
        if not any(each.flag == flag for each in me.flag_sides):
            return plain
        side = me.flag_side(flag)
        if side is Side.BILATERAL:
            return plain
        told = (
            translate(_CONTEXT, "{precaution} (left)")
            if side is Side.LEFT
            else translate(_CONTEXT, "{precaution} (right)")
        )
        return told.format(precaution=plain)

    def _routines(self, day: date) -> tuple[PlannedRoutine, ...]:
        version = version_on(self._stores.plans.versions(), day)
        found: list[PlannedRoutine] = []
        for slot in () if version is None else version.slots:
            routine = self._content.routines.get(slot.routine_id)
            if routine is not None:
                items = tuple(
                    PlannedItem(name=item.exercise.name, prescription=item.prescription)
                    for item in routine.items
                )
                days = tuple(sorted(slot.weekdays))
                found.append(PlannedRoutine(name=routine.name, weekdays=days, items=items))
        return tuple(found)

    def _plan_changes(self, first: date, last: date) -> tuple[DatedLine, ...]:
        names = {each.id: each.name for each in self._content.routines.values()}
        found: list[DatedLine] = []
        for change in plan_changes(self._stores.plans.versions(), names):
            if first <= change.day <= last:
                text = "; ".join(change.lines)
                if change.reason:
                    text = f"{text} ({change.reason})"
                found.append(DatedLine(day=change.day, text=text))
        return tuple(found)

    def _sites(self, ratings: Iterable[PainRating]) -> tuple[str, ...]:
        """Return the main site, then those rated most often in the period."""
        counts: dict[str, int] = {}
        for rating in ratings:
            counts[rating.site] = counts.get(rating.site, 0) + 1
        main = self._preferences.current.me.main_site
        ranked = sorted(counts, key=lambda site: (site != main, -counts[site], site))
        return tuple(ranked[:MOST_SITES])

    def _site(self, site: str, first: date, last: date) -> SitePain:
        view = self._progress.pain(site, first, last)
        told = self._preferences.current.me.usual_pain
        ratings = self._stores.pains.of_site(site, first - _REACH, last)
        inside = [rating for rating in ratings if rating.local_date >= first]
        course = course_of(ratings, site, last, told)
        days = {rating.local_date for rating in inside}
        return SitePain(
            site=site,
            weeks=view.weeks,
            runs=view.runs,
            worst_weeks=view.worst_weeks,
            rated_days=len(days),
            baseline=None if view.baseline is None else view.baseline.value,
            baseline_day=None if view.baseline is None else view.baseline.first_day,
            change=view.change,
            change_sentence=view.change_sentence,
            worst=max((rating.nrs for rating in inside), default=None),
            mornings=sum(rating.moment is Moment.MORNING for rating in inside),
            flares=sum(first <= day <= last for day in course.flares),
        )

    def _during(self, ratings: Iterable[PainRating]) -> list[ExercisePain]:
        found: list[ExercisePain] = []
        for rating in ratings:
            if rating.moment is not Moment.DURING or not rating.item_uid:
                continue
            session = self._stores.sessions.get(rating.session_uid or "")
            if session is None:
                continue
            for item in session.routine.items:
                if item.uid == rating.item_uid:
                    exercise = item.exercise
                    found.append(ExercisePain(exercise.id, exercise.name, rating.nrs, rating.site))
        return found

    def _caveats(
        self,
        first: date,
        last: date,
        ratings: tuple[PainRating, ...],
        outlines: list[SessionOutline],
    ) -> tuple[str, ...]:
        days = (last - first).days + 1
        rated = len({rating.local_date for rating in ratings})
        told = [
            translate(
                _CONTEXT,
                "Self-reported; pain was rated on {rated} of {days} day(s). Days without a rating "
                "are unknown, not free of pain.",
                days,
            ).format(rated=rated, days=days)
        ]
        skipped = len(self._stores.pains.skipped_between(first, last))
        if skipped:
            text = translate(_CONTEXT, "Left unanswered: {count} question(s) about pain.", skipped)
            told.append(text.format(count=skipped))
        recalled = sum(rating.recalled for rating in ratings)
        if recalled:
            text = translate(_CONTEXT, "Told on a later day: {count} rating(s).", recalled)
            told.append(text.format(count=recalled))
        later = sum(
            session.entered_later
            for session in self._stores.sessions.of_uids([each.uid for each in outlines])
        )
        if later:
            text = translate(_CONTEXT, "Entered afterwards: {count} session(s).", later)
            told.append(text.format(count=later))
        if any(each.is_sample for each in outlines):
            told.append(translate(_CONTEXT, "Some of this is sample data, not a person's record."))
        return tuple(told)


def _clinic_line(note: ClinicNote) -> DatedLine:
    side = {
        Side.LEFT: translate(_CONTEXT, "left: {text}"),
        Side.RIGHT: translate(_CONTEXT, "right: {text}"),
    }.get(note.side, "{text}")
    kind = {
        ClinicNoteKind.GAIT: translate(_CONTEXT, "walking, {text}"),
        ClinicNoteKind.POSTURE: translate(_CONTEXT, "posture, {text}"),
        ClinicNoteKind.STRENGTH: translate(_CONTEXT, "strength, {text}"),
        ClinicNoteKind.RANGE: translate(_CONTEXT, "range, {text}"),
    }.get(note.kind, "{text}")
    told = kind.format(text=side.format(text=note.text))
    text = translate(_CONTEXT, "Clinic: {told}").format(told=told)
    return DatedLine(day=note.day, text=text)


def _check_lines(results: Sequence[CheckResult], first: date) -> tuple[DatedLine, ...]:
    """Say the latest of each check, side and thing since a day, with the one before it."""
    found: dict[tuple[Check, str, Side], list[CheckResult]] = {}
    for result in results:
        found.setdefault((result.check, result.about, result.side), []).append(result)
    return tuple(
        _check_line(each[-2] if len(each) > 1 else None, each[-1])
        for each in found.values()
        if each[-1].local_date >= first
    )


def _check_line(before: CheckResult | None, last: CheckResult) -> DatedLine:
    sides = {Side.LEFT: translate(_CONTEXT, "left"), Side.RIGHT: translate(_CONTEXT, "right")}
    about = ", ".join(
        part for part in (last.check.value, last.about, sides.get(last.side, "")) if part
    )
    value = f"{last.value:g} {last.unit.value}"
    if before is None:
        text = translate(_CONTEXT, "Check, {about}: {value}").format(about=about, value=value)
    else:
        text = translate(_CONTEXT, "Check, {about}: {before:g} → {value}").format(
            about=about, before=before.value, value=value
        )
    return DatedLine(day=last.local_date, text=text)
