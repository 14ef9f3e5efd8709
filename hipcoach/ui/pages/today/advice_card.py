"""Stands where Start would be while a ticked sign keeps sessions away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.pages.safety_advice import Advice
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.face import Face, FaceSign
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class AdviceCard(Card):
    """Says what to do, names the signs, and lets them be cleared once they were looked at."""

    clear_requested = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, with_clear: bool = True
    ) -> None:
        super().__init__(theme, parent, padding=4 * UNIT)
        top = QHBoxLayout()
        top.setSpacing(2 * UNIT)
        self.sign = FaceSign(theme, Face.WRONG, 88, self)
        self._title = TextLabel(
            theme, role=TextRole.DISPLAY, tone=TextTone.PAIN, wrap=True, parent=self
        )
        top.addWidget(self.sign)
        top.addWidget(self._title, 1)
        self.body.addLayout(top)
        self._text = TextLabel(theme, role=TextRole.STRONG, bold=False, wrap=True, parent=self)
        self._text.set_pixel_size(theme.px(18))
        self.body.addWidget(self._text)
        self.body.addSpacing(UNIT)
        self._ticked = TextLabel(theme, self.tr("You answered yes to:"), bold=True, parent=self)
        self.body.addWidget(self._ticked)
        self._signs = QVBoxLayout()
        self._signs.setSpacing(UNIT)
        self.body.addLayout(self._signs)
        self.body.addSpacing(UNIT)
        self.clear_button = SecondaryButton(theme, "", space_activates=False, parent=self)
        self.clear_button.setVisible(with_clear)
        row = QHBoxLayout()
        row.addWidget(self.clear_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.clear_button.clicked.connect(self.clear_requested)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def title(self) -> str:
        """What to do, in one line."""
        return self._title.text()

    def tell(self, advice: Advice) -> None:
        """Show an advice and the signs it is about."""
        self._title.setText(advice.title)
        self._text.setText(advice.text)
        self.clear_button.setText(advice.clear_text)
        self.setAccessibleName(advice.title)
        self.setAccessibleDescription(advice.text)
        while (item := self._signs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for sign in advice.signs:
            label = TextLabel(
                self._theme, f"•  {sign.plain}", tone=TextTone.MUTED, wrap=True, parent=self
            )
            self._signs.addWidget(label)

    def _restyle(self) -> None:
        self._text.set_pixel_size(self._theme.px(18))
