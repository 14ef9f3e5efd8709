"""Lesson files: Markdown with a TOML head between `+++` lines, and the loader for them."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

import msgspec

from hipcoach.content.decoding import decode, read_file, suggestion
from hipcoach.content.schema import CHOICES, TABLES
from hipcoach.domain.errors import ContentError
from hipcoach.domain.lesson import (
    LESSON_PAGES,
    NOT_REVIEWED,
    Lesson,
    LessonTheme,
    LinkKind,
    parse_link,
)

FOLDER: Final = Path(__file__).parent / "lessons"
# The order in which they are shown; those of one theme are neighbours.
SHIPPED_LESSONS: Final = (
    "what_therapy_does",
    "assessment",
    "pain_and_movement",
    "home_programme",
    "no_name_yet",
    "hip_arthritis",
    "gluteal_tendon",
    "groin_pinch",
    "pelvic_girdle",
    "bone_health",
    "strength",
    "stretching",
    "mobility",
    "balance",
    "walking",
    "back_and_hip",
    "posture_and_desk",
    "lifting_and_bending",
    "activity_change",
    "cane_and_aids",
    "insoles",
    "sleep",
    "food_weight_rest",
    "manual_therapy",
    "self_massage",
    "heat_and_ice",
    "clinic_modalities",
    "medicines",
    "when_to_be_seen",
    "after_surgery",
    "talking_to_therapist",
    "staying_well",
)
_FENCE: Final = "+++"
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LINK: Final = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\((?P<address>[^()]*)\)")
_FOREIGN: Final = (
    (re.compile(r"^#(?!# \S)"), "is not a heading of the one kind there is (## and a blank)"),
    (re.compile(r"^\s*(\*|\+|\d+[.)])\s"), "is a list of another kind; write - and a blank"),
    (re.compile(r"^\s+\S"), "is indented"),
    (re.compile(r"^(>|\||```|~~~|---|===)"), "is not part of what a lesson may hold"),
    (re.compile(r"!\["), "holds a picture; name its exercise in figures instead"),
    (re.compile(r"[<>`]"), "holds one of < > `"),
    (re.compile(r"(?<!\*)\*(?!\*)|\*{3}"), "holds * where only ** makes bold"),
)


class LessonFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The head of a lesson; a misspelt key is an error."""

    id: str
    title: str
    summary: str
    theme: LessonTheme
    sources: tuple[str, ...]
    reviewed: str
    exercises: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    start: str | None = None
    figures: tuple[str, ...] = ()


TABLES[LessonFile] = (LessonFile,)
CHOICES.update({"theme": tuple(LessonTheme)})


def load_lessons(
    *,
    exercises: Collection[str] | None = None,
    routines: Collection[str] | None = None,
    folder: Path = FOLDER,
) -> tuple[Lesson, ...]:
    """Load the shipped lessons in the order in which they are shown.

    Ids of exercises and routines are checked against those given; None leaves them unchecked.
    Raises ContentError when a lesson breaks a rule.
    """
    return tuple(
        load_lesson_file(folder / f"{lesson_id}.md", exercises=exercises, routines=routines)
        for lesson_id in SHIPPED_LESSONS
    )


def load_lesson_file(
    path: Path,
    *,
    exercises: Collection[str] | None = None,
    routines: Collection[str] | None = None,
    lessons: Collection[str] = SHIPPED_LESSONS,
) -> Lesson:
    """Load one lesson; raise ContentError when the file breaks a rule."""
    lesson = decode_lesson(
        read_file(path), path.name, exercises=exercises, routines=routines, lessons=lessons
    )
    if lesson.id != path.stem:
        raise ContentError(path.name, "id", f"{lesson.id} is not the name of its file")
    return lesson


