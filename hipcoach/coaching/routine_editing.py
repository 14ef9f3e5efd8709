"""Writing a routine: every change makes a new draft, and every change can be undone."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from hipcoach.domain.errors import HipcoachError, RangeError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.kept_routine import KeptRoutine, kept_item, restored_item
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Prescription, Side
from hipcoach.domain.routine import MAX_ITEMS, Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.text import translate

_CONTEXT = "RoutineEditing"
Items = tuple[RoutineItem, ...]
Listener = Callable[[], None]


class EditRefusedError(HipcoachError):
    """A change that is not for the person to make, or has no place; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A routine that is being written: it may lack a name and exercises."""

    id: str
    name: str = ""
    goal: str = ""
    audience: str = ""
    origin: RoutineOrigin = RoutineOrigin.OWN
    items: Items = ()

    @classmethod
    def of(cls, routine: Routine) -> "Draft":
        """Begin with a routine as it is."""
        return cls(
            id=routine.id,
            name=routine.name,
            goal=routine.goal,
            audience=routine.audience,
            origin=routine.origin,
            items=routine.items,
        )

    @classmethod
    def restored(cls, kept: KeptRoutine, exercises: Mapping[str, Exercise]) -> "Draft":
        """Go on with a draft that was kept."""
        return cls(
            id=kept.id,
            name=kept.name,
            goal=kept.goal,
            audience=kept.audience,
            origin=kept.origin,
            items=tuple(restored_item(item, exercises) for item in kept.items),
        )

    def kept(self) -> KeptRoutine:
        """Return the draft as it is kept."""
        return KeptRoutine(
            id=self.id,
            name=self.name,
            goal=self.goal,
            audience=self.audience,
            origin=self.origin,
            items=tuple(kept_item(item) for item in self.items),
        )

    def routine(self) -> Routine:
        """Return the finished routine; raise EditRefusedError while something is missing."""
        name = " ".join(self.name.split())
        if not name:
            raise EditRefusedError(translate(_CONTEXT, "Give the routine a name first."))
        if not self.items:
            raise EditRefusedError(translate(_CONTEXT, "Add an exercise first."))
        return Routine(
            id=self.id,
            name=name,
            goal=" ".join(self.goal.split()),
            audience=" ".join(self.audience.split()),
            origin=self.origin,
            items=self.items,
        )

    def item(self, uid: str) -> RoutineItem:
        """Return an item; raise KeyError when there is none of that name."""
        return self.items[self.place(uid)]

    def place(self, uid: str) -> int:
        """Return where an item stands, from 0; raise KeyError when there is none of that name."""
        for place, item in enumerate(self.items):
            if item.uid == uid:
                return place
        raise KeyError(uid)

    @property
    def equipment(self) -> tuple[str, ...]:
        """List what to fetch, in the order it is first needed."""
        found = (each for item in self.items for each in item.exercise.equipment)
        return tuple(dict.fromkeys(found))


# -- items ---------------------------------------------------------------------


def added(
    draft: Draft,
    exercise: Exercise,
    *,
    at: int | None = None,
    prescription: Prescription | None = None,
) -> Draft:
    """Add an exercise at a place, else at the end, at its start dose unless another is given."""
    if len(draft.items) >= MAX_ITEMS:
        raise EditRefusedError(
            translate(_CONTEXT, "A routine has {number} exercises at most.").format(
                number=MAX_ITEMS
            )
        )
    item = RoutineItem(
        uid=_free_uid(exercise.id, {each.uid for each in draft.items}),
        exercise=exercise,
        prescription=prescription or start_of(exercise),
    )
    place = len(draft.items) if at is None else max(0, min(at, len(draft.items)))
    return replace(draft, items=_put(draft.items, item, place))


def start_of(exercise: Exercise) -> Prescription:
    """Return what to do of an exercise to begin with."""
    return Prescription(
        dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
    )


def removed(draft: Draft, uid: str) -> Draft:
    """Take an item out; raise EditRefusedError for a locked one."""
    _check_free(draft.item(uid))
    return replace(draft, items=_tidy(tuple(each for each in draft.items if each.uid != uid)))


def moved(draft: Draft, uid: str, to: int) -> Draft:
    """Put an item at another place, counted without it.

    Between two of a circuit it joins them, away from its circuit it leaves it. One that is
    locked in a circuit stays there, and a circuit with a locked item takes no other in.
    """
    item = draft.item(uid)
    if item.locked and item.group is not None:
        raise EditRefusedError(_locked_words(item))
    others = tuple(each for each in draft.items if each.uid != uid)
    return replace(draft, items=_put(others, item, max(0, min(to, len(others)))))


def exchanged(draft: Draft, uid: str, exercise: Exercise) -> Draft:
    """Let another exercise take an item's place; it keeps the dose where that fits."""
    item = _free(draft, uid)
    old = item.prescription
    fresh = start_of(exercise)
    if exercise.kind is item.exercise.kind:
        fresh = replace(fresh, dose=old.dose, rest_ms=old.rest_ms)
        if exercise.laterality is old.laterality is Laterality.UNILATERAL:
            fresh = replace(fresh, only_side=old.only_side, left=old.left, right=old.right)
    return _with(draft, replace(item, exercise=exercise, prescription=fresh))


