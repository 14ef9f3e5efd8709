"""Which key does what in a session, as a person may change it."""

from dataclasses import dataclass, replace
from enum import StrEnum


class SessionAction(StrEnum):
    """What a key can ask for in a session; the values name the fields of `SessionKeys`."""

    MAIN = "main"
    PAIN = "pain"
    NEXT = "next"
    PREVIOUS = "previous"
    REPEAT = "repeat"
    LONGER = "longer"
    SHORTER = "shorter"
    ANOTHER_SET = "another_set"
    FEWER_REPS = "fewer_reps"
    LEAVE_EXERCISE = "leave_exercise"
    CHANGE = "change"
    SOUND = "sound"
    FULL_SCREEN = "full_screen"
    END = "end"
    # The last: a person may have given their keys to something else before there were these.
    HOW = "how"
    EASIER = "easier"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKeys:
    """The names of the keys of each action, as Qt writes them in files ("PgDown", "R").

    A presenter clicker sends PgDown, PgUp, F5 and a full stop; a head-set or keyboard the
    media keys. Space, Enter, Escape and Tab have fixed meanings and stand nowhere here.
    """

    main: tuple[str, ...] = (
        "PgDown",
        "Media Play",
        "Toggle Media Play/Pause",
        "Media Pause",
        "F5",
    )
    pain: tuple[str, ...] = ("P", ".")
    next: tuple[str, ...] = ("Right", "Media Next")
    previous: tuple[str, ...] = ("Left", "PgUp", "Media Previous")
    repeat: tuple[str, ...] = ("R",)
    longer: tuple[str, ...] = ("+", "=")
    shorter: tuple[str, ...] = ("-",)
    another_set: tuple[str, ...] = ("A",)
    fewer_reps: tuple[str, ...] = ("F",)
    leave_exercise: tuple[str, ...] = ("X",)
    change: tuple[str, ...] = ("C",)
    sound: tuple[str, ...] = ("S",)
    full_screen: tuple[str, ...] = ("F11",)
    end: tuple[str, ...] = ("Media Stop",)
    how: tuple[str, ...] = ("H",)
    easier: tuple[str, ...] = ("E",)

    def of(self, action: SessionAction) -> tuple[str, ...]:
        """Return the keys of an action."""
        names: tuple[str, ...] = getattr(self, action.value)
        return names

    def action_of(self, name: str) -> SessionAction | None:
        """Return what a key does; of two actions that were given one key, the first."""
        return next((action for action in SessionAction if name in self.of(action)), None)

    def adding(self, action: SessionAction, name: str) -> "SessionKeys":
        """Return these keys with one more for an action."""
        return replace(self, **{action.value: (*self.of(action), name)})

    def without(self, action: SessionAction, name: str) -> "SessionKeys":
        """Return these keys with one less for an action."""
        left = tuple(each for each in self.of(action) if each != name)
        return replace(self, **{action.value: left})
