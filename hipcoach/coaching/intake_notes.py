"""What a proposed plan asks a person to mind, in their words."""

from datetime import date, timedelta

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.domain.pain import is_high
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import implied_flags
from hipcoach.domain.text import translate
from hipcoach.domain.units import whole_minutes
from hipcoach.progress.decision import high_pain_advice

_CONTEXT = "Intake"
PREGNANCY = "pregnancy"
# A routine counts as fitting up to this share over the minutes there are.
OVER = 1.2
# After an injection the hip is loaded gently for two weeks: a decision of this app, on the
# careful side of the days to two weeks that clinics' leaflets ask for.
INJECTION_DAYS = 14
# From here fear of moving is answered with a word of its own: a decision of this app.
MUCH_FEAR = 7


def flags_of(me: Profile) -> frozenset[str]:
    """Return the precautions that a person told, with all they imply."""
    return implied_flags(me.flags)


def safety_notes(me: Profile, first_day: date, *, asks_for_appointment: bool) -> tuple[str, ...]:
    """Return what a person should mind before they begin, in one sentence each."""
    notes: list[str] = []
    if asks_for_appointment:
        notes.append(translate(_CONTEXT, "Book your appointment first, and go gently until then."))
    elif is_high(me.usual_pain):
        notes.append(high_pain_advice(me.usual_pain))
    if is_operated(me):
        notes.append(
            translate(_CONTEXT, "After an operation, show this to your surgeon or therapist first.")
        )
    if PREGNANCY in me.flags:
        notes.append(
            translate(
                _CONTEXT,
                "In pregnancy, ask your midwife or doctor before you begin, and stop for bleeding, "
                "contractions, dizziness or pain in the chest.",
            )
        )
    if has_recent_injection(me, first_day):
        notes.append(
            translate(
                _CONTEXT,
                "After an injection into the hip, go gently for two weeks, and longer if whoever "
                "gave it said so.",
            )
        )
    if me.fear_of_moving is not None and me.fear_of_moving >= MUCH_FEAR:
        notes.append(
            translate(
                _CONTEXT,
                "Many people are afraid that moving could harm a sore hip. Small movements that "
                "you choose yourself are safe to begin with; the lesson on pain says why.",
            )
        )
    return tuple(notes)


def is_unsteady(me: Profile) -> bool:
    """Return whether somebody fell, feels unsteady or has little feeling in the feet."""
    return not flags_of(me).isdisjoint(("balance_impaired", "reduced_sensation"))


def has_recent_injection(me: Profile, day: date) -> bool:
    """Return whether something was injected into the hip within two weeks before a day."""
    given = me.injection_on
    return given is not None and timedelta(0) <= day - given < timedelta(days=INJECTION_DAYS)


def minutes_note(me: Profile, usual_ms: int, first_ms: int) -> tuple[str, ...]:
    """Return a note where a session takes longer than the minutes a person has, else nothing."""
    usual, first = whole_minutes(usual_ms), whole_minutes(first_ms)
    if me.minutes is None or max(usual, first) <= me.minutes * OVER:
        return ()
    if usual <= me.minutes * OVER:
        told = translate(
            _CONTEXT,
            "The first time takes about {first} minute(s), since each exercise is explained; later "
            "it takes about {minutes}. On short days, Today offers about five of it.",
            first,
        )
        return (told.format(first=first, minutes=usual),)
    told = translate(
        _CONTEXT,
        "It takes about {minutes} minute(s). On short days, Today offers about five of it.",
        usual,
    )
    return (told.format(minutes=usual),)
