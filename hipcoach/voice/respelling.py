"""Words that an engine garbles, spelled so that it says them; what is shown stays as it is."""

import re
from collections.abc import Mapping
from typing import Final

from hipcoach.voice.voices import ESPEAK_ENGINE, NATURAL_ENGINE, PICO_ENGINE

_EVERY: Final[Mapping[str, str]] = {
    "90/90": "ninety ninety",
    "cat-camel": "cat camel",
    "bent-knee fall-out": "bent knee fallout",
    "fall-out": "fallout",
}
RESPELLED: Final[Mapping[str, Mapping[str, str]]] = {
    NATURAL_ENGINE: {
        **_EVERY,
        "TENS": "tens",
        "IT band": "I T band",
        # Its own notation for sounds; read as written, a recogniser heard "peraform a".
        "Piriformis": "[Piriformis](/pˌɪɹɪfˈɔɹmɪs/)",
    },
    PICO_ENGINE: {**_EVERY, "TENS": "tens", "IT band": "I T band", "Piriformis": "pirri-formis"},
    ESPEAK_ENGINE: {**_EVERY, "TENS": "tens", "IT band": "I T band", "Piriformis": "pirri-formis"},
}
"""By engine: a word as it is written, and as that engine should read it."""


def in_spoken_form(text: str, forms: Mapping[str, str]) -> str:
    """Return a line with whole names as they are read; what is shown is another matter."""
    for name, spoken in forms.items():
        if name in text:
            # Backslashes in what a person wrote are no groups.
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", spoken.replace("\\", r"\\"), text)
    return text


def respelled(text: str, engine: str) -> str:
    """Return a line as this engine should read it; words in capitals must be written so."""
    table = RESPELLED.get(engine, _EVERY)
    for shown, spoken in table.items():
        flags = re.NOFLAG if shown.isupper() or shown.startswith("IT ") else re.IGNORECASE
        text = re.sub(rf"(?<!\w){re.escape(shown)}(?!\w)", spoken, text, flags=flags)
    return text
