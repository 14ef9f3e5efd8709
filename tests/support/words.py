"""Words that tell in their text what was asked for."""

from hipcoach.player.lines import TimedLines, Wordings
from hipcoach.player.options import SinceLastTime
from hipcoach.player.timeline import PlannedSet


class PlainWords:
    """A phrasebook of recognisable texts; every flowing line has a short wording, too."""

    def name(self, planned: PlannedSet, *, is_next: bool) -> Wordings:
        """Name the exercise."""
        plain = f"name {planned.exercise.id}"
        return (f"next {plain}", plain) if is_next else (plain,)

    def position(self, planned: PlannedSet) -> Wordings:
        """Say how to get into position."""
        full = f"position {planned.exercise.position.value} {planned.side.value}"
        return (f"{full} at length", full)

    def leg(self, planned: PlannedSet) -> Wordings:
        """Say which leg works."""
        return (f"leg {planned.side.value}",) if planned.side.value != "bilateral" else ()

    def dose(self, planned: PlannedSet) -> Wordings:
        """Say how many sets of what."""
        return (f"dose {planned.of_sets} of {planned.dose.reps}", "dose")

    def changed(self, planned: PlannedSet, since: SinceLastTime) -> Wordings:
        """Say what is different from last time."""
        return (f"changed {planned.exercise.id}",) if since.dose else ()

    def set_number(self, planned: PlannedSet) -> Wordings:
        """Say which set comes."""
        return (f"set {planned.set_no} of {planned.of_sets}", f"set {planned.set_no}")

    def rest(self, rest_ms: int) -> Wordings:
        """Announce a rest of so many ms."""
        return (f"rest {rest_ms}", "rest")

    def switch(self, planned: PlannedSet) -> Wordings:
        """Say that the other side comes."""
        return (f"switch to {planned.side.value}", "switch")

    def rise(self) -> Wordings:
        """Say how to come up from the floor."""
        return ("rise slowly", "rise")

    def hold(self) -> Wordings:
        """Say that the hold begins."""
        return ("hold",)

    def halfway(self) -> Wordings:
        """Say that half is done."""
        return ("halfway",)

    def ten_seconds(self) -> Wordings:
        """Say that ten seconds are left."""
        return ("ten seconds",)

    def number(self, number: int) -> Wordings:
        """Say a number."""
        return (f"number {number}",)

    def technique(self, planned: PlannedSet) -> Wordings:
        """Return the technique lines of the exercise."""
        return planned.exercise.cues

    def setup(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say how to get ready."""
        return (f"setup {planned.exercise.id}", "settle")

    def steps(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what moves."""
        return (f"step one of {planned.exercise.id}", f"step two of {planned.exercise.id}")

    def what_to_mind(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what to feel and what not to do."""
        return (f"mind {planned.exercise.id}",)

    def slow_rep(self, planned: PlannedSet) -> TimedLines:
        """Lead through one rep."""
        return (("once", 500), ("there", 2_000), ("back", 2_000)) if planned.dose.tempo else ()

    def how(self, planned: PlannedSet) -> TimedLines:
        """Say all of how an exercise is done."""
        return ((f"how {planned.exercise.id}", 500), *self.slow_rep(planned))

    def set_follows(self) -> Wordings:
        """Say that the set begins."""
        return ("now the set",)

    def closing(self, *, on_floor: bool) -> Wordings:
        """Say that the session is over."""
        return ("closing on the floor" if on_floor else "closing",)
