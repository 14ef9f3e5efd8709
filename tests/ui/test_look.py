"""docs/look.md writes down the scale that the theme has."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hipcoach.ui.theme import (
    HIT_TARGET,
    RADIUS,
    TYPE_SIZES,
    UNIT,
    TextRole,
    Theme,
    ThemeMode,
)

LOOK = (Path(__file__).parents[2] / "docs" / "look.md").read_text(encoding="utf-8")


def test_every_role_is_told_with_its_size_and_weight(qapp: QApplication) -> None:
    theme = Theme(mode=ThemeMode.LIGHT)
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\w+) \|", LOOK, re.M)
    told = {TextRole[name]: (int(size), weight) for name, size, weight in rows}
    assert told == {
        role: (TYPE_SIZES[role], "bold" if theme.font(role).bold() else "regular")
        for role in TextRole
    }
    assert min(TYPE_SIZES.values()) >= 13, "nothing is smaller"


def test_spaces_are_multiples_of_the_unit() -> None:
    assert f"One unit is {UNIT} px" in LOOK
    spaces = re.findall(r"^\| ([½\d]+) \| (\d+) \|", LOOK, re.M)
    assert len(spaces) >= 6
    for share, told in spaces:
        whole = share.replace("½", "")
        assert (float(whole or 0) + 0.5 * share.endswith("½")) * UNIT == int(told)
    assert f"rounded by {RADIUS} px" in LOOK
    assert f"at least {HIT_TARGET} px" in LOOK
