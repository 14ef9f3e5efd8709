"""How long each earcon lasts, for a room that may not open the sounds themselves."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EARCON_MS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "tick": 70,
        "beat": 45,
        "go": 180,
        "switch-left": 380,
        "switch-right": 380,
        "rest": 320,
        "done": 700,
        "silence": 400,
    }
)
"""Length of each file in assets/sounds in ms, rounded up."""
