"""What of a session was skipped, and where a person was before that."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person was: the place, and what of the set was done by then."""

    block: int
    index: int
    offset_ms: int
    is_entered: bool
    is_set_open: bool
    done_reps: int
    done_ms: int
    minutes_told: int


class Passage:
    """Remembers skips until they are undone, and what they left undone until it is played."""

    def __init__(self) -> None:
        """Begin with nothing skipped."""
        self._skips: list[tuple[Standing, int]] = []
        self._left_early: dict[int, int] = {}

    @property
    def left_early(self) -> Mapping[int, int]:
        """Return the ms that were done of each skipped segment, by its index."""
        return self._left_early

    def skip(self, here: Standing, after: int, to_block: int) -> None:
        """Note that the segments from here up to `after` were skipped."""
        self._skips.append((here, to_block))
        self._left_early.update(dict.fromkeys(range(here.index + 1, after), 0))
        self._left_early[here.index] = here.offset_ms

    def enter(self, index: int) -> None:
        """Note that a segment is played after all."""
        self._left_early.pop(index, None)

    def undoable(self, block: int) -> Standing | None:
        """Return where the person was before the skip that led to this block."""
        if not self._skips or self._skips[-1][1] != block:
            return None
        return self._skips[-1][0]

    def undo(self, here: int) -> None:
        """Forget the last skip, made from a place before the segment `here`."""
        standing, _to_block = self._skips.pop()
        for index in range(standing.index, here):
            self._left_early.pop(index, None)

    def forget(self) -> None:
        """Undo no skip any more."""
        self._skips.clear()

    def cut(self, at: int) -> None:
        """Forget what lies from the segment `at` on, which is another one now."""
        self._left_early = {index: ms for index, ms in self._left_early.items() if index < at}
