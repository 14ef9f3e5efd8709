"""Progress: the latest self-checks by side, beside the time before and what was published."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.check_desk import CheckDesk
from hipcoach.ui.pages.checks.check_words import reading_lines, title_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel


class ChecksCard(Card):
    """One block a check that was ever done; without any the card is not shown."""

    def __init__(self, desk: CheckDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._desk = desk
        self.body.addWidget(
            TextLabel(theme, self.tr("Self-checks"), role=TextRole.HEADING, parent=self)
        )
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(2 * UNIT)
        self.body.addLayout(self._blocks)
        self.hide()

    @property
    def words(self) -> str:
        """All that is said."""
        return "\n".join(label.text() for label in self._labels)

    @property
    def _labels(self) -> list[TextLabel]:
        found = (self._blocks.itemAt(place) for place in range(self._blocks.count()))
        widgets = [None if item is None else item.widget() for item in found]
        return [each for each in widgets if isinstance(each, TextLabel)]

    def refresh(self) -> None:
        """Show what is on record by now."""
        for label in self._labels:
            self._blocks.removeWidget(label)
            label.hide()
            label.deleteLater()
        for guide in self._desk.guides:
            readings = self._desk.readings(guide.check)
            if not readings:
                continue
            self._say(guide.name, bold=True)
            for reading in readings:
                told = " · ".join((title_of(reading.result), *reading_lines(reading)))
                self._say(told)
        self.setVisible(bool(self._labels))

    def _say(self, text: str, *, bold: bool = False) -> None:
        label = TextLabel(self._theme, text, bold=bold or None, wrap=True, parent=self)
        self._blocks.addWidget(label)
        label.show()
