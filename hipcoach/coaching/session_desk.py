"""Where sessions begin: from a routine, or from one that was cut off."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.last_time import since_last_time
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.phrasebook import pain_lines
from hipcoach.coaching.ports import ContentSource, SessionStore
from hipcoach.coaching.precautions import (
    LeftOut,
    Question,
    by_rules_of,
    routine_questions,
    suited,
    without_treatments,
)
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import (
    SessionPreparation,
    flare_version,
    lead_through_of,
    options_from,
    walked_at,
)
from hipcoach.coaching.safety_gate import SessionRefusedError, ask_gate, may_start
from hipcoach.coaching.session_changes import (
    closed_through,
    decode_changes,
    decode_options,
    encode_options,
    placed_changes,
)
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.coaching.session_recorder import SessionRecorder
from hipcoach.coaching.suited_content import SuitedContent
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.coaching.what_changed import told_changes
from hipcoach.domain.pain import is_sorer_day
from hipcoach.domain.profile import InHand, Profile
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionForm, SessionStatus, SetEnd, SetRecord
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.player.lines import Words
from hipcoach.player.options import Pacing
from hipcoach.player.ordering import order_sets
from hipcoach.player.planning import Plan
from hipcoach.player.timeline import PlannedSet, SetKey
from hipcoach.progress.dose import dose_share, status_for

_CONTEXT = "SessionDesk"
# From this rating on, the red-flag page is shown before anything else (a decision of this app).
RED_FLAGS_FROM_NRS = 8
KEEP_DISCARDED_DAYS = 30


class SessionDesk:
    """Prepares, starts, resumes and brings back sessions."""

    def __init__(
        self,
        sessions: SessionStore,
        diary: PainDiary,
        content: ContentSource,
        clips: ClipSource,
        words: Words,
        preferences: Preferences,
        clock: Clock,
        *,
        on_unwell: Callable[[], None] = lambda: None,
    ) -> None:
        """Work with these; `on_unwell` is called when a person feels unwell in a session."""
        self._on_unwell = on_unwell
        self._sessions = sessions
        self._diary = diary
        self._content = content
        self._clips = clips
        self._words = words
        self._preferences = preferences
        self._clock = clock

    @property
    def diary(self) -> PainDiary:
        """Return the diary that its sessions write into."""
        return self._diary

    @property
    def site(self) -> str:
        """Name the place that ratings of a session are about."""
        return self._preferences.current.me.main_site

    def may_start(self, profile: Profile) -> bool:
        """Tell whether a session may be started with the signs that this person told of."""
        return may_start(self._content.red_flags, profile)

    def prepare(
        self,
        routine: Routine,
        *,
        form: SessionForm = SessionForm.FULL,
        holding: Collection[str] = (),
    ) -> SessionPreparation:
        """Put what suits the person of a routine on its way; the caller lets it render.

        `form` tells how much of its routine this one is. `holding` are the flags of
        `questions` that were answered with yes. Raises
        SessionRefusedError while a sign stands, or when nothing of the routine remains.
        """
        settings = self._preferences.current
        fitted = walked_at(self._through_gate(routine, holding), settings.voice.steps_per_min)
        options = options_from(settings)
        history = ExerciseHistory(self._sessions)
        done = history.last_uids()
        since = since_last_time(fitted, options.lead_side, history, done)
        options = replace(options, since_last=since)
        if settings.voice.lead_through:
            options = replace(options, lead_through=lead_through_of(fitted, self._content, done))
        return SessionPreparation(
            fitted,
            options,
            self._clips,
            self._words,
            asked=pain_lines(self.site),
            form=form,
            starts_early=True,
        )

    def prepare_ahead(self, routine: Routine, form: SessionForm = SessionForm.FULL) -> None:
        """Have the lines of a session rendered that will likely be started, when nothing else is.

        One that may not be started has none.
        """
        try:
            self._clips.prepare_ahead(self.prepare(routine, form=form).texts)
        except SessionRefusedError:
            return

    def questions(self, routine: Routine) -> tuple[Question, ...]:
        """Return what is asked before this routine because of the treatments in it."""
        return routine_questions(routine, self._content.precautions, self._preferences.current.me)

    def left_out_by(self, routine: Routine, holding: Collection[str]) -> tuple[LeftOut, ...]:
        """Return the treatments that these answers leave out."""
        return without_treatments(routine, holding, self._preferences.current.me).left_out

    def _through_gate(self, routine: Routine, holding: Collection[str]) -> Routine:
        """Return what may be done of a routine: the last gate before every session."""
        me = self._preferences.current.me
        ask_gate(self._content.red_flags, me)
        fitted = suited(by_rules_of(routine, self._content.exercises), me).routine
        if fitted is not None:
            fitted = without_treatments(fitted, holding, me).routine
        if fitted is None:
            raise SessionRefusedError(
                translate(
                    _CONTEXT,
                    "Nothing of this goes with what you told us about yourself. Please ask "
                    "your therapist what is right for you.",
                )
            )
        return fitted

    def needs_flare_version(self, pain_before: int) -> bool:
        """Return whether only the gentler form is offered: a sorer day than is usual."""
        return is_sorer_day(pain_before, self._diary.usual_pain(self._preferences.current.me))

    def needs_red_flags(self, pain_before: int) -> bool:
        """Tell whether the red-flag page comes first: pain before of 8 or more."""
        return pain_before >= RED_FLAGS_FROM_NRS

    def flare_version(self, routine: Routine) -> Routine:
        """Return the gentler form of a routine; raises SessionRefusedError if nothing is left."""
        return flare_version(
            routine,
            SuitedContent(self._content, self._preferences.current.me),
            self._diary.provoking_exercises(self._preferences.current.me),
        )

    def start(self, preparation: SessionPreparation, pain_before: int | None) -> SessionCoach:
        """Begin a session now, with the lines that are rendered by now.

        Raises SessionRefusedError where a sign was told of since it was prepared.
        """
        ask_gate(self._content.red_flags, self._preferences.current.me)
        now = self._clock.now()
        session = Session(
            uid=str(uuid4()),
            routine=preparation.routine,
            started_at=now,
            local_date=self._clock.today(),
            status=SessionStatus.RUNNING,
            options_json=encode_options(preparation.options),
            form=preparation.form,
        )
        recorder = SessionRecorder(session, self._sessions, self._clock)
        recorder.begin()
        coach = self._coach(preparation, preparation.plan(), recorder)
        coach.rate_before(pain_before)
        return coach

    # -- cut off -------------------------------------------------------------

    def cut_off(self) -> Session | None:
        """Return today's session that a kill or a power cut left running, if there is one.

        Sessions of earlier days are saved as what was done of them.
        """
        today = self._clock.today()
        found: Session | None = None
        for session in self._sessions.with_status(SessionStatus.RUNNING):
            if session.local_date == today:
                found = session
            else:
                self.save_cut_off(session)
        return found

    def stopped_at(self, session: Session) -> PlannedSet | None:
        """Return the set that a cut-off session would go on with, None after the last."""
        done = len(self._sessions.sets_of(session.uid))
        planned = order_sets(session.routine, decode_options(session.options_json))
        return planned[done] if done < len(planned) else None

    def save_cut_off(self, session: Session) -> Session:
        """Save a cut-off session by the share of its dose that was done; discard an empty one."""
        sets = self._sessions.sets_of(session.uid)
        share = dose_share(session.routine, sets)
        status = status_for(share) if share > 0 else SessionStatus.DISCARDED
        last = sets[-1].at if sets else session.started_at
        closed = _with(session, status=status, ended_at=last)
        for change in told_changes(session.uid, decode_changes(session.options_json), last):
            self._sessions.add_change(change)
        self._sessions.update(closed)
        return closed

    def prepare_resume(
        self, session: Session, *, holding: Collection[str] = ()
    ) -> SessionPreparation:
        """Put a cut-off session on its way again, as it was begun and with what was changed since.

        Goes through the same gate as `prepare`.
        """
        options = decode_options(session.options_json)
        if self._preferences.current.me.in_hand is InHand.NOTHING:
            options = replace(options, pacing=Pacing.PACED)
        suiting = SuitedContent(self._content, self._preferences.current.me)
        return SessionPreparation(
            self._through_gate(session.routine, holding),
            options,
            self._clips,
            self._words,
            form=session.form,
            asked=pain_lines(self.site),
            changes=placed_changes(decode_changes(session.options_json), suiting.exercises),
        )

    def resume(self, session: Session, preparation: SessionPreparation) -> SessionCoach:
        """Go on with a cut-off session at the first set that was not finished.

        Raises SessionRefusedError where a sign was told of since it was prepared.
        """
        ask_gate(self._content.red_flags, self._preferences.current.me)
        recorder = SessionRecorder(session, self._sessions, self._clock)
        recorder.resume()
        sets = self._sessions.sets_of(session.uid)
        plan = preparation.plan()
        passes: dict[SetKey, int] = defaultdict(int)
        for record in sets:
            key = _key(record)
            passes[key] = max(passes[key], record.address.pass_no)
        return self._coach(
            preparation,
            plan,
            recorder,
            start_index=_first_open(
                plan, sets, closed_through(decode_changes(session.options_json), plan.sets)
            ),
            passes=passes,
        )

    # -- discarded ---------------------------------------------------------

    def discarded(self) -> tuple[Session, ...]:
        """Return discarded sessions of the last 30 days that something was done in."""
        earliest = self._clock.today() - timedelta(days=KEEP_DISCARDED_DAYS)
        return tuple(
            session
            for session in self._sessions.with_status(SessionStatus.DISCARDED)
            if session.local_date >= earliest and self._sessions.sets_of(session.uid)
        )

    def bring_back(self, session: Session) -> Session:
        """Count a discarded session again, by the share of its dose that was done."""
        share = dose_share(session.routine, self._sessions.sets_of(session.uid))
        back = _with(session, status=status_for(share), ended_at=session.ended_at)
        self._sessions.update(back)
        return back

    def _coach(
        self,
        preparation: SessionPreparation,
        plan: Plan,
        recorder: SessionRecorder,
        *,
        start_index: int = 0,
        passes: dict[SetKey, int] | None = None,
    ) -> SessionCoach:
        return SessionCoach(
            plan,
            recorder,
            self._diary,
            # An easier exercise is offered only where it suits the person.
            SuitedContent(self._content, self._preferences.current.me),
            self._words,
            self._clock,
            site=self.site,
            speech=preparation,
            changes=decode_changes(recorder.session.options_json),
            start_index=start_index,
            usual_pain=self._diary.usual_pain(self._preferences.current.me),
            passes=passes,
            on_unwell=self._on_unwell,
        )


def _with(session: Session, *, status: SessionStatus, ended_at: datetime | None) -> Session:
    return replace(session, status=status, ended_at=ended_at)


def _key(record: SetRecord) -> SetKey:
    address = record.address
    return (address.item_uid, address.set_no, address.side)


def _first_open(plan: Plan, sets: tuple[SetRecord, ...], hurt: int) -> int:
    """Return the segment on the way to the first set after the last one finished or skipped.

    The set of index `hurt` is not done again, however it was left.

    A set before it without a record belongs to an exercise that the person had taken out.
    """
    closed = {
        (_key(record), record.exercise_id)
        for record in sets
        if record.ended in (SetEnd.COMPLETED, SetEnd.SKIPPED)
    }
    marks = [(planned.key, planned.exercise.id) for planned in plan.sets]
    last = max((index for index, mark in enumerate(marks) if mark in closed), default=-1)
    last = max(last, hurt)
    for index, segment in enumerate(plan.timeline.segments):
        if segment.set_index is None or segment.set_index > last:
            return index
    return len(plan.timeline.segments) - 1
