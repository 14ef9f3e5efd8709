"""What was changed in a session and why, as the record tells it."""

from collections.abc import Sequence
from datetime import datetime

from hipcoach.coaching.pain_words import pain_words
from hipcoach.coaching.session_changes import KeptChange, PainTold
from hipcoach.domain.session import ChangeKind, SessionChange


def told_changes(
    session_uid: str, kept: Sequence[KeptChange], at: datetime, *, ended_for: PainTold | None = None
) -> tuple[SessionChange, ...]:
    """Return what was changed, each with its reason: the pain that was told, or none.

    `ended_for` is the pain that ended the session. The same changes always get the same uids,
    so that keeping them twice is keeping them once.
    """
    told: list[tuple[ChangeKind, str | None, PainTold | None]] = [
        (each.kind, each.item_uid, each.why) for each in kept
    ]
    if ended_for is not None:
        told.append((ChangeKind.ENDED_EARLY, None, ended_for))
    return tuple(
        SessionChange(
            uid=f"{session_uid}-{number}",
            session_uid=session_uid,
            kind=kind,
            why="" if why is None else pain_words(why.kind, why.nrs),
            at=at,
            item_uid=item_uid,
        )
        for number, (kind, item_uid, why) in enumerate(told, start=1)
    )
