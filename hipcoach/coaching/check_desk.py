"""Self-checks: who may do which, how a trial is guided, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean, median
from uuid import uuid4

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.ports import CheckStore, ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import SessionPreparation, options_from
from hipcoach.coaching.safety_gate import SessionRefusedError, reason_to_stop
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.known import known
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Side
from hipcoach.domain.profile import Profile, WeightBearing
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.selfcheck import (
    MAX_ACTIVITIES,
    Check,
    CheckGuide,
    CheckResult,
    Hands,
    Movement,
)
from hipcoach.domain.text import translate
from hipcoach.domain.units import SECOND_MS
from hipcoach.player.clock import Clock
from hipcoach.player.lines import Words
from hipcoach.progress.check_norms import (
    ONE_LEG_SHORT_S,
    UP_AND_GO_SLOW_S,
    Norm,
    SmallestChange,
    Trend,
    norm_for,
    smallest_change,
    trend,
)
from hipcoach.progress.check_schedule import (
    REPEAT_DAYS,
    Allowance,
    allowance,
    due_checks,
    one_leg_cap_s,
    one_leg_trials,
)

_CONTEXT = "CheckDesk"
_PREFIX = "check:"
CHAIR_S, STAGE_S, WALK_CAP_S = 30, 10, 120
STAGES = 4
RANGE_TRIALS = 3
# What a check with a figure of its own, of no exercise, is timed like.
_WALK = "walk_timed"
# What is seen of the four ways of standing, in their order.
_STAGE_FIGURES = (
    "feet_together_stance",
    "semi_tandem_stance",
    "tandem_stance",
    "single_leg_balance",
)
# What is measured by moving goes through the same gate as a session.
_MOVING = frozenset(Check) - {Check.ACTIVITIES, Check.INTERFERENCE}
# Until the third stage, heel to toe, is held, the CDC's sheet speaks of a raised risk of falling.
_TANDEM_STAGE = 3


def reason_against(check: Check, me: Profile, content: ContentSource) -> str:
    """Say why a check is not for a person now, empty when it is."""
    if check in _MOVING:
        stopped = reason_to_stop(content.red_flags, me)
        if stopped:
            return stopped
        if is_operated(me) and me.weight_allowed is WeightBearing.NONE:
            return translate(_CONTEXT, "Your leg may not carry weight yet.")
    if allowance(check, me.flags) is not Allowance.NOT_NOW:
        return ""
    return translate(
        _CONTEXT, "Not before your surgeon or therapist has cleared it after the operation."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One thing to measure; `stage` is one of the four ways of standing.

    Where `length_s` is given the player leads it, for so many seconds at the most.
    """

    side: Side = Side.BILATERAL
    number: int = 1
    stage: int = 0
    length_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReading:
    """A result beside what it can be held against; `advice` is empty where there is none."""

    result: CheckResult
    before: CheckResult | None
    trend: Trend | None
    least: SmallestChange | None
    norm: Norm | None
    advice: str


