"""Says that a programme is over, and offers what may come next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.planner import ProgrammeReview
from hipcoach.ui.labels import weeks_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ProgrammeCard(Card):
    """A review in two sentences: go on with upkeep, some weeks more, or look back first."""

    upkeep_requested = Signal()
    extension_requested = Signal()
    review_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        words = QWidget(self)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=words)
        self._text = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        column.addWidget(self._title)
        column.addWidget(self._text)
        answers = QWidget(self)
        flow = FlowLayout(answers, gap=UNIT)
        self.upkeep = SecondaryButton(
            theme,
            self.tr("Go on with upkeep"),
            accented=True,
            space_activates=False,
            parent=answers,
        )
        self.extension = SecondaryButton(theme, "", space_activates=False, parent=answers)
        self.review = QuietButton(
            theme, self.tr("Look back first"), space_activates=False, parent=answers
        )
        for button in (self.upkeep, self.extension, self.review):
            flow.addWidget(button)
        self.body.setSpacing(2 * UNIT)
        self.body.addWidget(words)
        self.body.addWidget(answers)
        self.upkeep.clicked.connect(self.upkeep_requested)
        self.extension.clicked.connect(self.extension_requested)
        self.review.clicked.connect(self.review_requested)
        self.hide()

    @property
    def text(self) -> str:
        """What it says below its title."""
        return self._text.text()

    def tell(self, review: ProgrammeReview) -> None:
        """Say what was done of a programme that is over."""
        title = self.tr("Your programme of {weeks} is over").format(weeks=weeks_text(review.weeks))
        done = self.tr("Done: {done} of {due} due.").format(
            done=review.counts.completed, due=review.counts.due
        )
        if not review.counts.due:
            done = self.tr("Nothing of it was due on a day that is past.")
        advice = self.tr(
            "Two or three days a week keep what you won. If the hip is not better by now, show it "
            "to a therapist."
        )
        self._title.setText(title)
        self._text.setText(f"{done} {advice}")
        self.extension.setText(self.tr("{weeks} more").format(weeks=weeks_text(review.weeks_more)))
        self.extension.updateGeometry()
        self.setAccessibleName(title)
        self.setAccessibleDescription(self._text.text())
