"""Pain as a person tells it: before, during and after a session, and the next morning."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.ports import PainStore, SessionStore
from hipcoach.domain.pain import (
    Moment,
    PainKind,
    PainRating,
    SkippedRating,
    tolerable_up_to,
)
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.player.clock import Clock
from hipcoach.progress.pain_course import USUAL_DAYS, usual_pain

# A decision of this app: as long as the weekday alone names the session, its morning is asked
# about; older ones are forgotten, and what is told of them would be guessed.
MORNING_ASKED_FOR_DAYS = 6
# Places besides the main one are asked about weekly, for as long as they were told of lately
# (a decision of this app).
OTHER_SITES_EVERY_DAYS = 7
OTHER_SITES_FOR_DAYS = 28
# An exercise that hurt counts as provoking for this long.
PROVOKED_FOR_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningQuestion:
    """A morning after a session that nobody told of; `is_recalled` once that morning is past."""

    session: Session
    morning: date
    is_recalled: bool


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
            local_date=self._clock.today(),
            session_uid=session_uid,
            item_uid=item_uid,
            kind=kind,
        )

    def keep(self, rating: PainRating) -> None:
        """Keep a rating, once however often it is tried; raises StorageError."""
        self._pains.add(rating)

    def skip(self, moment: Moment, site: str, *, session_uid: str | None = None) -> SkippedRating:
        """Keep that a rating was asked for now and not given; raises StorageError."""
        skipped = self.skipped(moment, site, session_uid=session_uid)
        self.keep_skipped(skipped)
        return skipped

    def skipped(
        self, moment: Moment, site: str, *, session_uid: str | None = None
    ) -> SkippedRating:
        """Return that a rating was asked for now and not given, not kept yet."""
        now = self._clock.now()
        return SkippedRating(
            uid=str(uuid4()),
            moment=moment,
            site=site,
            at=now,
            local_date=self._clock.today(),
            session_uid=session_uid,
        )

    def keep_skipped(self, skipped: SkippedRating) -> None:
        """Keep a skipped rating, once however often it is tried; raises StorageError."""
        self._pains.skip(skipped)

    # -- the morning after ---------------------------------------------------------

    def morning_due(self) -> MorningQuestion | None:
        """Return the morning after the last session before today, if it is still open."""
        today = self._clock.today()
        first = today - timedelta(days=MORNING_ASKED_FOR_DAYS)
        done = [
            session
            for session in self._sessions.between(first, today - timedelta(days=1))
            if session.status in (SessionStatus.COMPLETED, SessionStatus.PARTIAL)
        ]
        if not done:
            return None
        last = max(done, key=lambda session: (session.local_date, session.started_at))
        morning = last.local_date + timedelta(days=1)
        told = [one.moment for one in self._pains.between(morning, today)]
        told += [one.moment for one in self._pains.skipped_between(morning, today)]
        if Moment.MORNING in told:
            return None
        return MorningQuestion(session=last, morning=morning, is_recalled=morning < today)

    def rate_morning(self, nrs: int, site: str, *, woke_at_night: bool | None = None) -> PainRating:
        """Keep the rating of the open morning, tied to the session before it.

        It is about that morning even when it is told on a later day, and marked recalled then;
        without an open morning it is about today's.
        """
        rating = replace(self.rating(Moment.MORNING, nrs, site), woke_at_night=woke_at_night)
        question = self.morning_due()
        if question is not None:
            rating = replace(
                rating,
                local_date=question.morning,
                session_uid=question.session.uid,
                recalled=question.is_recalled,
            )
        self.keep(rating)
        return rating

    def skip_morning(self, site: str) -> None:
        """Keep that the open morning was asked about and not answered: not a zero."""
        question = self.morning_due()
        if question is None:
            return
        skipped = self.skipped(Moment.MORNING, site, session_uid=question.session.uid)
        self.keep_skipped(replace(skipped, local_date=question.morning))

    def usual_pain(self, me: Profile) -> float | None:
        """Return what is usual at a person's main site by today (NRS), None when unknown."""
        today = self._clock.today()
        ratings = self._pains.between(today - timedelta(days=USUAL_DAYS), today)
        return usual_pain(ratings, me.main_site, today, me.usual_pain)

    def provoking_exercises(self, me: Profile) -> frozenset[str]:
        """Return the exercises that hurt more than is tolerable in the last two weeks.

        What is tolerable goes by usual pain (`domain/pain.py`); two weeks are a decision of this
        app.
        """
        today = self._clock.today()
        most = tolerable_up_to(self.usual_pain(me))
        first = today - timedelta(days=PROVOKED_FOR_DAYS - 1)
        hurt = {
            (rating.session_uid, rating.item_uid)
            for rating in self._pains.between(first, today)
            if rating.moment is Moment.DURING and rating.nrs > most
        }
        return frozenset(
            item.exercise.id
            for session in (self._sessions.between(first, today) if hurt else ())
            for item in session.routine.items
            if (session.uid, item.uid) in hurt
        )

    # -- other places --------------------------------------------------------------

    def other_sites_due(self, main_site: str) -> tuple[str, ...]:
        """Return places besides the main one that hurt lately and weren't rated for a week."""
        today = self._clock.today()
        last: dict[str, PainRating] = {}
        for rating in self._pains.between(today - timedelta(days=OTHER_SITES_FOR_DAYS), today):
            last[rating.site] = rating
        due_by = today - timedelta(days=OTHER_SITES_EVERY_DAYS)
        return tuple(
            sorted(
                site
                for site, rating in last.items()
                if site != main_site and rating.nrs > 0 and rating.local_date <= due_by
            )
        )


def asks_about_night(me: Profile) -> bool:
    """Tell whether the morning's question asks about the night as well: with outer-hip pain.

    Lying on the sore side at night is what it is known for (rules.json, morning_D).
    """
    return "gtps" in me.flags
