"""Getting a session ready: which routine, its spoken lines rendered, its plan fixed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.safety_gate import SessionRefusedError
from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, Prescription
from hipcoach.domain.profile import InHand
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.session import SessionForm
from hipcoach.domain.settings import Settings, VoiceSettings
from hipcoach.domain.text import translate
from hipcoach.player.changes import PlacedChange, with_changes
from hipcoach.player.cues import ClipLengths, fit
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.lines import Words, wishes
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.planning import Plan, lines_of, plan_session
from hipcoach.player.timeline import SegmentKind, Timeline

_CONTEXT = "SessionPreparation"
# Two sets with the way to them and their rest take two minutes and more; what comes later is
# rendered meanwhile, in seconds.
_SETS_OF_THE_FIRST_MINUTES = 2
DEFAULT_RATE_WPM = VoiceSettings().rate_wpm
# A line of the natural voice at its usual rate: so long, and so much for each letter (184 lines
# of a first session, measured).
_LINE_MS, _LETTER_MS, _MEASURED_WPM = 275, 66.5, 140


def options_from(settings: Settings) -> SessionOptions:
    """Return how a session is to be played by these settings."""
    pace = settings.pace
    pacing = Pacing.SELF_PACED if pace.self_paced else Pacing.PRESCRIBED
    if settings.me.in_hand is InHand.NOTHING:
        pacing = Pacing.PACED
    return SessionOptions(
        lead_side=settings.first_side,
        get_ready_ms=pace.get_ready_ms,
        position_change_ms=pace.position_change_ms,
        equipment_ms=pace.equipment_ms,
        floor_ms=pace.floor_ms,
        voice_level=settings.voice.level,
        pacing=pacing,
        metronome=settings.voice.metronome,
    )


def lead_through_of(
    routine: Routine, content: ContentSource, done: Collection[str]
) -> tuple[str, ...]:
    """Return the exercises of a routine, and those it may be eased to, that are not `done` yet."""
    found: dict[str, None] = {}
    for item in routine.items:
        found[item.exercise.id] = None
        easier = easier_of(item.exercise, content)
        if easier is not None:
            found[easier.id] = None
    return tuple(each for each in found if each not in done)


def easier_of(exercise: Exercise, content: ContentSource) -> Exercise | None:
    """Return the next easier rung that the library has, done in the same kind of dose."""
    for rung in exercise.easier:
        found = content.exercises.get(rung)
        if found is not None and found.kind is exercise.kind:
            return found
    return None


def flare_version(
    routine: Routine, content: ContentSource, provoking: Collection[str] = ()
) -> Routine:
    """Return a gentler form: one set less, or an easier rung where the library has one.

    For days on which pain before is 6 or more, or that a person says are sorer (decisions of
    this app). Of the exercises that provoked pain of late, only an easier rung that did not
    is left; raises SessionRefusedError when nothing is. What a therapist locked is never
    exchanged.
    """
    items = tuple(
        gentler
        for item in routine.items
        if (gentler := _gentler(item, content, provoking)) is not None
    )
    if not items:
        raise SessionRefusedError(
            translate(
                _CONTEXT,
                "Every exercise of this hurt too much lately. Rest today, or choose a gentler "
                "routine. If it goes on, please ask your therapist.",
            )
        )
    return replace(routine, items=items)


def _gentler(
    item: RoutineItem, content: ContentSource, provoking: Collection[str]
) -> RoutineItem | None:
    easier = None if item.locked else easier_of(item.exercise, content)
    if (
        easier is not None
        and easier.id not in provoking
        and easier.laterality is item.exercise.laterality
    ):
        dose = replace(easier.start, sets=min(easier.start.sets, item.prescription.dose.sets))
        prescription = Prescription(
            dose=dose,
            rest_ms=easier.rest_ms,
            laterality=easier.laterality,
            only_side=item.prescription.only_side,
        )
        return replace(item, exercise=easier, prescription=prescription)
    if item.exercise.id in provoking:
        return None
    own = item.prescription
    return replace(
        item,
        prescription=replace(
            own,
            dose=_one_set_less(own.dose),
            left=None if own.left is None else _one_set_less(own.left),
            right=None if own.right is None else _one_set_less(own.right),
        ),
    )


def _one_set_less(dose: Dose) -> Dose:
    return replace(dose, sets=max(1, dose.sets - 1))


def walked_at(routine: Routine, steps_per_min: int) -> Routine:
    """Return a routine whose walks are led at a person's own beat; 0 leaves theirs as it is."""
    if not steps_per_min:
        return routine
    items = (
        replace(item, exercise=replace(item.exercise, cadence=steps_per_min))
        if item.exercise.cadence is not None
        else item
        for item in routine.items
    )
    return replace(routine, items=tuple(items))


