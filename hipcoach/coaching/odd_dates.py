"""Sessions and ratings of a clock that was wrong: far in the past, or yet to come."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hipcoach.coaching.journal import Journal
from hipcoach.coaching.ports import PainStore, SessionStore
from hipcoach.coaching.session_history import SessionHistory
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import PainRating
from hipcoach.domain.session import SessionOutline, SessionStatus
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock

_CONTEXT = "OddDates"

# A clock that lost its battery begins in 1970, 2000 or when it was built. Lists of pain that are
# read in go back some years, seldom ten: this app's own judgement.
LONG_AGO = timedelta(days=3653)
_SHOWN = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)


def earliest_day(today: date) -> date:
    """Return the first day that is taken for true; what lies before it is listed apart."""
    return today - LONG_AGO


@dataclass(frozen=True, slots=True)
class OddSession:
    """A session whose day can't be right."""

    outline: SessionOutline
    routine_name: str

    @property
    def day(self) -> date:
        """The day it is kept under."""
        return self.outline.local_date


@dataclass(frozen=True, slots=True)
class OddRating:
    """A rating of no session whose day can't be right; those of a session go with it."""

    rating: PainRating

    @property
    def day(self) -> date:
        """The day it is kept under."""
        return self.rating.local_date


Odd = OddSession | OddRating


class OddDates:
    """Lists what has an odd date, and lets it be dated anew or deleted; both can be undone."""

    def __init__(
        self,
        sessions: SessionStore,
        pains: PainStore,
        history: SessionHistory,
        journal: Journal,
        clock: Clock,
    ) -> None:
        """Read these stores, and change them by `history` and `journal`."""
        self._sessions = sessions
        self._pains = pains
        self._history = history
        self._journal = journal
        self._clock = clock

    def listed(self) -> tuple[Odd, ...]:
        """Return what lies more than ten years back or after today, oldest first."""
        today = self._clock.today()
        spans = (
            (date.min, earliest_day(today) - timedelta(days=1)),
            (today + timedelta(days=1), date.max),
        )
        found: list[Odd] = []
        for first, last in spans:
            outlines = self._sessions.outlines(first, last)
            uids = {each.uid for each in outlines}
            for outline in outlines:
                session = self._sessions.get(outline.uid)
                if session is not None and outline.status in _SHOWN:
                    found.append(OddSession(outline, session.routine.name))
            found += [
                OddRating(rating)
                for rating in self._pains.between(first, last)
                if rating.session_uid not in uids
            ]
        return tuple(sorted(found, key=lambda each: each.day))

    def date_anew(self, odd: Odd, day: date) -> None:
        """Put it on another day at the same time of day; raises HipcoachError for one to come."""
        if day > self._clock.today():
            raise HipcoachError(
                translate(_CONTEXT, "That day is yet to come. Please choose an earlier one.")
            )
        if isinstance(odd, OddSession):
            self._history.move_to_day(odd.outline.uid, day)
            return
        at = odd.rating.at
        moved = self._clock.at(day, at.time())
        after = replace(odd.rating, at=min(moved, self._clock.now()), local_date=day)
        self._journal.change_rating(odd.rating, after)

    def delete(self, odd: Odd) -> None:
        """Take it out of the record."""
        if isinstance(odd, OddSession):
            self._history.delete(odd.outline.uid)
        else:
            self._journal.remove_rating(odd.rating)
