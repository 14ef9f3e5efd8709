"""Lessons in words: what themes are called, and finding lessons by what people type."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from hipcoach.domain.lesson import NOT_REVIEWED, Lesson, LessonTheme
from hipcoach.ui.models.exercise_filter import folded


def theme_words(theme: LessonTheme) -> str:
    """Say what the lessons of a theme are about."""
    return {
        LessonTheme.STARTING: QCoreApplication.translate("LessonWords", "Getting started"),
        LessonTheme.EXERCISE: QCoreApplication.translate("LessonWords", "Exercise"),
        LessonTheme.DAILY_LIFE: QCoreApplication.translate("LessonWords", "Daily life"),
        LessonTheme.TREATMENT: QCoreApplication.translate("LessonWords", "Other treatments"),
        LessonTheme.CARE: QCoreApplication.translate("LessonWords", "Care and people"),
    }[theme]


def minutes_words(lesson: Lesson) -> str:
    """Say how long reading takes."""
    if lesson.minutes == 1:
        return QCoreApplication.translate("LessonWords", "1 minute to read")
    words = QCoreApplication.translate("LessonWords", "{minutes} minutes to read")
    return words.format(minutes=lesson.minutes)


def reviewed_words(lesson: Lesson) -> str:
    """Say who looked at a lesson."""
    if lesson.reviewed == NOT_REVIEWED:
        return QCoreApplication.translate("LessonWords", "not reviewed by a clinician")
    return lesson.reviewed


class LessonFilter:
    """Looks for words in titles, summaries and the lessons themselves."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        """Prepare these lessons for searching; they keep their order."""
        self._texts = [
            (lesson.id, folded(f"{lesson.title} / {lesson.summary} / {lesson.plain_text}"))
            for lesson in lessons
        ]

    def matching(self, query: str) -> tuple[str, ...]:
        """Return the ids in which every typed word occurs; all of them for an empty query."""
        words = folded(query).split()
        return tuple(
            lesson_id for lesson_id, text in self._texts if all(word in text for word in words)
        )
