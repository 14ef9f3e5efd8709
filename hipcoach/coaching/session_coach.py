"""Leads one session: turns a person's keys into the player's commands, and keeps the record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hipcoach.coaching.how_run import HowRun
from hipcoach.coaching.pain_advice import (
    PainAdvice,
    PainChoice,
    still_too_much_advice,
    tingling_advice,
    tolerable_advice,
    too_much_advice,
    unwell_advice,
)
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preparation import easier_of
from hipcoach.coaching.session_changes import (
    KeptChange,
    LineSpeech,
    PainTold,
    SessionChanges,
    closed_through,
    encode_options,
)
from hipcoach.coaching.session_ratings import SessionRatings
from hipcoach.coaching.session_recorder import InMemory, SessionRecorder
from hipcoach.coaching.what_changed import told_changes
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import (
    Moment,
    PainKind,
    PainZone,
    pain_zone,
    tolerable_up_to,
)
from hipcoach.domain.prescription import MAX_SETS
from hipcoach.domain.session import Session, SessionStatus, SetRecord
from hipcoach.domain.session_keys import SessionAction
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.player.events import (
    Event,
    HowEnded,
    Paused,
    PauseReason,
    SessionFinished,
    SetFinished,
)
from hipcoach.player.lines import Words
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import PlannedSet, SegmentKind, SetKey
from hipcoach.progress.dose import dose_share, status_for

_CONTEXT = "SessionCoach"
RESUME_LEAD_IN_MS = 5_000
TEN_SECONDS_MS = 10_000
KEY_REPEAT_MS = 600
REPS_OFF = 2
# What is written at once; ratings that wait are tried again with it.
_WRITTEN = (SetFinished, SessionFinished)


class SessionCoach:
    """The one object a session page talks to; it decides, the page shows."""

    def __init__(
        self,
        plan: Plan,
        recorder: SessionRecorder,
        diary: PainDiary,
        content: ContentSource,
        words: Words,
        clock: Clock,
        *,
        site: str,
        speech: LineSpeech,
        changes: Sequence[KeptChange] = (),
        start_index: int = 0,
        usual_pain: float | None = None,
        passes: Mapping[SetKey, int] | None = None,
        on_unwell: Callable[[], None] = lambda: None,
    ) -> None:
        """Stand ready to play a plan; `site` is what pain ratings are about.

        Pain is judged against `usual_pain`, an NRS, None where nobody knows what is usual.
        `on_unwell` is called once a person says that they feel dizzy or unwell.
        """
        self._on_unwell = on_unwell
        self._felt_unwell = False
        self._recorder = recorder
        self._content = content
        self._clock = clock
        # Told once: what is usual does not move within a session.
        self._usual_pain = usual_pain
        self._high_pain_items: set[str] = set()
        self._ended_for: PainTold | None = None
        self._how: HowRun | None = None
        self._last_main_key_ms: int | None = None
        self._pain_told: PainTold | None = None
        # Too much pain was told of these items (all of one exercise), and nothing chosen yet.
        self._unanswered: tuple[str, ...] = ()
        hurt = {each.item_uid for each in changes if each.why is not None}
        self._hurt_exercises = {
            planned.exercise.id
            for planned in plan.sets[: closed_through(changes, plan.sets) + 1]
            if planned.item.uid in hurt
        }
        self.player = Player(plan, clock, start_index=start_index, passes=passes)
        self._changes = SessionChanges(self.player, words, speech, changes)
        self._ratings = SessionRatings(diary, site, recorder.session.uid)

    @property
    def session(self) -> Session:
        """Return the session as it stands."""
        return self._recorder.session

    @property
    def played_ms(self) -> int:
        """Return how long the session was played (ms), before it was cut off included."""
        return self._recorder.played_before_ms + self.player.played_ms

    @property
    def can_undo_skip(self) -> bool:
        """Return whether Back undoes a skip now."""
        block = self.player.undo_block
        return block is not None and block >= self._changes.first_block

    @property
    def is_unwell(self) -> bool:
        """Return whether the person felt dizzy or unwell in this session."""
        return self._felt_unwell

    @property
    def record_problem(self) -> str:
        """Say what could not be written, empty when all is kept."""
        return self._recorder.problem or self._ratings.problem

    @property
    def unsaved(self) -> tuple[SetRecord, ...]:
        """Return sets that could not be written yet."""
        return self._recorder.unsaved

    @property
    def in_memory(self) -> InMemory:
        """Return all there is of this session, whether it could be written or not."""
        return InMemory(self.session, self._recorder.kept_sets(), self._ratings.unsaved)

    def try_again(self) -> None:
        """Write what could not be written, if there is room by now."""
        self._recorder.try_again()
        self._ratings.write()

    @property
    def planned(self) -> PlannedSet | None:
        """Return the set that is being done or led to, None at the closing."""
        return self.player.plan.set_of(self.player.segment)

    # -- keys --------------------------------------------------------------

    def advance(self) -> tuple[Event, ...]:
        """Catch up with the clock."""
        if self._how is None:
            return self._kept(self.player.advance())
        told = self._how.advance()
        if not any(isinstance(event, HowEnded) for event in told):
            return told
        resumes, self._how = self._how.resumes, None
        return (*told, *self._kept(self.player.play(RESUME_LEAD_IN_MS))) if resumes else told

    def ask_how(self) -> tuple[Event, ...]:
        """Stand still and lead through what is done or comes next; asked again, go on.

        After the last line it goes on by itself, if it ran before.
        """
        if self._how is not None:
            return self.play()
        ran = self.player.state in (PlayerState.PLAYING, PlayerState.LEADING_IN)
        events = self.pause(PauseReason.HOW)
        planned = self.planned
        if planned is None or self.player.state is PlayerState.ENDED:
            return events
        self._how = self._changes.how(planned, self._clock, resumes=ran)
        return (*events, *self._how.advance())

    @property
    def how_due_in_ms(self) -> int | None:
        """Return how long until a line about how is due, in ms; None while none is told."""
        return None if self._how is None else self._how.due_in_ms

    def main_key(self) -> tuple[Event, ...]:
        """Do the obvious thing: start, pause, go on, or count a rep.

        A repeat within 0.6 s is ignored, so that a bouncing key does nothing twice; reps
        counted by a person may follow one another as fast as the tempo allows.
        """
        now_ms = self._clock.monotonic_ms()
        last_ms = self._last_main_key_ms
        if last_ms is not None and now_ms - last_ms < KEY_REPEAT_MS:
            return self.advance()
        self._last_main_key_ms = now_ms
        if self.player.state in (PlayerState.READY, PlayerState.PAUSED):
            return self.play()
        if (
            self.player.state is PlayerState.PLAYING
            and self.player.segment.kind is SegmentKind.SELF_PACED
        ):
            return self._kept(self.player.count_rep())
        return self.pause()

    def play(self) -> tuple[Event, ...]:
        """Start, or go on; a set that was broken into gives five seconds to get ready.

        After a person felt unwell nothing goes on: the session ends.
        """
        if self._felt_unwell:
            return self.end()
        if self._unanswered:
            return self.answer_pain(PainChoice.SKIP)
        is_paused = self.player.state is PlayerState.PAUSED
        broken_into = is_paused and (self.player.segment.kind.is_work or self._how is not None)
        return self._kept(self.player.play(RESUME_LEAD_IN_MS if broken_into else 0))

    def pause(self, reason: PauseReason = PauseReason.PERSON) -> tuple[Event, ...]:
        """Stand still."""
        return self._kept(self.player.pause(reason))

    def next(self) -> tuple[Event, ...]:
        """Skip to the next block."""
        self._settle_pain()
        return self._kept(self.player.next())

    def previous(self) -> tuple[Event, ...]:
        """Go back: restart the block, then the one before.

        While the block that a skip led to lasts, the skip is undone, and so is leaving an exercise
        out. Nothing that hurt and was changed is gone back to.
        """
        self._settle_pain()
        if self.can_undo_skip:
            events = self._kept(self.player.undo_skip(RESUME_LEAD_IN_MS))
        else:
            events = self._kept(self.player.previous(first_block=self._changes.first_block))
        if self._changes.undo_leaving():
            self._keep_changes()
        return events

    def repeat_side(self) -> tuple[Event, ...]:
        """Do the set again on the same side, unless it hurt and was changed."""
        self._settle_pain()
        return self._kept(self.player.repeat_side(first_block=self._changes.first_block))

    def longer(self) -> tuple[Event, ...]:
        """Add ten seconds where that makes sense."""
        return self._kept(self.player.extend(TEN_SECONDS_MS))

    def shorter(self) -> tuple[Event, ...]:
        """Take ten seconds off where that makes sense."""
        return self._kept(self.player.extend(-TEN_SECONDS_MS))

    def complete_set(self) -> tuple[Event, ...]:
        """End a self-paced set with the reps counted."""
        return self._kept(self.player.complete())

    def have_spoken(self, text: str, then: Callable[[], None]) -> None:
        """Call back once a line outside the plan, such as a question, can be spoken."""
        self._changes.have_spoken(text, then)

    # -- changes -----------------------------------------------------------

    def catch_up(self) -> None:
        """Have spoken what was rendered since the start, from the next block on."""
        self._changes.catch_up()

    def another_set(self) -> str:
        """Add a set of the exercise that is being done or led to; return what was done."""
        planned = self.planned
        if planned is None:
            return translate(_CONTEXT, "That was the last exercise.")
        if self._changes.sets_of(planned) >= MAX_SETS:
            return translate(_CONTEXT, "{sets} sets are the most.").format(sets=MAX_SETS)
        self._changes.add_set(planned.item.uid)
        self._keep_changes()
        return translate(_CONTEXT, "One more set of {name}.").format(name=planned.exercise.name)

    def fewer_reps(self) -> str:
        """Take two reps off the sets of the exercise still to come; return what was done."""
        planned = self.planned
        coming = () if planned is None else self._changes.to_come(planned.item.uid)
        if planned is None or not coming:
            return translate(_CONTEXT, "No other set of this exercise comes.")
        reps = coming[0].dose.reps
        if reps is None:
            return translate(_CONTEXT, "There are no reps to take off here.")
        wanted = max(1, reps - REPS_OFF)
        if wanted < reps:
            self._changes.fewer_reps(planned.item.uid, wanted)
            self._keep_changes()
        text = translate(_CONTEXT, "{name}: {reps} rep(s) a set from the next one on.", wanted)
        return text.format(name=planned.exercise.name, reps=wanted)

    @property
    def easier_now(self) -> Exercise | None:
        """Return what is easier than the exercise that is being done or led to, if anything."""
        return None if self.planned is None else self._easier_of(self.planned.exercise)

    def do_easier(self) -> tuple[Event, ...]:
        """Do something easier in the place of the exercise, from here on; nothing where none is."""
        planned, easier = self.planned, self.easier_now
        events = self.advance()
        if planned is None or easier is None:
            return events
        self._changes.make_easier(planned.item.uid, easier)
        self._keep_changes()
        return (*events, *self.next())

    def offered_changes(self) -> tuple[SessionAction, ...]:
        """Return which changes fit the exercise that is being done or led to."""
        planned = self.planned
        return () if planned is None else self._changes.offered(planned, self.easier_now)

    def leave_exercise(self) -> tuple[Event, ...]:
        """Leave out the rest of the exercise that is being done or led to."""
        planned = self.planned
        if planned is None:
            return self.advance()
        events = self.advance()
        self._changes.leave_out(planned.item.uid)
        self._keep_changes()
        return (*events, *self.next())

    def _keep_changes(self) -> None:
        kept = self._changes.kept
        if self._unanswered and self._pain_told is not None:
            # A kill before the answer leaves the exercise out when the session is resumed.
            kept = self._changes.with_leaving_out(self._unanswered, self._pain_told)
        options_json = encode_options(self.player.plan.options, kept)
        self._recorder.update(replace(self.session, options_json=options_json))

    # -- pain --------------------------------------------------------------

    def rate_before(self, nrs: int | None) -> None:
        """Keep the pain before the session (0-10), or that it was not told."""
        self._ratings.rate(Moment.BEFORE, nrs)

    def pain_reported(self, kind: PainKind, nrs: int | None) -> PainAdvice:
        """Keep what a person says on the pain key, and return what may be done.

        `nrs` is the 0-10 rating, None where the kind alone decides (unwell). Zones after
        the NEMEX programme: 0-2 go on, 3-5 go on noted, 6 and more change something.
        """
        planned = self.planned
        self._pain_told = PainTold(kind, nrs)
        zone = pain_zone(nrs if nrs is not None else 0, self._usual_pain)
        if planned is not None and PainKind.UNWELL is not kind:
            if kind is PainKind.TINGLING or zone is PainZone.TOO_MUCH:
                self._unanswered = self._items_of(planned.exercise)
                self._hurt_exercises.add(planned.exercise.id)
                self._keep_changes()
            elif self._unanswered:
                # A lower number that follows unsays nothing.
                zone = PainZone.TOO_MUCH
        if nrs is not None:
            self._ratings.rate(Moment.DURING, nrs, kind=kind, planned=planned)
        if kind is PainKind.UNWELL:
            self._felt_unwell = True
            self._on_unwell()
            return unwell_advice()
        if kind is PainKind.TINGLING:
            return tingling_advice()
        most = f"{tolerable_up_to(self._usual_pain):g}"
        if zone is not PainZone.TOO_MUCH:
            return tolerable_advice(zone, most)
        sore_item = planned.item.uid if planned is not None else ""
        if sore_item in self._high_pain_items:
            return still_too_much_advice(most)
        self._high_pain_items.add(sore_item)
        easier = None if planned is None else self._easier_of(planned.exercise)
        if planned is not None and easier is not None:
            self._changes.expect_easier(planned.item.uid, easier)
        return too_much_advice(planned, easier)

    def _easier_of(self, exercise: Exercise) -> Exercise | None:
        """Return an easier exercise that did not hurt in this session."""
        easier = easier_of(exercise, self._content)
        return None if easier is None or easier.id in self._hurt_exercises else easier

    def _items_of(self, exercise: Exercise) -> tuple[str, ...]:
        """Return the items of an exercise, the one that is being done first."""
        planned = self.planned
        here = () if planned is None else (planned.item.uid,)
        others = (p.item.uid for p in self.player.plan.sets if p.exercise.id == exercise.id)
        return tuple(dict.fromkeys((*here, *others)))

    def _settle_pain(self) -> None:
        """Leave out what hurt too much where nothing was chosen."""
        items, self._unanswered = self._unanswered, ()
        for uid in items:
            self._changes.leave_out(uid, why=self._pain_told)
        if items:
            self._keep_changes()

    def answer_pain(self, choice: PainChoice) -> tuple[Event, ...]:
        """Do what the person chose.

        Something easier is done at once, in the place of the set that was broken into; the
        other changes count from the next set on.
        """
        planned = self.planned
        if choice is PainChoice.END:
            self._ended_for = self._pain_told
            return self._kept(self.player.stop())
        if choice is PainChoice.GO_ON or planned is None:
            return self.play()
        uid = planned.item.uid
        self._unanswered = ()
        easier = self._easier_of(planned.exercise)
        if choice is PainChoice.SKIP or (choice is PainChoice.EASIER and easier is None):
            for each in self._items_of(planned.exercise):
                self._changes.leave_out(each, why=self._pain_told)
        elif choice is PainChoice.FEWER_REPS and planned.dose.reps is not None:
            self._changes.fewer_reps(uid, max(1, planned.dose.reps // 2), why=self._pain_told)
        elif easier is not None:
            for each in self._items_of(planned.exercise):
                self._changes.make_easier(each, easier, why=self._pain_told)
        self._keep_changes()
        if choice is PainChoice.FEWER_REPS and not self.player.segment.kind.is_work:
            # The rest that is going on is needed all the more.
            return self.play()
        return (*self._kept(self.player.next()), *self.play())

    # -- the end -----------------------------------------------------------

    def end(self) -> tuple[Event, ...]:
        """End the session early; what was done is kept."""
        return self._kept(self.player.stop())

    def close(self) -> Session:
        """Close the session by its share of the dose; discard it when nothing was done."""
        self._recorder.note_changes(
            told_changes(
                self.session.uid,
                self._changes.kept,
                self._recorder.now(),
                ended_for=self._ended_for,
            )
        )
        share = dose_share(self.session.routine, self._recorder.kept_sets())
        status = status_for(share) if share > 0 else SessionStatus.DISCARDED
        return self._update(status=status, ended=True)

    def discard(self) -> Session:
        """Put the session aside; it can be brought back for 30 days."""
        self._kept(self.player.stop())
        return self._update(status=SessionStatus.DISCARDED, ended=True)

    def add_afterthoughts(
        self, *, effort: int | None, control_steady: bool | None, note: str
    ) -> Session:
        """Keep effort (0-10), whether control was steady, and a note."""
        session = replace(
            self.session, effort=effort, control_steady=control_steady, note=note.strip()
        )
        self._recorder.update(session)
        self._ratings.write()
        return self.session

    def rate_after(
        self, now_nrs: int | None, worst_nrs: int | None, kind: PainKind | None = None
    ) -> None:
        """Keep the pain after the session and the worst during it (0-10), or that it wasn't told.

        `kind` is what the pain feels like now, where that was told.
        """
        self._ratings.rate(Moment.AFTER, now_nrs, kind=None if now_nrs is None else kind)
        self._ratings.rate(Moment.DURING, worst_nrs)

    def _update(self, *, status: SessionStatus, ended: bool) -> Session:
        self._recorder.record((), self.player.played_ms)
        session = replace(
            self.session, status=status, ended_at=self._recorder.now() if ended else None
        )
        self._recorder.update(session)
        self._ratings.write()
        return self.session

    def _kept(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        if self._how is not None:
            # Whatever was asked for meanwhile, the person has heard enough.
            self._how = None
            events = (HowEnded(self.player.state is not PlayerState.PAUSED), *events)
        if any(isinstance(event, Paused) for event in events):
            # A pause may last for ever: a lid that stays closed, a battery that runs empty.
            events = (*events, *self.player.so_far())
        self._recorder.record(events, self.player.played_ms)
        if self._ratings.has_unsaved and any(isinstance(event, _WRITTEN) for event in events):
            self._ratings.write()
        return events
