"""Figures of a person's own: beside their exercises, and never in the way of the built-in ones."""

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.content.figure_files import FOLDER, decode_figure, load_figure_file
from hipcoach.content.loader import Library, load_library
from hipcoach.content.own_figures import MAX_PROPS, load_own_figure
from hipcoach.domain.errors import ContentError
from hipcoach.figure.baking import bake
from hipcoach.figure.checks import problems
from hipcoach.figure.drawable import is_drawable
from hipcoach.figure.figure import PropKind
from hipcoach.figure.projection import project
from tests.content.conftest import example

BARE = 'id = "{}"\nposture = "standing"\n[[poses]]\nname = "Standing"\n'


def folder_with(tmp_path: Path, exercise: str, **figures: str) -> Path:
    """Write one exercise of a person's own, side_lift, and these figures."""
    for name in ("exercises", "figures"):
        (tmp_path / name).mkdir()
    (tmp_path / "exercises" / "side_lift.toml").write_text(exercise, "utf-8")
    for stem, text in figures.items():
        (tmp_path / "figures" / f"{stem}.toml").write_text(text, "utf-8")
    return tmp_path


def told(library: Library) -> list[str]:
    return [str(problem) for problem in library.problems]


def test_the_documented_figure_joins_its_exercise(
    tmp_path: Path, exercise_example: str, figure_example: str
) -> None:
    found = load_library(folder_with(tmp_path, exercise_example, side_lift=figure_example))
    assert told(found) == []
    figure = found.own_figures["side_lift"]
    assert [str(problem) for problem in problems(bake(figure))] == []
    # It takes over the shipped figure, and changes what it says.
    shipped = load_figure_file(FOLDER / "standing_abd.toml")
    assert figure.props == shipped.props
    assert figure.poses[1].angles["left_hip.abduction"] == 20
    assert shipped.poses[1].angles["left_hip.abduction"] == 30


def test_an_exercise_may_do_without(tmp_path: Path, exercise_example: str) -> None:
    found = load_library(folder_with(tmp_path, exercise_example))
    assert (told(found), dict(found.own_figures)) == ([], {})
    assert "side_lift" in found.exercises


def test_broken_figures_are_told_and_the_exercise_stays(
    tmp_path: Path, exercise_example: str, library: Library
) -> None:
    folder = folder_with(
        tmp_path,
        exercise_example,
        bridge=BARE.format("bridge"),
        side_lfit=BARE.format("side_lfit"),
        side_lift=BARE.format("side_lift").replace("posture", "psoture"),
    )
    found = load_library(folder)
    assert told(found) == [
        "figures/bridge.toml: id: bridge is built in, and its figure stays as it is",
        "figures/side_lfit.toml: id: there is no exercise side_lfit among your own; "
        "did you mean side_lift?",
        "figures/side_lift.toml: psoture: is not a known key; did you mean posture?",
    ]
    assert dict(found.own_figures) == {}
    assert set(found.exercises) == {*library.exercises, "side_lift"}


def test_no_file_of_ones_own_changes_what_a_shipped_figure_means(
    tmp_path: Path, exercise_example: str, figure_example: str
) -> None:
    folder = folder_with(
        tmp_path,
        exercise_example,
        side_lift=figure_example,
        standing_abd=BARE.format("standing_abd"),
        hip_abduction_band=BARE.format("hip_abduction_band"),
    )
    found = load_library(folder)
    assert len(found.problems) == 2
    assert len(found.own_figures["side_lift"].poses) == 2


def refused(tmp_path: Path, text: str) -> ContentError:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_own_figure(path, {"mine"}, ())
    assert caught.value.file == f"{tmp_path.name}/mine.toml"
    return caught.value


def test_named_after_another(tmp_path: Path) -> None:
    error = refused(tmp_path, BARE.format("other"))
    assert (error.path, error.rule) == ("id", "other is not the name of its file")


def test_far_too_many_things(tmp_path: Path) -> None:
    many = '[[props]]\nkind = "ball"\n' * (MAX_PROPS + 1)
    error = refused(tmp_path, BARE.format("mine") + many)
    assert (error.path, error.rule) == ("props", "are 25, more than 24")


@pytest.mark.parametrize(
    "more",
    [
        '[[props]]\nkind = "ball"\nat = [900, 0, 0]\n',
    ],
    ids=["out of sight"],
)
def test_what_cannot_be_drawn(tmp_path: Path, more: str) -> None:
    error = refused(tmp_path, BARE.format("mine") + more)
    assert (error.path, error.rule) == (
        "poses",
        "can't be drawn; look for a size, a direction or a place that can't be",
    )


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError):
        load_own_figure(path, {"mine"}, ())


# -- whatever is written, it is drawn or refused ------------------------------------------------

BASE: dict[str, Any] = tomllib.loads((FOLDER / "hip_abduction_band.toml").read_text("utf-8"))
numbers = st.one_of(
    st.sampled_from([0, 0.0, -1, 1, 90, -90, 180, 360, 1000, 1e-9, 0.5]),
    st.floats(-1000, 1000, allow_nan=False),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every number."""
    if isinstance(value, dict):
        return [each for key in value for each in places(value[key], (*path, key))]
    if isinstance(value, list):
        return [each for at, entry in enumerate(value) for each in places(entry, (*path, at))]
    return [path] if isinstance(value, int | float) and not isinstance(value, bool) else []


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_the_numbers_are_it_is_drawn_or_refused(data: st.DataObject) -> None:
    file = tomllib.loads(tomli_w.dumps(BASE))
    kind = data.draw(st.sampled_from(list(PropKind)))
    joints = data.draw(st.lists(st.sampled_from(["left_knee", "right_palm"]), max_size=3))
    size = data.draw(st.lists(numbers, min_size=3, max_size=3))
    prop = {"kind": str(kind), "between": joints, "size": size}
    file["props"].append(prop)
    for path in data.draw(st.lists(st.sampled_from(places(file)), max_size=4)):
        where: Any = file
        for key in path[:-1]:
            where = where[key]
        where[path[-1]] = data.draw(numbers)
    try:
        figure = decode_figure(tomli_w.dumps(file).encode(), "mine.toml")
    except ContentError:
        return
    if is_drawable(figure):
        with np.errstate(all="ignore"):
            baked = bake(figure)
            picture = project(baked)
        assert all(math.isfinite(each) for each in picture.bounds)
        for item in picture.items:
            for shape in item.shapes:
                assert np.isfinite(shape.parts[0]).all(), item.name


def test_the_example_is_the_documented_one() -> None:
    assert 'extends = "standing_abd"' in example("figure")
