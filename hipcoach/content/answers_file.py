"""A file of answers for `hipcoach propose`: the same names as the questions of first start."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import msgspec

from hipcoach.content.decoding import decode, read_file, suggestion
from hipcoach.content.loader import Library
from hipcoach.content.placing import placed
from hipcoach.content.schema import CHOICES, TABLES
from hipcoach.domain.errors import ContentError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import (
    Demand,
    FlagSide,
    InHand,
    Profile,
    Sex,
    Since,
    WeightBearing,
)
from hipcoach.domain.safety import OPERATION_FLAGS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AREAS = ("hip", "groin", "outer hip", "buttock", "thigh", "lower back", "pelvis")
NOT_TOLD = "not told"
_ALLOWED = (*tuple(each.value for each in WeightBearing), NOT_TOLD)
# The questions that are answered by yes or no, and the precaution that a yes tells.
YES_NO = {
    "pregnancy": "pregnancy",
    "bone_health": "osteoporosis",
    "nerve_signs": "sciatica",
    "groin_pinch": "fai",
    "looseness": "hip_instability",
}


class AnswersFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The answers; all of them may be left out, and what is left out wasn't told."""

    may_be_blank: ClassVar[frozenset[str]] = frozenset({"pathway", "stage", "injection"})

    pathway: str = ""
    stage: str = ""
    age: int | None = None
    sex: Sex | None = None
    sore_side: Side = Side.BILATERAL
    areas: tuple[str, ...] = ()
    since: Since | None = None
    usual_pain: int | None = None
    precautions: tuple[str, ...] = ()
    precaution_sides: dict[str, Side] = msgspec.field(default_factory=dict)
    signs: tuple[str, ...] = ()
    pregnancy: bool | None = None
    pregnancy_week: int | None = None
    bone_health: bool | None = None
    nerve_signs: bool | None = None
    groin_pinch: bool | None = None
    looseness: bool | None = None
    injection: str = ""
    injection_on: date | None = None
    weight_bearing: str | None = None
    demand: Demand | None = None
    fear_of_moving: int | None = None
    goals: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    days: tuple[str, ...] | None = None
    minutes: int | None = None
    in_hand: InHand = InHand.KEYBOARD
    first_day: date | None = None


TABLES[AnswersFile] = (AnswersFile,)
CHOICES.update(
    {
        "sore_side": tuple(Side),
        "sex": tuple(Sex),
        "since": tuple(Since),
        "in_hand": tuple(InHand),
        "demand": tuple(Demand),
        "precaution_sides": tuple(Side),
    }
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file answers: the profile, the weekdays (0 = Monday), the stage and first day.

    Without weekdays the usual ones are proposed, as at the first start.
    """

    me: Profile
    weekdays: frozenset[int] | None
    stage: str
    first_day: date | None


def load_answers(path: Path, library: Library, today: date) -> Answers:
    """Read a file of answers; raise ContentError naming file, place and rule.

    `today` turns an age into a year of birth.
    """
    return answers_in(read_file(path), path.name, library, today)


def answers_in(data: bytes, file: str, library: Library, today: date) -> Answers:
    """Read answers from the bytes of a file; raise ContentError when they break a rule."""
    shape = decode(data, file, AnswersFile)
    day = shape.first_day or today
    own = {key: text for key, text in library.precautions.items() if key not in
           {each.flag for each in library.pathways.values()}}  # fmt: skip
    _all_known(file, "precautions", shape.precautions, own, "precaution")
    _all_known(file, "precaution_sides", shape.precaution_sides, shape.precautions,
               "among precautions")  # fmt: skip
    signs = [flag.id for flag in library.red_flags]
    _all_known(file, "signs", shape.signs, signs, "warning sign")
    _all_known(file, "areas", shape.areas, AREAS, "area")
    _all_known(file, "equipment", shape.equipment, library.equipment_names, "piece of equipment")
    _all_known(file, "days", shape.days or (), WEEKDAYS, "day")
    if shape.weight_bearing is not None and shape.weight_bearing not in _ALLOWED:
        among = ", ".join(_ALLOWED)
        raise ContentError(file, "weight_bearing", f"{shape.weight_bearing} is none of {among}")
    if shape.pathway and shape.pathway not in library.pathways:
        hint = suggestion(shape.pathway, library.pathways)
        raise ContentError(file, "pathway", f"{shape.pathway} is not a known pathway{hint}")
    stages = [each.id for each in library.pathways[shape.pathway or "not_sure"].stages]
    if shape.stage and shape.stage not in stages:
        among = ", ".join(stages)
        raise ContentError(file, "stage", f"{shape.stage} is none of {among}")
    if shape.age is not None and not 0 <= shape.age <= 120:
        raise ContentError(file, "age", f"{shape.age} is not between 0 and 120")
    said = {key: getattr(shape, key) for key in YES_NO}
    for key, yes in said.items():
        if yes is False and YES_NO[key] in shape.precautions:
            rule = f"is false, but precautions name {YES_NO[key]}"
            raise ContentError(file, key, rule)
    flags = (*shape.precautions, *(YES_NO[key] for key, yes in said.items() if yes))
    # "Under 16" is a sign; an age says the same.
    child = ("child",) if shape.age is not None and shape.age < 16 else ()
    with placed(file, ""):
        me = Profile(
            sore_side=shape.sore_side,
            areas=shape.areas,
            usual_pain=shape.usual_pain,
            flags=tuple(dict.fromkeys(flags)),
            flag_sides=tuple(
                FlagSide(flag=flag, side=side) for flag, side in shape.precaution_sides.items()
            ),
            red_flags=tuple(dict.fromkeys((*shape.signs, *child))),
            equipment=shape.equipment,
            since=shape.since,
            minutes=shape.minutes,
            in_hand=shape.in_hand,
            goals=shape.goals,
            birth_year=None if shape.age is None else day.year - shape.age,
            sex=shape.sex,
            pregnancy_week=shape.pregnancy_week,
            injection=shape.injection,
            injection_on=shape.injection_on,
            demand=shape.demand,
            fear_of_moving=shape.fear_of_moving,
            weight_bearing=None
            if shape.weight_bearing in (None, NOT_TOLD)
            else WeightBearing(shape.weight_bearing),
        )
    if shape.weight_bearing == NOT_TOLD and not OPERATION_FLAGS.isdisjoint(me.flags):
        # As at the first start: who was told nothing gets the careful answer.
        me = replace(me, questions_unsure=("weight_bearing",))
    if me.pregnancy_week is not None and "pregnancy" not in me.flags:
        me = replace(me, flags=(*me.flags, "pregnancy"))
    days = shape.days
    weekdays = None if days is None else frozenset(WEEKDAYS.index(each) for each in days)
    return Answers(
        replace(me, pathway=shape.pathway), weekdays, shape.stage, shape.first_day
    )  # fmt: skip


def _all_known(
    file: str,
    key: str,
    found: Collection[str] | Mapping[str, object],
    known: Collection[str],
    what: str,
) -> None:
    for index, each in enumerate(found):
        if each not in known:
            hint = suggestion(each, known)
            is_what = what if what.startswith("among") else f"a known {what}"
            raise ContentError(file, f"{key}[{index}]", f"{each} is not {is_what}{hint}")
