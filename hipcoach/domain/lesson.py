"""A lesson of Learn: what is worth knowing, with what to do and where it comes from."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# The pages of the window that a lesson may lead to.
LESSON_PAGES: Final = ("red-flags", "today", "progress", "exercises", "settings")
NOT_REVIEWED: Final = "not reviewed by a clinician"
WORDS_A_MINUTE: Final = 180

_LINK: Final = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<kind>[^\s():]*):(?P<target>[^\s()]*)\)")
_WORD: Final = re.compile(r"\w[\w’'.,–-]*")


class LessonTheme(StrEnum):
    """What a lesson is about; lessons of one theme are shown together, in this order."""

    STARTING = "starting"
    EXERCISE = "exercise"
    DAILY_LIFE = "daily-life"
    TREATMENT = "treatment"
    CARE = "care"


class LinkKind(StrEnum):
    """What a link in a lesson leads to."""

    EXERCISE = "exercise"
    LESSON = "lesson"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLink:
    """A link in the body of a lesson, written `[text](kind:target)`."""

    text: str
    kind: LinkKind
    target: str

    @property
    def href(self) -> str:
        """Return the address as it stands in the body."""
        return f"{self.kind}:{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson; `body` is Markdown of paragraphs, `##` headings, lists, bold and links."""

    id: str
    title: str
    summary: str
    theme: LessonTheme
    body: str
    sources: tuple[str, ...]
    exercises: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    start: str | None = None
    figures: tuple[str, ...] = ()
    reviewed: str = NOT_REVIEWED

    @property
    def links(self) -> tuple[LessonLink, ...]:
        """List the links of the body as they come."""
        return tuple(
            LessonLink(text=text, kind=LinkKind(kind), target=target)
            for text, kind, target in _LINK.findall(self.body)
        )

    @property
    def starts_routine(self) -> bool:
        """Tell whether `start` is a routine; else it is an exercise or nothing."""
        return self.start is not None and self.start in self.routines

    @property
    def plain_text(self) -> str:
        """Return the body without marks, a line for each paragraph, heading or point."""
        return plain_text(self.body)

    @property
    def words(self) -> int:
        """Count the words of the body."""
        return len(_WORD.findall(self.plain_text))

    @property
    def minutes(self) -> int:
        """Return about how many whole minutes reading takes, at least one."""
        return max(1, round(self.words / WORDS_A_MINUTE))


def parse_link(text: str, address: str) -> LessonLink | None:
    """Return a link from its text and `kind:target`, or None when that is no such address."""
    kind, colon, target = address.partition(":")
    if not colon or not target or kind not in tuple(LinkKind):
        return None
    return LessonLink(text=text, kind=LinkKind(kind), target=target)


def plain_text(body: str) -> str:
    """Return Markdown of the kind lessons are written in without its marks."""
    text = _LINK.sub(lambda link: link["text"], body).replace("**", "")
    paragraphs: list[str] = []
    joins = False
    for line in text.splitlines():
        marked = line.startswith(("## ", "- "))
        words = line.removeprefix("## ").removeprefix("- ").strip()
        if not words:
            joins = False
            continue
        if joins and not marked:
            paragraphs[-1] = f"{paragraphs[-1]} {words}"
        else:
            paragraphs.append(words)
        joins = not line.startswith("## ")
    return "\n".join(paragraphs)
