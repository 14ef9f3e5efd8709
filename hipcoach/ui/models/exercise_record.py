"""What was done of an exercise so far, in plain words."""

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.exercise_history import BestSet, History
from hipcoach.domain.prescription import Side
from hipcoach.domain.units import SECOND_MS
from hipcoach.ui.labels import length_text, short_date_text

_CONTEXT = "ExerciseRecord"


def record_lines(history: History) -> tuple[tuple[str, str], ...]:
    """Return (what, how much) pairs, or nothing as long as nothing was done."""
    if not history.sets:
        return ()
    days = QCoreApplication.translate(_CONTEXT, ", ").join(
        short_date_text(day) for day in history.last_days
    )
    return (
        (QCoreApplication.translate(_CONTEXT, "Sets done"), _sets_text(history)),
        (QCoreApplication.translate(_CONTEXT, "Last done"), days),
        *((_side_text(best.side), _best_text(best)) for best in history.bests),
    )


def _sets_text(history: History) -> str:
    if history.sets == 1:
        return QCoreApplication.translate(_CONTEXT, "1 set")
    if history.sessions == 1:
        text = QCoreApplication.translate(_CONTEXT, "{sets} sets in one session")
        return text.format(sets=history.sets)
    text = QCoreApplication.translate(_CONTEXT, "{sets} sets in {sessions} sessions")
    return text.format(sets=history.sets, sessions=history.sessions)


def _side_text(side: Side) -> str:
    return {
        Side.LEFT: QCoreApplication.translate(_CONTEXT, "Most in a set, left"),
        Side.RIGHT: QCoreApplication.translate(_CONTEXT, "Most in a set, right"),
        Side.BILATERAL: QCoreApplication.translate(_CONTEXT, "Most in a set"),
    }[side]


def _best_text(best: BestSet) -> str:
    if best.reps is None:
        # Not rounded up: what was not held is not told.
        amount = length_text(best.done_ms // SECOND_MS * SECOND_MS)
    elif best.reps == 1:
        amount = QCoreApplication.translate(_CONTEXT, "1 repetition")
    else:
        amount = QCoreApplication.translate(_CONTEXT, "{reps} repetitions").format(reps=best.reps)
    text = QCoreApplication.translate(_CONTEXT, "{amount}, on {day}")
    return text.format(amount=amount, day=short_date_text(best.day))
