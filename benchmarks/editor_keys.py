"""A key press in the editor of routines: with nothing in it, with one item, and with sixty.

Usage: python -m benchmarks.editor_keys FOLDER
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.probes import tell
from benchmarks.scrolling import SIZE
from hipcoach.coaching import routine_editing as editing
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.preparation import estimate_ms, options_from
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_editing import Draft
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import MAX_ITEMS
from hipcoach.player.clock import ManualClock
from hipcoach.services import figure_of
from hipcoach.storage.database import open_database
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.plan.editor_view import EditorView
from hipcoach.ui.theme import Theme, ThemeMode

PRESSES = 40
LETTERS = "abcdefghij"


def main(folder: Path) -> None:
    """Press keys in editors of different length and tell what each costs, in ms of CPU."""
    app = QApplication(sys.argv[:1])
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(app)
    folder.mkdir(parents=True, exist_ok=True)
    database = open_database(folder / "bench.sqlite3").database
    library = load_library()
    clock = ManualClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    book = RoutineBook(library, SqliteRoutineStore(database), clock)
    file = SettingsStore(folder / "settings.toml")
    preferences = Preferences(file.load().settings, file)
    view = EditorView(
        book,
        lambda routine: estimate_ms(routine, options_from(preferences.current)),
        theme,
        preferences=preferences,
        figures=FigureBook(figure_of),
    )
    view.resize(*SIZE)
    view.show()
    in_reps = [each for each in library.exercises.values() if each.kind is DoseKind.REPS]
    drafts = {0: Draft(id="none"), 1: Draft(id="one"), MAX_ITEMS: Draft(id="sixty")}
    for size in drafts:
        for number in range(size):
            drafts[size] = editing.added(drafts[size], in_reps[number % len(in_reps)])
    found: dict[str, object] = {}
    # Alternated, so that what else runs on the machine meets each alike.
    rounds: dict[tuple[str, int], list[float]] = {}
    for turn in range(PRESSES // len(LETTERS)):
        for size, draft in drafts.items():
            view.begin(draft)
            app.processEvents()
            rounds.setdefault(("letter", size), []).extend(
                _timed(app, view.name, partial(_letter, view.name))
            )
            if size:
                field = view.panel.dose_field
                rounds.setdefault(("step", size), []).extend(
                    _timed(app, field, partial(_step, field))
                )
            if turn == 0:
                began = time.process_time()
                view.settle()
                app.processEvents()
                found[f"settle_{size}_ms"] = 1_000 * (time.process_time() - began)
    for (what, size), taken in rounds.items():
        found[f"{what}_{size}_ms"] = median(taken)
    view.close()
    database.close()
    tell(found)


def _letter(field: QWidget, at: int) -> None:
    QTest.keyClicks(field, LETTERS[at])


def _step(field: QWidget, at: int) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up if at % 2 else Qt.Key.Key_Down)


def _timed(app: QApplication, field: QWidget, press: Callable[[int], None]) -> list[float]:
    """Press keys one after the other; return what each costs until all is painted, in ms."""
    field.setFocus()
    app.processEvents()
    taken = []
    for at in range(len(LETTERS)):
        began = time.process_time()
        press(at)
        app.processEvents()
        taken.append(1_000 * (time.process_time() - began))
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]))
