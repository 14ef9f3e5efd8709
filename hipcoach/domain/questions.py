"""What is asked of a person beside the first questions, each in one line and each skippable."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range

MOST_SESSIONS = 50


class AnswerKind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes or no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT_AND_DAY = "text and day"
    PATHWAY = "pathway"
    GOALS = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeQuestion:
    """One question; `flag` is the precaution that a yes tells.

    It is asked at the first start, or after so many sessions. `needs_flag` and `needs_operation`
    name what has to be told before it is asked at all. `low` and `high` bound a number.
    """

    id: str
    asks: str
    why: str
    kind: AnswerKind
    flag: str = ""
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    at_first_start: bool = False
    after_sessions: int = 0
    needs_flag: str = ""
    needs_operation: bool = False

    def __post_init__(self) -> None:
        """Check that the kind has what it needs."""
        check_range("after_sessions", self.after_sessions, 0, MOST_SESSIONS)
        if self.kind is AnswerKind.YES_NO and not self.flag:
            raise RangeError("flag", "nothing", "is given; a yes tells a precaution")
        if self.kind is AnswerKind.CHOICE and not self.choices:
            raise RangeError("choices", "nothing", "is listed")
        if self.kind is AnswerKind.NUMBER and self.low >= self.high:
            raise RangeError("low", self.low, f"is not below {self.high}")
