"""One self-check in the list: what it tells, when it was done last, and a way in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.selfcheck import CheckGuide
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_PICTURE = (132, 104)


class CheckCard(Card):
    """A figure, words and one button."""

    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        guide: CheckGuide,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.guide = guide
        row = QHBoxLayout()
        row.setSpacing(3 * UNIT)
        stage = FigureStage(theme, figures=figures, parent=self)
        stage.setFixedSize(*_PICTURE)
        stage.show_exercise(guide.figure, "standing", words=guide.name)
        stage.set_pose(stage.worked_pose)
        words = QVBoxLayout()
        words.setSpacing(UNIT // 2)
        self._state = TextLabel(
            theme, role=TextRole.SMALL, tone=TextTone.PRIMARY, bold=True, parent=self
        )
        name = TextLabel(theme, guide.name, role=TextRole.HEADING, wrap=True, parent=self)
        tells = TextLabel(theme, guide.tells, tone=TextTone.MUTED, wrap=True, parent=self)
        self._last = TextLabel(theme, wrap=True, parent=self)
        for label in (self._state, name, tells, self._last):
            words.addWidget(label)
        self.open_button = SecondaryButton(
            theme, self.tr("Open"), space_activates=True, parent=self
        )
        self.open_button.setAccessibleName(self.tr("Open: {name}").format(name=guide.name))
        row.addWidget(stage)
        row.addLayout(words, 1)
        row.addWidget(self.open_button)
        self.body.addLayout(row)
        self.open_button.clicked.connect(self.opened)

    @property
    def words(self) -> tuple[str, str]:
        """Whether it is due, and what was said of the last time."""
        return self._state.text(), self._last.text()

    def show_state(self, state: str, last: str) -> None:
        """Say whether it is due, and what came of it last."""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._last.setText(last)
        self._last.setVisible(bool(last))
