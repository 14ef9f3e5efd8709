"""The player: a cursor over the timeline, moved by an injected clock."""

from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.player.cues import lead_in_tick
from hipcoach.player.events import (
    CueDue,
    Event,
    Extended,
    LeadInStarted,
    Paused,
    PauseReason,
    RepCounted,
    Resumed,
    SegmentStarted,
    SessionFinished,
    SetFinished,
    SetProgressed,
)
from hipcoach.player.passage import Standing
from hipcoach.player.planning import Plan
from hipcoach.player.reading import PlayerReading, PlayerState, cues_by_segment
from hipcoach.player.timeline import PlannedSet, SegmentKind

__all__ = ("Player", "PlayerState")

MAX_GAP_MS = 10_000
RESTART_AFTER_MS = 3_000
COUNTDOWN_MS = 3_000
MINUTE_MS = 60_000
MAX_EXTENSION_MS = 600_000
NOT_EXTENDED = frozenset((SegmentKind.REP, SegmentKind.SELF_PACED))


class Player(PlayerReading):
    """A pure state machine: every call first catches up with the clock, then acts.

    Each returns the events that this brought about, in order. Nothing here counts
    ticks: time is what the clock says has passed, and a gap of more than ten seconds
    between two readings is taken for sleep, never for exercise.
    """

    def play(self, lead_in_ms: int = 0) -> tuple[Event, ...]:
        """Go on, after `lead_in_ms` of getting ready where a set was broken into."""
        if self._state not in (PlayerState.READY, PlayerState.PAUSED):
            return ()
        self._last_ms = self._clock.monotonic_ms()
        if self.segment.kind is SegmentKind.REP and self._entered:
            self._done_ms -= self._offset_ms
            self._offset_ms = 0
            self._cues_from_start = True
        if lead_in_ms > 0:
            self._state = PlayerState.LEADING_IN
            self._lead_in_ms = lead_in_ms
            self._lead_in_begins = True
            return (LeadInStarted(lead_in_ms),)
        self._state = PlayerState.PLAYING
        return (Resumed(), *self._enter_if_new(0))

    def pause(self, reason: PauseReason = PauseReason.PERSON) -> tuple[Event, ...]:
        """Stand still."""
        events = self.advance()
        if self._state not in (PlayerState.PLAYING, PlayerState.LEADING_IN):
            return events
        self._state = PlayerState.PAUSED
        self._lead_in_ms = 0
        return (*events, Paused(reason))

    def advance(self) -> tuple[Event, ...]:
        """Read the clock, move the cursor by what has passed, and tell what happened."""
        now_ms = self._clock.monotonic_ms()
        passed_ms = max(0, now_ms - self._last_ms)
        self._last_ms = now_ms
        if self._state not in (PlayerState.PLAYING, PlayerState.LEADING_IN):
            return ()
        if passed_ms > MAX_GAP_MS:
            self._state = PlayerState.PAUSED
            self._lead_in_ms = 0
            return (Paused(PauseReason.GAP),)
        events: list[Event] = []
        if self._state is PlayerState.LEADING_IN:
            passed_ms = self._lead_in(passed_ms, events)
        if self._state is PlayerState.PLAYING:
            self._move(passed_ms, events)
        return tuple(events)

    def next(self) -> tuple[Event, ...]:
        """Skip to the next block; the session ends after the last one."""
        events = list(self.advance())
        if self._state is PlayerState.ENDED:
            return tuple(events)
        segments = self._plan.timeline.segments
        after = self._plan.timeline.block_range(self.segment.block).stop
        here = self._standing()
        self._close_set(SetEnd.SKIPPED, events)
        if after >= len(segments):
            self._finish(events, completed=True)
            return tuple(events)
        self._passage.skip(here, after, segments[after].block)
        self._jump(after, events)
        return tuple(events)

    def undo_skip(self, lead_in_ms: int = 0) -> tuple[Event, ...]:
        """Go back to where the person was before the last skip, if it led to this block.

        A set that was broken off goes on after `lead_in_ms` of getting ready.
        """
        events = list(self.advance())
        there = self._passage.undoable(self.segment.block)
        if there is None or self._state is PlayerState.ENDED:
            return tuple(events)
        self._close_set(SetEnd.RESTARTED, events)
        self._passage.undo(self._index)
        self._index, self._offset_ms = there.index, there.offset_ms
        self._entered, self._set_open = there.is_entered, there.is_set_open
        self._done_reps, self._done_ms = there.done_reps, there.done_ms
        self._minutes_told = there.minutes_told
        self._cues_from_start = self._end_cues_from_here = False
        self._tell_so_far(events)
        if self._state in (PlayerState.PLAYING, PlayerState.LEADING_IN):
            self._state, self._lead_in_ms = PlayerState.PAUSED, 0
            events.extend(self.play(lead_in_ms if self.segment.kind.is_work else 0))
        return tuple(events)

    def previous(self, *, first_block: int = 0) -> tuple[Event, ...]:
        """Restart the block when more than 3 s in; else go to the one before.

        Nothing before `first_block` is gone back to.
        """
        events = list(self.advance())
        if self._state is PlayerState.ENDED:
            return tuple(events)
        block = self.segment.block
        target = self._plan.timeline.block_range(block).start
        if block < first_block:
            return tuple(events)
        is_new = self._in_block_ms(target) <= RESTART_AFTER_MS
        if is_new and block > first_block:
            target = self._plan.timeline.block_range(block - 1).start
        self._close_set(SetEnd.RESTARTED, events)
        self._go_back_to(target, events)
        return tuple(events)

    def repeat_side(self, *, first_block: int = 0) -> tuple[Event, ...]:
        """Do the current set again, or the last one when none is being done.

        Nothing before `first_block` is done again.
        """
        events = list(self.advance())
        segments = self._plan.timeline.segments
        here = self._index
        while here >= 0 and not segments[here].kind.is_work:
            here -= 1
        if here < 0 or self._state is PlayerState.ENDED or segments[here].block < first_block:
            return tuple(events)
        self._close_set(SetEnd.RESTARTED, events)
        self._go_back_to(self._plan.timeline.block_range(segments[here].block).start, events)
        return tuple(events)

    def extend(self, delta_ms: int) -> tuple[Event, ...]:
        """Make a hold, timed part, rest or transition longer or shorter; never a rep.

        It is never made shorter than what is played of it and three seconds more.
        """
        events = self.advance()
        length = self.duration_ms
        if length is None or self.segment.kind in NOT_EXTENDED or self._state is PlayerState.ENDED:
            return events
        planned_ms = self.segment.estimate_ms
        least_ms = min(length, self._offset_ms + COUNTDOWN_MS)
        wanted = max(least_ms, min(length + delta_ms, planned_ms + MAX_EXTENSION_MS))
        if wanted == length:
            return events
        self._lengths[self._index] = wanted
        # The countdown may be due at this very moment now.
        self._end_cues_from_here = True
        return (*events, Extended(self._index, wanted - length))

    def count_rep(self) -> tuple[Event, ...]:
        """Count a rep of a self-paced set; the target ends it."""
        events = list(self.advance())
        if not self._awaits_reps:
            return tuple(events)
        self._done_reps += 1
        events.append(RepCounted(self._done_reps, self.segment.target_reps))
        if self._done_reps >= self.segment.target_reps:
            self._step_over(events, late_ms=0)
        return tuple(events)

    def complete(self) -> tuple[Event, ...]:
        """End a self-paced set with the reps counted so far."""
        events = list(self.advance())
        if self._awaits_reps:
            self._step_over(events, late_ms=0)
        return tuple(events)

    def stop(self) -> tuple[Event, ...]:
        """End the session here; what was done of the current set counts."""
        events = list(self.advance())
        if self._state is not PlayerState.ENDED:
            self._close_set(SetEnd.STOPPED, events)
            self._finish(events, completed=False)
        return tuple(events)

    def so_far(self) -> tuple[Event, ...]:
        """Tell what is done of the set that is being done, without leaving it."""
        events = list(self.advance())
        self._tell_so_far(events)
        return tuple(events)

    def change_plan(self, plan: Plan) -> None:
        """Go on by another plan, which must agree up to the end of the current block."""
        cut = self._plan.timeline.block_range(self.segment.block).stop
        if plan.timeline.segments[:cut] != self._plan.timeline.segments[:cut]:
            raise ValueError("the new plan changes what was played already")
        self._plan = plan
        self._lengths = {index: ms for index, ms in self._lengths.items() if index < cut}
        self._passage.cut(cut)
        self._cues_by_segment = cues_by_segment(plan)
        self._timed = None

    # -- moving ----------------------------------------------------------------

    def _lead_in(self, passed_ms: int, events: list[Event]) -> int:
        """Count down before going on; return the ms left over for playing."""
        before_ms = self._lead_in_ms
        self._lead_in_ms = max(0, before_ms - passed_ms)
        first_ms = before_ms if self._lead_in_begins else before_ms - 1
        self._lead_in_begins = False
        for left_ms in (3_000, 2_000, 1_000) if self._beeps else ():
            if self._lead_in_ms <= left_ms <= first_ms:
                late_ms = passed_ms - (before_ms - left_ms)
                events.append(CueDue(lead_in_tick(self._index, left_ms), late_ms))
        if self._lead_in_ms > 0:
            return 0
        self._state = PlayerState.PLAYING
        over_ms = passed_ms - before_ms
        events.append(Resumed())
        events.extend(self._enter_if_new(over_ms))
        return over_ms

    def _move(self, passed_ms: int, events: list[Event]) -> None:
        """Carry the cursor on, over as many boundaries as the time that passed holds."""
        left_ms = passed_ms
        while self._state is PlayerState.PLAYING:
            length = self._length_of(self._index)
            room_ms = left_ms if length is None else min(left_ms, length - self._offset_ms)
            crosses = length is not None and self._offset_ms + left_ms >= length
            self._cross(room_ms, left_ms, events, ends=crosses)
            left_ms -= room_ms
            if not crosses:
                return
            self._step_over(events, late_ms=left_ms)

    def _cross(self, by_ms: int, left_ms: int, events: list[Event], *, ends: bool) -> None:
        """Move within the segment and tell the cues on the way."""
        before_ms = self._offset_ms
        untold = [(due, cue) for due, cue in self._cues_here() if due >= self._untold_from_ms(cue)]
        self._offset_ms += by_ms
        self._played_ms += by_ms
        for due_ms, cue in untold:
            if due_ms <= self._offset_ms and not (ends and due_ms == self._offset_ms):
                events.append(CueDue(cue, left_ms - (due_ms - before_ms)))
        self._cues_from_start = False
        self._end_cues_from_here = False
        if self.segment.kind.is_work:
            self._done_ms += by_ms
            self._tell_minutes(events)

    def _tell_minutes(self, events: list[Event]) -> None:
        minutes = self._done_ms // MINUTE_MS
        planned = self._plan.set_of(self.segment)
        is_timed = self.segment.kind is SegmentKind.TIMED
        if planned is None or not is_timed or minutes <= self._minutes_told:
            return
        self._minutes_told = minutes
        events.append(SetProgressed(self._record(planned, SetEnd.STOPPED)))

    def _step_over(self, events: list[Event], *, late_ms: int) -> None:
        """Leave the segment by its end and enter the next one."""
        leaving = self.segment
        if leaving.kind is SegmentKind.REP and leaving.ends_rep:
            self._done_reps += 1
        after = self._index + 1
        segments = self._plan.timeline.segments
        if after >= len(segments):
            self._finish(events, completed=True)
            return
        if segments[after].block != leaving.block:
            self._close_set(SetEnd.COMPLETED, events)
        self._index = after
        self._offset_ms = 0
        self._entered = False
        events.extend(self._enter_if_new(late_ms))

    def _go_back_to(self, index: int, events: list[Event]) -> None:
        """Do a block anew, at its planned length."""
        self._passage.forget()
        self._lengths.pop(index, None)
        self._jump(index, events)

    def _standing(self) -> Standing:
        return Standing(
            block=self.segment.block,
            index=self._index,
            offset_ms=self._offset_ms,
            is_entered=self._entered,
            is_set_open=self._set_open,
            done_reps=self._done_reps,
            done_ms=self._done_ms,
            minutes_told=self._minutes_told,
        )

    def _jump(self, index: int, events: list[Event]) -> None:
        """Put the cursor on a segment's start, for a new pass over its block."""
        self._index = index
        self._offset_ms = 0
        self._entered = False
        self._lead_in_ms = 0
        if self._state is PlayerState.LEADING_IN:
            self._state = PlayerState.PLAYING
            events.append(Resumed())
        if self._state is PlayerState.PLAYING:
            events.extend(self._enter_if_new(0))

    def _enter_if_new(self, late_ms: int) -> tuple[Event, ...]:
        """Tell that a segment was entered, once a pass."""
        if self._entered:
            return ()
        self._entered = True
        self._cues_from_start = True
        self._passage.enter(self._index)
        segment = self.segment
        planned = self._plan.set_of(segment)
        pass_no = 1
        if planned is not None:
            if segment.kind.is_work and not self._set_open:
                self._set_open = True
                self._done_reps = 0
                self._done_ms = 0
                self._minutes_told = 0
                self._passes[planned.key] += 1
            pass_no = max(1, self._passes[planned.key])
        return (SegmentStarted(self._index, segment, pass_no, late_ms),)

    # -- records ---------------------------------------------------------------

    def _close_set(self, ended: SetEnd, events: list[Event]) -> None:
        """Tell what was done of the set that is being left."""
        planned = self._plan.set_of(self.segment)
        if not self._set_open or planned is None:
            return
        self._set_open = False
        events.append(self._record(planned, ended))

    def _tell_so_far(self, events: list[Event]) -> None:
        planned = self._plan.set_of(self.segment)
        if self._set_open and planned is not None and self._done_ms > 0:
            events.append(SetProgressed(self._record(planned, SetEnd.STOPPED)))

    def _record(self, planned: PlannedSet, ended: SetEnd) -> SetFinished:
        item_uid, set_no, side = planned.key
        return SetFinished(
            address=SetAddress(item_uid, set_no, side, self._passes[planned.key]),
            exercise_id=planned.exercise.id,
            planned_reps=planned.dose.reps,
            planned_ms=planned.planned_ms,
            done_reps=self._done_reps,
            done_ms=self._done_ms,
            ended=ended,
        )

    def _finish(self, events: list[Event], *, completed: bool) -> None:
        self._close_set(SetEnd.COMPLETED if completed else SetEnd.STOPPED, events)
        self._state = PlayerState.ENDED
        self._lead_in_ms = 0
        events.append(SessionFinished(completed, self._played_ms))
