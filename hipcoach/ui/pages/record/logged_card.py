"""Pain that was logged outside sessions, the newest first; a slip is taken out."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.pain_words import kind_words
from hipcoach.domain.pain import PainRating
from hipcoach.ui.labels import site_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.session_list import session_date
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel

_MOST = 8


class LoggedCard(Card):
    """Lines of logged pain with their time of day."""

    remove_requested = Signal(object)
    """The PainRating."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        title = self.tr("Pain you logged lately")
        self.body.addWidget(TextLabel(theme, title, role=TextRole.STRONG, parent=self))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.lines: list[QWidget] = []

    def show_ratings(self, ratings: Sequence[PainRating]) -> None:
        """Show the newest of these, given oldest first; the card hides when there are none."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each) for each in reversed(ratings[-_MOST:])]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(ratings))

    def _line(self, rating: PainRating) -> QWidget:
        line = QWidget(self)
        pair = PairLayout(line)
        told = f"{site_text(rating.site)} {rating.nrs}"
        if rating.kind is not None:
            told += f", {kind_words(rating.kind)}"
        # The clock of that day, wherever the person is now.
        clock = QTime(rating.at.hour, rating.at.minute)
        at = QLocale().toString(clock, QLocale.FormatType.ShortFormat)
        day = session_date(rating.local_date)
        words = " · ".join(part for part in (day, at, told, rating.note) if part)
        pair.addWidget(TextLabel(self._theme, words, wrap=True, parent=line))
        button = QuietButton(self._theme, self.tr("Remove"), parent=line)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda: self.remove_requested.emit(rating))
        pair.addWidget(button)
        line.setAccessibleName(words)
        return line
