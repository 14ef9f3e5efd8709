"""Texts of the packages below the window, looked up where Qt keeps translations."""

from PySide6.QtCore import QCoreApplication


def qt_text(context: str, text: str, number: int | None) -> str:
    """Translate a text from below the window as Qt does, with the form for its number."""
    if number is None:
        return QCoreApplication.translate(context, text)
    return QCoreApplication.translate(context, text, None, number)
