"""Versions of the plan that can't be read: told, and what can be done about each.

The version before one of them never takes its place by itself.
"""

from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import PlanStore
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.plan import PlanVersion, UnreadableVersion, version_on
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "LostPlans"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPlan:
    """A version of the plan that can't be read and holds today, or will hold.

    `day` is from when, None when that can't be read either. With `has_earlier` there is a plan
    before it that a person may choose to go on with.
    """

    version: UnreadableVersion
    day: date | None
    is_to_come: bool
    has_earlier: bool


class LostPlans:
    """Finds what can't be read of the plan, and does what the person chooses."""

    def __init__(self, plans: PlanStore, planner: Planner, clock: Clock) -> None:
        """Work on this plan."""
        self._plans = plans
        self._planner = planner
        self._clock = clock

    def lost(self) -> tuple[LostPlan, ...]:
        """Return each version that can't be read and holds today, will hold, or may."""
        today = self._clock.today()
        versions = self._plans.versions()
        now = version_on(versions, today)
        return tuple(
            LostPlan(
                version=each,
                day=each.day,
                is_to_come=each.valid_from > today,
                has_earlier=self._before(each) is not None,
            )
            for each in versions
            if isinstance(each, UnreadableVersion)
            and (each is now or each.day is None or each.valid_from > today)
        )

    def go_on_before(self, lost: LostPlan) -> None:
        """Let the plan before it hold from today; one that was to come is forgotten."""
        if lost.is_to_come or lost.day is None:
            self._planner.withdraw(lost.version)
            return
        earlier = self._before(lost.version)
        if earlier is None:
            raise HipcoachError(translate(_CONTEXT, "There is no plan before it to go on with."))
        reason = translate(_CONTEXT, "The plan after it can't be read")
        self._planner.change(earlier.slots, earlier.programme, reason=reason)

    def _before(self, lost: UnreadableVersion) -> PlanVersion | None:
        day = self._clock.today() if lost.day is None else lost.valid_from
        read = [each for each in self._plans.versions() if each.slots and each.valid_from <= day]
        return read[-1] if read else None