# -- doses -----------------------------------------------------------------------


def dosed(draft: Draft, uid: str, dose: Dose, side: Side = Side.BILATERAL) -> Draft:
    """Give an item another dose, on one side where a side is named."""
    item = _free(draft, uid)
    key = {Side.BILATERAL: "dose", Side.LEFT: "left", Side.RIGHT: "right"}[side]
    return _with(draft, replace(item, prescription=_changed(item.prescription, **{key: dose})))


def sided(draft: Draft, uid: str, only_side: Side | None) -> Draft:
    """Let an item be done on one side only, or with None on both."""
    item = _free(draft, uid)
    prescription = _changed(item.prescription, only_side=only_side)
    return _with(draft, replace(item, prescription=prescription))


def split(draft: Draft, uid: str, *, is_wanted: bool) -> Draft:
    """Give each side a dose of its own, the common one to begin with, or none."""
    item = _free(draft, uid)
    own = item.prescription
    left, right = own.for_side(Side.LEFT), own.for_side(Side.RIGHT)
    changes = {"left": left, "right": right} if is_wanted else {"left": None, "right": None}
    return _with(draft, replace(item, prescription=_changed(own, **changes)))


def rested(draft: Draft, uid: str, rest_ms: int) -> Draft:
    """Give an item another rest between its sets, in ms."""
    item = _free(draft, uid)
    return _with(draft, replace(item, prescription=_changed(item.prescription, rest_ms=rest_ms)))


def led_to(draft: Draft, uid: str, transition_ms: int | None) -> Draft:
    """Say how long the way to an item is, in ms; with None it is worked out."""
    return _with(draft, replace(_free(draft, uid), transition_ms=transition_ms))


def ranked(draft: Draft, uid: str, priority: int) -> Draft:
    """Say whether an item stays in a short version: 1 first, 3 last."""
    return _with(draft, replace(_free(draft, uid), priority=priority))


# -- circuits ---------------------------------------------------------------------


def joined(draft: Draft, uid: str) -> Draft:
    """Let an item be done in rounds with the one before it."""
    place = draft.place(uid)
    item = _free(draft, uid)
    if place == 0:
        raise EditRefusedError(translate(_CONTEXT, "There is no exercise before this one."))
    before = draft.items[place - 1]
    group = before.group
    if before.locked or (group is not None and group in _closed(draft.items)):
        raise EditRefusedError(_locked_words(before))
    if group is None:
        group = _free_label(draft.items)
    items = list(draft.items)
    items[place - 1] = replace(before, group=group)
    items[place] = replace(item, group=group)
    return replace(draft, items=_tidy(tuple(items)))


def parted(draft: Draft, uid: str) -> Draft:
    """Take an item out of its circuit; what stood below it becomes a circuit of its own.

    A circuit with a locked item stays in one piece: the item goes behind it.
    """
    item = _free(draft, uid)
    alone = replace(item, group=None)
    if item.group not in _closed(draft.items):
        return _with(draft, alone)
    others = [each for each in draft.items if each.uid != uid]
    end = max(i for i, each in enumerate(others) if each.group == item.group) + 1
    return replace(draft, items=_tidy((*others[:end], alone, *others[end:])))


def in_rounds(draft: Draft, group: str, rounds: int) -> Draft:
    """Give every item of a circuit that isn't locked so many sets."""
    items = tuple(
        replace(item, prescription=_with_sets(item.prescription, rounds))
        if item.group == group and not item.locked
        else item
        for item in draft.items
    )
    return replace(draft, items=items)


def rounds_of(draft: Draft, group: str) -> int:
    """Return how many rounds a circuit has: the most sets of any item in it."""
    return max(
        (item.prescription.dose.sets for item in draft.items if item.group == group), default=1
    )


# -- what is usual ------------------------------------------------------------------


def beyond_usual(item: RoutineItem) -> frozenset[str]:
    """Return which parts of a dose lie outside the library's range, on whichever side.

    Parts are sets, reps, hold, duration and rest.
    """
    usual, own = item.exercise.dosage, item.prescription
    found = set()
    for side in own.sides(Side.LEFT):
        dose = own.for_side(side)
        hold_ms = dose.hold_ms if dose.kind is DoseKind.HOLD else None
        for part, value, span in (
            ("sets", dose.sets, usual.sets),
            ("reps", dose.reps, usual.reps),
            ("hold", hold_ms, usual.hold_ms),
            ("duration", dose.duration_ms, usual.duration_ms),
            ("rest", own.rest_ms if dose.sets > 1 else None, usual.rest_ms),
        ):
            if value is not None and span is not None and value not in span:
                found.add(part)
    return frozenset(found)


