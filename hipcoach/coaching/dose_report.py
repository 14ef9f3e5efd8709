"""What was done by exercise: reckoned a few months at a time, so that years freeze no window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hipcoach.coaching.ports import ContentSource, PlanStore, SessionStore
from hipcoach.coaching.progress_report import SHOWN
from hipcoach.coaching.progress_words import volume_sentence
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.plan import DayState, PlanVersion
from hipcoach.domain.prescription import DoseKind, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionForm, SetRecord
from hipcoach.domain.week import week_start
from hipcoach.player.clock import Clock
from hipcoach.progress.adherence import DaySession, slot_states
from hipcoach.progress.dose import ExerciseDone, dose_share, per_exercise
from hipcoach.progress.dose_changes import DoseChange, Played, dose_changes
from hipcoach.progress.exercise_adherence import ExerciseAdherence, exercise_adherence
from hipcoach.progress.exercise_adherence import merged as merged_adherence
from hipcoach.progress.volume import (
    DaySets,
    Measure,
    WeekVolume,
    sides_of,
    weekly_volume,
)
from hipcoach.progress.volume import merged as merged_volume

# So many weeks are reckoned at once: a step on ten years of daily data stays far below a blink.
STEP_WEEKS = 4
_ASKED = (DayState.DONE, DayState.PARTIAL, DayState.MISSED)


@dataclass(frozen=True, slots=True)
class ExerciseChoice:
    """An exercise of which something was done."""

    exercise_id: str
    name: str
    kind: DoseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseView:
    """Volume and adherence by exercise over [first, last], with the changes of dose and rung.

    `choices` are the exercises of which there is a volume, by name.
    """

    first: date
    last: date
    choices: tuple[ExerciseChoice, ...] = ()
    volumes: tuple[WeekVolume, ...] = ()
    exercises: tuple[ExerciseAdherence, ...] = ()
    changes: tuple[DoseChange, ...] = ()

    @property
    def mondays(self) -> tuple[date, ...]:
        """Every week that touches the time shown."""
        monday = week_start(self.first)
        count = (self.last - monday).days // 7 + 1
        return tuple(monday + timedelta(weeks=index) for index in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeView:
    """One exercise in one measure, week by week; time in ms, left and right apart."""

    exercise_id: str
    name: str
    measure: Measure
    mondays: tuple[date, ...]
    amounts: Mapping[Side, Mapping[date, int]]
    changes: tuple[DoseChange, ...]
    sentence: str


@dataclass(slots=True)
class DoseWork:
    """A reckoning under way; `step` it until it is done, `view` tells what is known by then."""

    _report: "DoseReport"
    _first: date
    _last: date
    _next: date
    _volumes: list[WeekVolume] = field(default_factory=list)
    _exercises: list[ExerciseAdherence] = field(default_factory=list)
    _played: list[Played] = field(default_factory=list)
    _known: dict[str, Routine] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether everything was reckoned."""
        return self._next > self._last

    def step(self) -> None:
        """Reckon the next weeks."""
        if self.is_done:
            return
        end = min(self._last, self._next + timedelta(weeks=STEP_WEEKS, days=-1))
        part = self._report.part(self._next, end, self._known)
        self._volumes += part.volumes
        self._exercises += part.exercises
        self._played += part.played
        self._next = end + timedelta(days=1)

    def view(self) -> DoseView:
        """Return what was reckoned so far."""
        volumes, exercises = merged_volume(self._volumes), merged_adherence(self._exercises)
        return DoseView(
            first=self._first,
            last=self._last,
            choices=self._report.choices(volumes, exercises),
            volumes=volumes,
            exercises=exercises,
            changes=dose_changes(self._played),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePart:
    """What some weeks hold."""

    volumes: tuple[WeekVolume, ...]
    exercises: tuple[ExerciseAdherence, ...]
    played: tuple[Played, ...]


class DoseReport:
    """Reads sets and plan, and hands over volume, adherence by exercise, and changes."""

    def __init__(
        self, sessions: SessionStore, plans: PlanStore, content: ContentSource, clock: Clock
    ) -> None:
        """Read from these stores, and from the routines there are."""
        self._sessions = sessions
        self._plans = plans
        self._content = content
        self._clock = clock

    def begin(self, first: date, last: date) -> DoseWork:
        """Begin to reckon [first, last]."""
        return DoseWork(self, first, last, first)

    def whole(self, first: date, last: date) -> DoseView:
        """Reckon [first, last] in one go."""
        work = self.begin(first, last)
        while not work.is_done:
            work.step()
        return work.view()

    def part(self, first: date, last: date, known: dict[str, Routine]) -> DosePart:
        """Reckon some weeks; `known` are routines as they were last played, by id."""
        sessions = [each for each in self._sessions.between(first, last) if each.status in SHOWN]
        sets = self._sessions.sets_between(first, last)
        due, beyond = self._against_plan(first, last, sessions, sets, known)
        return DosePart(
            volumes=weekly_volume(
                DaySets(each.local_date, sets.get(each.uid, ())) for each in sessions
            ),
            exercises=exercise_adherence(due, beyond),
            played=tuple(
                Played(each.local_date, each.started_at, each.routine)
                for each in sessions
                if each.form is SessionForm.FULL and not is_trial(each.routine)
            ),
        )

    def choices(
        self, volumes: Sequence[WeekVolume], exercises: Sequence[ExerciseAdherence]
    ) -> tuple[ExerciseChoice, ...]:
        """Return the exercises that were done, by name; one done in another's place too."""
        known = {each.exercise_id: (each.name, each.kind) for each in exercises}
        found: list[ExerciseChoice] = []
        for exercise_id in {volume.exercise_id for volume in volumes}:
            if exercise_id not in known:
                exercise = self._content.exercises.get(exercise_id)
                if exercise is None:
                    continue
                known[exercise_id] = (exercise.name, exercise.kind)
            found.append(ExerciseChoice(exercise_id, *known[exercise_id]))
        return tuple(sorted(found, key=lambda each: (each.name, each.exercise_id)))

    def _against_plan(
        self,
        first: date,
        last: date,
        sessions: Sequence[Session],
        sets: Mapping[str, tuple[SetRecord, ...]],
        known: dict[str, Routine],
    ) -> tuple[list[ExerciseDone], list[ExerciseDone]]:
        """Return what was prescribed with what was done of it, and what was done beyond."""
        versions, excused = self._plans.versions(), self._plans.excused()
        today = self._clock.today()
        by_day: dict[date, list[Session]] = {}
        due: list[ExerciseDone] = []
        beyond: list[ExerciseDone] = []
        for session in sessions:
            if is_trial(session.routine):
                beyond += per_exercise(session.routine, sets.get(session.uid, ()))
            else:
                by_day.setdefault(session.local_date, []).append(session)
        day = first
        while day <= last:
            held = by_day.get(day, [])
            asked, missed = self._asked(day, today, versions, excused, held)
            # A short or flare version is held against what it offered, its own routine.
            ranked = held
            if len(held) > 1:
                ranked = sorted(held, key=lambda each: self._rank(each, sets), reverse=True)
            for at, session in enumerate(ranked):
                if session.form is SessionForm.FULL:
                    known[session.routine.id] = session.routine
                done = per_exercise(session.routine, sets.get(session.uid, ()))
                (due if at < asked else beyond).extend(done)
            for routine_id in missed:
                routine = known.get(routine_id) or self._content.routines.get(routine_id)
                if routine is not None:
                    due += per_exercise(routine, ())
            day += timedelta(days=1)
        return due, beyond

    @staticmethod
    def _asked(
        day: date,
        today: date,
        versions: tuple[PlanVersion, ...],
        excused: Mapping[date, str],
        held: Sequence[Session],
    ) -> tuple[int, list[str]]:
        """Return for how many sessions the day asked and had, and which routines were missed."""
        told = [DaySession(each.local_date, each.status, each.routine.id) for each in held]
        states = slot_states(day, today, versions, excused, told)
        missed = [
            occasion.routine_id for occasion, state in states.items() if state is DayState.MISSED
        ]
        asked = sum(state in _ASKED for state in states.values()) - len(missed)
        return asked, missed

    @staticmethod
    def _rank(session: Session, sets: Mapping[str, tuple[SetRecord, ...]]) -> tuple[float, str]:
        return dose_share(session.routine, sets.get(session.uid, ())), session.uid


def volume_of(view: DoseView, exercise_id: str, measure: Measure) -> VolumeView:
    """Return one exercise of a view in one measure."""
    own = [volume for volume in view.volumes if volume.exercise_id == exercise_id]
    amounts: dict[Side, dict[date, int]] = {}
    totals: dict[date, int] = dict.fromkeys(view.mondays, 0)
    for volume in own:
        amounts.setdefault(volume.side, {})[volume.monday] = volume.of(measure)
        totals[volume.monday] = totals.get(volume.monday, 0) + volume.of(measure)
    is_sided = Side.LEFT in amounts or Side.RIGHT in amounts
    name = next((each.name for each in view.choices if each.exercise_id == exercise_id), "")
    return VolumeView(
        exercise_id=exercise_id,
        name=name,
        measure=measure,
        mondays=view.mondays,
        amounts=amounts,
        changes=tuple(each for each in view.changes if each.exercise_id == exercise_id),
        sentence=volume_sentence(
            name,
            measure,
            sorted(totals.items()),
            sides_of(own, exercise_id, measure) if is_sided else None,
        ),
    )


def measures_of(kind: DoseKind) -> tuple[Measure, ...]:
    """Return the measures in which an exercise of this kind can be told, the most telling first."""
    first = Measure.REPS if kind is DoseKind.REPS else Measure.TIME
    return (first, Measure.SETS)
