"""Amounts and changes of a dose in words."""

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.progress_words import amount_text
from hipcoach.domain.prescription import DoseKind
from hipcoach.progress.dose_changes import ChangeKind, DoseChange
from hipcoach.progress.volume import Measure
from hipcoach.ui.labels import dose_text as prescription_text

_CONTEXT = "DoseWords"


def dose_text(amount: int, kind: DoseKind) -> str:
    """Write reps, or the time of holds and of sets by the clock, which is given in ms."""
    return amount_text(amount, Measure.REPS if kind is DoseKind.REPS else Measure.TIME)


def change_text(change: DoseChange) -> str:
    """Write what changed: the new dose, or which exercise this one took the place of."""
    if change.kind is ChangeKind.RUNG:
        return _tr("instead of {name}").format(name=change.before_name)
    before, after = prescription_text(change.before), prescription_text(change.after)
    # Tempo and rest are part of a dose, but not of its short form.
    return _tr("now {dose}").format(dose=after) if before != after else _tr("tempo or rest changed")


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
