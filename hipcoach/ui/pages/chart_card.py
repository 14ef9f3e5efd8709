"""A card with a chart: its title, its sentence, its legend, and the same data as tables."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hipcoach.ui.charts.marks import Mark
from hipcoach.ui.file_dialogs import ask_where_to_save
from hipcoach.ui.models.chart_tables import TextTableModel
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_MOST_ROWS: Final = 12
_ROW_HEIGHT: Final = 36
# A picture is drawn twice as fine as on the screen, so that it can be printed.
_FINENESS: Final = 2
_MARGIN: Final = 24


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
        # The first column names the row: a day or an exercise that is never cut.
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
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
    told = Signal(str, bool)
    """Something to say, and whether it is a problem."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, file_name: str = "chart"
    ) -> None:
        """Suggest `file_name` when the picture is saved."""
        super().__init__(theme, parent)
        self._file_name = file_name
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
        self._build_foot()
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

    def put_chart(self, chart: QWidget, entries: Sequence[tuple[Mark, str]] = ()) -> None:
        """Put a chart in, and below it its legend with a way to take the picture along."""
        from hipcoach.ui.charts.legend import Legend  # noqa: PLC0415 (with the first chart)

        self._picture_column.addWidget(chart)
        chart.show()
        if entries:
            self._picture_column.addWidget(Legend(self._theme, entries, self.picture))
            self._hint.show()
        self._foot.show()

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

    def image(self) -> QPixmap:
        """Draw title, sentence, chart and legend as one picture, in the theme's colours."""
        width = self.picture.width()
        words = self._sentence.text()
        title_font, font = self._title.font(), self._sentence.font()
        title_height = QFontMetrics(title_font).height()
        wrap = Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, width, 10_000)
        words_height = QFontMetrics(font).boundingRect(room, int(wrap), words).height()
        head = title_height + words_height + UNIT
        size = QSize(width + 2 * _MARGIN, head + self.picture.height() + 2 * _MARGIN)
        image = QPixmap(size * _FINENESS)
        image.setDevicePixelRatio(_FINENESS)
        palette = self._theme.palette
        image.fill(palette.surface)
        painter = QPainter(image)
        painter.setPen(palette.text)
        painter.setFont(title_font)
        painter.drawText(QRect(_MARGIN, _MARGIN, width, title_height), 0, self.title)
        painter.setPen(palette.muted)
        painter.setFont(font)
        below = QRect(_MARGIN, _MARGIN + title_height + 2, width, words_height)
        painter.drawText(below, int(wrap), words)
        place = QPoint(_MARGIN, _MARGIN + head)
        self.picture.render(painter, place, renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.image())
        self.told.emit(self.tr("The picture is on the clipboard."), False)

    def save_picture(self) -> None:
        """Ask for a file and save the picture in it."""
        path = ask_where_to_save(
            self, self.tr("Save as PNG"), f"{self._file_name}.png", "PNG (*.png)"
        )
        if path is None:
            return
        if self.image().save(str(path), "PNG"):
            self.told.emit(self.tr("Saved as {file}.").format(file=path), False)
        else:
            words = self.tr("{file} could not be written. Choose another folder.")
            self.told.emit(words.format(file=path), True)

    def _build_foot(self) -> None:
        self._foot = QWidget(self)
        pair = PairLayout(self._foot)
        lead, trail = QWidget(self._foot), QWidget(self._foot)
        self.foot = QHBoxLayout(lead)
        row = QHBoxLayout(trail)
        for each in (self.foot, row):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(UNIT)
        self._hint = TextLabel(
            self._theme,
            self.tr("Zoom with Ctrl and the wheel, or with + and −"),
            role=TextRole.SMALL,
            tone=TextTone.MUTED,
            wrap=True,
            parent=lead,
        )
        self._hint.hide()
        self.foot.addWidget(self._hint, 1)
        copy = QuietButton(self._theme, self.tr("Copy picture"), parent=trail)
        copy.clicked.connect(self.copy_picture)
        save = QuietButton(self._theme, self.tr("Save as PNG"), parent=trail)
        save.clicked.connect(self.save_picture)
        row.addWidget(copy)
        row.addWidget(save)
        pair.addWidget(lead)
        pair.addWidget(trail)
        self._foot.hide()
        self.body.addWidget(self._foot)

    def show_table(self, shows_table: bool) -> None:
        """Show the tables, or the chart."""
        self._shows_table = shows_table
        self.picture.setVisible(not shows_table)
        self.tables.setVisible(shows_table)
        self._foot.setVisible(not shows_table and self._picture_column.count() > 0)
        self._toggle.setText(self.tr("Show as chart") if shows_table else self.tr("Show as table"))
        self._toggle.updateGeometry()
        self.table_toggled.emit(shows_table)

    def _on_theme_changed(self) -> None:
        self._title.set_pixel_size(self._theme.px(17))
