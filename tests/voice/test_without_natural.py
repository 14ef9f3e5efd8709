"""Without the extra `natural` (and without any engine) everything starts and says who speaks."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hipcoach.voice import natural_engine

NATURAL = ("hibari", "onnxruntime", "py_nanotts")
ENGINES = (*NATURAL, "pyttsx3", "espeakng_loader")
# Loaded by every Python that is started with this folder on its path, the voice worker among them.
NOT_INSTALLED = """
import sys

class Without:
    def __init__(self, finder):
        self._finder = finder

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            return None
        return self._finder.find_spec(name, path, target)

    def __getattr__(self, name):
        return getattr(self._finder, name)

sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
"""
OPENS_A_WINDOW = """
import sys
from pathlib import Path

from hipcoach.app import Window, make_application
from hipcoach.cli import main
from hipcoach.player.clock import SystemClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths

folder = sys.argv[1]
paths = DataPaths.find(Path(folder))
window = Window(make_application(), paths, load_settings(paths), SystemClock())
window.main.show()
window.fill()
window.main.show_page("settings")
clips = window.services.clips
clips.prepare_blocking(["Hold."], timeout_ms=20_000)
print("speaks:", clips.status().speaker.id, clips.lengths_ms(["Hold."]))
window.close()
assert main(["--data-dir", folder, "doctor"]) in (0, 1)
assert main(["--data-dir", folder, "rehearse", "desk", "--voice", "essentials"]) == 0
"""


def run(
    tmp_path: Path, blocked: tuple[str, ...], *command: str
) -> subprocess.CompletedProcess[str]:
    """Run Python as if these packages were not installed."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(NOT_INSTALLED.format(blocked=blocked))
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "without")},
    )


def test_commands_and_window_work_without_it(tmp_path: Path) -> None:
    result = run(tmp_path, NATURAL, "-c", OPENS_A_WINDOW, str(tmp_path / "data"))
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert "the natural voice is not installed" in result.stdout
    assert "Heart" not in result.stdout
    if sys.platform == "linux":
        assert "espeak-ng" in result.stdout
        assert "speaks: gmw/en-us {'Hold.': " in result.stdout


def test_without_any_engine_it_is_said_what_to_do(tmp_path: Path) -> None:
    result = run(
        tmp_path, ENGINES, "-m", "hipcoach", "--data-dir", str(tmp_path / "data"), "doctor"
    )
    assert "Traceback" not in result.stdout + result.stderr
    assert "There is no speech engine that works here" in result.stdout
    assert "Sessions go on with captions" in result.stdout


@pytest.mark.parametrize("missing", ["hibari", "onnxruntime"])
def test_each_of_its_packages_is_needed(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else find(name)
    )
    assert not natural_engine.is_packaged()
