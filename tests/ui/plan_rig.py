"""A Plan page on a person's data folder, for tests that write and read routines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import SessionPreparation, estimate_ms
from hipcoach.coaching.rehearsal import RehearsedSegment, rehearse
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.coaching.routine_import import RoutineImport
from hipcoach.content.routine_files import RoutineFiles
from hipcoach.domain.plan import Slot
from hipcoach.domain.routine import Routine
from hipcoach.player.options import SessionOptions
from hipcoach.services import figure_of
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.plan_page import DaysHalf, PlanPage, RoutineServices
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.fake_clips import FakeClips
from tests.support.household import Household


class Days(DaysHalf):
    """Counts how often it was read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.from_sheet: list[Slot] = []

    def refresh(self) -> None:
        """Note that it was read."""
        self.reads += 1

    def add_from_sheet(self, slot: Slot) -> None:
        """Note what a sheet asked for."""
        self.from_sheet.append(slot)


@dataclass
class PlanRig:
    """The page and what it stands on."""

    home: Household
    book: RoutineBook
    files: RoutineFiles
    page: PlanPage
    planned: set[str]
    given: list[tuple[str, str]]

    @classmethod
    def open(cls, home: Household, qtbot: QtBot) -> "PlanRig":
        """Open the page in a window of the usual size."""
        book = RoutineBook(home.content, SqliteRoutineStore(home.database), home.clock)
        files = RoutineFiles(home.content.exercises)
        clips, words = FakeClips(home.folder / "clips"), Phrasebook()

        def rehearsed(routine: Routine) -> Sequence[RehearsedSegment]:
            return rehearse(SessionPreparation(routine, SessionOptions(), clips, words).plan())

        def save(path: Path, data: bytes) -> None:
            path.write_bytes(data)

        planned: set[str] = set()
        given: list[tuple[str, str]] = []

        def give_days(routine_id: str, instead: str) -> Callable[[], None]:
            given.append((routine_id, instead))
            return given.clear

        theme = Theme(mode=ThemeMode.LIGHT)
        page = PlanPage(
            RoutineServices(
                book=book,
                entry=RoutineImport(book, files),
                preferences=home.preferences,
                estimate=lambda routine: estimate_ms(routine, SessionOptions()),
                rehearse=rehearsed,
                encode=files.write,
                save=save,
                is_planned=planned.__contains__,
                give_days=give_days,
            ),
            theme,
            figures=FigureBook(figure_of),
            days=Days(),
        )
        page.figures.setParent(page)
        theme.setParent(page)
        qtbot.addWidget(page)
        page.resize(924, 720)
        page.refresh()
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return cls(home=home, book=book, files=files, page=page, planned=planned, given=given)

    def settle(self) -> None:
        """Let what is new be laid out, and so seen."""
        QApplication.processEvents()
