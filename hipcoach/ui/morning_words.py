"""The questions about a morning after a session, as Today and the session ask them."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from hipcoach.coaching.pain_diary import MorningQuestion
from hipcoach.ui.labels import site_text, weekday_text

_CONTEXT = "MorningWords"


def morning_text(question: MorningQuestion, site: str, *, is_morning: bool) -> str:
    """Ask about the morning: this one, or the one after a session of days ago."""
    if question.is_recalled:
        text = _tr("How was your {site} the morning after {day}?")
    elif is_morning:
        text = _tr("How is your {site} this morning?")
    else:
        text = _tr("How was your {site} this morning?")
    day = weekday_text(question.session.local_date)
    return text.format(site=site_text(site), day=day)


def after_text(question: MorningQuestion) -> str:
    """Tell which session the morning followed."""
    if not question.is_recalled:
        return _tr("After yesterday’s session")
    day = weekday_text(question.morning - timedelta(days=1))
    return _tr("From memory, after {day}’s session").format(day=day)


def night_text(site: str) -> str:
    """Ask about the night before that morning."""
    return _tr("Did your {site} wake you that night?").format(site=site_text(site))


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
