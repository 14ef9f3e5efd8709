"""What an exercise asks for, what serves in its stead, and what is not there.

Whatever a home has anyway stands in for a thing that is only in the way of comfort; nothing
stands in for what bears, resists or is stepped on. Which is which is this app's own judgement.
"""

from collections.abc import Collection

from hipcoach.domain.exercise import Exercise, is_at_hand, plain_things
from hipcoach.domain.text import translate

_CONTEXT = "Equipment"
# No home is without them, so they are asked of nobody.
EVERYWHERE = frozenset({"wall", "clear_floor"})


def stand_in(needed: str, owned: Collection[str] = ()) -> str:
    """Name in plain words what serves instead of a thing that isn't there; empty for nothing."""
    if needed == "loop_band" and "band" in owned:
        return translate(_CONTEXT, "your exercise band, tied into a loop")
    words = {
        "mat": translate(_CONTEXT, "a carpet or a folded blanket"),
        "pillow": translate(_CONTEXT, "a folded towel"),
        "knee_pad": translate(_CONTEXT, "a cushion or a folded towel"),
        "chair": translate(_CONTEXT, "a firm seat as high as your knees that can’t roll"),
        "stool": translate(_CONTEXT, "a firm chair"),
        "bench": translate(_CONTEXT, "two firm chairs side by side"),
        "support_surface": translate(_CONTEXT, "a heavy table that can’t slide"),
        "rail": translate(_CONTEXT, "a wall beside the step"),
        "bed": translate(_CONTEXT, "a firm couch"),
        "table": translate(_CONTEXT, "a worktop"),
        "desk": translate(_CONTEXT, "a table"),
        "belt": translate(_CONTEXT, "a long towel or a scarf"),
        "strap": translate(_CONTEXT, "a long towel or a scarf"),
        "slider": translate(_CONTEXT, "a folded towel on a smooth floor"),
        "stick": translate(_CONTEXT, "a broom"),
        "ball": translate(_CONTEXT, "a rolled-up cushion"),
    }
    return next((words[each] for each in plain_things(needed) if each in words), "")


def is_there(needed: str, owned: Collection[str]) -> bool:
    """Return whether a thing, or what serves instead, is there."""
    if is_at_hand(needed, owned) or not EVERYWHERE.isdisjoint(plain_things(needed)):
        return True
    return bool(stand_in(needed, owned))


def lacking(exercise: Exercise, owned: Collection[str]) -> tuple[str, ...]:
    """Return what an exercise asks for and neither is there nor has a stand-in."""
    return tuple(each for each in exercise.equipment if not is_there(each, owned))
