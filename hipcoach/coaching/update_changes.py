"""What an update changed for this person, and why: told once, on one page.

A new line is a function from `UpdateFacts` to lines, added to `TELLERS`; whatever it tells is
about this person, or it tells nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hipcoach.coaching.care_ports import RecordValues
from hipcoach.coaching.hip_rules import SIDED_FLAGS, is_operated
from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import Standing, judge, told_sentence
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.rules_of_0_1 import was_left_out
from hipcoach.coaching.safety_gate import CANCER_SIGN, may_start, standing
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine, RoutineOrigin
from hipcoach.domain.safety import SURGERY
from hipcoach.domain.selfcheck import Check
from hipcoach.domain.text import translate
from hipcoach.domain.warning_sign import RecordValue
from hipcoach.player.clock import Clock

_CONTEXT = "UpdateChanges"
# The release whose changes are told; the key under which the record says that they are due.
CHANGES_OF = "0.2.0"
_KEY = "changes_due"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that is different now, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFacts:
    """What a line may go by: the person, the content of today, and what is planned."""

    me: Profile
    content: ContentSource
    planned: tuple[Routine, ...]


Teller = Callable[[UpdateFacts], Iterable[ChangeLine]]


def _newly_left_out(facts: UpdateFacts) -> Iterator[ChangeLine]:
    for routine in facts.planned:
        sides: dict[str, list[Side]] = {}
        reasons: dict[str, dict[str, None]] = {}
        for item in routine.items:
            exercise = facts.content.exercises.get(item.exercise.id, item.exercise)
            for side in _sides(exercise, item.prescription.only_side):
                found = judge(exercise, facts.me, side)
                if found.standing is not Standing.AVOID:
                    continue
                if was_left_out(exercise, facts.me, side, SIDED_FLAGS):
                    continue
                sides.setdefault(exercise.name, []).append(side)
                for reason in found.reasons:
                    told = told_sentence(reason.flag, reason.hip, facts.content.precautions)
                    reasons.setdefault(told, {})[reason.text] = None
        if sides:
            text = translate(_CONTEXT, "{routine} leaves out from now on: {exercises}.")
            names = ", ".join(_named(name, found) for name, found in sides.items())
            why = " ".join(
                word for told, texts in reasons.items() for word in (told, *texts) if word
            )
            yield ChangeLine(text.format(routine=routine.name, exercises=names), why)


def _operation(facts: UpdateFacts) -> Iterator[ChangeLine]:
    if not is_operated(facts.me):
        return
    yield ChangeLine(
        translate(
            _CONTEXT,
            "Today offers a session only when one is planned, and no exercise on one leg.",
        ),
        translate(
            _CONTEXT,
            "You told us of a hip operation that is not cleared yet. Your surgeon or therapist "
            "decides when more is right.",
        ),
    )
    if SURGERY not in facts.me.flags:
        yield ChangeLine(
            translate(_CONTEXT, "Self-checks on a chair or on one leg wait until it is cleared."),
            translate(
                _CONTEXT,
                "Rules after an operation that still hold mean that it isn’t cleared yet.",
            ),
        )


def _signs(facts: UpdateFacts) -> Iterator[ChangeLine]:
    told = {sign.id for sign in standing(facts.content.red_flags, facts.me)}
    if CANCER_SIGN in told and not may_start(facts.content.red_flags, facts.me):
        yield ChangeLine(
            translate(_CONTEXT, "No session starts until a doctor has seen you about your pain."),
            translate(
                _CONTEXT,
                "You told us of cancer, and of pain at night or weight that you lost. That is "
                "most often harmless, and it needs a doctor’s look first.",
            ),
        )
    yield ChangeLine(
        translate(
            _CONTEXT,
            "Two warning signs are new: pain in a bone or at night with cancer, now or before, "
            "and pain in the groin or thigh when your foot lands, as in running.",
        ),
        translate(
            _CONTEXT,
            "Please look whether one of them is true for you: Settings, Precautions, Signs to "
            "have looked at. What you tick there stands until you say that a doctor saw you.",
        ),
    )


def _chair_stand(facts: UpdateFacts) -> Iterator[ChangeLine]:
    if Check.CHAIR_STAND in facts.me.checks:
        yield ChangeLine(
            translate(_CONTEXT, "In the chair stand you count aloud and type the number after."),
            translate(_CONTEXT, "With crossed arms no key can be pressed."),
        )


def _therapist(facts: UpdateFacts) -> Iterator[ChangeLine]:
    names = [each.name for each in facts.planned if each.origin is RoutineOrigin.THERAPIST]
    if names:
        text = translate(_CONTEXT, "Your therapist’s routine is as it was: {routines}.")
        yield ChangeLine(
            text.format(routines=", ".join(names)),
            translate(
                _CONTEXT,
                "Only what doesn’t go with your precautions is left out of a session, as before.",
            ),
        )


TELLERS: tuple[Teller, ...] = (_newly_left_out, _operation, _signs, _chair_stand, _therapist)


class UpdateChanges:
    """Knows whether there is something to tell, tells it, and remembers that it was seen."""

    def __init__(
        self,
        values: RecordValues,
        planner: Planner,
        content: ContentSource,
        preferences: Preferences,
        clock: Clock,
    ) -> None:
        """Work with these."""
        self._values = values
        self._planner = planner
        self._content = content
        self._preferences = preferences
        self._clock = clock

    def note_update(self) -> None:
        """Note that a record of an earlier version was brought up to date just now."""
        self._set(CHANGES_OF)

    def lines(self) -> tuple[ChangeLine, ...]:
        """Return what is to be told, empty once it was seen; raises StorageError."""
        due = self._values.get(_KEY)
        if due is None or not json.loads(due):
            return ()
        version = self._planner.current()
        routines = self._content.routines
        ids = () if version is None else version.routine_ids
        facts = UpdateFacts(
            me=self._preferences.current.me,
            content=self._content,
            planned=tuple(routines[each] for each in dict.fromkeys(ids) if each in routines),
        )
        return tuple(line for teller in TELLERS for line in teller(facts))

    def mark_seen(self) -> None:
        """Note that the person has seen it; raises StorageError."""
        self._set("")

    def _set(self, version: str) -> None:
        now = self._clock.now()
        self._values.set(RecordValue(key=_KEY, value_json=json.dumps(version), at=now))


def _sides(exercise: Exercise, only: Side | None) -> tuple[Side, ...]:
    if exercise.laterality is not Laterality.UNILATERAL:
        return (Side.BILATERAL,)
    return (only,) if only in (Side.LEFT, Side.RIGHT) else (Side.LEFT, Side.RIGHT)


def _named(name: str, sides: list[Side]) -> str:
    if set(sides) == {Side.LEFT}:
        return translate(_CONTEXT, "{exercise} (left side)").format(exercise=name)
    if set(sides) == {Side.RIGHT}:
        return translate(_CONTEXT, "{exercise} (right side)").format(exercise=name)
    return name
