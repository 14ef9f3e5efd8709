"""A person's own figures, each for an exercise of their own: read, and solved once to be sure."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from hipcoach.content.decoding import read_file, suggestion
from hipcoach.content.figure_files import FOLDER, decode_figure
from hipcoach.domain.errors import ContentError
from hipcoach.figure.drawable import is_drawable
from hipcoach.figure.figure import Figure

MAX_PROPS: Final = 24


def add_own_figures(
    paths: Iterable[Path],
    own: Collection[str],
    built_in: Collection[str],
    figures: dict[str, Figure],
    problems: list[ContentError],
) -> None:
    """Add the figures in these files; one that can't be used becomes a problem and no more.

    `own` are the ids of the person's exercises, `built_in` those whose figures stay as they are.
    """
    for path in paths:
        try:
            figures[path.stem] = load_own_figure(path, own, built_in)
        except ContentError as error:
            problems.append(error)


def load_own_figure(path: Path, own: Collection[str], built_in: Collection[str]) -> Figure:
    """Load one figure of a person's own; raise ContentError when it breaks a rule.

    What it extends is looked for among the shipped figures first, so that no own file changes
    what a shipped figure means.
    """
    file = f"{path.parent.name}/{path.name}"
    if path.stem in built_in:
        raise ContentError(file, "id", f"{path.stem} is built in, and its figure stays as it is")
    if path.stem not in own:
        hint = suggestion(path.stem, own)
        rule = f"there is no exercise {path.stem} among your own{hint}"
        raise ContentError(file, "id", rule)
    figure = decode_figure(read_file(path), file, folders=(FOLDER, path.parent))
    if figure.id != path.stem:
        raise ContentError(file, "id", f"{figure.id} is not the name of its file")
    if len(figure.props) > MAX_PROPS:
        raise ContentError(file, "props", f"are {len(figure.props)}, more than {MAX_PROPS}")
    if not is_drawable(figure):
        raise ContentError(
            file, "poses", "can't be drawn; look for a size, a direction or a place that can't be"
        )
    return figure