def decode_lesson(
    data: bytes,
    file: str,
    *,
    exercises: Collection[str] | None = None,
    routines: Collection[str] | None = None,
    lessons: Collection[str] = SHIPPED_LESSONS,
) -> Lesson:
    """Read a lesson from the bytes of a file; raise ContentError when they break a rule."""
    head, body_lines, first_line = _split(data, file)
    # The blank line stands for the fence, so that errors name the line of the file.
    shape = decode(f"\n{head}".encode(), file, LessonFile)
    _check_head(shape, file)
    _known(file, "exercises", shape.exercises, exercises, "an exercise")
    _known(file, "routines", shape.routines, routines, "a routine")
    _known(file, "figures", shape.figures, shape.exercises, "among exercises")
    if shape.start is not None:
        listed = (*shape.exercises, *shape.routines)
        _known(file, "start", (shape.start,), listed, "among exercises or routines")
    targets: dict[LinkKind, tuple[Collection[str], str]] = {
        LinkKind.EXERCISE: (shape.exercises, "among exercises"),
        LinkKind.LESSON: (lessons, "a lesson"),
        LinkKind.PAGE: (LESSON_PAGES, "a page"),
    }
    for number, line in enumerate(body_lines, start=first_line):
        _check_line(file, f"line {number}", line, targets)
    body = "\n".join(line.rstrip() for line in body_lines).strip()
    if not body:
        raise ContentError(file, "", "has no text under its head")
    return Lesson(
        id=shape.id,
        title=shape.title,
        summary=shape.summary,
        theme=shape.theme,
        body=body,
        sources=shape.sources,
        exercises=shape.exercises,
        routines=shape.routines,
        start=shape.start,
        figures=shape.figures,
        reviewed=shape.reviewed,
    )


def _split(data: bytes, file: str) -> tuple[str, list[str], int]:
    """Return the head, the lines of the body, and the number of the body's first line."""
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise ContentError(file, f"line {number}", "is not UTF-8 text; save it as UTF-8") from error
    if lines[0].rstrip() != _FENCE:
        raise ContentError(file, "line 1", f"is not {_FENCE}; a lesson begins with its head")
    fences = [index for index, line in enumerate(lines) if line.rstrip() == _FENCE]
    if len(fences) < 2:
        raise ContentError(file, "", f"has no second {_FENCE} line to end its head")
    end = fences[1]
    return "\n".join(lines[1:end]), lines[end + 1 :], end + 2


def _check_head(shape: LessonFile, file: str) -> None:
    if not _ID.fullmatch(shape.id):
        raise ContentError(file, "id", f"{shape.id} is not made of a-z, 0-9, _ and -")
    if not shape.sources:
        raise ContentError(file, "sources", "are missing; a lesson says where it comes from")
    if shape.reviewed != NOT_REVIEWED:
        raise ContentError(file, "reviewed", f'is not "{NOT_REVIEWED}"')
    for key in ("exercises", "routines", "figures", "sources"):
        entries: tuple[str, ...] = getattr(shape, key)
        for entry in entries:
            if entries.count(entry) > 1:
                raise ContentError(file, key, f"{entry} is listed twice")


def _known(
    file: str, path: str, found: Iterable[str], known: Collection[str] | None, what: str
) -> None:
    if known is None:
        return
    for name in found:
        if name not in known:
            raise ContentError(file, path, f"{name} is not {what}{suggestion(name, known)}")


def _check_line(
    file: str, path: str, line: str, targets: dict[LinkKind, tuple[Collection[str], str]]
) -> None:
    for pattern, rule in _FOREIGN:
        if pattern.search(line):
            raise ContentError(file, path, rule)
    if any(ord(sign) < 32 for sign in line):
        raise ContentError(file, path, "holds a control character")
    if line.count("**") % 2:
        raise ContentError(file, path, "has ** that is opened and not closed")
    rest = _LINK.sub("", line)
    if "[" in rest or "]" in rest:
        raise ContentError(file, path, "holds [ or ] that is not part of a link")
    for match in _LINK.finditer(line):
        link = parse_link(match["text"], match["address"])
        if link is None or not link.text.strip():
            kinds = ", ".join(f"{kind}:id" for kind in LinkKind)
            raise ContentError(file, path, f"({match['address']}) is no link of the kinds {kinds}")
        known, what = targets[link.kind]
        _known(file, path, (link.target,), known, f"{what} (in {link.href})")
