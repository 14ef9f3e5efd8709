"""The import contracts hold, and each is seen to fail when its rule is broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package that lies in ``root``."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-logo", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package and its contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "hipcoach", tmp_path / "hipcoach", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def test_the_contracts_hold() -> None:
    run = check(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in run.stdout


BREAKS = {
    "qt below the window": ("player/rogue.py", "import PySide6.QtCore", "qt"),
    "charts below the window": ("progress/rogue.py", "import pyqtgraph", "qt"),
    "qt through another room": ("services.py", "import hipcoach.app", "floors"),
    "qt in the commands": ("commands/rogue.py", "import PySide6.QtCore", "qt-commands"),
    "the window reads the database": ("ui/rogue.py", "import hipcoach.storage", "ui"),
    "the window speaks": ("ui/rogue.py", "import hipcoach.voice", "ui"),
    "neighbours": ("exchange/rogue.py", "import hipcoach.storage", "floors"),
    "upwards": ("domain/rogue.py", "import hipcoach.player", "floors"),
    "sqlite elsewhere": ("exchange/rogue.py", "import sqlite3", "sqlite"),
    "sqlite_utils elsewhere": ("services.py", "import sqlite_utils", "sqlite"),
    "speech elsewhere": ("services.py", "import pyttsx3", "speech"),
    "a natural voice elsewhere": ("coaching/rogue.py", "import hibari", "speech"),
    "its runtime elsewhere": ("ui/rogue.py", "import onnxruntime", "speech"),
    "a room without a floor": ("attic/__init__.py", "", "floors"),
}


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS.values(), ids=BREAKS.keys())
def test_each_rule_is_seen_to_fail(copy: Path, file: str, line: str, contract: str) -> None:
    path = copy / "hipcoach" / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")

    run = check(copy)

    assert run.returncode == 1, run.stdout + run.stderr
    name = next(one["name"] for one in CONTRACTS if one["id"] == contract)
    assert f"{name} BROKEN" in " ".join(run.stdout.split()), run.stdout


def test_every_room_stands_in_the_contracts_that_forbid_packages() -> None:
    by_id = {one["id"]: one for one in CONTRACTS}
    rooms = {
        f"hipcoach.{room.strip()}"
        for layer in by_id["floors"]["layers"]
        for room in layer.split("|")
    }
    assert set(by_id["qt"]["source_modules"]) | set(by_id["qt-commands"]["source_modules"]) == (
        rooms
        - {
            f"hipcoach.{room}"
            for room in ("ui", "app", "gate", "window_pages", "pictures", "paper")
        }
    )
    assert set(by_id["sqlite"]["source_modules"]) == rooms - {"hipcoach.storage"}
    assert set(by_id["speech"]["source_modules"]) == rooms - {"hipcoach.voice"}
