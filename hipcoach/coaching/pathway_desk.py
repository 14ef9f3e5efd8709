"""The pathway a person is on: choosing it, how its stage stands, and moving on when accepted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from uuid import uuid4

from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.intake import (
    Intake,
    Proposal,
    as_planned,
    choose_pathway,
    plan_pathway,
)
from hipcoach.coaching.pathway_ports import ActivityStore, PathwayStore
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import AnnotationStore, ContentSource, PainStore, SessionStore
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import standing as open_signs
from hipcoach.coaching.trying_out import is_trial
from hipcoach.domain.activity import ActivityKind
from hipcoach.domain.annotation import AnnotationKind
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.pathway import Pathway, Stage, StageStart
from hipcoach.domain.profile import Profile
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.progress.decision import FLARES_IN_A_WEEK
from hipcoach.progress.pain_course import course_of, usual_high, usual_pain
from hipcoach.progress.stage_progress import (
    BRISK_EFFORT,
    DAYS_A_WEEK,
    Beside,
    StageProgress,
    StageSession,
    Usual,
    stage_progress,
)

_CONTEXT = "PathwayDesk"
# A morning belongs to the session of the day before.
_NEXT = timedelta(days=1)
_USUAL_DAYS = timedelta(days=14)
# Three weeks that are compared, and the fortnight that tells what was usual before the first.
_COURSE_DAYS = timedelta(days=35)
_RISE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayStanding:
    """Where a person is: pathway and stage, since when, how far, and what comes next.

    `suggests_next` says that the criterion is met and no warning sign stands; nothing moves
    until the person accepts.
    """

    pathway: Pathway
    stage: Stage
    first_day: date
    progress: StageProgress
    following: Stage | None
    suggests_next: bool


class PathwayDesk:
    """Knows the pathways, and keeps which stage began when."""

    def __init__(
        self,
        starts: PathwayStore,
        sessions: SessionStore,
        pains: PainStore,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        clock: Clock,
        *,
        activities: ActivityStore,
        annotations: AnnotationStore,
    ) -> None:
        """Work on these."""
        self._activities = activities
        self._annotations = annotations
        self._starts = starts
        self._sessions = sessions
        self._pains = pains
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._clock = clock
        done = ExerciseHistory(sessions).done_exercises
        self._intake = Intake(planner, content, preferences, done)

    def pathways(self) -> tuple[Pathway, ...]:
        """Return the pathways in the order they are offered."""
        return tuple(self._content.pathways.values())

    def choose(self, pathway_id: str) -> None:
        """Take a pathway that the person names, with the precautions that go with it.

        The plan stays as it is until a proposal is accepted. Raises KeyError for an unknown id.
        """
        self._keep(choose_pathway(self._preferences.current.me, pathway_id, self._content))

    def standing(self) -> PathwayStanding | None:
        """Return where the person is, or None while no plan and no pathway was chosen."""
        me = self._preferences.current.me
        if not me.pathway and self._planner.current() is None:
            return None
        pathway = plan_pathway(me, self._content)
        start = self._last_start(pathway)
        first_day = start.first_day if start else self._planner.first_day() or self._today
        stage = pathway.stages[0] if start is None else pathway.stage(start.stage)
        usual = self._usual(me)
        progress = stage_progress(
            stage,
            first_day,
            self._today,
            self._stage_sessions(stage, first_day, me),
            usual,
            cleared=not is_operated(me),
            beside=self._beside(first_day, me, usual),
        )
        following = pathway.after(stage)
        # Until what was ticked is looked at, nothing more is asked of the hip; nor while it is
        # sorer by two points than at the start, has flared twice in a week or hurts more from week
        # to week, as for doses.
        signs = open_signs(self._content.red_flags, me)
        return PathwayStanding(
            pathway=pathway,
            stage=stage,
            first_day=first_day,
            progress=progress,
            following=following,
            suggests_next=progress.is_met
            and following is not None
            and not signs
            and not self._is_sorer(me),
        )

    def proposal(self, stage_id: str, weekdays: frozenset[int] | None = None) -> Proposal | None:
        """Return the plan of a stage, on the plan's own weekdays unless others are given."""
        if weekdays is None:
            current = self._planner.current()
            weekdays = frozenset(range(7)) if current is None else current.weekdays
        return self._intake.propose(weekdays, stage_id)

    def adopt(self, proposal: Proposal, reason: str = "") -> None:
        """Make a proposal the plan from today on, and note that its stage begins today.

        The precautions of the pathway are kept with it. Raises StorageError.
        """
        self._planner.change(
            tuple(each.slot for each in proposal.slots),
            proposal.programme,
            reason=reason
            or translate(_CONTEXT, "{pathway}: {stage}").format(
                pathway=proposal.pathway.name, stage=proposal.stage.name
            ),
        )
        self.begin(proposal, reason)

    def begin(self, proposal: Proposal, reason: str = "") -> None:
        """Note that the stage of a proposal begins today, and keep its pathway's precautions."""
        me = self._preferences.current.me
        planned = as_planned(me, self._content)
        if planned != me:
            self._keep(planned)
        self.note_start(proposal.pathway, proposal.stage, reason)

    def note_start(self, pathway: Pathway, stage: Stage, reason: str = "") -> None:
        """Keep that a stage begins today."""
        now = self._clock.now()
        self._starts.add(
            StageStart(
                uid=str(uuid4()),
                pathway=pathway.id,
                stage=stage.id,
                first_day=self._today,
                reason=reason,
                at=now,
            )
        )

    def move_on(self) -> Proposal | None:
        """Go on to the next stage, as the person accepted; return its plan, None without one."""
        standing = self.standing()
        if standing is None or standing.following is None:
            return None
        proposal = self.proposal(standing.following.id)
        if proposal is not None:
            self.adopt(proposal)
        return proposal

    @property
    def _today(self) -> date:
        return self._clock.today()

    def _keep(self, me: Profile) -> None:
        self._preferences.change(replace(self._preferences.current, me=me))

    def _last_start(self, pathway: Pathway) -> StageStart | None:
        starts = [each for each in self._starts.every() if each.pathway == pathway.id]
        return starts[-1] if starts else None

    def _is_sorer(self, me: Profile) -> bool:
        """Return whether any site has gone in such a way that no dose would go up."""
        ratings = self._pains.between(self._today - _COURSE_DAYS, self._today)
        for site in dict.fromkeys((me.main_site, *(each.site for each in ratings))):
            told = me.usual_pain if site == me.main_site else None
            course = course_of(ratings, site, self._today, told)
            flares = course.flares_in(DAYS_A_WEEK, self._today)
            if course.is_above_start or course.has_risen or flares >= FLARES_IN_A_WEEK:
                return True
        return False

    def _found_usual(self, me: Profile) -> float | None:
        ratings = self._pains.between(self._today - _USUAL_DAYS, self._today)
        return usual_pain(ratings, me.main_site, self._today, me.usual_pain)

    def _usual(self, me: Profile) -> Usual:
        ratings = self._pains.between(self._today - _USUAL_DAYS, self._today)
        found = self._found_usual(me)
        if found is None:
            # Too few mornings, and nothing told: what there is of ratings at rest, never zero.
            found = _median_at_rest(ratings, me.main_site)
        # What has risen by two points since the start is no usual to settle to.
        told = me.usual_pain
        if found is not None and told is not None:
            found = min(found, told + _RISE)
        return Usual(found, usual_high(ratings, me.main_site, self._today))

    def _beside(self, first_day: date, me: Profile, usual: Usual) -> Beside:
        """Return the brisk walks of a stage that the next morning left as usual, and the falls."""
        ratings = self._pains.between(first_day, self._today)
        walks = [
            (each.day, each.minutes)
            for each in self._activities.between(first_day, self._today)
            if each.kind is ActivityKind.WALKING
            and (each.effort or 0) >= BRISK_EFFORT
            and usual.has(_morning(each.day + _NEXT, ratings, me.main_site))
        ]
        happened = self._annotations.between(first_day, self._today)
        falls = [each.day for each in happened if each.kind is AnnotationKind.FALL]
        return Beside(walks=tuple(walks), falls=tuple(falls))

    def _stage_sessions(
        self, stage: Stage, first_day: date, me: Profile
    ) -> tuple[StageSession, ...]:
        ids = {each.routine_id for each in stage.routines}
        ratings = self._pains.between(first_day, self._today)
        return tuple(
            StageSession(
                day=session.local_date,
                completed=session.status is SessionStatus.COMPLETED,
                worst=_worst(session, ratings),
                next_morning=_morning(session.local_date + _NEXT, ratings, me.main_site),
            )
            for session in self._sessions.between(first_day, self._today)
            if session.routine.id in ids and not is_trial(session.routine)
        )


def _median_at_rest(ratings: Sequence[PainRating], site: str) -> float | None:
    at_rest = (Moment.MORNING, Moment.BEFORE)
    found = [each.nrs for each in ratings if each.site == site and each.moment in at_rest]
    return float(median(found)) if found else None


def _worst(session: Session, ratings: Sequence[PainRating]) -> int | None:
    """Return the worst pain told of a session, None where none was told during or after it."""
    told = [
        rating.nrs
        for rating in ratings
        if rating.session_uid == session.uid and rating.moment in (Moment.DURING, Moment.AFTER)
    ]
    return max(told) if told else None


def _morning(day: date, ratings: Sequence[PainRating], site: str) -> int | None:
    told = [
        rating.nrs
        for rating in ratings
        if rating.moment is Moment.MORNING and rating.local_date == day and rating.site == site
    ]
    return max(told) if told else None
