"""The grid of exercises in a window: its first paint, scrolling, and one frame of a figure.

Usage: python -m benchmarks.library_grid
"""

import sys
import time
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from benchmarks.probes import percentile, tell
from benchmarks.scrolling import SIZE, Painted, scrolled
from hipcoach.content.loader import Library, load_library
from hipcoach.services import figure_of
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.exercises_page import ExercisesPage
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.figure_view import MOST_BYTES

# As large as on the page of an exercise.
FRAME = (480, 320)
FRAMES_OF = "clamshell"
PICTURES_S = 6


def main() -> None:
    """Open the exercises as the window does, scroll to their end and back, and tell the times."""
    app = QApplication(sys.argv[:1])
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(app)
    library = load_library()
    _open_small(app, theme, library)
    began = time.process_time()
    book = FigureBook(figure_of)
    page = ExercisesPage(library, theme, figures=book)
    page.resize(*SIZE)
    painted = Painted(page)
    page.show()
    first_paint_ms = 1_000 * (painted.wait(app) - began)
    # The figures on show come one by one after that.
    app.processEvents()
    book.finish()
    app.processEvents()
    figures_ms = 1_000 * (time.process_time() - began)
    column = page.findChild(ScrollColumn)
    if not isinstance(column, ScrollColumn):
        raise TypeError("the exercises do not scroll")
    bar = column.verticalScrollBar()
    steps_ms = scrolled(app, bar)
    _wait_for_pictures(app)
    again_ms = scrolled(app, bar)
    first_ms, kept_ms = _frames_ms(book, theme)
    tell(
        {
            "tiles": len(page.shown_ids()),
            "first_paint_ms": first_paint_ms,
            "figures_ms": figures_ms,
            "scroll_worst_ms": max(steps_ms),
            "scroll_median_ms": percentile(steps_ms, 50),
            "scroll_again_worst_ms": max(again_ms),
            "scroll_again_median_ms": percentile(again_ms, 50),
            "frame_first_ms": percentile(first_ms, 50),
            "frame_ms": percentile(kept_ms, 50),
        }
    )


def _open_small(app: QApplication, theme: Theme, library: Library) -> None:
    """Show one exercise first, as the window has shown Today: fonts and classes are there then."""
    few = dict(list(library.exercises.items())[:1])
    page = ExercisesPage(replace(library, exercises=few), theme, figures=FigureBook(figure_of))
    page.resize(*SIZE)
    painted = Painted(page)
    page.show()
    painted.wait(app)
    page.close()


def _wait_for_pictures(app: QApplication) -> None:
    """Let those be made that are out of sight, as while a person looks at the first ones."""
    until = time.monotonic() + PICTURES_S
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.002)


def _frames_ms(book: FigureBook, theme: Theme) -> tuple[list[float], list[float]]:
    """Paint every sample of one figure twice: in its first rep, and in all that follow."""
    drawn = book.moving(FRAMES_OF)
    if drawn is None:
        raise RuntimeError(f"there is no figure {FRAMES_OF}")
    painter_of = FigurePainter(drawn.picture, theme.palette, most_bytes=MOST_BYTES)
    image = QImage(*FRAME, QImage.Format.Format_ARGB32_Premultiplied)
    taken: tuple[list[float], list[float]] = ([], [])
    for rep in taken:
        for sample in range(drawn.baked.path):
            began = time.process_time()
            painter = QPainter(image)
            painter_of.paint(painter, QRectF(image.rect()), sample, mirrored=False)
            painter.end()
            rep.append(1_000 * (time.process_time() - began))
    return taken


if __name__ == "__main__":
    main()
