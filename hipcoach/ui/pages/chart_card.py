"""A card with a chart: its title, its sentence, its legend, and the same data as tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hipcoach.ui.models.chart_tables import TextTableModel
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

if TYPE_CHECKING:
    from hipcoach.ui.charts.adherence_chart import AdherenceChart
    from hipcoach.ui.charts.pain_chart import PainChart

_MOST_ROWS: Final = 12
_ROW_HEIGHT: Final = 36


class DataTable(QTableView):
    """A quiet table as tall as its rows, up to a dozen; Tab leaves it."""

    def __init__(
        self, theme: Theme, model: TextTableModel, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setStyleSheet("QTableView { border: none; } QTableView::item { padding: 0 8px; }")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._restyle)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        height = self._theme.px(_ROW_HEIGHT)
        self.setFont(self._theme.font())
        self.horizontalHeader().setFont(self._theme.font(TextRole.SMALL))
        self.verticalHeader().setDefaultSectionSize(height)
        rows = min(_MOST_ROWS, max(1, self._rows.rowCount()))
        head = max(height, self.horizontalHeader().sizeHint().height())
        self.setFixedHeight(head + rows * height + 2 * self.frameWidth() + 2)


class ChartCard(Card):
    """Holds a chart that is put in when it is first needed; a button shows tables instead."""

    table_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shows_table = False
        head = QWidget(self)
        pair = PairLayout(head)
        told = QWidget(head)
        words = QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        self._title = TextLabel(theme, role=TextRole.STRONG, parent=self)
        self._title.set_pixel_size(theme.px(17))
        self._sentence = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        buttons = QWidget(head)
        self.head = QHBoxLayout(buttons)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(UNIT + 4)
        pair.addWidget(told)
        pair.addWidget(buttons)
        self._toggle = SecondaryButton(theme, "", parent=self)
        self._toggle.clicked.connect(lambda: self.show_table(not self._shows_table))
        self.head.addWidget(self._toggle)
        self.body.addWidget(head)
        self.picture = QWidget(self)
        self._picture_column = QVBoxLayout(self.picture)
        self._picture_column.setContentsMargins(0, UNIT, 0, 0)
        self.tables = QWidget(self)
        self._table_column = QVBoxLayout(self.tables)
        self._table_column.setContentsMargins(0, UNIT, 0, 0)
        self._table_column.setSpacing(UNIT)
        self.body.addWidget(self.picture)
        self.body.addWidget(self.tables)
        self.show_table(False)
        theme.changed.connect(self._on_theme_changed)

    @property
    def title(self) -> str:
        """The title of the card."""
        return self._title.text()

    @property
    def sentence(self) -> str:
        """What the picture shows, in a sentence."""
        return self._sentence.text()

    @property
    def shows_table(self) -> bool:
        """Whether the tables are shown instead of the chart."""
        return self._shows_table

    @property
    def toggle(self) -> SecondaryButton:
        """The button that goes from chart to tables and back."""
        return self._toggle

    def set_words(self, title: str, sentence: str) -> None:
        """Say what the chart is about and what it shows."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def put_chart(self, chart: "PainChart | AdherenceChart") -> None:
        """Put the chart and its legend in."""
        from hipcoach.ui.charts.legend import Legend  # noqa: PLC0415 (with the first chart)

        self._picture_column.addWidget(chart)
        chart.show()
        self._picture_column.addWidget(Legend(self._theme, chart.legend_entries(), self.picture))

    def put_tables(self, tables: Sequence[tuple[str, TextTableModel]]) -> None:
        """Put tables in, each with its name above it."""
        for name, model in tables:
            caption = TextLabel(
                self._theme, name, role=TextRole.SMALL, tone=TextTone.MUTED, parent=self.tables
            )
            self._table_column.addWidget(caption)
            self._table_column.addWidget(
                DataTable(self._theme, model, name=name, parent=self.tables)
            )

    def show_table(self, shows_table: bool) -> None:
        """Show the tables, or the chart."""
        self._shows_table = shows_table
        self.picture.setVisible(not shows_table)
        self.tables.setVisible(shows_table)
        self._toggle.setText(self.tr("Show as chart") if shows_table else self.tr("Show as table"))
        self._toggle.updateGeometry()
        self.table_toggled.emit(shows_table)

    def _on_theme_changed(self) -> None:
        self._title.set_pixel_size(self._theme.px(17))
