"""What a person's precautions say about an exercise, a routine, or a way to treat oneself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from hipcoach.coaching.hip_rules import (
    AVOIDED,
    AVOIDED_BY_EITHER,
    SIDED_FLAGS,
    WITH_CARE,
    WITH_CARE_BY_EITHER,
    asks,
    is_concerned,
    is_end_of_range,
)
from hipcoach.coaching.safety_gate import SIGN_OF_PRECAUTION
from hipcoach.domain.exercise import Category, Exercise, Position
from hipcoach.domain.hips import WEIGHT_BEARING, HipAction
from hipcoach.domain.prescription import Dose, Laterality, Side
from hipcoach.domain.profile import Clearance, FlagSide, Profile, WeightBearing
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.safety import OPERATION_FLAGS, counts_as
from hipcoach.domain.text import translate

_CONTEXT = "Precautions"
FLOOR_IS_HARD = "floor_transfer_hard"
PREGNANCY = "pregnancy"
LOOSE = "hip_instability"
# With these, a person keeps off the side on which they would lie on that hip.
_KEEPS_OFF_SIDE = frozenset({"gtps", "side_lying_pain"})
_BOTH = (Side.LEFT, Side.RIGHT)


class Standing(StrEnum):
    """How an exercise stands with a person, from free to left out."""

    FINE = "fine"
    CAUTION = "caution"
    AVOID = "avoid"


_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Reason:
    """A told flag that speaks against an exercise, and the hip it is about, if any.

    `text` says how that hip comes into it, and is mostly empty for a flag without a side.
    """

    flag: str
    hip: Side | None
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an exercise stands, and why.

    `only_side` names the side that is left where only the other one is to be avoided.
    `note` says that a therapist cleared it. `allows_rung` is False for a caution without
    advice on how to do it all the same: then an easier rung is the better one.
    """

    standing: Standing
    reasons: tuple[Reason, ...] = ()
    note: str = ""
    only_side: Side | None = None
    allows_rung: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is left out, on one side or wholly, and the flag that asks for it."""

    exercise: Exercise
    flag: str
    side: Side | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Suited:
    """A routine without what is left out; None when nothing of it remains.

    `judged` holds what is said about the items that remain, by uid.
    """

    routine: Routine | None
    left_out: tuple[LeftOut, ...]
    judged: Mapping[str, Judgement] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Question:
    """Something that speaks against warmth, cold or TENS, asked before every use."""

    flag: str
    text: str


def judge(exercise: Exercise, profile: Profile, side: Side | None = None) -> Judgement:
    """Judge an exercise done on a side; without one, on every side that it is done on."""
    if exercise.laterality is not Laterality.UNILATERAL:
        return _judge_side(exercise, profile, Side.BILATERAL)
    if side in _BOTH:
        return _judge_side(exercise, profile, side)
    judged = {each: _judge_side(exercise, profile, each) for each in _BOTH}
    open_sides = [each for each in _BOTH if judged[each].standing is not Standing.AVOID]
    standing = max((each.standing for each in judged.values()), key=_ORDER.index)
    only_side = None
    if len(open_sides) == 1:
        standing, only_side = Standing.CAUTION, open_sides[0]
    return Judgement(
        standing,
        _merged(reason for each in judged.values() for reason in each.reasons),
        note=next((each.note for each in judged.values() if each.note), ""),
        only_side=only_side,
        allows_rung=all(each.allows_rung for each in judged.values()),
    )


def suited(routine: Routine, profile: Profile) -> Suited:
    """Take out what a person is to avoid, on one side where only one is concerned.

    Treatments are shortened to the longest time that is sensible for them.
    """
    kept: list[RoutineItem] = []
    judged: dict[str, Judgement] = {}
    left_out: dict[tuple[str, Side | None], LeftOut] = {}

    def leave_out(exercise: Exercise, side: Side | None, reasons: tuple[Reason, ...]) -> None:
        left = LeftOut(exercise, reasons[0].flag, side, reasons)
        left_out.setdefault((exercise.id, side), left)

    for item in routine.items:
        exercise, own = item.exercise, item.prescription
        found = judge(exercise, profile, own.only_side)
        if found.standing is Standing.AVOID:
            leave_out(exercise, None, found.reasons)
            continue
        remaining = found.only_side
        if remaining is not None:
            gone = remaining.other
            leave_out(exercise, gone, judge(exercise, profile, gone).reasons)
            found = judge(exercise, profile, remaining)
            own = replace(own, only_side=remaining)
        kept.append(capped(replace(item, prescription=own)))
        judged[item.uid] = found
    return Suited(_of(routine, kept), tuple(left_out.values()), MappingProxyType(judged))


def by_rules_of(routine: Routine, exercises: Mapping[str, Exercise]) -> Routine:
    """Return a routine as it was kept, with what these exercises say of hips and precautions.

    A session that was cut off, or a copy of a routine, may be older than a rule.
    """

    def renewed(item: RoutineItem) -> RoutineItem:
        known = exercises.get(item.exercise.id)
        if known is None:
            return item
        exercise = replace(
            item.exercise,
            hips=known.hips,
            avoid_flags=known.avoid_flags,
            caution_flags=known.caution_flags,
            avoid_sore_side_down=known.avoid_sore_side_down,
            on_floor_or_bed=known.on_floor_or_bed,
        )
        return replace(item, exercise=exercise)

    return replace(routine, items=tuple(renewed(item) for item in routine.items))


def clear(profile: Profile, exercise_id: str) -> Profile:
    """Note that a therapist cleared an exercise, with the flags that the person has now.

    A flag told later, or one that later holds for the other hip too, is not covered.
    """
    known = tuple(FlagSide(flag=flag, side=_side_of(profile, flag)) for flag in profile.flags)
    kept = unclear(profile, exercise_id).cleared
    return replace(profile, cleared=(*kept, Clearance(exercise_id=exercise_id, flags=known)))


def unclear(profile: Profile, exercise_id: str) -> Profile:
    """Take back that a therapist cleared an exercise."""
    kept = tuple(each for each in profile.cleared if each.exercise_id != exercise_id)
    return replace(profile, cleared=kept)


def clearable(reasons: Iterable[Reason]) -> bool:
    """Tell whether a therapist's word is enough; a sign for a doctor is no matter of exercises."""
    return all(reason.flag not in SIGN_OF_PRECAUTION for reason in reasons)


