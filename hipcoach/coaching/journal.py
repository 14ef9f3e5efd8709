"""Pain at any time and what happened on a day, written down and corrected by the person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from hipcoach.coaching.edits import Edit, Edits
from hipcoach.coaching.ports import AnnotationStore, PainStore
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment, PainKind, PainRating
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "Journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPain:
    """One place as it was logged: NRS 0-10 and, where told, what it feels like."""

    site: str
    nrs: int
    kind: PainKind | None = None


class Journal:
    """Logs pain and annotations; everything here can be taken back."""

    def __init__(
        self, pains: PainStore, annotations: AnnotationStore, edits: Edits, clock: Clock
    ) -> None:
        """Write to these stores, through these edits."""
        self._pains = pains
        self._annotations = annotations
        self._edits = edits
        self._clock = clock

    def log_pain(self, logged: Sequence[LoggedPain], note: str = "") -> tuple[PainRating, ...]:
        """Keep how it is now in one or more places; raises RangeError or StorageError."""
        now = self._clock.now()
        ratings = tuple(
            PainRating(
                uid=str(uuid4()),
                moment=Moment.UNPROMPTED,
                nrs=one.nrs,
                site=one.site,
                at=now,
                local_date=self._clock.today(),
                kind=one.kind,
                note=note.strip(),
            )
            for one in logged
        )
        if ratings:
            self._edits.do(
                Edit(
                    text=translate(_CONTEXT, "Pain logged"),
                    do=lambda: self._add(ratings),
                    undo=lambda: self._remove(ratings),
                )
            )
        return ratings

    def logged(self, first: date, last: date) -> tuple[PainRating, ...]:
        """Return what was logged at any time on days in [first, last], oldest first."""
        return tuple(
            one for one in self._pains.between(first, last) if one.moment is Moment.UNPROMPTED
        )

    def change_rating(self, before: PainRating, after: PainRating) -> None:
        """Correct a rating; raises StorageError."""
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Rating changed"),
                do=lambda: self._pains.add(after),
                undo=lambda: self._pains.add(before),
            )
        )

    def remove_rating(self, rating: PainRating) -> None:
        """Take a rating out; raises StorageError."""
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Rating removed"),
                do=lambda: self._pains.remove(rating.uid),
                undo=lambda: self._pains.add(rating),
            )
        )

    # -- what happened ---------------------------------------------------------

    def annotations(self, first: date, last: date) -> tuple[Annotation, ...]:
        """Return what happened on days in [first, last], oldest first."""
        return self._annotations.between(first, last)

    def annotate(self, day: date, kind: AnnotationKind, text: str = "") -> Annotation:
        """Keep what happened on a day; raises RangeError or StorageError."""
        annotation = Annotation(
            uid=str(uuid4()), day=day, kind=kind, text=text.strip(), at=self._clock.now()
        )
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Event added"),
                do=lambda: self._annotations.add(annotation),
                undo=lambda: self._annotations.remove(annotation.uid),
            )
        )
        return annotation

    def change_annotation(
        self, before: Annotation, *, day: date, kind: AnnotationKind, text: str
    ) -> None:
        """Correct what happened; raises RangeError or StorageError."""
        after = replace(before, day=day, kind=kind, text=text.strip())
        if after == before:
            return
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Event changed"),
                do=lambda: self._annotations.add(after),
                undo=lambda: self._annotations.add(before),
            )
        )

    def remove_annotation(self, annotation: Annotation) -> None:
        """Take out what happened; raises StorageError."""
        self._edits.do(
            Edit(
                text=translate(_CONTEXT, "Event removed"),
                do=lambda: self._annotations.remove(annotation.uid),
                undo=lambda: self._annotations.add(annotation),
            )
        )

    def _add(self, ratings: Sequence[PainRating]) -> None:
        for rating in ratings:
            self._pains.add(rating)

    def _remove(self, ratings: Sequence[PainRating]) -> None:
        for rating in ratings:
            self._pains.remove(rating.uid)
