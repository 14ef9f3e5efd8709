"""What the places picked on the body map say about a person: the sore side, and the areas."""

from collections.abc import Sequence
from dataclasses import replace

from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.site import Site

# The areas that the questions know, as the routines do.
ASKED_AREAS = ("hip", "groin", "outer hip", "buttock", "thigh", "lower back", "pelvis")
# Its side says nothing about which hip is sore, where a place of a hip is picked as well.
_BACK = "lower back"


def with_places(me: Profile, places: Sequence[str]) -> Profile:
    """Return the profile with what these places say, in the order they were picked.

    The first is what ratings are about. Both sides, or none told apart, count as both hips.
    """
    found = [Site.parse(each) for each in places]
    of_hips = [each for each in found if each.area != _BACK] or found
    sides = {each.side for each in of_hips} - {Side.BILATERAL}
    return replace(
        me,
        sore_side=sides.pop() if len(sides) == 1 else Side.BILATERAL,
        areas=tuple(dict.fromkeys(each.area for each in found)),
    )


def places_of(me: Profile) -> tuple[str, ...]:
    """Return the places of the body map that stand for what a person told."""
    found: list[str] = []
    for area in me.areas:
        body_area = Site(area).body_area
        if body_area is None or area not in ASKED_AREAS:
            continue
        if not body_area.has_sides:
            found.append(area)
            continue
        both = (Side.LEFT, Side.RIGHT)
        sides = both if me.sore_side is Side.BILATERAL else (me.sore_side,)
        found.extend(Site(area, side).text for side in sides)
    return tuple(found)
