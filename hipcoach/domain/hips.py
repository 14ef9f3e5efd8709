"""What each hip does in an exercise: the one being worked, and the other one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.prescription import Side


class HipAction(StrEnum):
    """Something a hip does or bears; a hip without any is at rest."""

    WORKS = "works"
    STANDS = "stands"
    STANDS_ALONE = "stands alone"
    KNEELS = "kneels"
    BENDS_DEEP = "bends past 90"
    EXTENDS = "extends"
    CROSSES = "crosses"
    TURNS_IN = "turns in"
    LIFTS_SIDEWAYS = "lifts sideways"
    LAIN_ON = "lain on"


# Any of these puts body weight through the hip.
WEIGHT_BEARING = frozenset({HipAction.STANDS, HipAction.STANDS_ALONE, HipAction.KNEELS})


@dataclass(frozen=True, slots=True)
class HipUse:
    """What the worked hip does, and the other one; both the same where sides aren't apart."""

    worked: tuple[HipAction, ...] = ()
    other: tuple[HipAction, ...] = ()

    @classmethod
    def both(cls, actions: Iterable[HipAction]) -> "HipUse":
        """Return a use in which both hips do the same."""
        same = tuple(actions)
        return cls(same, same)

    def of(self, hip: Side, side: Side) -> frozenset[HipAction]:
        """Return what a hip does when the exercise is done on a side.

        Where nothing is told of either hip (a session of 0.1), the worked one is taken to work.
        """
        if not self.worked and not self.other:
            return frozenset({HipAction.WORKS} if side in (hip, Side.BILATERAL) else ())
        return frozenset(self.worked if side in (hip, Side.BILATERAL) else self.other)

    @property
    def actions(self) -> frozenset[HipAction]:
        """What either hip does."""
        return frozenset((*self.worked, *self.other))


# Nothing told of either hip.
AT_REST = HipUse()
