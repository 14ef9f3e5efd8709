"""A player on a clock moved by hand, with what it told so far."""

from typing import TypeVar

from hipcoach.domain.routine import RoutineItem
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import Event
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import Plan, plan_session
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_routine
from tests.support.story import index_of
from tests.support.words import PlainWords

E = TypeVar("E")
NO_CLIPS = ClipLengths({}, EARCON_MS)


class SameLength(dict[str, int]):
    """Every text has a clip of the same length."""

    def __init__(self, clip_ms: int) -> None:
        """Give each clip this many ms."""
        super().__init__()
        self._clip_ms = clip_ms

    def get(self, key: str, default: object = None) -> int:
        """Return the length of any text."""
        return self._clip_ms


def clips_of(clip_ms: int) -> ClipLengths:
    """Return lengths where every spoken text lasts this long, in ms."""
    return ClipLengths(SameLength(clip_ms), EARCON_MS)


def plan_of(
    *items: RoutineItem, options: SessionOptions | None = None, clips: ClipLengths = NO_CLIPS
) -> Plan:
    """Plan a session of these items."""
    how = options if options is not None else SessionOptions()
    return plan_session(make_routine(*items), how, clips, PlainWords())


class Rig:
    """Moves the clock and the player together, and keeps every event."""

    def __init__(self, plan: Plan, *, start_index: int = 0) -> None:
        """Put a player on the plan; it isn't started."""
        self.clock = ManualClock()
        self.player = Player(plan, self.clock, start_index=start_index)
        self.events: list[Event] = []

    @property
    def plan(self) -> Plan:
        """Return the plan that is played."""
        return self.player.plan

    def note(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Keep events that a call returned, and return them."""
        self.events.extend(events)
        return events

    def run(self, ms: int, tick_ms: int = 500) -> tuple[Event, ...]:
        """Let this many ms pass, read in ticks; return what was told meanwhile."""
        told: list[Event] = []
        while ms > 0:
            self.clock.tick(min(tick_ms, ms))
            ms -= tick_ms
            told.extend(self.note(self.player.advance()))
        return tuple(told)

    def run_out(self) -> tuple[Event, ...]:
        """Play to the end; return what was told meanwhile."""
        told: list[Event] = []
        for _ in range(100_000):
            told.extend(self.run(1_000, 1_000))
            if self.player.state is PlayerState.ENDED:
                return tuple(told)
        raise AssertionError("the session does not end")

    def go_to(self, kind: SegmentKind, nth: int = 0) -> int:
        """Start if need be and jump on to the nth segment of a kind; return its index."""
        index = index_of(self.plan, kind, nth)
        if self.player.state is PlayerState.READY:
            self.note(self.player.play())
        while self.player.cursor.segment_index < index:
            self.note(self.player.next())
        assert self.player.cursor.segment_index == index
        return index

    def told(self, kind: type[E]) -> list[E]:
        """Return the events of a kind in the order told."""
        return [event for event in self.events if isinstance(event, kind)]
