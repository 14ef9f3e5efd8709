"""What a person has done of one exercise, as a card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.coaching.exercise_history import History
from hipcoach.ui.models.exercise_record import record_lines
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class OwnHistoryCard(Card):
    """A line for each thing that is known; says what will be here before there is any."""

    def __init__(self, theme: Theme, history: History, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=4 * UNIT)
        self.body.addWidget(
            TextLabel(theme, self.tr("Your own history"), role=TextRole.HEADING, parent=self)
        )
        self.body.addSpacing(UNIT)
        lines = record_lines(history)
        if not lines:
            words = self.tr("You haven't done this one yet. What you do of it will be here.")
            self.body.addWidget(
                TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self)
            )
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        for row, (what, how_much) in enumerate(lines):
            name = TextLabel(theme, what, tone=TextTone.MUTED, parent=self)
            value = TextLabel(theme, how_much, wrap=True, parent=self)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self.body.addLayout(grid)
