"""The icons and sounds of resources.qrc, and the tools that make them."""

import importlib.util
import math
import sys
import wave
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QFile, QIODevice
from PySide6.QtSvg import QSvgRenderer

from hipcoach.player.earcons import EARCON_MS

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
ENTRIES = {
    entry.attrib["alias"]: (entry.text or "").strip()
    for entry in ElementTree.parse(ROOT / "resources.qrc").iter("file")
}
ICONS = sorted((ASSETS / "icons").glob("*.svg"), key=lambda path: path.name)
POSITIONS = ["standing", "seated", "supine", "prone", "side-lying", "kneeling", "quadruped"]


def tool(name: str) -> ModuleType:
    """Load a script of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", autouse=True)
def _resources() -> None:
    import hipcoach.ui.resources_rc  # noqa: F401  # importing it registers the resources


@pytest.mark.parametrize("alias", sorted(ENTRIES))
def test_every_alias_opens_and_holds_its_source(alias: str) -> None:
    file = QFile(f":/{alias}")
    assert file.open(QIODevice.OpenModeFlag.ReadOnly), alias
    assert bytes(file.readAll().data()) == (ROOT / ENTRIES[alias]).read_bytes()


def test_every_asset_is_listed_once_under_its_own_path() -> None:
    on_disk = {path.relative_to(ROOT).as_posix() for path in ASSETS.rglob("*") if path.is_file()}
    assert set(ENTRIES.values()) == on_disk
    assert {f"assets/{alias}" for alias in ENTRIES} == on_disk


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_are_pictures_that_the_theme_can_colour(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert QSvgRenderer(QByteArray(source.encode())).isValid()
    if path.stem == "hipcoach":
        return
    assert "currentColor" in source
    assert "#" not in source, "an icon takes its colour from the theme"
    if not path.stem.startswith("position-"):
        assert 'viewBox="0 0 24 24"' in source
        assert 'stroke-width="1.75"' in source


@pytest.mark.parametrize("position", POSITIONS)
def test_each_body_position_is_drawn_inside_its_frame(position: str) -> None:
    source = (ASSETS / "icons" / f"position-{position}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.encode()))
    assert (renderer.viewBoxF().width(), renderer.viewBoxF().height()) == (240, 160)
    draw = tool("draw_positions").POSITIONS[position][1]
    for part in draw():
        assert renderer.viewBoxF().contains(part.shape.boundingRect())


def test_the_sounds_are_what_their_tool_makes(tmp_path: Path) -> None:
    tool("make_sounds").write_all(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (ASSETS / "sounds").iterdir()}
    assert made == kept


def test_the_player_knows_how_long_each_sound_is() -> None:
    lengths = {}
    for path in (ASSETS / "sounds").glob("*.wav"):
        with wave.open(str(path)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
            lengths[path.stem] = math.ceil(file.getnframes() * 1000 / file.getframerate())
    assert lengths == dict(EARCON_MS)


def test_the_sounds_start_and_end_without_a_click_and_never_clip() -> None:
    make_sounds = tool("make_sounds")
    for length_ms, notes in make_sounds.EARCONS.values():
        raw = memoryview(make_sounds.samples(length_ms, notes)).cast("h")
        assert abs(raw[0]) <= 8
        assert abs(raw[-1]) <= 8
        assert max(map(abs, raw)) < 32_000
        assert all(400 <= note.hz <= 1_500 for note in notes)
