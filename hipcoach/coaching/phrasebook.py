"""Everything that is spoken in a session, each line from its fullest wording to its shortest."""

import re
from collections.abc import Sequence

from hipcoach.domain.exercise import Category, Exercise
from hipcoach.domain.pain import MAX_NRS
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.text import translate
from hipcoach.domain.units import MINUTE_MS, SECOND_MS
from hipcoach.player.lines import FOLLOW_MS, TimedLines, Wordings
from hipcoach.player.options import SinceLastTime
from hipcoach.player.timeline import PlannedSet

_CONTEXT = "Phrasebook"
TOLD_MISTAKES = 2
_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +")
# Where an area is small enough to feel; in the lower back the work is not to be sought.
_FELT_AT = frozenset(
    (
        "ankle",
        "back of the thigh",
        "buttock",
        "calf",
        "front of the hip",
        "inner thigh",
        "outer hip",
        "thigh",
    )
)
_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_word(number: int) -> str:
    """Write a whole number from 0 to 199 in words, which engines say better than digits.

    Each number below a hundred is a text of its own to translate: languages put tens and
    ones together in ways of their own.
    """
    if not 0 <= number < 200:
        return str(number)
    if number < 100:
        return translate(_CONTEXT, _in_english(number))
    if number == 100:
        return translate(_CONTEXT, "one hundred")
    return translate(_CONTEXT, "one hundred and {number}").format(number=number_word(number - 100))


