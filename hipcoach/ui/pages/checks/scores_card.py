"""Results of published forms that were filled in elsewhere, typed in with day and range."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QVBoxLayout, QWidget

from hipcoach.coaching.activity_log import FormScores
from hipcoach.domain.activity import FORMS, FormScore
from hipcoach.domain.errors import HipcoachError
from hipcoach.player.clock import Clock
from hipcoach.ui.labels import day_month_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ScoresCard(Card):
    """One line to add a result, and the results there are, the newest first."""

    changed = Signal()

    def __init__(
        self, theme: Theme, scores: FormScores, clock: Clock, parent: QWidget | None = None
    ) -> None:
        """Show and keep what these hold."""
        super().__init__(theme, parent)
        self._scores = scores
        self._clock = clock
        self.body.setSpacing(UNIT)
        title = self.tr("Results of published forms")
        self.body.addWidget(TextLabel(theme, title, role=TextRole.HEADING, parent=self))
        self.hint = TextLabel(
            theme,
            self.tr(
                "Filled in at your clinic or on paper. Type the result; the forms themselves "
                "belong to their makers and are not in hipcoach."
            ),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self.hint)
        row = QWidget(self)
        flow = FlowLayout(row, gap=UNIT)
        self.form = ChoiceBox(theme, name=self.tr("Which form"), parent=row)
        for form in FORMS:
            words = self.tr("{form}, {low} to {high}").format(
                form=form.name, low=form.low, high=form.high
            )
            self.form.addItem(words, form.name)
        self.value = QDoubleSpinBox(row)
        self.value.setDecimals(1)
        self.value.setAccessibleName(self.tr("Result"))
        self.value.setMinimumWidth(theme.px(110))
        self.day = DayField(theme, name=self.tr("Day"), parent=row)
        self.add = SecondaryButton(theme, self.tr("Add result"), parent=row)
        for widget in (self.form, self.value, self.day, self.add):
            flow.addWidget(widget)
        self.body.addWidget(row)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.lines: list[QWidget] = []
        self.form.currentIndexChanged.connect(self._fit_range)
        self.add.clicked.connect(self._add)
        self._fit_range()
        self.day.set_day(clock.today(), last=clock.today())
        self.refresh()

    def refresh(self) -> None:
        """Show the results there are."""
        try:
            found = self._scores.every()
        except HipcoachError as error:
            self.hint.setText(str(error))
            return
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each) for each in found[::-1]]
        for line in self.lines:
            self._column.addWidget(line)

    def _fit_range(self) -> None:
        form = FORMS[max(0, self.form.currentIndex())]
        self.value.setRange(form.low, form.high)

    def _line(self, score: FormScore) -> QWidget:
        line = QWidget(self)
        pair = PairLayout(line)
        words = self.tr("{day} · {form}: {value} of {low} to {high}").format(
            day=day_month_text(score.day),
            form=score.form,
            value=f"{score.value:g}",
            low=f"{score.low:g}",
            high=f"{score.high:g}",
        )
        pair.addWidget(TextLabel(self._theme, words, wrap=True, parent=line))
        remove = QuietButton(self._theme, self.tr("Remove"), parent=line)
        remove.setAccessibleDescription(words)
        remove.clicked.connect(lambda: self._remove(score))
        pair.addWidget(remove)
        line.setAccessibleName(words)
        return line

    def _add(self) -> None:
        form = FORMS[max(0, self.form.currentIndex())]
        try:
            self._scores.note(form.name, self.value.value(), form.low, form.high, self.day.day())
        except HipcoachError as error:
            self.hint.setText(str(error))
            return
        self.refresh()
        self.changed.emit()

    def _remove(self, score: FormScore) -> None:
        try:
            self._scores.remove(score)
        except HipcoachError as error:
            self.hint.setText(str(error))
            return
        self.refresh()
        self.changed.emit()
