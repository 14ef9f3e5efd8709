"""In full screen a session can be read from the mat, three metres away.

Each runs on a screen of its own, 1920 by 1080 at a hundred dots an inch (a monitor of 22 inches),
in another process: the platform's screens are fixed when it starts.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hipcoach.content.loader import Library
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_item, make_routine
from tests.ui.session.rig import SessionRig

MM_PER_INCH = 25.4
CAPITAL_MM = 18.0
SCREEN = {"x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
# Begins a set in full screen, measures, then goes back to a window and measures again.
_CHILD = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Laterality
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.ui.session.rig import SessionRig

app = QApplication([])
rig = SessionRig(Path(sys.argv[1]), load_library(), Theme(mode=ThemeMode.LIGHT))
rig.flow.showFullScreen()
exercise = make_exercise(sys.argv[2], laterality=Laterality.UNILATERAL)
rig.start(make_routine(make_item(exercise, dose=make_dose(sets=2, reps=10))))
rig.run_to(SegmentKind.REP)

def settle():
    for _ in range(20):
        app.processEvents()

def measure():
    settle()
    page, ring = rig.page, rig.page.ring
    return {
        "size": [page.width(), page.height()],
        "dpi": page.screen().physicalDotsPerInchY(),
        "capitals": {
            "name": QFontMetricsF(page.name.font()).capHeight(),
            "side": QFontMetricsF(page.badge.font_shown()).capHeight(),
            "phase": ring.sub_capital_height(),
            "caption": page.caption.capital_height(),
        },
        "digits": ring.digit_height(),
        "gap": ring.sub_top() - ring.digits_bottom(),
        "sub_text": ring.sub_text,
        "set_words": page.set_words.text(),
        "name": page.name.text(),
        "overflow": page.name.sizeHint().width() - page.name.width(),
    }

full = measure()
rig.flow.showNormal()
rig.flow.resize(1100, 720)
settle()
rig.run(100)
print(json.dumps([full, measure()]))
"""


def measured(folder: Path, exercise: str) -> list[dict[str, Any]]:
    """Return what was measured in full screen and in a window."""
    screens = folder / "screens.json"
    screens.write_text(json.dumps({"screens": [{"name": "mat", **SCREEN}]}))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder), exercise],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return measured(tmp_path_factory.mktemp("far"), "clamshell")


def in_mm(found: dict[str, Any]) -> dict[str, float]:
    return {name: px * MM_PER_INCH / found["dpi"] for name, px in found["capitals"].items()}


def test_capitals_are_eighteen_millimetres_tall(short: list[dict[str, Any]]) -> None:
    full = short[0]
    assert full["size"] == [1920, 1080]
    heights = in_mm(full)
    too_small = {name: mm for name, mm in heights.items() if mm < CAPITAL_MM - 0.3}
    assert too_small == {}


def test_digits_are_a_fifth_of_the_height_and_never_meet_the_phase(
    short: list[dict[str, Any]],
) -> None:
    for found in short:
        assert found["digits"] >= found["size"][1] / 5
        assert found["gap"] > 0


def test_the_ring_shows_the_phase_alone_and_the_dose_stands_by_the_set(
    short: list[dict[str, Any]],
) -> None:
    full, window = short
    assert (full["sub_text"], full["set_words"]) == ("lift", "Set 1 of 2 · 10 reps")
    assert (window["sub_text"], window["set_words"]) == ("of 10 · lift", "Set 1 of 2")


def test_a_long_name_is_broken_before_it_gets_smaller(tmp_path: Path) -> None:
    full, window = measured(tmp_path, "standing_hip_abduction_with_a_long_band")
    assert full["name"] == "Standing hip abduction with a long band"
    assert in_mm(full)["name"] >= 0.7 * CAPITAL_MM
    assert full["overflow"] <= 2
    assert window["overflow"] <= 2


def test_the_ring_lights_up_at_a_switch_for_those_who_do_not_hear(
    rig: SessionRig, library: Library
) -> None:
    lift = library.exercises["side_lying_leg_lift"]
    rig.start(make_routine(make_item(lift, dose=make_dose(sets=1, reps=2))))
    rig.run_to(SegmentKind.REP)
    assert not rig.page.ring.is_flashing
    rig.run_to(SegmentKind.SWITCH_SIDES)
    assert rig.page.ring.is_flashing
