"""The strip of sessions shows each as what it was."""

from collections import Counter
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from hipcoach.coaching.progress_report import AdherenceView
from hipcoach.ui.charts.adherence_chart import AdherenceChart
from hipcoach.ui.charts.marks import BLOCKS, Mark, paint_block
from hipcoach.ui.charts.week_plot import middle_of_week
from hipcoach.ui.theme import LIGHT, Theme
from tests.ui.progress_data import FIRST_MONDAY, TODAY, Record


@pytest.fixture
def view(record: Record) -> AdherenceView:
    return record.report.adherence(FIRST_MONDAY, TODAY)


@pytest.fixture
def chart(theme: Theme, view: AdherenceView, qtbot: QtBot) -> AdherenceChart:
    chart = AdherenceChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 120)
    chart.set_view(view)
    chart.show()
    return chart


def test_blocks_count_what_the_report_counts(chart: AdherenceChart, view: AdherenceView) -> None:
    drawn = Counter(block.mark for block in chart.strip.blocks)
    assert drawn[Mark.COMPLETED] == view.total.completed == 34
    assert drawn[Mark.PARTIAL] == view.total.partial
    assert drawn[Mark.EXCUSED] == view.total.excused == 6
    assert drawn[Mark.MISSED] == view.total.missed
    assert drawn[Mark.EXTRA] == view.total.extra == 0
    for week in view.weeks:
        x = middle_of_week(week.monday)
        own = [block for block in chart.strip.blocks if block.x == x]
        assert [block.row for block in own] == list(range(len(own)))
        assert sum(block.mark is Mark.MISSED for block in own) == week.missed


def test_a_session_on_a_free_day_stands_apart(theme: Theme, record: Record, qtbot: QtBot) -> None:
    record.do_session(FIRST_MONDAY + timedelta(days=1))
    chart = AdherenceChart(theme)
    qtbot.addWidget(chart)
    chart.set_view(record.report.adherence(FIRST_MONDAY, FIRST_MONDAY + timedelta(days=6)))
    assert [block.mark for block in chart.strip.blocks] == [Mark.COMPLETED] * 4 + [Mark.EXTRA]


def test_a_screen_reader_hears_the_sentence(chart: AdherenceChart, view: AdherenceView) -> None:
    assert chart.accessibleName() == "Sessions a week"
    assert chart.accessibleDescription() == f"{view.sentence} {view.aside}"


def test_hovering_tells_the_counts_of_the_week(chart: AdherenceChart) -> None:
    cold = FIRST_MONDAY + timedelta(weeks=6)
    assert chart.text_at(chart.pixel_of(middle_of_week(cold), 1.0)) == (
        "Week of 12 Oct 2026\n4 excused"
    )
    assert chart.text_at(QPointF(3, 3)) == ""


def test_weeks_stand_below_each_other_in_both_charts(chart: AdherenceChart) -> None:
    (low, high), _ = chart.box.viewRange()
    assert low == pytest.approx(FIRST_MONDAY.toordinal() - 0.5)
    assert high == pytest.approx(low + 84)


def test_it_paints_in_every_range(chart: AdherenceChart, record: Record) -> None:
    blank = chart.grab().toImage()
    chart.set_view(record.report.adherence(TODAY - timedelta(weeks=51), TODAY))
    assert chart.grab().toImage() != blank
    chart.set_view(record.report.adherence(TODAY - timedelta(weeks=60), TODAY - timedelta(400)))
    assert chart.strip.blocks == ()
    chart.grab()


def test_marks_differ_in_shape_even_without_colour(qtbot: QtBot) -> None:
    pictures = []
    for mark in BLOCKS:
        image = QImage(44, 18, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_block(painter, QRectF(1, 1, 42, 16), mark, LIGHT)
        painter.end()
        dark = [[image.pixelColor(x, y).lightness() < 160 for x in range(44)] for y in range(18)]
        pictures.append(dark)
    for index, picture in enumerate(pictures):
        for other in pictures[:index]:
            apart = sum(
                a != b
                for row, line in zip(picture, other, strict=True)
                for a, b in zip(row, line, strict=True)
            )
            assert apart > 25
