"""What to do about the signs a person ticked, in words; never a diagnosis."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.coaching.safety_gate import CHILD_FLAG, UNWELL, may_start, standing
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import RedFlag, RedFlagTier, worst_tier
from hipcoach.domain.text import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is said about standing signs; `stops` means that no session is offered."""

    title: str
    text: str
    clear_text: str
    signs: tuple[RedFlag, ...]
    stops: bool


def tier_words(tier: RedFlagTier) -> tuple[str, str]:
    """Return what signs of a tier ask for: as a heading, and what to do in a sentence."""
    return {
        RedFlagTier.EMERGENCY: (
            translate("SafetyAdvice", "Get help now"),
            translate(
                "SafetyAdvice", "Call your emergency number or let somebody take you to a hospital."
            ),
        ),
        RedFlagTier.SAME_DAY: (
            translate("SafetyAdvice", "Be seen today"),
            translate("SafetyAdvice", "Call your doctor or an out-of-hours service today."),
        ),
        RedFlagTier.THIS_WEEK: (
            translate("SafetyAdvice", "See a doctor this week"),
            translate(
                "SafetyAdvice", "Call your doctor today and ask to be seen within a few days."
            ),
        ),
        RedFlagTier.SOON: (
            translate("SafetyAdvice", "Book an appointment"),
            translate(
                "SafetyAdvice", "See your doctor or physiotherapist soon; until then, go on gently."
            ),
        ),
    }[tier]


def advice_for(flags: Sequence[RedFlag], profile: Profile) -> Advice | None:
    """Return the advice for the most urgent of the ticked signs, or None without any."""
    ticked = standing(flags, profile)
    tier = worst_tier([flag.tier for flag in ticked])
    if tier is None:
        return None
    stops = not may_start(flags, profile)
    is_child = any(flag.id == CHILD_FLAG for flag in ticked)
    if is_child and not tier.stops_sessions:
        signs = tuple(flag for flag in ticked if flag.id == CHILD_FLAG)
        return Advice(
            title=translate("SafetyAdvice", "hipcoach is not made for you yet"),
            text=translate(
                "SafetyAdvice",
                "Under 16, a sore hip or knee or a limp belongs before a doctor. Please tell "
                "your parents, and don’t do the exercises here.",
            ),
            clear_text=translate("SafetyAdvice", "I am 16 or older"),
            signs=signs,
            stops=stops,
        )
    signs = tuple(flag for flag in ticked if flag.tier is tier)
    if signs == (UNWELL,):
        return Advice(
            title=translate("SafetyAdvice", "Rest now"),
            text=translate(
                "SafetyAdvice",
                "You felt dizzy or unwell. Sit or lie down, and drink something. If it does not "
                "pass soon, or you have chest pain or trouble breathing, call for help now. "
                "If it happens again, ask your doctor before you exercise.",
            ),
            clear_text=translate("SafetyAdvice", "I am well again"),
            signs=signs,
            stops=stops,
        )
    if tier is RedFlagTier.EMERGENCY:
        return Advice(
            title=translate("SafetyAdvice", "Please get help now"),
            text=translate(
                "SafetyAdvice",
                "Call your emergency number, or let somebody take you to an emergency "
                "department. Don’t exercise until a doctor has looked at this.",
            ),
            clear_text=translate("SafetyAdvice", "This has been looked at"),
            signs=signs,
            stops=stops,
        )
    if tier is RedFlagTier.SAME_DAY:
        return Advice(
            title=translate("SafetyAdvice", "Please be seen today"),
            text=translate(
                "SafetyAdvice",
                "Call your doctor or an out-of-hours service today. Don’t exercise until "
                "somebody has looked at this.",
            ),
            clear_text=translate("SafetyAdvice", "This has been looked at"),
            signs=signs,
            stops=stops,
        )
    if tier is RedFlagTier.THIS_WEEK:
        return Advice(
            title=translate("SafetyAdvice", "Please see a doctor this week"),
            text=translate(
                "SafetyAdvice",
                "Call your doctor today and ask to be seen within a few days. Don’t exercise "
                "until a doctor has looked at this; an appointment alone is not enough.",
            ),
            clear_text=translate("SafetyAdvice", "A doctor has seen me about this"),
            signs=signs,
            stops=stops,
        )
    return Advice(
        title=translate("SafetyAdvice", "Please book an appointment"),
        text=translate(
            "SafetyAdvice",
            "Something you ticked should be seen by your doctor or physiotherapist soon. "
            "Until then, go on gently.",
        ),
        clear_text=translate("SafetyAdvice", "I will book one"),
        signs=signs,
        stops=stops,
    )
