"""Progress in the first days: the ratings there are as numbers, and what will be here when."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.first_days import FirstDays
from hipcoach.progress.pain_trend import DailyPain
from hipcoach.ui.labels import long_day_text, site_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_NUMBER_PX = 34


class FirstDaysCard(Card):
    """A number for each rated day; below, one line for each picture that is to come."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, padding=4 * UNIT)
        self.body.setSpacing(2 * UNIT)
        self._heading = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self.body.addWidget(self._heading)
        self._numbers = QWidget(self)
        self._flow = FlowLayout(self._numbers)
        self.body.addWidget(self._numbers)
        self._lead = TextLabel(
            theme, self.tr("What you will see here"), role=TextRole.STRONG, parent=self
        )
        self.body.addWidget(self._lead)
        self._coming = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self._coming)

    @property
    def text(self) -> str:
        """Everything it says, line by line."""
        labels = self.findChildren(TextLabel)
        return "\n".join(each.text() for each in labels if not each.isHidden())

    def show_days(self, shown: FirstDays) -> None:
        """Show these days."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        if shown.days:
            words = self.tr("Pain in your {site} so far")
            self._heading.setText(words.format(site=site_text(shown.site)))
        else:
            self._heading.setText(self.tr("Your first days"))
        for day in shown.days:
            self._flow.addWidget(self._number(day))
        self._numbers.setVisible(bool(shown.days))
        self._coming.setText("\n".join(self._lines(shown)))

    def _number(self, pain: DailyPain) -> QWidget:
        cell = QWidget(self._numbers)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 3 * UNIT, 0)
        column.setSpacing(0)
        number = self.tr("{value} of 10").format(value=QLocale().toString(pain.value, "g", 3))
        big = TextLabel(self._theme, number, role=TextRole.HEADING, parent=cell)
        big.set_pixel_size(self._theme.px(_NUMBER_PX))
        column.addWidget(big)
        day = long_day_text(pain.day)
        column.addWidget(
            TextLabel(self._theme, day, role=TextRole.SMALL, tone=TextTone.MUTED, parent=cell),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        return cell

    def _lines(self, shown: FirstDays) -> list[str]:
        if shown.days_to_line == 1:
            line = self.tr("After one more day with a rating: your pain as a line.")
        else:
            line = self.tr("After {count} more days with a rating: your pain as a line.").format(
                count=shown.days_to_line
            )
        start = self.tr("From {day} on: your starting point, to compare later weeks with.")
        return [
            line,
            start.format(day=long_day_text(shown.baseline_from)),
            self.tr("As you go: the sessions you did of those planned, and each exercise by week."),
        ]
