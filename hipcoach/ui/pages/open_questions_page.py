"""What has to be answered before a session: questions about safety that were passed over."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.questions import QuestionDesk
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.today.care_cards import QuestionCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 720
_EDGE = 5 * UNIT


class OpenQuestionsPage(QWidget):
    """One question at a time, then the session; whoever isn't sure gets the careful answer."""

    answered = Signal()
    """Nothing is open any more."""
    left = Signal()
    """The person wants no session now."""

    def __init__(
        self,
        desk: QuestionDesk,
        pathways: PathwayDesk,
        today: Callable[[], date],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Ask what this desk has open."""
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        column.addWidget(scroll, 1)
        title = self.tr("Before you start")
        self.setAccessibleName(title)
        scroll.column.addWidget(TextLabel(theme, title, role=TextRole.DISPLAY, parent=self))
        scroll.column.addWidget(
            TextLabel(
                theme,
                self.tr("This decides what is safe for you, and was not answered yet."),
                tone=TextTone.MUTED,
                wrap=True,
                parent=self,
            )
        )
        self.notice = MessageBar(theme, self)
        scroll.column.addWidget(self.notice)
        self.card = QuestionCard(theme, desk, pathways, today, self, following=desk.before_session)
        scroll.column.addWidget(self.card)
        self.back = QuietButton(
            theme, self.tr("Not now"), hint=self.tr("Esc"), space_activates=False, parent=self
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, UNIT, _EDGE, 3 * UNIT)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column.addLayout(foot)
        self.card.answered.connect(self._go_on)
        self.card.told.connect(lambda text: self.notice.show_message(text, kind=MessageKind.INFO))
        self.back.clicked.connect(self.left)

    @property
    def is_needed(self) -> bool:
        """Whether a question about safety was passed over, and comes before any session."""
        return self._desk.before_session() is not None

    def ask(self) -> None:
        """Show the first open question."""
        self.notice.hide()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape; nothing else answers for somebody."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if self._desk.before_session() is None:
            self.answered.emit()
        else:
            self._show()

    def _show(self) -> None:
        self.card.refresh()
        self.card.focus_answer()
