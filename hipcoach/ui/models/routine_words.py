"""A routine in plain words: how long, how much of it, what to have at hand."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.equipment import stand_in
from hipcoach.domain.exercise import is_at_hand
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.units import SECOND_MS
from hipcoach.ui.labels import dose_text, length_text, minutes_text

_CONTEXT = "RoutineWords"


def origin_words(origin: RoutineOrigin) -> str:
    """Name who made some routines, as a heading."""
    return {
        RoutineOrigin.OWN: _tr("Your own"),
        RoutineOrigin.THERAPIST: _tr("From your therapist"),
        RoutineOrigin.BUILT_IN: _tr("Built in"),
    }[origin]


def exercises_words(count: int) -> str:
    """Say how many exercises there are."""
    return _tr("1 exercise") if count == 1 else _tr("{count} exercises").format(count=count)


def to_fetch(routine: Routine, content: ContentSource, preferences: Preferences) -> tuple[str, ...]:
    """Return what a routine needs by name; what isn't said to be there with what serves instead."""
    names, owned = content.equipment_names, preferences.current.me.equipment

    def named(needed: str) -> str:
        name = names.get(needed, needed)
        instead = "" if is_at_hand(needed, owned) else stand_in(needed, owned)
        if not instead:
            return name
        return _tr("{thing} (or {instead})").format(thing=name, instead=instead)

    return tuple(named(each) for each in routine.equipment)


def equipment_words(equipment: tuple[str, ...], names: Mapping[str, str]) -> str:
    """List what to have at hand, or say that it is nothing."""
    if not equipment:
        return _tr("nothing to fetch")
    return ", ".join(names.get(each, each) for each in equipment)


def facts_words(routine: Routine, total_ms: int, names: Mapping[str, str]) -> str:
    """Say in a line what a routine takes: 18 minutes · 9 exercises · mat, chair."""
    parts = (
        minutes_text(total_ms),
        exercises_words(len(routine.items)),
        equipment_words(routine.equipment, names),
    )
    return " · ".join(parts)


def item_words(item: RoutineItem) -> str:
    """Say how much of an exercise, with its tempo and rest: 2 × 10 each side · 2-1-2-0."""
    parts = [dose_text(item, item.exercise)]
    dose = item.prescription.dose
    if dose.self_paced:
        parts.append(_tr("at your own pace"))
    elif dose.tempo is not None:
        parts.append(_tr("tempo {tempo}").format(tempo=dose.tempo.text))
    if item.prescription.rest_ms >= SECOND_MS:
        parts.append(_tr("rest {time}").format(time=length_text(item.prescription.rest_ms)))
    return " · ".join(parts)


def beyond_words(parts: Collection[str]) -> str:
    """Say which parts of a dose lie outside what is usual, empty when none does."""
    names = {
        "sets": _tr("sets"),
        "reps": _tr("repetitions"),
        "hold": _tr("hold"),
        "duration": _tr("time"),
        "rest": _tr("rest"),
    }
    told = [name for part, name in names.items() if part in parts]
    if not told:
        return ""
    return _tr("outside the usual range: {parts}").format(parts=", ".join(told))


def group_marks(items: tuple[RoutineItem, ...]) -> tuple[str, ...]:
    """Return A1, A2 for the items of circuits, by the order of the circuits, else nothing."""
    marks: list[str] = []
    letters: dict[str, str] = {}
    counts: dict[str, int] = {}
    for item in items:
        if item.group is None:
            marks.append("")
            continue
        letter = letters.setdefault(item.group, _letter(len(letters)))
        counts[item.group] = counts.get(item.group, 0) + 1
        marks.append(f"{letter}{counts[item.group]}")
    return tuple(marks)


def _letter(index: int) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    more, at = divmod(index, len(alphabet))
    return alphabet[at] * (more + 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