def told_sentence(flag: str, hip: Side | None, precautions: Mapping[str, str]) -> str:
    """Write what was told as a sentence, with the hip where it is about one of them."""
    if hip is Side.LEFT:
        text = translate(_CONTEXT, "You told us about your left hip: {precaution}.")
    elif hip is Side.RIGHT:
        text = translate(_CONTEXT, "You told us about your right hip: {precaution}.")
    else:
        text = translate(_CONTEXT, "You told us: {precaution}.")
    return text.format(precaution=precautions.get(flag, flag))


def reason_words(reason: Reason, precautions: Mapping[str, str]) -> str:
    """Write a reason as sentences: what was told, and how it comes into this exercise."""
    return f"{told_sentence(reason.flag, reason.hip, precautions)} {reason.text}".strip()


def is_treatment(exercise: Exercise) -> bool:
    """Tell whether it is warmth, cold or TENS: a treatment with things that forbid it."""
    return exercise.category is Category.MODALITY and bool(exercise.avoid_flags)


def contraindication_questions(
    exercise: Exercise, precautions: Mapping[str, str], profile: Profile | None = None
) -> tuple[Question, ...]:
    """Return what is asked before a treatment starts; nothing for other exercises.

    What a therapist knew of when clearing it for this person isn't asked again.
    """
    if not is_treatment(exercise):
        return ()
    clearance = None if profile is None else profile.clearance(exercise.id)
    return tuple(
        Question(flag, precautions.get(flag, flag))
        for flag in exercise.avoid_flags
        if clearance is None or not _is_covered(clearance, flag, None)
    )


def routine_questions(
    routine: Routine, precautions: Mapping[str, str], profile: Profile
) -> tuple[Question, ...]:
    """Return what is asked before a routine with treatments in it, each question once."""
    return tuple(
        dict.fromkeys(
            question
            for item in routine.items
            for question in contraindication_questions(item.exercise, precautions, profile)
        )
    )


def without_treatments(routine: Routine, holding: Collection[str], profile: Profile) -> Suited:
    """Take out the treatments that one of the flags answered with yes just now forbids."""
    kept: list[RoutineItem] = []
    left_out: dict[str, LeftOut] = {}
    for item in routine.items:
        asked = [each.flag for each in contraindication_questions(item.exercise, {}, profile)]
        flags = [flag for flag in asked if flag in holding]
        if flags:
            reasons = tuple(Reason(flag, None, "") for flag in flags)
            left = LeftOut(item.exercise, flags[0], None, reasons)
            left_out.setdefault(item.exercise.id, left)
        else:
            kept.append(item)
    return Suited(_of(routine, kept), tuple(left_out.values()))


