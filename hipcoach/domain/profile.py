"""What a person tells about themselves: sore side, areas, precautions, equipment."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import check_range
from hipcoach.domain.pain import MAX_NRS
from hipcoach.domain.prescription import Side


class InHand(StrEnum):
    """What a person can press during a session."""

    KEYBOARD = "keyboard"
    CLICKER = "clicker"
    MEDIA_KEYS = "media keys"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The answers of the first start; `flags` are precaution names, `red_flags` ids."""

    sore_side: Side = Side.BILATERAL
    areas: tuple[str, ...] = ()
    usual_pain: int | None = None
    flags: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    soon_acknowledged: bool = False
    equipment: tuple[str, ...] = ()
    in_hand: InHand = InHand.KEYBOARD

    def __post_init__(self) -> None:
        """Check the usual pain."""
        if self.usual_pain is not None:
            check_range("usual_pain", self.usual_pain, 0, MAX_NRS)

    @property
    def main_site(self) -> str:
        """Name the site that ratings are about unless another is said: left hip, low back."""
        area = self.areas[0] if self.areas else "hip"
        return area if self.sore_side is Side.BILATERAL else f"{self.sore_side.value} {area}"
