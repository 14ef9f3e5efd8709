"""Reads from the record what bears on the next dose of one exercise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hipcoach.coaching.ports import ContentSource, PainStore, SessionStore
from hipcoach.coaching.safety_gate import standing, stops_sessions
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.pain import Moment, PainKind, PainRating, tolerable_up_to
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import RoutineItem
from hipcoach.domain.session import Session, SessionForm, SessionStatus, SetRecord
from hipcoach.progress.decision import ExerciseSession, Facts, SitePain
from hipcoach.progress.dose import of_exercise
from hipcoach.progress.pain_course import PainCourse, course_of, usual_high, usual_pain

# What was longer ago tells nothing of today's dose; a gap of four weeks has to be seen whole.
LOOK_BACK_DAYS = 60
# Adherence is looked at over the last fortnight (a decision of this app).
ADHERENCE_DAYS = 14
_COUNTED = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)

# The share of what was due that was done in [first, last], in per cent; None when nothing was.
AdherencePercent = Callable[[date, date], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """The record of the last weeks, read once for all exercises; sessions oldest first."""

    today: date
    profile: Profile
    sessions: tuple[Session, ...]
    sets: Mapping[str, Sequence[SetRecord]]
    ratings: tuple[PainRating, ...]
    courses: tuple[PainCourse, ...]
    adherence_percent: int | None
    has_urgent_sign: bool
    has_soon_sign: bool

    def last_with(self, exercise_id: str) -> Session | None:
        """Return the last session in which some of an exercise was done, None without one."""
        return next(
            (
                session
                for session in reversed(self.sessions)
                for record in self.sets.get(session.uid, ())
                if record.exercise_id == exercise_id and (record.done_reps or record.done_ms)
            ),
            None,
        )


def read_lately(
    today: date,
    profile: Profile,
    sessions: SessionStore,
    pains: PainStore,
    content: ContentSource,
    adherence_percent: AdherencePercent,
) -> Lately:
    """Read the last weeks from the record."""
    first = today - timedelta(days=LOOK_BACK_DAYS)
    ratings = pains.between(first, today)
    signs = standing(content.red_flags, profile)
    return Lately(
        today=today,
        profile=profile,
        sessions=tuple(
            session
            for session in sessions.between(first, today)
            if session.status in _COUNTED and not is_trial(session.routine)
        ),
        sets=sessions.sets_between(first, today),
        ratings=ratings,
        courses=tuple(
            course_of(ratings, site, today, _told(profile, site))
            for site in _sites(ratings, profile)
        ),
        adherence_percent=adherence_percent(today - timedelta(days=ADHERENCE_DAYS), today),
        has_urgent_sign=any(stops_sessions(sign) for sign in signs),
        has_soon_sign=any(not stops_sessions(sign) for sign in signs)
        and not profile.soon_acknowledged,
    )


def facts_of(
    exercise_id: str, lately: Lately, *, is_locked: bool, changed_at: datetime | None
) -> Facts:
    """Return what bears on an exercise; only sessions since its dose last changed count."""
    return Facts(
        today=lately.today,
        sessions=tuple(
            _as_it_bears(session, items, lately)
            for session in lately.sessions
            if (items := _items(session, exercise_id))
            and (changed_at is None or session.started_at >= changed_at)
        ),
        courses=lately.courses,
        adherence_percent=lately.adherence_percent,
        has_urgent_sign=lately.has_urgent_sign,
        has_soon_sign=lately.has_soon_sign,
        is_locked=is_locked,
        changed_days_ago=None if changed_at is None else (lately.today - changed_at.date()).days,
    )


def _told(profile: Profile, site: str) -> int | None:
    """Return the usual pain that was told at the start; it was asked of the main site alone."""
    return profile.usual_pain if site == profile.main_site else None


def _sites(ratings: Iterable[PainRating], profile: Profile) -> tuple[str, ...]:
    """Return the main site first, then each other one that was rated."""
    return tuple(dict.fromkeys((profile.main_site, *(rating.site for rating in ratings))))


def _items(session: Session, exercise_id: str) -> tuple[RoutineItem, ...]:
    return tuple(item for item in session.routine.items if item.exercise.id == exercise_id)


def _as_it_bears(
    session: Session, items: tuple[RoutineItem, ...], lately: Lately
) -> ExerciseSession:
    uids = {item.uid for item in items}
    ratings = [rating for rating in lately.ratings if rating.session_uid == session.uid]
    done = of_exercise(items, lately.sets.get(session.uid, ()))
    return ExerciseSession(
        day=session.local_date,
        is_full=session.form is SessionForm.FULL
        and session.status is SessionStatus.COMPLETED
        and done.done_sets == done.planned_sets,
        is_flare_version=session.form is SessionForm.FLARE,
        pains=tuple(
            _site_pain(site, ratings, uids, session.local_date, lately)
            for site in _sites(ratings, lately.profile)
        ),
        spreads=any(
            rating.kind is PainKind.TINGLING and rating.item_uid in uids for rating in ratings
        ),
        effort=session.effort,
        is_steady=session.control_steady,
    )


def _site_pain(
    site: str, ratings: Sequence[PainRating], uids: set[str], day: date, lately: Lately
) -> SitePain:
    own = [rating for rating in ratings if rating.site == site]
    after = [rating.nrs for rating in own if rating.moment is Moment.AFTER]
    morning = [rating.nrs for rating in own if rating.moment is Moment.MORNING]
    usual = usual_pain(lately.ratings, site, day, _told(lately.profile, site))
    told = [each for each in own if each.moment is Moment.DURING]
    return SitePain(
        site=site,
        during=_during(told, uids, int(tolerable_up_to(usual))),
        after=after[-1] if after else None,
        morning=max(morning) if morning else None,
        usual=usual,
        usual_high=usual_high(lately.ratings, site, day),
    )


def _during(ratings: Sequence[PainRating], uids: set[str], most: int) -> int | None:
    """Return the worst pain in an exercise: its own, and what was told of the whole session.

    Where another exercise was named as the painful one, the session's worst is taken for
    tolerable here, up to `most`: nobody said that it was comfortable.
    """
    own = [rating.nrs for rating in ratings if rating.item_uid in uids]
    whole = [rating.nrs for rating in ratings if rating.item_uid is None]
    elsewhere = [rating.nrs for rating in ratings if rating.item_uid not in (None, *uids)]
    # Without the question after the session, no press of the pain key is not pain 0.
    if not whole:
        return max(own) if own and max(own) > most else None
    worst = max(whole)
    if elsewhere and max(elsewhere) >= worst:
        worst = min(worst, most)
    return max((worst, *own))
