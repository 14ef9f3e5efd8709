"""Pain as a person tells it: before, during and after a session, and the next morning."""

from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.ports import PainStore, SessionStore
from hipcoach.domain.pain import Moment, PainKind, PainRating
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.player.clock import Clock

# The next-morning rating is asked for up to this many days back; older mornings are forgotten.
MORNING_ASKED_FOR_DAYS = 3


class PainDiary:
    """Keeps ratings with their moment, and knows when a morning is to be asked about."""

    def __init__(self, pains: PainStore, sessions: SessionStore, clock: Clock) -> None:
        """Work on these stores with this clock."""
        self._pains = pains
        self._sessions = sessions
        self._clock = clock

    def rate(
        self,
        moment: Moment,
        nrs: int,
        site: str,
        *,
        session_uid: str | None = None,
        item_uid: str | None = None,
        kind: PainKind | None = None,
    ) -> PainRating:
        """Keep a rating (NRS 0-10) given now; raises RangeError or StorageError."""
        rating = self.rating(
            moment, nrs, site, session_uid=session_uid, item_uid=item_uid, kind=kind
        )
        self.keep(rating)
        return rating

    def rating(
        self,
        moment: Moment,
        nrs: int,
        site: str,
        *,
        session_uid: str | None = None,
        item_uid: str | None = None,
        kind: PainKind | None = None,
    ) -> PainRating:
        """Return a rating (NRS 0-10) given now, not kept yet; raises RangeError."""
        now = self._clock.now()
        return PainRating(
            uid=str(uuid4()),
            moment=moment,
            nrs=nrs,
            site=site,
            at=now,
            local_date=now.date(),
            session_uid=session_uid,
            item_uid=item_uid,
            kind=kind,
        )

    def keep(self, rating: PainRating) -> None:
        """Keep a rating, once however often it is tried; raises StorageError."""
        self._pains.add(rating)

    def morning_due(self) -> Session | None:
        """Return the last session before today whose morning after is still unrated."""
        today = self._clock.now().date()
        first = today - timedelta(days=MORNING_ASKED_FOR_DAYS)
        done = [
            session
            for session in self._sessions.between(first, today - timedelta(days=1))
            if session.status in (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
        ]
        if not done or self._rated_since(done[-1].local_date, today):
            return None
        return done[-1]

    def rate_morning(self, nrs: int, site: str) -> PainRating:
        """Keep this morning's rating, tied to the session before it."""
        session = self.morning_due()
        uid = session.uid if session is not None else None
        return self.rate(Moment.MORNING, nrs, site, session_uid=uid)

    def _rated_since(self, day: date, today: date) -> bool:
        ratings = self._pains.between(day + timedelta(days=1), today)
        return any(rating.moment is Moment.MORNING for rating in ratings)
