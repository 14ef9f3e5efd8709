"""A second, slower reckoning of the player, which the real one is held against."""

from collections import Counter

from hipcoach.domain.prescription import Side
from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.player.planning import Plan
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind
from tests.support.story import Fact, set_fact

Key = tuple[str, int, Side]


class Shadow:
    """Does what the documents say of a player; gives facts instead of events.

    Cues of a segment whose length a person changed are left out: what holds for them is
    tested apart.
    """

    def __init__(self, plan: Plan) -> None:
        """Stand ready at the start of a plan."""
        self.plan = plan
        self.state = "ready"
        self.index = 0
        self.offset_ms = 0
        self.lead_in_ms = 0
        self.played_ms = 0
        self.extra_ms: dict[int, int] = {}
        self.passes: Counter[Key] = Counter()
        self.is_open = False
        self.done_ms = 0
        self.done_reps = 0
        self.minutes = 0
        self.entered = False
        self.told_up_to = -1
        self.lead_told_down_to = 0
        # Of each skip: the block it led to, and everything that stood before it.
        self.skips: list[tuple[int, dict[str, int | bool]]] = []

    @property
    def segment(self) -> Segment:
        """Return the segment it stands in."""
        return self.plan.timeline.segments[self.index]

    @property
    def planned(self) -> PlannedSet | None:
        """Return the set it stands in or before."""
        index = self.segment.set_index
        sets = self.plan.sets
        return sets[index] if index is not None and index < len(sets) else None

    @property
    def length_ms(self) -> int | None:
        """Return the length of its segment, with what was added."""
        duration = self.segment.duration_ms
        return None if duration is None else duration + self.extra_ms.get(self.index, 0)

    def block_start(self, block: int) -> int:
        """Return the first index of a block."""
        return min(i for i, s in enumerate(self.plan.timeline.segments) if s.block == block)

    def next_block(self) -> int:
        """Return the index that follows the block it stands in."""
        block = self.segment.block
        return max(i for i, s in enumerate(self.plan.timeline.segments) if s.block == block) + 1

    # -- time ----------------------------------------------------------------

    def pass_time(self, now_ms: int, passed_ms: int) -> list[Fact]:
        """Let time pass that ends now."""
        if self.state not in ("playing", "leading in"):
            return []
        if passed_ms > 10_000:
            self.state = "paused"
            self.lead_in_ms = 0
            return [("paused", "gap")]
        at_ms = now_ms - passed_ms
        facts: list[Fact] = []
        if self.state == "leading in":
            step_ms = min(passed_ms, self.lead_in_ms)
            for left in (3_000, 2_000, 1_000):
                is_due = self.lead_in_ms - step_ms <= left < self.lead_told_down_to
                if is_due and self.plan.options.voice_level.beeps:
                    due_ms = at_ms + self.lead_in_ms - left
                    facts.append(("cue", self.index, "earcon", "tick", due_ms))
            self.lead_in_ms -= step_ms
            self.lead_told_down_to = self.lead_in_ms
            if self.lead_in_ms:
                return facts
            self.state = "playing"
            at_ms += step_ms
            facts.append(("resumed",))
            self._enter(at_ms, facts)
        while self.state == "playing":
            length = self.length_ms
            step_ms = now_ms - at_ms
            ends = length is not None and self.offset_ms + step_ms >= length
            if length is not None and ends:
                step_ms = length - self.offset_ms
            self._tell_cues(at_ms, self.offset_ms + step_ms, ends, facts)
            self.offset_ms += step_ms
            self.played_ms += step_ms
            at_ms += step_ms
            if self.segment.kind.is_work:
                self.done_ms += step_ms
            self._tell_minute(facts)
            if not ends:
                break
            self.leave(at_ms, facts)
        return facts

    def _tell_cues(self, at_ms: int, to_ms: int, ends: bool, facts: list[Fact]) -> None:
        came_ms, self.told_up_to = self.told_up_to, max(self.told_up_to, to_ms)
        if self.index in self.extra_ms:
            return
        estimate = self.segment.estimate_ms
        cues = [cue for cue in self.plan.cues if cue.segment_index == self.index]
        for cue in sorted(cues, key=lambda cue: cue.due_ms(estimate)):
            due_ms = cue.due_ms(estimate)
            if came_ms < due_ms <= to_ms and not (ends and due_ms == to_ms):
                moment = at_ms + due_ms - self.offset_ms
                facts.append(("cue", self.index, cue.kind.value, cue.text, moment))

    def _tell_minute(self, facts: list[Fact]) -> None:
        planned = self.planned
        if self.segment.kind is SegmentKind.TIMED and self.done_ms // 60_000 > self.minutes:
            assert planned is not None
            self.minutes = self.done_ms // 60_000
            facts.append(("minute", self._address(planned)))

    def leave(self, at_ms: int, facts: list[Fact]) -> None:
        """Go over the end of the segment."""
        if self.segment.kind is SegmentKind.REP and self.segment.ends_rep:
            self.done_reps += 1
        if self.index + 1 == len(self.plan.timeline.segments):
            self.end(completed=True, facts=facts)
            return
        if self.index + 1 == self.next_block():
            self.close(SetEnd.COMPLETED, facts)
        self.index += 1
        self.offset_ms = 0
        self.entered = False
        self._enter(at_ms, facts)

    def _enter(self, at_ms: int, facts: list[Fact]) -> None:
        if self.entered:
            return
        self.entered = True
        self.told_up_to = -1
        planned = self.planned
        pass_no = 1
        if planned is not None:
            if self.segment.kind.is_work and not self.is_open:
                self.is_open = True
                self.done_ms = self.done_reps = self.minutes = 0
                self.passes[planned.key] += 1
            pass_no = max(1, self.passes[planned.key])
        facts.append(("segment", self.index, self.segment.kind.value, pass_no, at_ms))

    # -- what a person does ----------------------------------------------------

    def play(self, now_ms: int, lead_in_ms: int) -> list[Fact]:
        """Go on."""
        if self.segment.kind is SegmentKind.REP and self.entered:
            self.done_ms -= self.offset_ms
            self.offset_ms = 0
            self.told_up_to = -1
        if lead_in_ms:
            self.state = "leading in"
            self.lead_in_ms = lead_in_ms
            self.lead_told_down_to = lead_in_ms + 1
            return [("lead-in", lead_in_ms)]
        self.state = "playing"
        facts: list[Fact] = [("resumed",)]
        self._enter(now_ms, facts)
        return facts

    def jump(self, index: int, ended: SetEnd, now_ms: int, facts: list[Fact]) -> None:
        """Leave the set and stand at a block's start, or at the end of all."""
        self.close(ended, facts)
        if index == len(self.plan.timeline.segments):
            self.end(completed=True, facts=facts)
            return
        self.index = index
        self.offset_ms = 0
        self.entered = False
        self.lead_in_ms = 0
        if self.state == "leading in":
            self.state = "playing"
            facts.append(("resumed",))
        if self.state == "playing":
            self._enter(now_ms, facts)

    def skip(self, now_ms: int, facts: list[Fact]) -> None:
        """Leave the block for the next one, and remember what was."""
        names = ("index", "offset_ms", "entered", "is_open", "done_ms", "done_reps", "minutes")
        was = {name: getattr(self, name) for name in names}
        self.jump(self.next_block(), SetEnd.SKIPPED, now_ms, facts)
        if self.state != "ended":
            self.skips.append((self.segment.block, was))

    def go_back_to(self, index: int, now_ms: int, facts: list[Fact]) -> None:
        """Do a block anew, at its planned length."""
        self.skips.clear()
        self.extra_ms.pop(index, None)
        self.jump(index, SetEnd.RESTARTED, now_ms, facts)

    @property
    def may_undo_skip(self) -> bool:
        """Return whether the block it stands in is one that a skip led to."""
        here = self.segment.block
        return self.state != "ended" and bool(self.skips) and self.skips[-1][0] == here

    def undo_skip(self, now_ms: int, lead_in_ms: int) -> list[Fact]:
        """Stand where it stood before the skip."""
        facts: list[Fact] = []
        self.close(SetEnd.RESTARTED, facts)
        for name, value in self.skips.pop()[1].items():
            setattr(self, name, value)
        self.told_up_to = self.offset_ms
        planned = self.planned
        if self.is_open and planned is not None and self.done_ms > 0:
            facts.append(("minute", self._address(planned)))
        if self.state in ("playing", "leading in"):
            self.lead_in_ms = 0
            is_work = self.segment.kind.is_work
            facts.extend(self.play(now_ms, lead_in_ms if is_work else 0))
        return facts

    def close(self, ended: SetEnd, facts: list[Fact]) -> None:
        """End the set that is being done, if one is."""
        planned = self.planned
        if self.is_open and planned is not None:
            self.is_open = False
            facts.append(set_fact(self._address(planned), self.done_reps, self.done_ms, ended))

    def end(self, *, completed: bool, facts: list[Fact]) -> None:
        """End the session."""
        self.close(SetEnd.COMPLETED if completed else SetEnd.STOPPED, facts)
        self.state = "ended"
        self.lead_in_ms = 0
        facts.append(("end", completed, self.played_ms))

    def _address(self, planned: PlannedSet) -> SetAddress:
        return SetAddress(*planned.key, self.passes[planned.key])