# -- undo -----------------------------------------------------------------------------


class RoutineEditor:
    """A draft, all that came before it, and all that was undone."""

    def __init__(self, draft: Draft) -> None:
        """Begin with this draft."""
        self._drafts = [draft]
        self._at = 0
        self._run = ""
        self._listeners: list[Listener] = []

    @property
    def draft(self) -> Draft:
        """Return the draft as it stands."""
        return self._drafts[self._at]

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to be undone."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether an undone change can be made again."""
        return self._at + 1 < len(self._drafts)

    def listen(self, listener: Listener) -> None:
        """Call this after every change, undone ones too."""
        self._listeners.append(listener)

    def change(self, draft: Draft, *, run: str = "") -> None:
        """Let another draft stand; changes of one run in a row are undone together."""
        if draft == self.draft:
            return
        del self._drafts[self._at + 1 :]
        if run and run == self._run and self.can_undo:
            self._drafts[self._at] = draft
        else:
            self._drafts.append(draft)
            self._at += 1
        self._run = run
        self._tell()

    def undo(self) -> None:
        """Go back by one change, if there is one."""
        if self.can_undo:
            self._at -= 1
            self._run = ""
            self._tell()

    def redo(self) -> None:
        """Make the change again that was undone last, if there is one."""
        if self.can_redo:
            self._at += 1
            self._run = ""
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


# -- inside -----------------------------------------------------------------------------


def _free(draft: Draft, uid: str) -> RoutineItem:
    item = draft.item(uid)
    _check_free(item)
    return item


def _check_free(item: RoutineItem) -> None:
    if item.locked:
        raise EditRefusedError(_locked_words(item))


def _locked_words(item: RoutineItem) -> str:
    words = translate(_CONTEXT, "{name} stays as your therapist set it.")
    return words.format(name=item.exercise.name)


def _with(draft: Draft, item: RoutineItem) -> Draft:
    items = tuple(item if each.uid == item.uid else each for each in draft.items)
    return replace(draft, items=_tidy(items))


def _changed(prescription: Prescription, **changes: object) -> Prescription:
    try:
        return replace(prescription, **changes)  # type: ignore[arg-type]
    except RangeError as error:
        raise EditRefusedError(str(error)) from error


def _with_sets(prescription: Prescription, sets: int) -> Prescription:
    left, right = prescription.left, prescription.right
    return _changed(
        prescription,
        dose=replace(prescription.dose, sets=sets),
        left=None if left is None else replace(left, sets=sets),
        right=None if right is None else replace(right, sets=sets),
    )


def _put(others: Items, item: RoutineItem, place: int) -> Items:
    """Put an item between others, in or out of a circuit as the place has it."""
    closed = _closed(others)

    def group_at(index: int) -> str | None:
        return others[index].group if 0 <= index < len(others) else None

    around = group_at(place - 1)
    if around is not None and around == group_at(place):
        if around in closed:
            while group_at(place) == around:
                place += 1
            around = None
        group = around
    else:
        stays = item.group is not None and item.group in (group_at(place - 1), group_at(place))
        group = item.group if stays else None
    if item.locked:
        # Locked in no circuit, it joins none.
        group = item.group
        if around is not None and group is None:
            while group_at(place) == around:
                place += 1
    return _tidy((*others[:place], replace(item, group=group), *others[place:]))


def _closed(items: Items) -> frozenset[str]:
    """Return the circuits that hold a locked item."""
    return frozenset(item.group for item in items if item.locked and item.group is not None)


def _tidy(items: Items) -> Items:
    """Let each circuit be in one piece, and none be of one item unless that is locked."""
    labels: list[str | None] = []
    seen: set[str] = set()
    for place, item in enumerate(items):
        label = item.group
        if label is not None and place and items[place - 1].group == label:
            label = labels[-1]
        elif label is not None and label in seen:
            label = _free_label(items, seen)
        if label is not None:
            seen.add(label)
        labels.append(label)
    alone = {label for label in seen if labels.count(label) == 1}
    return tuple(
        item
        if item.group == (label := None if labels[i] in alone and not item.locked else labels[i])
        else replace(item, group=label)
        for i, item in enumerate(items)
    )


def _free_label(items: Items, taken: Collection[str] = ()) -> str:
    used = {*taken, *(item.group for item in items)}
    number = 0
    while True:
        more, letter = divmod(number, 26)
        label = chr(ord("A") + letter) + (str(more + 1) if more else "")
        if label not in used:
            return label
        number += 1


def _free_uid(exercise_id: str, taken: Collection[str]) -> str:
    number = 1
    while f"{exercise_id}-{number}" in taken:
        number += 1
    return f"{exercise_id}-{number}"