class SessionPreparation:
    """One session on its way: rendering begins at once, the plan is made when it starts."""

    def __init__(
        self,
        routine: Routine,
        options: SessionOptions,
        clips: ClipSource,
        words: Words,
        *,
        form: SessionForm = SessionForm.FULL,
        changes: Sequence[PlacedChange] = (),
        asked: Sequence[str] = (),
        starts_early: bool = False,
    ) -> None:
        """Hold what is to be played and who speaks.

        `form` tells how much of a routine it is, `changes` were made before it was cut off;
        what is `asked` around it is rendered before its lines. One that `starts_early` need not
        wait for the lines of its later sets.
        """
        self.routine = routine
        self.form = form
        self.options = options
        self._clips = clips
        self._words = words
        self._changes = tuple(changes)
        sets = with_changes(order_sets(routine, options), self._changes, options)
        said = asked if options.voice_level.speaks else ()
        every = lines_of(sets, options, words)
        first = lines_of(sets[:_SETS_OF_THE_FIRST_MINUTES], options, words)
        # What a start waits for is rendered first, the closing words of the session among it.
        self._first = dict.fromkeys((*said, *(first if starts_early else every)))
        self.texts = tuple(dict.fromkeys((*self._first, *every)))
        self.rendered = 0
        self._waiting: list[Callable[[], None]] = []
        self.is_ready = not self.texts

    @property
    def total(self) -> int:
        """Return how many lines there are to render."""
        return len(self.texts)

    @property
    def can_start(self) -> bool:
        """Return whether all that is said in the first minutes is there, or never will be."""
        return self.is_ready or len(self._clips.lengths_ms(self._first)) == len(self._first)

    def render(
        self,
        on_progress: Callable[[int, int], None] | None = None,
        on_done: Callable[[], None] | None = None,
    ) -> None:
        """Begin rendering in the background; the callbacks come when there is news."""

        def progressed(done: int, total: int) -> None:
            self.rendered = done
            if on_progress is not None:
                on_progress(done, total)

        def finished() -> None:
            self.is_ready = True
            if on_done is not None:
                on_done()

        if self.texts:
            self._clips.prepare(self.texts, on_progress=progressed, on_done=finished)
        else:
            finished()

    def render_more(self, texts: Sequence[str], on_done: Callable[[], None]) -> None:
        """Render lines that a change on the way brings with it, in the background.

        What was asked for before and is not there yet is asked for again with them.
        """
        self.texts = tuple(dict.fromkeys((*self.texts, *texts)))
        self._waiting.append(on_done)
        known = self._clips.lengths_ms(self.texts)
        missing = [text for text in self.texts if text not in known]
        self._clips.prepare(
            missing, on_progress=lambda _done, _total: None, on_done=self._tell_waiting
        )

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for on_done in waiting:
            on_done()

    def lengths(self) -> ClipLengths:
        """Return the lengths there are by now; lines without one will be captions."""
        return ClipLengths(self._clips.lengths_ms(self.texts), EARCON_MS)

    def plan(self) -> Plan:
        """Fix the session with the lengths there are by now."""
        return plan_session(
            self.routine, self.options, self.lengths(), self._words, changes=self._changes
        )


def estimate_ms(
    routine: Routine, options: SessionOptions, *, rate_wpm: int = DEFAULT_RATE_WPM
) -> int:
    """Return about how long a routine takes in ms, before any line is rendered.

    What is led through takes as long as its lines do at a rate of words a minute.
    """
    led = {item.exercise.id for item in routine.items} & set(options.lead_through)
    # Only what makes a difference is remembered by.
    options = replace(options, lead_through=tuple(sorted(led)), since_last=())
    return _estimated_ms(routine, options, rate_wpm)


@lru_cache(maxsize=512)
def _estimated_ms(routine: Routine, options: SessionOptions, rate_wpm: int) -> int:
    sets = order_sets(routine, options)
    segments = lay_out(sets, options)
    led = [i for i, each in enumerate(segments) if each.kind is SegmentKind.LEAD_THROUGH]
    if led:
        ways = {index - 1 for index in led if index and not segments[index - 1].kind.is_work}
        wanted = wishes(segments, sets, Phrasebook(), options.voice_level, only={*led, *ways})
        lengths = ClipLengths(_AtRate(rate_wpm), EARCON_MS)
        segments = tuple(fit(segments, wanted, lengths).segments)
    return Timeline(segments).total_ms


class _AtRate(dict[str, int]):
    """About how long each line lasts in ms, as the natural voice was measured at 140 wpm."""

    def __init__(self, rate_wpm: int) -> None:
        super().__init__()
        self._ms_per_letter = _LETTER_MS * _MEASURED_WPM / rate_wpm

    def get(self, key: str, default: object = None) -> int:
        """Return the length of any line."""
        return round(_LINE_MS + self._ms_per_letter * len(key))


def lengths_in(
    settings: Settings, content: ContentSource, done: Collection[str]
) -> Callable[[Routine], int]:
    """Return what tells how long a routine takes (ms) for somebody who has done these exercises."""
    options, rate_wpm = options_from(settings), settings.voice.rate_wpm

    def length_ms(routine: Routine) -> int:
        how = options
        if settings.voice.lead_through:
            how = replace(options, lead_through=lead_through_of(routine, content, done))
        return estimate_ms(routine, how, rate_wpm=rate_wpm)

    return length_ms
