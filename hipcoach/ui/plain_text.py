"""What people wrote, on its way to where Qt or the desktop would guess that it is markup."""

from html import escape

from PySide6.QtGui import Qt

from hipcoach.domain.visible import visible


def tip(text: str) -> str:
    """Return a tooltip that is shown as it is written, whatever it holds.

    A tooltip knows no text format; it takes what looks like HTML for that, and loads its images.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


def menu_text(name: str) -> str:
    """Return a name for a menu, where a single & would be taken for a key."""
    return name.replace("&", "&&")


def notification_text(text: str) -> str:
    """Return a text for the desktop's notifications, which may read markup in it."""
    text = "\n".join(visible(line) for line in text.split("\n"))
    return text.replace("<", "‹").replace(">", "›").replace("&", "＆")
