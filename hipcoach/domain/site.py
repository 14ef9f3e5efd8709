"""Where it can hurt: the places of the body map, and how a place is written down.

A place is written as ratings have it: "left hip", "right groin", "sacrum". Any other text is a
place of a person's own, which no map shows and every list does.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from hipcoach.domain.prescription import Side


class View(StrEnum):
    """From where the body is seen."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class BodyArea:
    """An area of the map: its id, the views it is seen in, whether left and right are apart."""

    id: str
    views: tuple[View, ...]
    has_sides: bool = True


_FRONT: Final = (View.FRONT,)
_BACK: Final = (View.BACK,)
_BOTH: Final = (View.FRONT, View.BACK)

# From the trunk downwards, as the map is walked through; "thigh" is its front.
AREAS: Final = (
    BodyArea("pelvis", _FRONT, has_sides=False),
    BodyArea("hip", _FRONT),
    BodyArea("outer hip", _BOTH),
    BodyArea("groin", _FRONT),
    BodyArea("thigh", _FRONT),
    BodyArea("inner thigh", _FRONT),
    BodyArea("lower back", _BACK),
    BodyArea("sacrum", _BACK, has_sides=False),
    BodyArea("buttock", _BACK),
    BodyArea("sit bone", _BACK),
    BodyArea("back of the thigh", _BACK),
    BodyArea("knee", _BOTH),
    BodyArea("lower leg", _BOTH),
)
_BY_ID: Final = {area.id: area for area in AREAS}
_SIDES: Final = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Site:
    """A place; BILATERAL is both sides, the middle, or a side that nobody told."""

    area: str
    side: Side = Side.BILATERAL

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a place as ratings have it."""
        for side in _SIDES:
            if text.startswith(f"{side.value} "):
                return cls(text.removeprefix(f"{side.value} "), side)
        return cls(text)

    @property
    def text(self) -> str:
        """Write the place as ratings have it."""
        return self.area if self.side is Side.BILATERAL else f"{self.side.value} {self.area}"

    @property
    def body_area(self) -> BodyArea | None:
        """Return the map's area, or None for a place of a person's own."""
        return _BY_ID.get(self.area)


def sites() -> tuple[Site, ...]:
    """Return every place of the map, left before right."""
    return tuple(
        Site(area.id, side)
        for area in AREAS
        for side in (_SIDES if area.has_sides else (Side.BILATERAL,))
    )