class CheckDesk:
    """Knows the checks, prepares guided trials, and keeps and reads results."""

    def __init__(
        self,
        guides: Sequence[CheckGuide],
        store: CheckStore,
        content: ContentSource,
        clips: ClipSource,
        words: Words,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        """Work with these."""
        self.guides = tuple(guides)
        self._store = store
        self._content = content
        self._clips = clips
        self._words = words
        self._preferences = preferences
        self._clock = clock

    def guide(self, check: Check) -> CheckGuide:
        """Return how a check is done."""
        return next(guide for guide in self.guides if guide.check is check)

    @property
    def movements(self) -> tuple[Movement, ...]:
        """What can be measured of a hip's range, in the order it is offered."""
        return tuple(Movement)

    @property
    def hindrances(self) -> tuple[str, ...]:
        """What pain may get in the way of, our own three."""
        return (
            translate(_CONTEXT, "Walking"),
            translate(_CONTEXT, "Sleep"),
            translate(_CONTEXT, "Enjoying the day"),
        )

    def allowance(self, check: Check) -> Allowance:
        """Tell whether this person may do a check."""
        return allowance(check, self._preferences.current.me.flags)

    def reason_against(self, check: Check) -> str:
        """Say why a check is not for this person now, empty when it is."""
        return reason_against(check, self._preferences.current.me, self._content)

    def is_chosen(self, check: Check) -> bool:
        """Tell whether the person wants to be told when this check is due."""
        return check in self._preferences.current.me.checks

    def choose(self, check: Check, *, is_wanted: bool) -> None:
        """Tell from now on when this check is due, or don't."""
        settings = self._preferences.current
        kept = [each for each in settings.me.checks if each is not check]
        if is_wanted:
            kept.append(check)
        me = replace(settings.me, checks=tuple(kept))
        self._preferences.change(replace(settings, me=me))

    def repeat_days(self, check: Check) -> int:
        """Return after how many days a check is due again."""
        return REPEAT_DAYS[check]

    def due(self, began: date) -> tuple[Check, ...]:
        """Return the chosen checks that are due today, for a plan that began on a day."""
        chosen = [
            check for check in self._preferences.current.me.checks if not self.reason_against(check)
        ]
        return due_checks(chosen, self.results(), began, self._clock.today())

    # -- trials ------------------------------------------------------------------

    def trials(self, check: Check) -> tuple[Trial, ...]:
        """Return what is measured, in the order in which it is done."""
        flags = self._preferences.current.me.flags
        match check:
            case Check.CHAIR_STAND:
                return (Trial(length_s=CHAIR_S),)
            case Check.SINGLE_LEG_STAND:
                cap_s = one_leg_cap_s(flags)
                return tuple(
                    Trial(side=side, number=number, length_s=cap_s)
                    for number in range(1, one_leg_trials(flags) + 1)
                    for side in (Side.LEFT, Side.RIGHT)
                )
            case Check.FOUR_STAGE_BALANCE:
                return tuple(Trial(stage=stage, length_s=STAGE_S) for stage in range(1, STAGES + 1))
            case Check.UP_AND_GO:
                return (Trial(length_s=WALK_CAP_S),)
            case Check.HIP_RANGE:
                return tuple(Trial(number=number) for number in range(1, RANGE_TRIALS + 1))
        return (Trial(),)

    def prepare(self, check: Check, trial: Trial) -> SessionPreparation:
        """Put a guided trial on its way; the caller lets it render.

        Raises SessionRefusedError for a check that is not for this person now.
        """
        against = self.reason_against(check)
        if against:
            raise SessionRefusedError(against)
        guide = self.guide(check)
        figure = _STAGE_FIGURES[trial.stage - 1] if trial.stage else guide.figure
        base = self._content.exercises.get(figure)
        if base is None:
            base = replace(known(self._content.exercises, _WALK), id=figure)
        exercise = _as_check(base, guide, trial)
        prescription = Prescription(
            dose=exercise.start,
            rest_ms=0,
            laterality=exercise.laterality,
            only_side=trial.side if trial.side is not Side.BILATERAL else None,
        )
        routine = Routine(
            id=f"{_PREFIX}{check.value}",
            name=guide.name,
            goal=guide.tells,
            items=(RoutineItem(uid="trial", exercise=exercise, prescription=prescription),),
        )
        options = options_from(self._preferences.current)
        return SessionPreparation(routine, options, self._clips, self._words)

    # -- results -----------------------------------------------------------------

    def keep(
        self,
        check: Check,
        trials: Sequence[float],
        *,
        side: Side = Side.BILATERAL,
        about: str = "",
        hands: Hands = Hands.FREE,
        aid: str = "",
        note: str = "",
    ) -> CheckResult:
        """Keep what came of the trials of one side; raises RangeError or StorageError.

        The mean counts of one-leg stands, none longer than the cap, the middle one of ranges,
        the last of everything else. With hands used, the chair stand counts as 0 (CDC STEADI 2017).
        """
        now = self._clock.now()
        values = tuple(float(value) for value in trials)
        adapted: int | None = None
        if check is Check.SINGLE_LEG_STAND:
            cap_s = float(one_leg_cap_s(self._preferences.current.me.flags))
            values = tuple(min(value, cap_s) for value in values)
            value = round(fmean(values), 1)
        elif check is Check.HIP_RANGE:
            value = float(median(values))
        else:
            value = values[-1]
        if check is Check.CHAIR_STAND and hands is Hands.USED:
            adapted, value = round(value), 0.0
        result = CheckResult(
            uid=str(uuid4()),
            check=check,
            value=value,
            at=now,
            local_date=self._clock.today(),
            side=side,
            about=about,
            trials=values,
            hands=hands,
            aid=aid.strip(),
            adapted_count=adapted,
            note=note.strip(),
        )
        self._store.add(result)
        return result

    def keep_stages(self, held: Sequence[bool]) -> CheckResult:
        """Keep how many of the four ways of standing were held before the first that wasn't."""
        until = next((place for place, each in enumerate(held) if not each), len(held))
        return self.keep(Check.FOUR_STAGE_BALANCE, [until])

    def remove(self, result: CheckResult) -> None:
        """Take a result out; `put_back` brings it back."""
        self._store.remove(result.uid)

    def put_back(self, result: CheckResult) -> None:
        """Keep a result that was taken out."""
        self._store.add(result)

    def results(self, check: Check | None = None) -> tuple[CheckResult, ...]:
        """Return results, of one check where it is named, oldest first."""
        found = self._store.between(date.min, date.max)
        return tuple(result for result in found if check in (None, result.check))

    def activities(self) -> tuple[str, ...]:
        """Return the person's own activities as they were last told, else their goals."""
        found = self.results(Check.ACTIVITIES)
        if not found:
            return self._preferences.current.me.goals[:MAX_ACTIVITIES]
        last = found[-1].local_date
        return tuple(dict.fromkeys(one.about for one in found if one.local_date == last))

    def readings(self, check: Check) -> tuple[CheckReading, ...]:
        """Return the latest result of each side and thing, beside the one before it."""
        latest: dict[tuple[Side, str], list[CheckResult]] = {}
        for result in self.results(check):
            latest.setdefault((result.side, result.about), []).append(result)
        return tuple(self._reading(found) for found in latest.values())

    def activity_mean(self) -> CheckReading | None:
        """Return the mean of the own activities, beside the mean of the same ones before it.

        Stratford et al. 1995 read this mean; None with fewer than two activities.
        """
        by_day: dict[date, dict[str, CheckResult]] = {}
        for result in self.results(Check.ACTIVITIES):
            by_day.setdefault(result.local_date, {})[result.about] = result
        days = list(by_day.values())
        if not days or len(days[-1]) < 2:
            return None
        same = [day for day in days if day.keys() == days[-1].keys()]
        return self._reading([_mean_of(day) for day in same])

    def _reading(self, found: Sequence[CheckResult]) -> CheckReading:
        result = found[-1]
        before = found[-2] if len(found) > 1 else None
        me = self._preferences.current.me
        return CheckReading(
            result=result,
            before=before,
            trend=None if before is None else trend(before, result),
            least=smallest_change(result.check, result.about),
            norm=norm_for(result, me.age_on(result.local_date), me.sex),
            advice=_advice(result),
        )


def _mean_of(day: Mapping[str, CheckResult]) -> CheckResult:
    """Return the mean of a day's activities as a result about none of them; it is not kept."""
    last = list(day.values())[-1]
    value = round(fmean(result.value for result in day.values()), 1)
    return replace(last, value=value, about="", trials=())


def _advice(result: CheckResult) -> str:
    """Say kindly what belongs before a therapist; never a diagnosis."""
    is_low = (
        (result.check is Check.UP_AND_GO and result.value >= UP_AND_GO_SLOW_S)
        or (result.check is Check.FOUR_STAGE_BALANCE and result.value < _TANDEM_STAGE)
        or (result.check is Check.SINGLE_LEG_STAND and result.value < ONE_LEG_SHORT_S)
    )
    if not is_low:
        return ""
    return translate(
        _CONTEXT,
        "Results like this go with more falls in other people. Talk to your therapist or doctor "
        "about steadiness, and keep something to hold on to near you.",
    )


def _as_check(base: Exercise, guide: CheckGuide, trial: Trial) -> Exercise:
    """Return an exercise that is timed and says what the check is; its figure is the base's."""
    sided = trial.side is not Side.BILATERAL
    length_ms = (trial.length_s or STAGE_S) * SECOND_MS
    stage = {
        1: translate(_CONTEXT, "Feet side by side."),
        2: translate(_CONTEXT, "Instep at the big toe."),
        3: translate(_CONTEXT, "Heel to toe."),
        4: translate(_CONTEXT, "On one leg."),
    }.get(trial.stage, translate(_CONTEXT, "Get ready."))
    return replace(
        base,
        name=guide.name,
        kind=DoseKind.TIMED,
        laterality=Laterality.UNILATERAL if sided else Laterality.BILATERAL,
        side_means=base.side_means if sided else None,
        start=Dose(sets=1, duration_ms=length_ms),
        cues=(),
        spoken_position=stage,
        spoken_leg=translate(_CONTEXT, "Stand on your {side} leg.") if sided else "",
    )