def _in_english(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    word = _TENS[tens - 2]
    return word if ones == 0 else f"{word}-{_SMALL[ones]}"


def duration_words(ms: int) -> str:
    """Write a duration in ms in words: thirty seconds, one minute, two and a half minutes."""
    seconds = (ms + SECOND_MS // 2) // SECOND_MS
    minutes, over = divmod(seconds, MINUTE_MS // SECOND_MS)
    if seconds < 2 * MINUTE_MS // SECOND_MS and over:
        return _seconds_words(seconds)
    if over == MINUTE_MS // SECOND_MS // 2:
        return translate(_CONTEXT, "{number} and a half minutes", minutes).format(
            number=number_word(minutes)
        )
    if not over:
        return _minutes_words(minutes) if minutes else _seconds_words(0)
    return translate(_CONTEXT, "{minutes} and {seconds}").format(
        minutes=_minutes_words(minutes), seconds=_seconds_words(over)
    )


def _seconds_words(seconds: int) -> str:
    if seconds == 1:
        return translate(_CONTEXT, "one second")
    return translate(_CONTEXT, "{number} seconds", seconds).format(number=number_word(seconds))


def _minutes_words(minutes: int) -> str:
    if minutes == 1:
        return translate(_CONTEXT, "one minute")
    return translate(_CONTEXT, "{number} minutes", minutes).format(number=number_word(minutes))


def side_word(side: Side) -> str:
    """Return the side as a word in the person's language."""
    if side is Side.BILATERAL:
        return translate(_CONTEXT, "both")
    return translate(_CONTEXT, "left") if side is Side.LEFT else translate(_CONTEXT, "right")


def with_sides(text: str, side: Side) -> str:
    """Fill {side}, {other} and their capitalised twins in a content file's sentence."""
    here, there = side_word(side), side_word(side.other)
    return text.format(side=here, other=there, Side=here.capitalize(), Other=there.capitalize())


def position_text(exercise: Exercise, side: Side) -> str:
    """Say how to get into position for a side."""
    return with_sides(exercise.spoken_position, side)


def pain_question(site: str) -> str:
    """Ask for pain at a site such as "left hip", on the scale from 0 to 10."""
    if not site:
        return translate(_CONTEXT, "How is the pain now, from zero to ten?")
    return translate(_CONTEXT, "How is your {site} now, from zero to ten?").format(
        site=_site_words(site)
    )


def pain_answer(nrs: int) -> str:
    """Read a rating of 0 to 10 back: its number and nothing more, so that it is over soon."""
    return _capitalised(translate(_CONTEXT, "{number}.").format(number=number_word(nrs)))


def pain_lines(site: str) -> tuple[str, ...]:
    """Return what may be spoken around a rating: the question, and each answer read back."""
    return (pain_question(site), *(pain_answer(nrs) for nrs in range(MAX_NRS + 1)))


def pain_kinds_question() -> str:
    """Ask what a pain is like, with the number of each answer."""
    return translate(
        _CONTEXT,
        "What do you feel? One, sore. Two, sharp or pinching. Three, tingling or numb. "
        "Four, dizzy or unwell.",
    )


def pain_strength_question() -> str:
    """Ask how strong a pain is, on the scale from 0 to 10."""
    return translate(_CONTEXT, "How strong is it, from zero to ten?")


def with_choices(text: str, choices: Sequence[str]) -> str:
    """Say what is advised, and after it each choice with its number."""
    numbered = (
        translate(_CONTEXT, "{number}, {choice}.").format(
            number=_capitalised(number_word(number)), choice=choice
        )
        for number, choice in enumerate(choices, start=1)
    )
    return " ".join((text, *numbered))


def _site_words(site: str) -> str:
    side, _, area = site.partition(" ")
    if side in (Side.LEFT, Side.RIGHT) and area:
        return translate(_CONTEXT, "{side} {area}").format(side=side_word(Side(side)), area=area)
    return site


class Phrasebook:
    """The texts of a session; implements the player's Words."""

    def name(self, planned: PlannedSet, *, is_next: bool) -> Wordings:
        """Name the exercise."""
        plain = translate(_CONTEXT, "{name}.").format(name=planned.exercise.name)
        if not is_next:
            return (plain,)
        return (translate(_CONTEXT, "Next: {name}").format(name=plain), plain)

    def position(self, planned: PlannedSet) -> Wordings:
        """Say how to get into position."""
        text = position_text(planned.exercise, planned.side)
        return (text,) if text else ()

    def leg(self, planned: PlannedSet) -> Wordings:
        """Say which leg works."""
        text = with_sides(planned.exercise.spoken_leg, planned.side)
        return (text,) if text and planned.side is not Side.BILATERAL else ()

    def dose(self, planned: PlannedSet) -> Wordings:
        """Say how many sets of what."""
        dose, sets = planned.dose, planned.of_sets
        many = sets > 1
        if dose.kind is DoseKind.REPS and dose.reps is not None:
            amount = number_word(dose.reps)
            if planned.exercise.laterality is Laterality.ALTERNATING:
                amount = translate(_CONTEXT, "{number} each side, in turn", dose.reps).format(
                    number=amount
                )
            text = (
                translate(_CONTEXT, "{sets} sets of {amount}.", sets)
                if many
                else translate(_CONTEXT, "One set of {amount}.")
            )
        else:
            amount = duration_words(dose.set_ms)
            if dose.kind is DoseKind.HOLD:
                text = (
                    translate(_CONTEXT, "{sets} holds of {amount}.", sets)
                    if many
                    else translate(_CONTEXT, "One hold of {amount}.")
                )
            else:
                text = (
                    translate(_CONTEXT, "{sets} times {amount}.", sets)
                    if many
                    else translate(_CONTEXT, "For {amount}.")
                )
        plain = _capitalised(text.format(sets=number_word(sets), amount=amount))
        cadence = planned.exercise.cadence
        if cadence is None:
            return (plain,)
        beat = translate(_CONTEXT, "{number} steps a minute.", cadence).format(
            number=number_word(cadence)
        )
        return (f"{plain} {_capitalised(beat)}", plain)

    def changed(self, planned: PlannedSet, since: SinceLastTime) -> Wordings:
        """Say what is different from last time; empty where nothing is."""
        told: list[str] = []
        if since.instead_of:
            text = translate(_CONTEXT, "This time in place of {name}.")
            told.append(text.format(name=since.instead_of))
        if since.dose:
            text = translate(_CONTEXT, "New: {dose}")
            told.append(text.format(dose=_begun_small(self.dose(planned)[-1])))
        if since.slower:
            told.append(translate(_CONTEXT, "Slower than last time."))
        elif since.quicker:
            told.append(translate(_CONTEXT, "A little quicker than last time."))
        if since.sides and planned.side is not Side.BILATERAL:
            is_one_side = planned.item.prescription.only_side is not None
            text = (
                translate(_CONTEXT, "This time the {side} side only.")
                if is_one_side
                else translate(_CONTEXT, "This time the {side} side first.")
            )
            told.append(text.format(side=side_word(planned.side)))
        return (" ".join(told),) if told else ()

    def set_number(self, planned: PlannedSet) -> Wordings:
        """Say which set comes."""
        numbers = {
            "number": number_word(planned.set_no),
            "total": number_word(planned.of_sets),
        }
        if planned.set_no == planned.of_sets:
            full = translate(_CONTEXT, "Next: the last set.")
        else:
            full = translate(_CONTEXT, "Next: set {number} of {total}.")
        return (full.format(**numbers), translate(_CONTEXT, "Set {number}.").format(**numbers))

    def rest(self, rest_ms: int) -> Wordings:
        """Announce a rest of so many ms."""
        full = translate(_CONTEXT, "Rest, {time}.").format(time=duration_words(rest_ms))
        return (full, translate(_CONTEXT, "Rest."))

    def switch(self, planned: PlannedSet) -> Wordings:
        """Say that the other side comes; lying, how to turn so that the screen stays in view."""
        plain = translate(_CONTEXT, "Switch sides.")
        if planned.exercise.position.value == "side-lying":
            turn = translate(
                _CONTEXT, "Turn over, with your head at the other end to keep facing the screen."
            )
            return (f"{plain} {turn}", plain)
        return (plain,)

    def rise(self) -> Wordings:
        """Say how to come up from the floor."""
        return (
            translate(_CONTEXT, "Sit a moment first, then stand up."),
            translate(_CONTEXT, "Sit a moment first."),
        )

    def hold(self) -> Wordings:
        """Say that the hold begins."""
        return (translate(_CONTEXT, "Hold."),)

    def halfway(self) -> Wordings:
        """Say that half is done."""
        return (translate(_CONTEXT, "Half-way."),)

    def ten_seconds(self) -> Wordings:
        """Say that ten seconds are left."""
        return (translate(_CONTEXT, "Ten seconds."),)

    def number(self, number: int) -> Wordings:
        """Say a number."""
        return (_capitalised(translate(_CONTEXT, "{number}.").format(number=number_word(number))),)

    def technique(self, planned: PlannedSet) -> Wordings:
        """Return the technique lines of the exercise."""
        return tuple(
            _capitalised(
                cue
                if cue.endswith((".", "!", "?"))
                else translate(_CONTEXT, "{line}.").format(line=cue)
            )
            for cue in planned.exercise.cues
        )

    def setup(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say, sentence by sentence, how to get ready for an exercise that is new."""
        return _sentences(planned.exercise.setup)

    def steps(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what moves, step by step."""
        return planned.exercise.steps

    def what_to_mind(self, planned: PlannedSet) -> tuple[str, ...]:
        """Say what to feel, what to avoid, and what is to be careful about."""
        exercise = planned.exercise
        avoid = (
            translate(_CONTEXT, "Avoid {mistake}").format(mistake=_begun_small(mistake))
            for mistake in exercise.mistakes[:TOLD_MISTAKES]
        )
        return (_to_feel(exercise), *avoid, *_sentences(exercise.caution))

    def slow_rep(self, planned: PlannedSet) -> TimedLines:
        """Lead through one rep, each part in twice its time; empty without a tempo."""
        tempo, phases = planned.dose.tempo, planned.exercise.phases
        if tempo is None or planned.dose.reps is None:
            return ()
        parts = (
            (phases.work, tempo.work_ms),
            (phases.hold, tempo.hold_ms),
            (phases.back, tempo.return_ms),
        )
        begin = translate(_CONTEXT, "Now once, slowly, to try it.")
        return (
            (begin, FOLLOW_MS),
            *(
                (_capitalised(translate(_CONTEXT, "{line}.").format(line=word)), 2 * part_ms)
                for word, part_ms in parts
                if part_ms
            ),
        )

    def set_follows(self) -> Wordings:
        """Say that the set begins now."""
        return (translate(_CONTEXT, "Now the set."),)

    def how(self, planned: PlannedSet) -> TimedLines:
        """Say all of how an exercise is done, for somebody who asks in the middle of it."""
        side = (*self.position(planned), *self.leg(planned))
        told = (*self.setup(planned), *side, *self.steps(planned), *self.what_to_mind(planned))
        named = self.name(planned, is_next=False)
        lines = ((text, FOLLOW_MS) for text in dict.fromkeys((*named, *told)))
        return (*lines, *self.slow_rep(planned))

    def closing(self, *, on_floor: bool) -> Wordings:
        """Say that the session is over."""
        done = translate(_CONTEXT, "That was the last one.")
        if on_floor:
            return (f"{done} {translate(_CONTEXT, 'Sit a moment before you get up.')}", done)
        return (done,)


def _to_feel(exercise: Exercise) -> str:
    """Say what an exercise feels like, by its kind (this app's own judgement)."""
    area = exercise.areas[0] if exercise.areas else None  # a plan's words may name none
    match exercise.category:
        case Category.STRENGTH | Category.FUNCTIONAL if area in _FELT_AT:
            text = translate(_CONTEXT, "You should feel the muscles work at the {area}.")
            return text.format(area=area)
        case Category.STRENGTH | Category.FUNCTIONAL:
            return translate(_CONTEXT, "You should feel muscles work, and no pinch.")
        case Category.STRETCH if area in _FELT_AT:
            text = translate(_CONTEXT, "You should feel a gentle pull at the {area}.")
            return text.format(area=area)
        case Category.STRETCH:
            return translate(_CONTEXT, "You should feel a gentle pull, and no pinch.")
        case Category.BALANCE:
            return translate(_CONTEXT, "You should feel your feet make small corrections.")
        case Category.SELF_MASSAGE:
            return translate(_CONTEXT, "You should feel firm pressure that you can breathe with.")
        case _:
            return translate(_CONTEXT, "It should feel easy, with no pinch.")


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in _SENTENCE_ENDS.split(text) if sentence)


def _begun_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
