"""What becomes of a routine's days in a plan when it is replaced or taken out."""

from dataclasses import replace

from hipcoach.domain.plan import Slot

Slots = tuple[Slot, ...]


def given_to(slots: Slots, routine_id: str, instead: str) -> Slots:
    """Return the slots with a routine's days and times given to another; both may be planned."""
    there = next((slot for slot in slots if slot.routine_id == instead), None)
    if there is None:
        return tuple(
            replace(slot, routine_id=instead) if slot.routine_id == routine_id else slot
            for slot in slots
        )
    days = there.weekdays.union(*(slot.weekdays for slot in slots if slot.routine_id == routine_id))
    both = replace(there, weekdays=days)
    return tuple(both if slot is there else slot for slot in slots if slot.routine_id != routine_id)


def without(slots: Slots, routine_id: str) -> Slots:
    """Return the slots without a routine; the last one stays without days."""
    left = tuple(slot for slot in slots if slot.routine_id != routine_id)
    return left or tuple(replace(slot, weekdays=frozenset()) for slot in slots)
