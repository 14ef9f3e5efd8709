"""Text that others wrote, made safe to show: what steers a screen or turns a line is seen.

A name with a direction override can pose as another one, and an escape code printed to a
terminal is an order to it.
"""

import re

# Controls of C0 and C1, overrides and isolates of direction, marks without a width, separators.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb]"
)
# Joiners belong to scripts that join their letters, and to emoji; between others they hide.
_HIDDEN_JOINER = re.compile(
    "(?<![\u0600-\U000fffff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\U000fffff])"
)


def _shown(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def visible(name: str) -> str:
    """Return a name with every character that steers or hides written as its number.

    What ends or breaks a line is a blank: a name is one line.
    """
    if name.isprintable():
        return name
    one_line = re.sub("[\t\n\r\x0b\x0c\u2028\u2029]+", " ", name)
    return _HIDDEN_JOINER.sub(_shown, _STEERING.sub(_shown, one_line))


def steers(text: str) -> bool:
    """Return whether a text holds a character that no id and no file name may have."""
    return not text.isprintable() and bool(_STEERING.search(text))


def for_terminal(text: str) -> str:
    r"""Return a text as a terminal may have it: lines and tabs stay, other controls are written.

    They are written as JSON writes them (``\u001b``), so that printed JSON stays what it was.
    """
    if text.isprintable():
        return text
    return _STEERING.sub(
        lambda found: found[0] if found[0] in "\n\t" else f"\\u{ord(found[0]):04x}", text
    )
