"""What the record says in words: moments, places of a session, changes and amounts."""

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.pain_words import kind_words
from hipcoach.coaching.session_history import ItemView, SessionView, SetCell
from hipcoach.domain.annotation import AnnotationKind
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import ChangeKind, SessionChange, SessionForm
from hipcoach.domain.text import translate
from hipcoach.ui.labels import length_text, site_text

_CONTEXT = "RecordWords"


def event_kind_text(kind: AnnotationKind) -> str:
    """Name what happened, as it is offered."""
    return {
        AnnotationKind.FLARE: _tr("Flare"),
        AnnotationKind.FALL: _tr("Fall"),
        AnnotationKind.ILLNESS: _tr("Illness"),
        AnnotationKind.MEDICATION: _tr("Medication or injection"),
        AnnotationKind.DOSE: _tr("New dose"),
        AnnotationKind.RUNG: _tr("Other exercise"),
        AnnotationKind.APPOINTMENT: _tr("Appointment"),
        AnnotationKind.OWN: _tr("Something else"),
    }[kind]


def moment_text(moment: Moment) -> str:
    """Name when a rating was given."""
    return {
        Moment.BEFORE: _tr("Before"),
        Moment.DURING: _tr("During"),
        Moment.AFTER: _tr("After"),
        Moment.MORNING: _tr("Morning after"),
        Moment.UNPROMPTED: _tr("In between"),
    }[moment]


def rating_text(rating: PainRating, view: SessionView) -> str:
    """Write a rating in a line: During · left hip 6, sharp · Bridge, set 2, left."""
    told = f"{site_text(rating.site)} {rating.nrs}"
    if rating.kind is not None:
        told += f", {kind_words(rating.kind)}"
    parts = [moment_text(rating.moment), told]
    place = _place_text(rating, view)
    if place:
        parts.append(place)
    if rating.woke_at_night is not None:
        parts.append(_tr("woke at night") if rating.woke_at_night else _tr("slept through"))
    if rating.recalled:
        parts.append(_tr("from memory"))
    if rating.note:
        parts.append(rating.note)
    return " · ".join(parts)


def _place_text(rating: PainRating, view: SessionView) -> str:
    item = next((each for each in view.items if each.item_uid == rating.item_uid), None)
    if item is None:
        return ""
    if rating.set_no is None:
        return item.name
    if rating.side in (Side.LEFT, Side.RIGHT):
        text = _tr("{name}, set {number}, {side}")
    else:
        text = _tr("{name}, set {number}")
    return text.format(name=item.name, number=rating.set_no, side=side_text(rating.side))


def side_text(side: Side | None) -> str:
    """Name a side in a line."""
    return {Side.LEFT: _tr("left"), Side.RIGHT: _tr("right")}.get(side or Side.BILATERAL, "")


def change_text(change: SessionChange, items: tuple[ItemView, ...]) -> str:
    """Write what was changed in a line: Fewer reps · Bridge · Pain 6, sharp."""
    kind = {
        ChangeKind.ANOTHER_SET: _tr("One more set"),
        ChangeKind.EASIER: _tr("An easier exercise"),
        ChangeKind.FEWER_REPS: _tr("Fewer reps"),
        ChangeKind.LEFT_OUT: _tr("Left out"),
        ChangeKind.ENDED_EARLY: _tr("Ended early"),
        ChangeKind.OWN: "",
    }[change.kind]
    name = next((each.name for each in items if each.item_uid == change.item_uid), "")
    return " · ".join(part for part in (kind, name, change.why) if part)


def form_text(form: SessionForm) -> str:
    """Name the form of a session that wasn't the full one, empty for that."""
    return {
        SessionForm.FULL: "",
        SessionForm.SHORT: _tr("Short version"),
        SessionForm.FLARE: _tr("For a sorer day"),
    }[form]


def planned_text(cell: SetCell) -> str:
    """Write what was planned of a set."""
    if cell.planned_reps is not None:
        return translate(_CONTEXT, "{0} rep(s)", cell.planned_reps).format(cell.planned_reps)
    return length_text(cell.planned_ms)


def done_text(cell: SetCell) -> str:
    """Write what was done of a set beside what was planned: 8 of 10 reps."""
    if cell.planned_reps is not None:
        return translate(_CONTEXT, "{done} of {planned} rep(s)", cell.planned_reps).format(
            done=cell.done_reps, planned=cell.planned_reps
        )
    return _tr("{done} of {planned}").format(
        done=length_text(cell.done_ms), planned=length_text(cell.planned_ms)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
