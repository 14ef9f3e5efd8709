"""What a person changes in the middle of a session: a set more, fewer reps, an exercise less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from hipcoach.coaching.how_run import HowRun
from hipcoach.domain.errors import StorageError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import PainKind
from hipcoach.domain.prescription import MAX_SETS, Side
from hipcoach.domain.session import ChangeKind
from hipcoach.domain.session_keys import SessionAction
from hipcoach.player.changes import (
    AddSet,
    Change,
    FewerReps,
    PlacedChange,
    PutBack,
    SkipExercise,
    SwapExercise,
)
from hipcoach.player.clock import Clock
from hipcoach.player.cues import ClipLengths
from hipcoach.player.lines import Words
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import Plan, lines_of, place, refit, replan, sets_to_come
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import PlannedSet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PainTold:
    """What was told of the pain that led to a change (NRS 0-10)."""

    kind: PainKind
    nrs: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange:
    """A change as it is kept beside the options of its session.

    `after` is the last set that it left as it was (item, number, side), the `nth` of that
    key; `why` is None where the person simply wanted it.
    """

    kind: ChangeKind
    item_uid: str
    after: tuple[str, int, Side] | None = None
    nth: int = 0
    reps: int = 0
    exercise_id: str = ""
    from_here: bool = False
    why: PainTold | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    changes: tuple[KeptChange, ...] = ()


def encode_options(options: SessionOptions, changes: Sequence[KeptChange] = ()) -> str:
    """Write options and changes for the record, so that a cut-off session can go on with them."""
    kept = msgspec.to_builtins(options)
    if changes:
        kept["changes"] = msgspec.to_builtins(tuple(changes))
    return msgspec.json.encode(kept).decode()


def decode_options(text: str) -> SessionOptions:
    """Read options from the record; raises StorageError when they make no sense."""
    return _decode(text, SessionOptions)


def decode_changes(text: str) -> tuple[KeptChange, ...]:
    """Read what was changed in a session; raises StorageError when it makes no sense."""
    return _decode(text, _Kept).changes


def _decode(text: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise StorageError(f"The options of a session cannot be read: {error}.") from error


def placed_changes(
    kept: Sequence[KeptChange], exercises: Mapping[str, Exercise]
) -> tuple[PlacedChange, ...]:
    """Return kept changes as the planning makes them again.

    One to an exercise that is there no more is passed over; where it was for pain, what hurt is
    left out rather than done again.
    """
    found = ((each, _change_of(each, exercises)) for each in kept)
    return tuple(
        PlacedChange(each.after, each.nth, change) for each, change in found if change is not None
    )


def _change_of(kept: KeptChange, exercises: Mapping[str, Exercise]) -> Change | None:
    match kept.kind:
        case ChangeKind.ANOTHER_SET:
            return AddSet(kept.item_uid, kept.from_here)
        case ChangeKind.FEWER_REPS:
            return FewerReps(kept.item_uid, kept.reps)
        case ChangeKind.LEFT_OUT:
            return SkipExercise(kept.item_uid)
    easier = exercises.get(kept.exercise_id)
    if easier is not None:
        return SwapExercise(kept.item_uid, easier, kept.from_here)
    return None if kept.why is None else SkipExercise(kept.item_uid)


def closed_through(kept: Sequence[KeptChange], sets: Sequence[PlannedSet]) -> int:
    """Return the index of the last set that hurt and was changed for it, -1 where none was.

    It is neither gone back to nor done again in its session.
    """
    closed = -1
    for change in kept:
        if change.why is None or change.after is None:
            continue
        alike = [index for index, planned in enumerate(sets) if planned.key == change.after]
        last = alike[min(change.nth, len(alike)) - 1] if alike else -1
        of_item = [i for i in range(last + 1) if sets[i].item.uid == change.item_uid]
        closed = max([closed, *of_item])
    return closed


class LineSpeech(Protocol):
    """Who speaks the lines of a session."""

    def lengths(self) -> ClipLengths:
        """Return the lengths there are by now."""
        ...

    def render_more(self, texts: Sequence[str], on_done: Callable[[], None]) -> None:
        """Render lines that nobody knew would be wanted."""
        ...


@dataclass(frozen=True, slots=True)
class _LeftOut:
    block: int
    future: tuple[PlannedSet, ...]


class SessionChanges:
    """Makes changes from the next block on, has their lines rendered, and keeps them in mind."""

    def __init__(
        self, player: Player, words: Words, speech: LineSpeech, kept: Sequence[KeptChange] = ()
    ) -> None:
        """Change what this player plays; `kept` was changed before the session was cut off."""
        self._player = player
        self._words = words
        self._speech = speech
        self._kept = list(kept)
        self._left_out: _LeftOut | None = None

    @property
    def kept(self) -> tuple[KeptChange, ...]:
        """Return what was changed so far, in order."""
        return tuple(self._kept)

    def to_come(self, item_uid: str) -> tuple[PlannedSet, ...]:
        """Return the sets of an item that were not begun."""
        future = sets_to_come(self._player.plan, self._player.cursor)
        return tuple(planned for planned in future if planned.item.uid == item_uid)

    def sets_of(self, planned: PlannedSet) -> int:
        """Return how many sets there are of a set's exercise on its side."""
        uid, side = planned.item.uid, planned.side
        sets = self._player.plan.sets
        return max(p.set_no for p in sets if p.item.uid == uid and p.side is side)

    def offered(self, planned: PlannedSet, easier: Exercise | None) -> tuple[SessionAction, ...]:
        """Return which changes fit the exercise that is being done or led to."""
        player = self._player
        here = range(player.cursor.segment_index + 1)
        worked = [
            s.block for s in (player.plan.timeline.segments[i] for i in here) if s.kind.is_work
        ]
        coming = self.to_come(planned.item.uid)
        fits = {
            SessionAction.REPEAT: bool(worked) and worked[-1] >= self.first_block,
            SessionAction.ANOTHER_SET: self.sets_of(planned) < MAX_SETS,
            SessionAction.EASIER: easier is not None,
            SessionAction.FEWER_REPS: any((each.dose.reps or 0) > 1 for each in coming),
            SessionAction.LEAVE_EXERCISE: True,
        }
        return tuple(action for action, is_fit in fits.items() if is_fit)

    @property
    def first_block(self) -> int:
        """Return the first block that may be gone back to: the one after what hurt."""
        plan = self._player.plan
        closed = closed_through(self._kept, plan.sets)
        if closed < 0:
            return 0
        blocks = (s.block for s in plan.timeline.segments if s.set_index == closed)
        return max(blocks, default=-1) + 1

    def with_leaving_out(self, item_uids: Sequence[str], why: PainTold) -> tuple[KeptChange, ...]:
        """Return what would be kept if these were left out from here on."""
        player = self._player
        left_out = []
        for item_uid in item_uids:
            where = place(player.plan, player.cursor, SkipExercise(item_uid))
            left_out.append(
                KeptChange(
                    kind=ChangeKind.LEFT_OUT,
                    item_uid=item_uid,
                    after=where.after,
                    nth=where.nth,
                    why=why,
                )
            )
        return (*self._kept, *left_out)

    def add_set(self, item_uid: str) -> None:
        """Do one more set of an exercise, on each side that is still to be worked.

        One that was halved for pain stays halved.
        """
        from_here = self._player.segment.kind.is_work
        self._make(
            AddSet(item_uid, from_here), ChangeKind.ANOTHER_SET, item_uid, from_here=from_here
        )
        halved = next(
            (
                each
                for each in reversed(self._kept)
                if each.item_uid == item_uid
                and each.why is not None
                and each.kind in (ChangeKind.FEWER_REPS, ChangeKind.EASIER)
            ),
            None,
        )
        if halved is None or halved.kind is not ChangeKind.FEWER_REPS:
            return
        if any((each.dose.reps or 0) > halved.reps for each in self.to_come(item_uid)):
            self.fewer_reps(item_uid, halved.reps, why=halved.why)

    def fewer_reps(self, item_uid: str, reps: int, *, why: PainTold | None = None) -> None:
        """Do this many reps in the sets of an exercise still to come."""
        self._make(FewerReps(item_uid, reps), ChangeKind.FEWER_REPS, item_uid, reps=reps, why=why)

    def leave_out(self, item_uid: str, *, why: PainTold | None = None) -> None:
        """Do no more sets of an exercise."""
        player = self._player
        left = _LeftOut(player.segment.block, sets_to_come(player.plan, player.cursor))
        self._make(SkipExercise(item_uid), ChangeKind.LEFT_OUT, item_uid, why=why)
        # What was left out for pain is not put back by going back.
        self._left_out = left if why is None else None

    def make_easier(
        self, item_uid: str, exercise: Exercise, *, why: PainTold | None = None
    ) -> None:
        """Do an easier exercise from here on; it begins with the set that was broken into."""
        from_here = self._player.segment.kind.is_work
        self._make(
            SwapExercise(item_uid, exercise, from_here),
            ChangeKind.EASIER,
            item_uid,
            exercise_id=exercise.id,
            from_here=from_here,
            why=why,
        )

    def expect_easier(self, item_uid: str, exercise: Exercise) -> None:
        """Have the lines of an easier exercise rendered before it is chosen."""
        change = SwapExercise(item_uid, exercise, self._player.segment.kind.is_work)
        self._render(self._changed(change), lambda: None)

    def have_spoken(self, text: str, then: Callable[[], None]) -> None:
        """Call back once a line outside the plan can be spoken, or can't for good."""
        if text in self._speech.lengths().speech:
            then()
        else:
            self._speech.render_more([text], then)

    def how(self, planned: PlannedSet, clock: Clock, *, resumes: bool) -> HowRun:
        """Begin to tell how a set's exercise is done; what isn't rendered yet will be."""
        lines = self._words.how(planned)
        speaks = self._player.plan.options.voice_level.speaks
        known = self._speech.lengths().speech
        missing = [text for text, _ in lines if text not in known]
        if missing and speaks:
            self._speech.render_more(missing, lambda: None)
        return HowRun(lines, self._speech.lengths, clock, speaks=speaks, resumes=resumes)

    def undo_leaving(self) -> bool:
        """Put an exercise back that was left out, once the person stands where that was."""
        left = self._left_out
        if left is None or self._player.segment.block != left.block:
            return False
        self._left_out = None
        self._kept.pop()
        self._player.change_plan(self._changed(PutBack(left.future)))
        return True

    def _make(
        self,
        change: Change,
        kind: ChangeKind,
        item_uid: str,
        *,
        reps: int = 0,
        exercise_id: str = "",
        from_here: bool = False,
        why: PainTold | None = None,
    ) -> None:
        where = place(self._player.plan, self._player.cursor, change)
        self._left_out = None
        self._kept.append(
            KeptChange(
                kind=kind,
                item_uid=item_uid,
                after=where.after,
                nth=where.nth,
                reps=reps,
                exercise_id=exercise_id,
                from_here=from_here,
                why=why,
            )
        )
        self._player.change_plan(self._changed(change))
        self._render(self._player.plan, self._refit)

    def _changed(self, change: Change) -> Plan:
        player = self._player
        return replan(player.plan, player.cursor, change, self._speech.lengths(), self._words)

    def _render(self, plan: Plan, on_done: Callable[[], None]) -> None:
        known = self._speech.lengths().speech
        texts = lines_of(plan.sets, plan.options, self._words)
        missing = [text for text in texts if text not in known]
        if missing:
            self._speech.render_more(missing, on_done)

    def catch_up(self) -> None:
        """Have spoken what was rendered since the plan was made, from the next block on."""
        plan = self._player.plan
        is_mute = any(cue.clip_ms == 0 and not cue.is_earcon for cue in plan.cues)
        if is_mute and plan.options.voice_level.speaks:
            self._refit()

    def _refit(self) -> None:
        player = self._player
        if player.state is not PlayerState.ENDED:
            lengths = self._speech.lengths()
            player.change_plan(refit(player.plan, player.cursor, lengths, self._words))
