"""How a suggestion for a dose is told: a title, its reason, and each change in a line."""

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.progression import ItemChange, Suggestion
from hipcoach.domain.progression import Answer, Decision, DoseAnswer
from hipcoach.domain.routine import RoutineItem
from hipcoach.ui.labels import dose_text


def title_of(suggestion: Suggestion) -> str:
    """Return the suggestion in a few words."""
    several = len(suggestion.items) > 1
    name = suggestion.items[0].exercise.name
    match suggestion.decision:
        case Decision.UP:
            return _tr("One step more: {exercise}").format(exercise=name)
        case Decision.STOP:
            return _tr("Leave out for now: {exercise}").format(exercise=name)
        case Decision.DELOAD:
            return _tr("Lighten your exercises for now")
    if several:
        return _tr("A little less for now")
    return _tr("A little less: {exercise}").format(exercise=name)


def change_line(change: ItemChange) -> str:
    """Return what becomes of one exercise: Bridge: 2 × 10 → 2 × 12."""
    before, after = change.before, change.after
    if after is None:
        return _tr("{exercise} is left out").format(exercise=before.exercise.name)
    if after.exercise.id != before.exercise.id:
        return _tr("{before} → {after}, {dose}").format(
            before=before.exercise.name, after=after.exercise.name, dose=dose_text(after)
        )
    # A longer hold within a rep is not in the short form of a dose.
    if dose_text(before) == dose_text(after):
        return _tr("{exercise}: tempo {before} → {after}").format(
            exercise=before.exercise.name, before=_tempo(change.before), after=_tempo(after)
        )
    return _tr("{exercise}: {before} → {after}").format(
        exercise=before.exercise.name, before=dose_text(before), after=dose_text(after)
    )


def answer_lines(answer: DoseAnswer) -> tuple[str, str]:
    """Return what was answered to a suggestion in a title, and why in a sentence."""
    after = answer.after
    if answer.answer is Answer.NEVER:
        title = _tr("{exercise}: no more steps up")
    elif answer.answer is Answer.NOT_NOW:
        title = _tr("{exercise}: put off")
    elif after is None:
        title = _tr("{exercise}: left out")
    elif after.exercise_id != answer.base.exercise_id:
        title = _tr("{exercise} → {after}, {dose}")
    else:
        title = _tr("{exercise}: {dose}")
    told = title.format(
        exercise=answer.base.name,
        after="" if after is None else after.name,
        dose="" if after is None else dose_text(after.prescription),
    )
    return told, answer.why


def _tempo(item: RoutineItem) -> str:
    dose = item.prescription.left or item.prescription.dose
    return "" if dose.tempo is None else dose.tempo.text


def _tr(text: str) -> str:
    return QCoreApplication.translate("SuggestionWords", text)
