"""Logs pain over any page: opens the sheet, keeps what was told, and says so."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.journal import Journal, LoggedPain
from hipcoach.coaching.pain_diary import PainDiary
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.session_desk import RED_FLAGS_FROM_NRS
from hipcoach.domain.errors import StorageError
from hipcoach.ui.busy import busy
from hipcoach.ui.theme import Theme

if TYPE_CHECKING:
    from hipcoach.ui.dialogs.log_pain_sheet import LogPainSheet


class PainLogging(QObject):
    """One page's way to log pain; the sheet is made when it is first wanted."""

    severe = Signal()
    """Pain of 8 or more was logged: the signs that belong before a professional come next."""

    def __init__(
        self,
        journal: Journal,
        diary: PainDiary,
        preferences: Preferences,
        theme: Theme,
        page: QWidget,
        tell: Callable[[str, bool], None],
    ) -> None:
        """Cover `page` while asking; `tell` says what came of it, and whether it is a problem."""
        super().__init__(page)
        self._journal = journal
        self._diary = diary
        self._preferences = preferences
        self._theme = theme
        self._page = page
        self._tell = tell
        self._sheet: LogPainSheet | None = None

    @property
    def sheet(self) -> "LogPainSheet | None":
        """The sheet, once it was wanted."""
        return self._sheet

    def open(self) -> None:
        """Ask how it is now."""
        if self._sheet is None:
            # The body is drawn for those who ask for it; the window doesn't wait for that.
            with busy():
                from hipcoach.ui.dialogs.log_pain_sheet import LogPainSheet  # noqa: PLC0415

                self._sheet = LogPainSheet(self._theme, self._page)
            self._sheet.logged.connect(self._keep)
        main = self._preferences.current.me.main_site
        try:
            due = self._diary.other_sites_due(main)
        except StorageError as error:
            self._tell(str(error), True)
            due = ()
        self._sheet.ask(main, due)

    def _keep(self, logged: Sequence[LoggedPain], note: str) -> None:
        try:
            self._journal.log_pain(logged, note)
        except StorageError as error:
            self._tell(str(error), True)
            return
        if any(each.nrs >= RED_FLAGS_FROM_NRS for each in logged):
            self.severe.emit()
        self._tell(QCoreApplication.translate("PainLogging", "Noted, with the time of day."), False)
