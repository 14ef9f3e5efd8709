"""How the day stands, in one line, and what Start says."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.planner import DueRoutine, Today
from hipcoach.domain.plan import DayState
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm
from hipcoach.ui.labels import minutes_text, time_words, weekday_text
from hipcoach.ui.pages.today.due_list import DueRow
from hipcoach.ui.pages.today.header import day_text

_CONTEXT = "TodayPage"


def day_line(today: Today, routine: Routine, form: SessionForm, *, has_plan: bool) -> str:
    """Say how a routine stands today, or that it is the person's own choice."""
    if form is SessionForm.SHORT:
        return _tr("Short version · it counts as done")
    if form is SessionForm.FLARE:
        return _tr("For a sorer day · it counts as done")
    state = _state(today, routine)
    if state is None:
        return _tr("Your choice for today")
    due = _due(today, routine)
    if due is not None and due.of > 1 and state is not DayState.EXCUSED:
        return " · ".join((count_words(due), *_programme_words(today)))
    if state is DayState.DUE and today.is_first:
        return _tr("Your first session · due today")
    if state is DayState.DUE:
        return " · ".join((_tr("Due today"), *_programme_words(today)))
    if state is DayState.EXCUSED and today.excuse_reason:
        return _tr("Excused today · {reason}").format(reason=today.excuse_reason)
    words = {
        DayState.DONE: _tr("Done today"),
        DayState.PARTIAL: _tr("Part of it is done today"),
        DayState.EXCUSED: _tr("Excused today"),
    }.get(state)
    still_due = sum(each.state is DayState.DUE for each in today.due)
    if words is not None and still_due:
        return " · ".join((words, _tr("{number} still due").format(number=still_due)))
    if words is None and today.has_ended:
        return _tr("Nothing is due any more")
    if words is None:
        words = _without_due(today, has_plan=has_plan)
    if today.next_due is None:
        return words
    return " · ".join((words, _tr("next: {day}").format(day=day_ahead(today))))


def due_words(due: DueRoutine, length_ms: int) -> str:
    """Say how long a routine takes, given in ms, and how it stands."""
    state = {
        DayState.DONE: _tr("done"),
        DayState.PARTIAL: _tr("part of it done"),
        DayState.EXCUSED: _tr("excused"),
    }.get(due.state, _tr("due"))
    if due.of > 1 and due.state is not DayState.EXCUSED:
        state = count_words(due)
    return f"{minutes_text(length_ms)} · {state}"


def due_rows(today: Today, length_ms: Callable[[Routine], int]) -> list[DueRow]:
    """Return the lines of the day's routines that are there; `length_ms` tells their lengths."""
    return [
        DueRow(
            routine_id=each.routine_id,
            name=each.name,
            state=each.state,
            words=due_words(each, length_ms(each.routine)),
        )
        for each in today.due
        if each.routine is not None
    ]


def with_lengths(
    routines: Iterable[Routine], length_ms: Callable[[Routine], int]
) -> list[tuple[str, str]]:
    """Return the ids of routines with their names and lengths in words."""
    return [(each.id, f"{each.name} · {minutes_text(length_ms(each))}") for each in routines]


def count_words(due: DueRoutine) -> str:
    """Say how many of a day's times are done, and which is next."""
    words = _tr("{done} of {number} done today").format(done=due.done, number=due.of)
    following = due.next
    if following is None or not following.time:
        return words
    return " · ".join((words, _tr("next: {time}").format(time=time_words(following.time))))


def start_text(today: Today, routine: Routine, *, is_chosen: bool) -> str:
    """Say what Start does."""
    state = _state(today, routine)
    if state is DayState.DONE:
        return _tr("Start again")
    if state is DayState.REST and not today.has_days:
        return _tr("Start")
    if is_unplanned(today, routine, is_chosen=is_chosen):
        return _tr("Start anyway")
    return _tr("Start")


def _without_due(today: Today, *, has_plan: bool) -> str:
    if not has_plan:
        return _tr("No days are chosen yet")
    return _tr("Rest day") if today.has_days else _tr("Whenever you like")


def is_unplanned(today: Today, routine: Routine, *, is_chosen: bool) -> bool:
    """Return whether a start would be one that nothing asks for: on a day of rest, unchosen."""
    return _state(today, routine) in (DayState.REST, DayState.EXCUSED) and not is_chosen


def _state(today: Today, routine: Routine) -> DayState | None:
    """Return how a routine stands today, or None when it isn't the day's."""
    if not today.due and today.routine is not None and routine.id == today.routine.id:
        return today.state
    due = _due(today, routine)
    return None if due is None else due.state


def _due(today: Today, routine: Routine) -> DueRoutine | None:
    return next((each for each in today.due if each.routine_id == routine.id), None)


def _programme_words(today: Today) -> tuple[str, ...]:
    """Tell the week of the programme, and what it is for."""
    programme = today.programme
    week = programme.week_on(today.day) if programme is not None else None
    phase = programme.phase_on(today.day) if programme is not None else None
    if programme is None or week is None or phase is None:
        return ()
    words = _tr("week {week} of {weeks}").format(week=week, weeks=programme.weeks)
    goal = programme.phases[phase].goal
    return (words, goal) if goal else (words,)


def day_ahead(today: Today) -> str:
    """Say when the next session is; empty where none is near."""
    if today.next_due is None:
        return ""
    ahead = (today.next_due - today.day).days
    if ahead == 1:
        return _tr("tomorrow")
    return weekday_text(today.next_due) if ahead < 7 else day_text(today.next_due)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
