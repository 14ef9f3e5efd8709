"""What is asked of a person beside where it hurts and the warning signs, each in one line."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range

MOST_SESSIONS = 50
YES, TODAY = "yes", "today"


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
    `when_unsure` is the careful answer of a question about safety: it holds for whoever does not
    know, and such a question is never skipped.
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
    when_unsure: str = ""

    @property
    def is_about_safety(self) -> bool:
        """Return whether the answer decides what is safe to do."""
        return bool(self.when_unsure)

    def __post_init__(self) -> None:
        """Check that the kind has what it needs."""
        check_range("after_sessions", self.after_sessions, 0, MOST_SESSIONS)
        if self.kind is AnswerKind.YES_NO and not self.flag:
            raise RangeError("flag", "nothing", "is given; a yes tells a precaution")
        if self.kind is AnswerKind.CHOICE and not self.choices:
            raise RangeError("choices", "nothing", "is listed")
        if self.kind is AnswerKind.YES_NO and self.when_unsure != YES:
            raise RangeError("when_unsure", self.when_unsure, f"is not {YES}")
        is_choice = self.kind is AnswerKind.CHOICE
        if self.when_unsure and is_choice and self.when_unsure not in self.choices:
            among = ", ".join(self.choices)
            raise RangeError("when_unsure", self.when_unsure, f"is none of {among}")
        if self.kind is AnswerKind.NUMBER and self.low >= self.high:
            raise RangeError("low", self.low, f"is not below {self.high}")
