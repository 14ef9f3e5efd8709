"""What a self-check can be held against: published values, and the change that means something.

A norm is given only for the ages, the sex and the way of doing it that it was published for. It
describes other people; it is no diagnosis. A hip's range has none: what is published by age and sex
(Soucie et al. 2011, doi 10.1111/j.1365-2516.2010.02399.x) was moved by a therapist and measured
with a goniometer, up to 69 years, and reads whoever measures alone too low. It is held against the
person's own earlier ranges.
"""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.profile import Sex
from hipcoach.domain.selfcheck import Check, CheckResult, Hands, Movement, more_is_better

_STEADI = "CDC STEADI, 30-second chair stand (2017)"
_SPRINGER = "Springer et al. 2007, doi 10.1519/00139143-200704000-00003"
_BOHANNON = "Bohannon 2006, reference values for the timed up and go"
_WRIGHT = "Wright et al. 2011 (hip osteoarthritis)"
_STRATFORD = "Stratford et al. 1995"
_ROM = "differences under 10° are taken for noise (established practice)"

# Below average when less than this many stands: age from, men, women (CDC STEADI 2017).
_STANDS = (
    (60, 14, 12),
    (65, 12, 11),
    (70, 12, 10),
    (75, 11, 10),
    (80, 10, 9),
    (85, 8, 8),
    (90, 7, 4),
)
_STANDS_UNTIL = 94
# Mean of three trials with the eyes open, s: age from, mean (Springer et al. 2007).
_ONE_LEG = ((18, 43.3), (40, 40.3), (50, 37.0), (60, 26.9), (70, 15.0), (80, 6.2))
# Mean and its 95 % interval, s: age from, mean, low, high (Bohannon 2006).
_UP_AND_GO = ((60, 8.1, 7.1, 9.0), (70, 9.2, 8.2, 10.2), (80, 11.3, 10.0, 12.7))
_UP_AND_GO_UNTIL = 99
# From this many seconds on, the CDC's sheet speaks of a risk of falling.
UP_AND_GO_SLOW_S = 12
# A tandem stand shorter than this is taken for a raised risk of falling (CDC STEADI).
STAGE_S = 10
# One-leg stands this short go with more injurious falls (Vellas et al. 1997).
ONE_LEG_SHORT_S = 5


class NormKind(StrEnum):
    """How a published value is to be read."""

    BELOW_AVERAGE_UNDER = "below average under"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A published value in the check's own unit; `low` and `high` are its 95 % interval."""

    kind: NormKind
    value: float
    low: float | None = None
    high: float | None = None
    source: str


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """The smallest change that means something, in the check's own unit."""

    value: float
    source: str


class Trend(StrEnum):
    """What became of a result since an earlier one."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def norm_for(result: CheckResult, age: int | None, sex: Sex | None) -> Norm | None:
    """Return what was published for such a person and such a way of doing it, None for nothing."""
    if age is None or result.hands is not Hands.FREE:
        return None
    match result.check:
        case Check.CHAIR_STAND:
            return _stands_for(age, sex)
        case Check.SINGLE_LEG_STAND:
            mean = next((mean for since, mean in reversed(_ONE_LEG) if age >= since), None)
            if mean is None or len(result.trials) < 3:
                return None
            return Norm(kind=NormKind.MEAN, value=mean, source=_SPRINGER)
        case Check.UP_AND_GO:
            return _up_and_go_for(age)
    return None


def _stands_for(age: int, sex: Sex | None) -> Norm | None:
    if sex is None or age > _STANDS_UNTIL:
        return None
    row = next((row for row in reversed(_STANDS) if age >= row[0]), None)
    if row is None:
        return None
    stands = row[1] if sex is Sex.MALE else row[2]
    return Norm(kind=NormKind.BELOW_AVERAGE_UNDER, value=stands, source=_STEADI)


def _up_and_go_for(age: int) -> Norm | None:
    row = next((row for row in reversed(_UP_AND_GO) if age >= row[0]), None)
    if row is None or age > _UP_AND_GO_UNTIL:
        return None
    _, mean, low, high = row
    return Norm(kind=NormKind.MEAN, value=mean, low=low, high=high, source=_BOHANNON)


def smallest_change(check: Check, about: str = "") -> SmallestChange | None:
    """Return the change that means something, None where none is known.

    Of own activities, one alone needs 3 points and their mean needs 2 (Stratford et al. 1995).
    """
    if check is Check.HIP_RANGE:
        return None if about == Movement.FALL_OUT else SmallestChange(10, _ROM)
    if check is Check.ACTIVITIES:
        return SmallestChange(3 if about else 2, _STRATFORD)
    return {
        Check.CHAIR_STAND: SmallestChange(2, _WRIGHT),
        Check.UP_AND_GO: SmallestChange(1.1, "doi 10.1186/s12891-015-0637-8 (knee osteoarthritis)"),
    }.get(check)


def trend(before: CheckResult, after: CheckResult) -> Trend | None:
    """Tell what became of a result; None where no smallest change is known."""
    least = smallest_change(after.check, after.about)
    if least is None:
        return None
    # Seconds are kept to a hundredth; 10 - 8.9 is not quite 1.1 to a computer.
    gain = round(after.value - before.value, 2)
    if not more_is_better(after.check, after.about):
        gain = -gain
    if abs(gain) < least.value:
        return Trend.SAME
    return Trend.BETTER if gain > 0 else Trend.WORSE
