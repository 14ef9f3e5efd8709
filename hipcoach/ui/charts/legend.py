"""What the shapes of a chart mean, each drawn and said in words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.ui.charts.marks import Mark, MarkView
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class Legend(QWidget):
    """Shapes with their words, in as many lines as they need."""

    def __init__(
        self, theme: Theme, entries: Sequence[tuple[Mark, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        flow = FlowLayout(self, gap=2 * UNIT)
        for mark, words in entries:
            entry = QWidget(self)
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(UNIT - 2)
            row.addWidget(MarkView(theme, mark, parent=entry))
            row.addWidget(
                TextLabel(theme, words, role=TextRole.SMALL, tone=TextTone.MUTED, parent=entry)
            )
            flow.addWidget(entry)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def entries(self) -> tuple[tuple[Mark, str], ...]:
        """The marks and their words."""
        return self._entries
