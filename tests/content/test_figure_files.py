"""Figure files are read, extended and refused with the file, the place and the rule."""

import re
from pathlib import Path

import pytest

from hipcoach.content.figure_files import (
    FOLDER,
    decode_figure,
    load_figure_file,
    load_figures,
)
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import ContentError
from hipcoach.figure.baking import bake
from hipcoach.figure.checks import problems
from hipcoach.figure.figure import Part, PropKind
from hipcoach.figure.solids import MIDDLE_REGIONS

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures-format.md"
EXAMPLES = re.findall(r"```toml\n(id = .*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)

BARE = 'id = "tried"\nposture = "standing"\n[[poses]]\nname = "Standing"\n'


def refused(text: str) -> ContentError:
    with pytest.raises(ContentError) as caught:
        decode_figure(text.encode(), "tried.toml")
    assert caught.value.file
    return caught.value


def test_every_exercise_has_a_figure_and_every_figure_an_exercise() -> None:
    assert set(load_figures()) == set(load_library().exercises)


def test_every_figure_moves_or_is_done_by_time() -> None:
    exercises = load_library().exercises
    for name, figure in load_figures().items():
        assert len(figure.poses) > 1 or exercises[name].start.duration_ms is not None, name


def test_sided_exercises_are_tinted_on_the_left() -> None:
    for name, figure in load_figures().items():
        if figure.tint:
            assert figure.tint[0].startswith("left") or figure.tint[0] in MIDDLE_REGIONS, name


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split('"')[1])
def test_the_documented_examples_load_and_are_sound(text: str) -> None:
    figure = decode_figure(text.encode(), "example.toml")
    assert [str(problem) for problem in problems(bake(figure))] == []


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2


def test_every_key_is_documented() -> None:
    from hipcoach.content import figure_files as files

    written = DOCUMENT.read_text(encoding="utf-8")
    for table in (files.FigureFile, files.PoseTable, files.PelvisTable, files.TrunkTable,
                  files.BallTable, files.AnkleTable, files.FootTable, files.HandTable,
                  files.PropTable, files.CameraTable, files.CycleTable):  # fmt: skip
        for key in table.__struct_fields__:
            told = any(f"{a}{key}{b}" in written for a, b in ("``", "[]", ("`", " =")))
            assert told, f"{table.__name__}.{key}"


def test_a_pose_takes_over_what_it_does_not_say() -> None:
    figure = decode_figure(
        (BARE + 'hips = { flexion = 30 }\n[[poses]]\nname = "B"\nleft_hip = { flexion = 50 }\n')
        .encode(), "tried.toml",
    )  # fmt: skip
    assert figure.poses[1].angles["left_hip.flexion"] == 50
    assert figure.poses[1].angles["right_hip.flexion"] == 30


def test_extends_lays_its_own_over_what_it_takes() -> None:
    figure = decode_figure(EXAMPLES[1].encode(), "example.toml")
    plain = load_figure_file(FOLDER / "clamshell.toml")
    assert figure.poses == plain.poses
    assert [prop.kind for prop in figure.props] == [*(p.kind for p in plain.props), PropKind.BAND]
    assert figure.camera == plain.camera


def test_extends_finds_a_figure_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(BARE.replace("tried", "base"), encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text('id = "own"\nextends = "base"\n[camera]\nyaw = -20\n', encoding="utf-8")
    assert load_figure_file(own).camera.yaw == -20


def test_extends_that_goes_in_circles_is_refused(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "a")):
        text = f'id = "{name}"\nextends = "{base}"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_figure_file(tmp_path / "a.toml")
    assert caught.value.path == "extends"


def test_a_file_not_named_after_its_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(BARE, encoding="utf-8")
    with pytest.raises(ContentError, match="is not the name of its file"):
        load_figure_file(tmp_path / "other.toml")


def test_a_still_shows_what_is_held_or_what_it_is_known_by() -> None:
    two = BARE + '[[poses]]\nname = "B"\n'
    assert decode_figure(two.encode(), "tried.toml").still_pose == 1
    assert decode_figure(("known_by = 0\n" + two).encode(), "tried.toml").still_pose == 0


def test_movement_is_read() -> None:
    text = BARE + '[[poses]]\nname = "B"\n[movement]\nwork = [1, 0]\n'
    assert decode_figure(text.encode(), "tried.toml").span_of(Part.WORK) == (1, 0)


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ("id = ", "end of the file", "not TOML"),
        (BARE.replace("standing", "floating"), "posture", "none of standing"),
        (BARE.replace("posture", "postur"), "postur", "did you mean posture"),
        (BARE + "knees = { flexoin = 3 }\n", "poses[0].knees.flexoin", "did you mean flexion"),
        (BARE + "knees = { flexion = nan }\n", "poses[0].knees.flexion", "not a number"),
        (BARE + "knees = { flexion = 4000 }\n", "poses[0].knees.flexion", "too large"),
        ('tint = ["left_glut"]\n' + BARE, "tint", "did you mean left_glute"),
        ('planted = ["left_hand"]\n' + BARE, "planted", "not a known name"),
        ('reach = { left_hand = "chair" }\n' + BARE, "reach", "not a known name"),
        ('anchor = "nose"\n' + BARE, "anchor", "not a known name"),
        ('rests_on = "cloud"\n' + BARE, "rests_on", "not a known name"),
        ('extends = "nothing"\n' + BARE, "extends", "there is no figure nothing"),
        ('extends = "../secret"\n' + BARE, "extends", "not the id of a figure"),
        (BARE + "left_foot = { heel = 3 }\n", "poses[0].left_foot.at", "is missing"),
        (BARE + '[[props]]\nkind = "weight"\n', "props[0].between", "is missing"),
        ("known_by = 1\n" + BARE, "known_by", "no pose"),
        (BARE + "left_hand = { offset = [0, 0, 0] }\n", "poses[0].left_hand", "one of on"),
        (BARE + 'left_hand = { on = "knee" }\n', "poses[0].left_hand.on", "not a known name"),
        (
            BARE + '[[poses]]\nname = "B"\nleft_foot = { at = [0, 0] }\n',
            "poses[1].left_foot",
            "first placed here",
        ),
        (
            BARE + 'left_foot = { at = [0, 0] }\n[[poses]]\nname = "B"\n'
            'left_foot = { on = "right_knee" }\n',
            "poses[1].left_foot",
            "lay it there in the first pose",
        ),
        (BARE + '[[props]]\nkind = "band"\n', "props[0].between", "is missing"),
        (
            BARE + '[[props]]\nkind = "metronome"\nbetween = ["left_ankle"]\n',
            "props[0].between",
            "needs two joints",
        ),
        (
            BARE + '[[props]]\nkind = "band"\nbetween = ["left_knee", "right_knee", "pelvis"]\n',
            "props[0].between",
            "names 3 joints, which is too many",
        ),
        (BARE + '[[props]]\nkind = "sofa"\n', "props[0].kind", "none of mat"),
        (BARE + "[movement]\nwork = [0, 1]\n", "movement.work", "not among the poses"),
        (BARE + "[cycle]\nseconds = 0\n", "cycle.seconds", "under 0.5"),
        (BARE.replace('"tried"', '"Tried!"'), "id", "not made of"),
        ('id = "tried"\nposture = "standing"\n', "poses", "missing"),
        (BARE + '[[poses]]\nname = "B"\n' * 6, "poses", "not 1 to 6"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused(text: str, path: str, rule: str) -> None:
    error = refused(text)
    assert error.path == path
    assert rule in error.rule
