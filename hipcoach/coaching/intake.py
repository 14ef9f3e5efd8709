"""A first plan proposed from what a person told, with a reason for each part of it.

Which routine is proposed for whom is a decision of this app after the routines' own audience;
the 48 hours between strength days are established knowledge of the field, the weeks those of
`programme`. A therapist's word comes before all of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import suited
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import estimate_ms, options_from
from hipcoach.coaching.programme import has_tendon_pain, is_for_strength, usual_programme
from hipcoach.coaching.safety_gate import may_start, standing
from hipcoach.domain.plan import Phase, Programme, Slot
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS, whole_minutes

_CONTEXT = "Intake"
_MOST_STRENGTH_DAYS = 3
_BETWEEN = "loosen_up"
_GENTLE = "first_steps"
# A routine counts as fitting up to this share over the minutes there are.
_OVER = 1.2


@dataclass(frozen=True, slots=True)
class ProposedSlot:
    """A routine with its days, and why it is proposed."""

    slot: Slot
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan to be agreed to or changed; `notes` are what to mind before beginning."""

    slots: tuple[ProposedSlot, ...]
    programme: Programme
    programme_why: str
    notes: tuple[str, ...] = ()


def propose(
    me: Profile,
    weekdays: frozenset[int],
    first_day: date,
    content: ContentSource,
    length_ms: Callable[[Routine], int],
) -> Proposal | None:
    """Return a first plan on some of these weekdays (0 = Monday), or None.

    There is none while a sign stands that keeps sessions away, under 16, or where nothing of
    any routine suits. `length_ms` tells how long a routine takes.
    """
    if not may_start(content.red_flags, me):
        return None
    asks_for_appointment = bool(standing(content.red_flags, me))
    fitting = {
        each.id: made
        for each in content.routines.values()
        if (made := suited(each, me).routine) is not None
    }
    chosen = _main_routine(me, fitting, length_ms, gently=asks_for_appointment)
    if chosen is None:
        return None
    routine, why = chosen
    days = _spaced(weekdays) if is_for_strength(routine) else weekdays
    slots = [ProposedSlot(Slot(routine_id=routine.id, weekdays=days), why)]
    between = weekdays - days
    if between and _BETWEEN in fitting:
        told = translate(
            _CONTEXT,
            "On the days between: strength wants about 48 hours to sink in, easy movement none.",
        )
        slots.append(ProposedSlot(Slot(routine_id=_BETWEEN, weekdays=between), told))
    return Proposal(
        slots=tuple(slots),
        programme=_towards(usual_programme(me, first_day), me.goals),
        programme_why=_programme_why(me),
        notes=_notes(me, routine, length_ms, asks_for_appointment=asks_for_appointment),
    )


def _main_routine(
    me: Profile,
    fitting: Mapping[str, Routine],
    length_ms: Callable[[Routine], int],
    *,
    gently: bool,
) -> tuple[Routine, str] | None:
    """Return the first routine that is right for a person and short enough, else the shortest."""
    wanted = [
        (fitting[routine_id], why)
        for routine_id, why in _candidates(me, gently=gently)
        if routine_id in fitting
    ]
    if not wanted:
        return None
    if me.minutes is None:
        return wanted[0]
    most_ms = me.minutes * MINUTE_MS * _OVER
    short_enough = (each for each in wanted if length_ms(each[0]) <= most_ms)
    return next(short_enough, min(wanted, key=lambda each: length_ms(each[0])))


def _candidates(me: Profile, *, gently: bool) -> list[tuple[str, str]]:
    """Name routines for a person, the most fitting first, with the reason for each."""
    gentle = (
        _GENTLE,
        translate(_CONTEXT, "To begin gently, with movements that most sore hips can do."),
    )
    if gently or is_operated(me):
        return [gentle]
    found: list[tuple[str, str]] = []
    if "cane" in me.equipment:
        found.append(("with_cane", translate(_CONTEXT, "Because you walk with a stick.")))
    if "gtps" in me.flags or "outer hip" in me.areas:
        told = translate(_CONTEXT, "Because the outside of your hip is sore: no lying on it.")
        found.append(("outer_hip", told))
    if "lower back" in me.areas:
        told = translate(_CONTEXT, "Because your lower back is sore as well as your hip.")
        found.append(("low_back_and_hip", told))
    short = translate(_CONTEXT, "Because it fits into the minutes that you have.")
    return [*found, gentle, ("desk", short)]


def _spaced(weekdays: frozenset[int]) -> frozenset[int]:
    """Return up to three of the weekdays with a day between them, the week going round."""
    best: tuple[int, ...] = ()
    days = sorted(weekdays)
    for start in range(len(days)):
        found: list[int] = []
        for day in (*days[start:], *days[:start]):
            if all((day - other) % 7 not in (0, 1, 6) for other in found):
                found.append(day)
        if len(found) > len(best):
            best = tuple(found)
    return frozenset(best[:_MOST_STRENGTH_DAYS])


def _towards(programme: Programme, goals: tuple[str, ...]) -> Programme:
    """Let the last phase be for what a person wants to do again."""
    if not goals:
        return programme
    last = programme.phases[-1]
    goal = translate(_CONTEXT, "Towards: {goal}").format(goal=goals[0])
    phases = (*programme.phases[:-1], Phase(weeks=last.weeks, goal=goal))
    return Programme(first_day=programme.first_day, phases=phases)


def _programme_why(me: Profile) -> str:
    if has_tendon_pain(me):
        return translate(
            _CONTEXT, "A sore tendon takes eight to twelve weeks. After eight you look back."
        )
    return translate(
        _CONTEXT, "Six weeks are long enough to see whether it helps. Then you look back."
    )


def _notes(
    me: Profile,
    routine: Routine,
    length_ms: Callable[[Routine], int],
    *,
    asks_for_appointment: bool,
) -> tuple[str, ...]:
    notes: list[str] = []
    if asks_for_appointment:
        notes.append(translate(_CONTEXT, "Book your appointment first, and go gently until then."))
    if is_operated(me):
        notes.append(
            translate(_CONTEXT, "After an operation, show this to your surgeon or therapist first.")
        )
    minutes = whole_minutes(length_ms(routine))
    if me.minutes is not None and minutes > me.minutes * _OVER:
        told = translate(
            _CONTEXT,
            "It takes about {minutes} minutes. On short days, Today offers about five of it.",
        )
        notes.append(told.format(minutes=minutes))
    return tuple(notes)


class Intake:
    """Proposes a plan from the answers there are by now."""

    def __init__(self, planner: Planner, content: ContentSource, preferences: Preferences) -> None:
        """Work with these."""
        self._planner = planner
        self._content = content
        self._preferences = preferences

    def propose(self, weekdays: frozenset[int]) -> Proposal | None:
        """Return a first plan from today on, or None where there can be none."""
        settings = self._preferences.current
        options = options_from(settings)
        return propose(
            settings.me,
            weekdays,
            self._planner.today().day,
            self._content,
            lambda routine: estimate_ms(routine, options),
        )
