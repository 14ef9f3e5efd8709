"""What each hip does in an exercise, from its file; files of 0.1 are read on the careful side."""

from hipcoach.content.schema import ExerciseFile, HipsTable, Load
from hipcoach.domain.errors import ContentError
from hipcoach.domain.exercise import Position, SideMeaning
from hipcoach.domain.hips import HipAction, HipUse
from hipcoach.domain.prescription import Laterality

# What a hip is taken to do where a file says nothing of it, by how the body is placed.
_USUAL: dict[Position, tuple[HipAction, ...]] = {
    Position.STANDING: (HipAction.STANDS_ALONE,),
    Position.KNEELING: (HipAction.KNEELS, HipAction.STANDS, HipAction.BENDS_DEEP),
    Position.QUADRUPED: (HipAction.KNEELS,),
    Position.SIDE_LYING: (HipAction.LAIN_ON,),
}


def hip_use(shape: ExerciseFile, file: str) -> HipUse:
    """Return what each hip does; raise ContentError where the table doesn't fit the exercise."""
    if shape.hips is not None:
        return _declared(shape.hips, file, is_sided=shape.laterality is Laterality.UNILATERAL)
    worked: tuple[HipAction, ...] = (HipAction.WORKS,)
    if shape.laterality is not Laterality.UNILATERAL:
        if shape.position is Position.STANDING:
            worked += (HipAction.STANDS,)
        elif shape.position in (Position.KNEELING, Position.QUADRUPED):
            worked += _USUAL[shape.position]
        return HipUse.both(worked)
    if shape.side_means is SideMeaning.STANDING:
        worked += (HipAction.STANDS_ALONE,)
    loads = shape.loads or ()
    other = _USUAL.get(shape.position, ())
    if Load.OTHER_STANDING in loads:
        other = (HipAction.STANDS_ALONE,)
    elif Load.OTHER_LAIN_ON in loads:
        other = (HipAction.LAIN_ON,)
    elif Load.SAME_LAIN_ON in loads:
        worked, other = (*worked, HipAction.LAIN_ON), (HipAction.WORKS,)
    return HipUse(worked, other)


def _declared(table: HipsTable, file: str, *, is_sided: bool) -> HipUse:
    if is_sided:
        if table.both is not None:
            raise ContentError(file, "hips.both", "is given, but each side is worked apart")
        for key in ("worked", "other"):
            if getattr(table, key) is None:
                raise ContentError(file, f"hips.{key}", "is missing; an empty list means at rest")
        return HipUse(table.worked or (), table.other or ())
    for key in ("worked", "other"):
        if getattr(table, key) is not None:
            raise ContentError(
                file, f"hips.{key}", "is given, but both hips do the same; give both"
            )
    if table.both is None:
        raise ContentError(file, "hips.both", "is missing; an empty list means at rest")
    return HipUse.both(table.both)
