"""Which names, digits and orders dates and numbers have: the window's language, one's territory."""

import os
import sys
from collections.abc import Mapping

from PySide6.QtCore import QLocale

from hipcoach.domain.text import install_translator
from hipcoach.domain.week import install_first_weekday
from hipcoach.ui.qt_text import qt_text

_LANGUAGE = QLocale.Language.English


def install_language() -> None:
    """Translate texts through Qt; write dates and numbers so, as the territory has them."""
    install_translator(qt_text)
    theirs = locale_of_dates(os.environ) if sys.platform.startswith("linux") else QLocale.system()
    if theirs.language() == QLocale.Language.C:
        # A machine without a territory keeps to ISO 8601 and plain names.
        return
    QLocale.setDefault(page_locale(theirs))
    install_first_weekday(theirs.firstDayOfWeek().value - 1)


def locale_of_dates(environment: Mapping[str, str]) -> QLocale:
    """Return the locale that a person chose for dates and times, by POSIX's variables."""
    names = (environment.get(each, "") for each in ("LC_ALL", "LC_TIME", "LANG"))
    chosen = next((name for name in names if name), "C")
    return QLocale.c() if chosen.startswith(("C.", "POSIX")) else QLocale(chosen.split("@")[0])


def page_locale(theirs: QLocale) -> QLocale:
    """Return the locale of the pages: their words, in the order and hours of a territory.

    Where nobody wrote down how a language is written in a territory, Qt would take America's
    ways; the world's are taken instead, with 24 hours where the territory counts so.
    """
    found = QLocale(_LANGUAGE, theirs.territory())
    if found.territory() == theirs.territory():
        return found
    counts_to_24 = "h" not in theirs.timeFormat(QLocale.FormatType.ShortFormat)
    territories = QLocale.Country
    return QLocale(_LANGUAGE, territories.Europe if counts_to_24 else territories.World)
