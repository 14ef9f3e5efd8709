"""Shows how far something long has come, and lets a person stop it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from hipcoach.coaching.keeping import Progress
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.long_work import LongWork
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class _Bar(QProgressBar):
    """A rounded bar in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setFixedHeight(UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, and on it what is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self._theme.palette
        whole = QRectF(self.rect())
        painter.setBrush(QColor(palette.track))
        painter.drawRoundedRect(whole, UNIT / 2, UNIT / 2)
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span else 0.0
        if share > 0:
            done = QRectF(whole)
            done.setWidth(max(whole.height(), whole.width() * share))
            painter.setBrush(QColor(palette.primary))
            painter.drawRoundedRect(done, UNIT / 2, UNIT / 2)


class WorkSheet(Sheet):
    """Runs one piece of work and tells how it went; Escape stops it."""

    finished = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._work = LongWork(self)
        self._heading = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self._words = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.bar = _Bar(theme, self)
        self.cancel = SecondaryButton(theme, self.tr("Stop"), parent=self)
        self.cancel.clicked.connect(self._stop)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        for widget in (self._heading, self._words, self.bar):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._work.is_running

    def run(self, title: str, words: str, work: Callable[[Progress], object]) -> None:
        """Do this while the sheet is open."""
        self._heading.setText(title)
        self._words.setText(words)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        self.open_sheet()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._work.start(work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop on Escape instead of going away."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._stop()
        event.accept()

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self._work.stop()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setValue(100 * done // total if total else 0)

    def _on_finished(self, found: object) -> None:
        self._end()
        self.finished.emit(found)

    def _on_failed(self, text: str) -> None:
        self._end()
        self.failed.emit(text)

    def _on_stopped(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._work.wait()
        self.close_sheet()
