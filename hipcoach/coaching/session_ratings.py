"""Pain ratings of one session; what can't be written waits until it can."""

from dataclasses import replace

from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import Moment, PainKind, PainRating, SkippedRating
from hipcoach.player.timeline import PlannedSet


class SessionRatings:
    """Saves the ratings of a session in the diary, in the order in which they were given."""

    def __init__(self, diary: PainDiary, site: str, session_uid: str) -> None:
        """Write about this site and session."""
        self._diary = diary
        self._site = site
        self._session_uid = session_uid
        self._unsaved: list[PainRating | SkippedRating] = []
        self.problem = ""

    @property
    def unsaved(self) -> tuple[PainRating, ...]:
        """Return the ratings that could not be written yet."""
        return tuple(one for one in self._unsaved if isinstance(one, PainRating))

    def rate(
        self,
        moment: Moment,
        nrs: int | None,
        *,
        kind: PainKind | None = None,
        planned: PlannedSet | None = None,
    ) -> None:
        """Save a rating (NRS 0-10), or with None that it was not told.

        `planned` is the set it was given in.
        """
        if nrs is None:
            skipped = self._diary.skipped(moment, self._site, session_uid=self._session_uid)
            self._unsaved.append(skipped)
        else:
            rating = self._diary.rating(
                moment, nrs, self._site, session_uid=self._session_uid, kind=kind
            )
            if planned is not None:
                item_uid, set_no, side = planned.key
                rating = replace(rating, item_uid=item_uid, set_no=set_no, side=side)
            self._unsaved.append(rating)
        self.write()

    def write(self) -> None:
        """Write what waits; `problem` says why it could not be."""
        try:
            while self._unsaved:
                first = self._unsaved[0]
                if isinstance(first, SkippedRating):
                    self._diary.keep_skipped(first)
                else:
                    self._diary.keep(first)
                del self._unsaved[0]
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)

    @property
    def has_unsaved(self) -> bool:
        """Return whether anything waits to be written."""
        return bool(self._unsaved)
