"""What is said about pain in the middle of a session, and what may be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import PainZone
from hipcoach.domain.text import translate
from hipcoach.player.timeline import PlannedSet


class PainChoice(StrEnum):
    """What a person may do about pain in the middle of a session."""

    GO_ON = "go on"
    EASIER = "easier"
    FEWER_REPS = "fewer reps"
    SKIP = "skip"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainAdvice:
    """What to say about a rating, and what may be done; the first choice is suggested."""

    text: str
    choices: tuple[PainChoice, ...]
    easier: Exercise | None = None
    exercise_name: str = ""


def unwell_advice() -> PainAdvice:
    """Return what a dizzy or unwell person is told: the session ends."""
    return PainAdvice(
        text=translate(
            "SessionCoach",
            "Sit or lie down. The session ends here. If it does not pass soon, or you "
            "have chest pain or trouble breathing, call for help now.",
        ),
        choices=(PainChoice.END,),
    )


def tingling_advice() -> PainAdvice:
    """Return what is told of tingling or numbness: the exercise ends."""
    return PainAdvice(
        text=translate(
            "SessionCoach",
            "Tingling or numbness: this exercise ends here. Ask a therapist before you "
            "try it again.",
        ),
        choices=(PainChoice.SKIP, PainChoice.END),
    )


def tolerable_advice(zone: PainZone, most: str) -> PainAdvice:
    """Return what is told of pain up to `most` (NRS, written out)."""
    if zone is PainZone.COMFORTABLE:
        return PainAdvice(
            text=translate("SessionCoach", "That is a comfortable range. Go on when you like."),
            choices=(PainChoice.GO_ON, PainChoice.END),
        )
    text = translate(
        "SessionCoach", "Noted. Up to {most} is acceptable if it settles by tomorrow morning."
    )
    return PainAdvice(
        text=text.format(most=most), choices=(PainChoice.GO_ON, PainChoice.SKIP, PainChoice.END)
    )


def still_too_much_advice(most: str) -> PainAdvice:
    """Return what is told when an exercise hurts too much again: it ends."""
    text = translate("SessionCoach", "Still over {most}: this exercise ends here for today.")
    return PainAdvice(text=text.format(most=most), choices=(PainChoice.SKIP, PainChoice.END))


def too_much_advice(planned: PlannedSet | None, easier: Exercise | None) -> PainAdvice:
    """Return what is told of too much pain; the first choice is suggested."""
    choices = [PainChoice.SKIP, PainChoice.END]
    if planned is not None and planned.dose.reps is not None and planned.dose.reps > 1:
        choices.insert(0, PainChoice.FEWER_REPS)
    if easier is not None:
        choices.insert(0, PainChoice.EASIER)
    return PainAdvice(
        text=translate(
            "SessionCoach", "That is too much for today. What would you like to change?"
        ),
        choices=tuple(choices),
        easier=easier,
        exercise_name="" if planned is None else planned.exercise.name,
    )