def capped(item: RoutineItem) -> RoutineItem:
    """Shorten a treatment to the longest time and the most sets of its dosage range."""
    if item.exercise.category is not Category.MODALITY:
        return item
    own = item.prescription

    def cap(dose: Dose) -> Dose:
        span, sets = item.exercise.dosage.duration_ms, item.exercise.dosage.sets
        duration_ms = dose.duration_ms
        if span is not None and duration_ms is not None:
            duration_ms = min(duration_ms, span.high)
        return replace(dose, sets=min(dose.sets, sets.high), duration_ms=duration_ms)

    return replace(
        item,
        prescription=replace(
            own,
            dose=cap(own.dose),
            left=None if own.left is None else cap(own.left),
            right=None if own.right is None else cap(own.right),
        ),
    )


def _of(routine: Routine, items: list[RoutineItem]) -> Routine | None:
    return replace(routine, items=tuple(items)) if items else None


def _side_of(profile: Profile, flag: str) -> Side:
    return profile.flag_side(flag) if flag in SIDED_FLAGS else Side.BILATERAL


def _is_covered(clearance: Clearance, flag: str, hip: Side | None) -> bool:
    return flag not in SIGN_OF_PRECAUTION and clearance.covers(flag, hip or Side.BILATERAL)


def _judge_side(exercise: Exercise, profile: Profile, side: Side) -> Judgement:
    clearance = profile.clearance(exercise.id)
    reasons: dict[Standing, list[Reason]] = {Standing.AVOID: [], Standing.CAUTION: []}
    note = ""
    for flag in profile.flags:
        for hip in _hips(profile, flag):
            standing = _standing(exercise, flag, side, hip)
            limited = _limited(exercise, profile, flag, side, hip)
            standing = max(standing, limited, key=_ORDER.index)
            if standing is Standing.FINE:
                continue
            if clearance is not None and _is_covered(clearance, flag, hip):
                note = translate(_CONTEXT, "cleared by your therapist")
                continue
            text = _how(exercise, flag, side, hip) if hip is not None else _how_else(exercise, flag)
            if limited is standing:
                text = _how_much(standing)
            reasons[standing].append(Reason(flag, hip, text))
    if reasons[Standing.AVOID]:
        return Judgement(Standing.AVOID, _merged(reasons[Standing.AVOID]))
    if reasons[Standing.CAUTION]:
        told = _merged(reasons[Standing.CAUTION])
        return Judgement(Standing.CAUTION, told, note, allows_rung=bool(exercise.caution))
    return Judgement(Standing.FINE, (), note)


