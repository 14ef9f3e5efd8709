"""Has the lines of today's session rendered while its page is looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

from hipcoach.domain.errors import StorageError
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm
from hipcoach.ui.pages.today_page import TodayPage

WAITS_MS = 2_000


class ReadyAhead(QObject):
    """Asks for the lines of what Start begins, once Today has been shown for a moment.

    A start that comes sooner asks for them itself.
    """

    def __init__(self, page: TodayPage, prepare: Callable[[Routine, SessionForm], None]) -> None:
        """Watch the page; `prepare` renders in the background, while nothing else is asked for."""
        super().__init__(page)
        self._page = page
        self._prepare = prepare
        self._timer = QTimer(self, singleShot=True, interval=WAITS_MS)
        self._timer.timeout.connect(self._render)
        page.installEventFilter(self)
        page.due_card.routine_chosen.connect(self._timer.start)
        if page.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait when the page is shown, and give up when it is left."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return False

    def _render(self) -> None:
        try:
            wanted = self._page.to_start()
        except StorageError:
            return  # the page itself tells of it
        if wanted is not None:
            self._prepare(*wanted)
