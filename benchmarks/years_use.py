"""Progress, a set's commit and the export on a record of years, beside bare yardsticks.

Usage: python -m benchmarks.years_use DATA_DIR
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from benchmarks.probes import percentile, stop_at_once, tell
from hipcoach.app import Window, make_application
from hipcoach.domain.session import SetAddress, SetRecord
from hipcoach.errands import export_everything
from hipcoach.player.clock import SystemClock
from hipcoach.services import Services
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import settings_in
from hipcoach.ui.charts.pain_chart import PainChart
from hipcoach.ui.main_window import PROGRESS, TODAY
from hipcoach.ui.pages.progress_page import ProgressPage
from hipcoach.ui.widgets.segmented import Segmented

ROUNDS = 7
FRAMES = 120
COMMITS = 200
POINTS = 3_650
SIZE = (1920, 1080)
PATIENCE_S = 60.0


class _Painted(QObject):
    """Whether a widget was painted since this was made."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for paint events, stop none."""
        self.is_seen = self.is_seen or event.type() == QEvent.Type.Paint
        return False


def main() -> None:
    """Measure everything on one record, tell the figures, and end."""
    paths = DataPaths.find(Path(sys.argv[1]))
    app = make_application()
    window = Window(app, paths, settings_in(paths), SystemClock())
    sys.excepthook = stop_at_once
    window.fill()
    window.main.resize(*SIZE)
    window.main.show()
    _let(app, 20)
    window.main.show_page(PROGRESS)
    page = window.pages.progress()
    _wait(app, lambda: not page.is_reckoning)
    figures: dict[str, object] = {}
    bare: list[float] = []
    opened: list[float] = []
    for _ in range(ROUNDS):
        bare.append(_bare_plot_ms(app))
        window.main.show_page(TODAY)
        _let(app, 10)
        opened.append(_open_ms(app, window, page))
        _wait(app, lambda: not page.is_reckoning)
    figures["bare_plot_ms"] = median(bare)
    figures["open_ms"] = median(opened)
    figures |= _all(app, page)
    figures |= _frames(app, page)
    figures |= _commits(window.services)
    figures["export_ms"] = _least_ms(lambda: export_everything(window.services))
    window.main.close()
    window.close()
    tell(figures)


def _bare_plot_ms(app: QApplication) -> float:
    """Return the time a window with one line of ten years' days takes to be painted."""
    began = time.perf_counter()
    plot = pg.PlotWidget()
    plot.resize(*SIZE)
    plot.plot(list(range(POINTS)), [float(n % 11) for n in range(POINTS)], pen="b")
    seen = _Painted(plot.viewport())
    plot.show()
    _wait(app, lambda: seen.is_seen)
    took = 1000 * (time.perf_counter() - began)
    plot.close()
    plot.deleteLater()
    _let(app, 5)
    return took


def _open_ms(app: QApplication, window: Window, page: ProgressPage) -> float:
    """Return the time from asking for Progress until its chart is painted."""
    chart = page.pain_chart
    if chart is None:
        raise SystemExit("There is no pain chart.")
    seen = _Painted(chart.plot.viewport())
    began = time.perf_counter()
    window.main.show_page(PROGRESS)
    _wait(app, lambda: seen.is_seen)
    return 1000 * (time.perf_counter() - began)


def _all(app: QApplication, page: ProgressPage) -> dict[str, object]:
    """Choose all there is; return the time until painted, until reckoned, and the longest hold."""
    ranges = page.findChild(Segmented)
    chart = page.pain_chart
    if not isinstance(ranges, Segmented) or chart is None:
        raise SystemExit("There are no ranges.")
    button = next(each for each in ranges.children() if getattr(each, "key", "") == "all")
    seen = _Painted(chart.plot.viewport())
    began, began_cpu = time.perf_counter(), time.process_time()
    if isinstance(button, QAbstractButton):
        button.click()
    longest = time.process_time() - began_cpu
    painted = 0.0
    while page.is_reckoning or not seen.is_seen:
        step = time.process_time()
        app.processEvents()
        longest = max(longest, time.process_time() - step)
        if seen.is_seen and not painted:
            painted = time.perf_counter() - began
    return {
        "all_painted_ms": 1000 * painted,
        "all_reckoned_ms": 1000 * (time.process_time() - began_cpu),
        "longest_hold_ms": 1000 * longest,
    }


def _frames(app: QApplication, page: ProgressPage) -> dict[str, object]:
    """Zoom and move through all there is, a step a frame; return how long the frames took."""
    chart = page.pain_chart
    if not isinstance(chart, PainChart):
        raise SystemExit("There is no pain chart.")
    found: dict[str, object] = {}
    steps: dict[str, Callable[[int], None]] = {
        "pan": lambda n: chart.pan(0.02 if n < FRAMES / 2 else -0.02),
        "zoom": lambda n: chart.zoom(0.97 if n < FRAMES / 2 else 1 / 0.97),
    }
    for name, step in steps.items():
        chart.show_whole()
        if name == "pan":
            chart.zoom(0.5)
        _let(app, 40)
        times: list[float] = []
        for number in range(FRAMES):
            # What it takes of a core: the wall's time would tell of what else the machine does.
            began = time.process_time()
            step(number)
            app.processEvents()
            times.append(1000 * (time.process_time() - began))
        found[f"{name}_median_ms"] = median(times)
        found[f"{name}_p95_ms"] = percentile(times, 95)
    return found


def _commits(services: Services) -> dict[str, object]:
    """Commit sets through the store and by hand, alternately, each on a whole record."""
    session = services.sessions.between(services.report.first_day(), services.clock.now().date())[
        -1
    ]
    record = services.sessions.sets_of(session.uid)[0]
    path = services.paths.database
    copy = path.with_name("bare.sqlite3")
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    connection = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    own: list[float] = []
    bare: list[float] = []
    for _ in range(COMMITS):
        address = SetAddress(f"bench-{time.monotonic_ns()}", 1, record.address.side)
        each = replace(record, address=address)
        began = time.perf_counter()
        services.sessions.save_set(each)
        own.append(1000 * (time.perf_counter() - began))
        began = time.perf_counter()
        _insert(connection, each)
        bare.append(1000 * (time.perf_counter() - began))
    connection.close()
    for left in path.parent.glob("bare.sqlite3*"):
        left.unlink()
    return {"commit_ms": median(own), "bare_insert_ms": median(bare)}


def _insert(connection: sqlite3.Connection, record: SetRecord) -> None:
    connection.execute(
        "INSERT INTO sets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.session_uid,
            record.address.item_uid,
            record.address.set_no,
            record.address.side.value,
            record.address.pass_no,
            record.exercise_id,
            record.planned_reps,
            record.planned_ms,
            record.done_reps,
            record.done_ms,
            record.ended.value,
            "2026-01-01T00:00:00.000000+00:00",
        ),
    )


def _least_ms(act: Callable[[], object], times: int = 3) -> float:
    found: list[float] = []
    for _ in range(times):
        began = time.process_time()
        act()
        found.append(1000 * (time.process_time() - began))
    return min(found)


def _let(app: QApplication, times: int) -> None:
    for _ in range(times):
        app.processEvents()
        time.sleep(0.005)


def _wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_done():
        if time.monotonic() > until:
            raise SystemExit("What was waited for did not come.")
        app.processEvents()


if __name__ == "__main__":
    main()