def _merged(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Give each flag one reason; where both hips are meant, how they come in needs no words."""
    by_flag: dict[str, dict[Side | None, dict[str, None]]] = {}
    for reason in reasons:
        by_flag.setdefault(reason.flag, {}).setdefault(reason.hip, {})[reason.text] = None
    merged: list[Reason] = []
    for flag, hips in by_flag.items():
        if len(hips) > 1:
            merged.append(Reason(flag, Side.BILATERAL, ""))
        else:
            merged.extend(Reason(flag, hip, " ".join(texts)) for hip, texts in hips.items())
    return tuple(merged)


def _hips(profile: Profile, flag: str) -> tuple[Side | None, ...]:
    if flag not in SIDED_FLAGS:
        return (None,)
    side = profile.flag_side(flag)
    return _BOTH if side is Side.BILATERAL else (side,)


def _standing(exercise: Exercise, flag: str, side: Side, hip: Side | None) -> Standing:
    """Return how a flag about a hip (None: about the person) stands to an exercise on a side.

    The one place where this is decided: by what the exercise names, for every hip that isn't at
    rest in it, and by the rules for what that hip does.
    """
    own = counts_as(flag)
    either = exercise.hips.actions
    does = either if hip is None else exercise.hips.of(hip, side)
    avoided = not asks(AVOIDED_BY_EITHER, own).isdisjoint(either)
    careful = not asks(WITH_CARE_BY_EITHER, own).isdisjoint(either)
    if hip is not None:
        avoided = avoided or not asks(AVOIDED, own).isdisjoint(does)
        careful = careful or not asks(WITH_CARE, own).isdisjoint(does)
        if exercise.avoid_sore_side_down and flag in _KEEPS_OFF_SIDE and HipAction.LAIN_ON in does:
            avoided = True
    is_worked = side in (hip, Side.BILATERAL)
    if hip is None or is_concerned(flag, does, is_worked=is_worked):
        avoided = avoided or not own.isdisjoint(exercise.avoid_flags)
        careful = careful or not own.isdisjoint(exercise.caution_flags)
    if flag == FLOOR_IS_HARD and exercise.on_floor_or_bed:
        careful = True
    if flag == LOOSE and is_end_of_range(exercise):
        # Bendy joints have two sides, and range is what they have enough of.
        avoided = True
    if avoided:
        return Standing.AVOID
    return Standing.CAUTION if careful else Standing.FINE


def _limited(
    exercise: Exercise, profile: Profile, flag: str, side: Side, hip: Side | None
) -> Standing:
    """Return how the weight that an operated leg may carry stands to an exercise."""
    if hip is None or flag not in OPERATION_FLAGS:
        return Standing.FINE
    if exercise.hips.of(hip, side).isdisjoint(WEIGHT_BEARING):
        return Standing.FINE
    if profile.weight_allowed is WeightBearing.NONE:
        return Standing.AVOID
    return Standing.CAUTION if profile.weight_allowed is WeightBearing.PARTIAL else Standing.FINE


def _how_much(standing: Standing) -> str:
    """Say what an allowance for weight on the operated leg means for an exercise."""
    if standing is Standing.AVOID:
        return translate(_CONTEXT, "Your leg may not carry weight yet.")
    return translate(
        _CONTEXT, "Put no more weight on the leg than you were allowed, and use your walking aid."
    )


def _how_else(exercise: Exercise, flag: str) -> str:
    """Say how a flag without a hip comes into it, where there is something to say."""
    if flag == FLOOR_IS_HARD and flag not in exercise.avoid_flags:
        return translate(_CONTEXT, "Do it on a bed, not on the floor.")
    if flag == FLOOR_IS_HARD:
        return translate(_CONTEXT, "It needs the floor; a bed is too soft for it.")
    if flag == PREGNANCY and exercise.position is Position.SUPINE:
        return translate(
            _CONTEXT,
            "From the middle of pregnancy on, don’t lie flat on your back: raise your head and "
            "shoulders, or tilt a little to your left.",
        )
    if flag == PREGNANCY and exercise.position is Position.PRONE:
        return translate(_CONTEXT, "Don’t lie on your belly once it is uncomfortable.")
    return ""


def _how(exercise: Exercise, flag: str, side: Side, hip: Side) -> str:
    """Say how a hip comes into it: by what speaks most against it of all that it does."""
    if flag == LOOSE and is_end_of_range(exercise):
        return translate(_CONTEXT, "It stretches a hip to the end of its range.")
    if side is Side.BILATERAL:
        return _sided(
            hip,
            translate(_CONTEXT, "It works your left hip too."),
            translate(_CONTEXT, "It works your right hip too."),
        )
    does = exercise.hips.of(hip, side)
    own = counts_as(flag)
    against = (asks(AVOIDED, own) | asks(WITH_CARE, own)) & does or does
    if HipAction.LAIN_ON in against:
        return _sided(
            hip,
            translate(_CONTEXT, "You would lie on your left hip."),
            translate(_CONTEXT, "You would lie on your right hip."),
        )
    if HipAction.KNEELS in against:
        return _sided(
            hip,
            translate(_CONTEXT, "You would kneel on your left knee."),
            translate(_CONTEXT, "You would kneel on your right knee."),
        )
    if hip is not side:
        return _how_other(against, hip)
    return _sided(
        hip,
        translate(_CONTEXT, "It works your left hip."),
        translate(_CONTEXT, "It works your right hip."),
    )


def _how_other(against: Collection[HipAction], hip: Side) -> str:
    """Say how the hip that isn't worked comes into it."""
    if HipAction.EXTENDS in against:
        return _sided(
            hip,
            translate(_CONTEXT, "Your left leg would go behind you."),
            translate(_CONTEXT, "Your right leg would go behind you."),
        )
    if HipAction.BENDS_DEEP in against:
        return _sided(
            hip,
            translate(_CONTEXT, "Your left hip would bend past a right angle."),
            translate(_CONTEXT, "Your right hip would bend past a right angle."),
        )
    if HipAction.CROSSES in against:
        return _sided(
            hip,
            translate(_CONTEXT, "Your left leg would cross over."),
            translate(_CONTEXT, "Your right leg would cross over."),
        )
    if not WEIGHT_BEARING.isdisjoint(against):
        return _sided(
            hip,
            translate(_CONTEXT, "You would stand on your left leg."),
            translate(_CONTEXT, "You would stand on your right leg."),
        )
    return _sided(
        hip,
        translate(_CONTEXT, "It works your left hip too."),
        translate(_CONTEXT, "It works your right hip too."),
    )


def _sided(hip: Side, left: str, right: str) -> str:
    return left if hip is Side.LEFT else right
