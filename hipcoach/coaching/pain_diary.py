"""Pain as a person tells it: before, during and after a session, and the next morning."""

from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.ports import PainStore, SessionStore
from hipcoach.domain.pain import ACCEPTABLE_UP_TO, Moment, PainKind, PainRating
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.player.clock import Clock

# The next-morning rating is asked for up to this many days back; older mornings are forgotten.
MORNING_ASKED_FOR_DAYS = 3
# An exercise that hurt counts as provoking for this long.
PROVOKED_FOR_DAYS = 14


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

    def provoking_exercises(self) -> frozenset[str]:
        """Return the exercises that were rated over 5 in a session of the last two weeks.

        Over 5 is high-risk pain (NEMEX-TJR, Ageberg 2010); two weeks are a decision of this app.
        """
        today = self._clock.now().date()
        first = today - timedelta(days=PROVOKED_FOR_DAYS - 1)
        hurt = {
            (rating.session_uid, rating.item_uid)
            for rating in self._pains.between(first, today)
            if rating.moment is Moment.DURING and rating.nrs > ACCEPTABLE_UP_TO
        }
        return frozenset(
            item.exercise.id
            for session in (self._sessions.between(first, today) if hurt else ())
            for item in session.routine.items
            if (session.uid, item.uid) in hurt
        )

    def _rated_since(self, day: date, today: date) -> bool:
        ratings = self._pains.between(day + timedelta(days=1), today)
        return any(rating.moment is Moment.MORNING for rating in ratings)
