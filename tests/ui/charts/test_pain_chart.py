"""The pain chart draws the record, the whole record and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from math import isnan
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from hipcoach.coaching.progress_report import PainView
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment, SkippedRating
from hipcoach.ui.charts.pain_chart import PainChart
from hipcoach.ui.charts.week_plot import middle_of_week
from hipcoach.ui.theme import DARK, LIGHT, Theme, ThemeMode
from tests.ui.progress_data import FIRST_MONDAY, MORNINGS, SITE, TODAY, Record

HOLLOW_MONDAY = FIRST_MONDAY + timedelta(weeks=5)
EMPTY_MONDAY = FIRST_MONDAY + timedelta(weeks=6)
ZERO_MONDAY = FIRST_MONDAY + timedelta(weeks=10)


def points(item: Any) -> list[tuple[float, float]]:
    xs, ys = item.getData()
    if xs is None:
        return []
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


@pytest.fixture
def view(record: Record) -> PainView:
    return record.report.pain(SITE, FIRST_MONDAY, TODAY)


@pytest.fixture
def chart(theme: Theme, view: PainView, qtbot: QtBot) -> PainChart:
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 300)
    chart.set_view(view)
    chart.show()
    return chart


def test_mornings_are_those_that_were_told(chart: PainChart) -> None:
    told = {
        (FIRST_MONDAY + timedelta(weeks=week, days=weekday), float(nrs))
        for week, row in enumerate(MORNINGS)
        for weekday, nrs in enumerate(row)
        if nrs is not None
    }
    drawn = {(date.fromordinal(round(x)), y) for x, y in points(chart.mornings)}
    assert drawn == told


def test_days_are_the_values_of_the_report(chart: PainChart, view: PainView) -> None:
    assert points(chart.days) == [(float(p.day.toordinal()), p.value) for p in view.days]
    assert len(view.days) == 70


def test_stems_join_before_and_after_of_one_session(chart: PainChart, view: PainView) -> None:
    before = [(date.fromordinal(round(x - 0.3)), y) for x, y in points(chart.befores)]
    whole = [(date.fromordinal(round(x - 0.3)), y) for x, y in points(chart.afters)]
    part = [(date.fromordinal(round(x - 0.3)), y) for x, y in points(chart.partial_afters)]
    after = sorted([*whole, *part])
    assert before == [(stem.day, float(stem.before or 0)) for stem in view.stems]
    assert after == [(stem.day, float(stem.after or 0)) for stem in view.stems]
    # A session in part has its mark half filled.
    assert [day for day, _ in part] == [
        stem.day for stem in view.stems if stem.session_uid in view.partial
    ]
    assert len(part) == 4
    assert points(chart.partial_halves) == points(chart.partial_afters)
    line = points(chart.stem_lines)
    assert len(line) == 3 * len(view.stems)
    for start, end, gap in zip(line[::3], line[1::3], line[2::3], strict=True):
        assert start[0] == end[0]
        assert isnan(gap[1])


def test_a_session_without_an_after_has_no_stem(theme: Theme, record: Record, qtbot: QtBot) -> None:
    day = date(2026, 10, 13)
    record.do_session(day, before=4)
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    chart.set_view(record.report.pain(SITE, day, day))
    assert [y for _, y in points(chart.befores)] == [4.0]
    assert points(chart.afters) == []
    assert points(chart.stem_lines) == []


def test_only_firm_weeks_are_filled_and_joined(chart: PainChart, view: PainView) -> None:
    hollow = points(chart.hollow_weeks)
    assert hollow == [(middle_of_week(HOLLOW_MONDAY), 4.0)]
    firm = points(chart.firm_weeks)
    assert firm == [(middle_of_week(w.monday), w.median) for w in view.weeks if w.is_firm]
    line = points(chart.week_line)
    assert [point for point in line if not isnan(point[1])] == firm
    assert middle_of_week(HOLLOW_MONDAY) not in [x for x, y in line if not isnan(y)]


def test_the_line_is_broken_at_the_gap(chart: PainChart) -> None:
    line = points(chart.week_line)
    pieces: list[list[float]] = [[]]
    for x, y in line:
        if isnan(y):
            pieces.append([])
        else:
            pieces[-1].append(x)
    pieces = [piece for piece in pieces if piece]
    assert [len(piece) for piece in pieces] == [5, 5]
    assert pieces[0][-1] < middle_of_week(HOLLOW_MONDAY) < pieces[1][0]
    empty = EMPTY_MONDAY.toordinal()
    for item in (chart.days, chart.mornings, chart.befores, chart.firm_weeks, chart.hollow_weeks):
        assert not [x for x, _ in points(item) if empty - 0.5 < x < empty + 6.5]


def test_zero_is_drawn_as_zero_inside_the_plot(chart: PainChart) -> None:
    assert (middle_of_week(ZERO_MONDAY), 0.0) in points(chart.firm_weeks)
    (_, _), (low, high) = chart.box.viewRange()
    assert low < 0
    assert high > 10
    at = chart.pixel_of(middle_of_week(ZERO_MONDAY), 0.0)
    assert 0 < at.y() < chart.plot.viewport().height()


def test_the_scale_never_follows_the_data(chart: PainChart, record: Record) -> None:
    before = chart.box.viewRange()[1]
    chart.set_view(record.report.pain(SITE, ZERO_MONDAY, ZERO_MONDAY + timedelta(days=6)))
    assert chart.box.viewRange()[1] == before
    assert chart.plot.getAxis("left").labelText == "pain, 0–10"


def test_the_days_below_are_our_own_texts(chart: PainChart) -> None:
    assert chart.tick_texts[0] == (middle_of_week(FIRST_MONDAY), "31 Aug")
    assert chart.tick_texts[-1][1] == "9 Nov"
    (low, high), _ = chart.box.viewRange()
    assert low == pytest.approx(FIRST_MONDAY.toordinal() - 0.5)
    assert high == pytest.approx(FIRST_MONDAY.toordinal() + 84 - 0.5)


def test_a_screen_reader_hears_the_sentence(chart: PainChart, view: PainView) -> None:
    assert chart.accessibleName() == "Pain chart"
    assert chart.accessibleDescription() == f"{view.sentence} {view.change_sentence}"
    assert "70 of 83 days rated" in view.sentence


def test_hovering_tells_the_values(chart: PainChart, qtbot: QtBot) -> None:
    QTest.qWaitForWindowExposed(chart)
    week = chart.pixel_of(middle_of_week(ZERO_MONDAY), 0.0)
    assert chart.text_at(week) == "Week of 9 Nov 2026\nmedian 0\n7 of 7 days rated\nworst 1"
    friday = date(2026, 11, 20)
    shown = chart.text_at(chart.pixel_of(friday.toordinal() + 0.3, 2.0))
    assert shown == (
        "20 Nov 2026\nday 2.5\nmorning 2\nbefore 3\nafter 2\n"
        # The seven days to the 20th are worth 0, 0.5, 3, 2, 3, 3 and 2.5.
        "median of seven days 2.5\nworst 3"
    )
    assert chart.text_at(chart.pixel_of(EMPTY_MONDAY.toordinal() + 3, 8.0)) == ""
    QTest.mouseMove(chart.plot.viewport(), QPoint(2, 2))
    QTest.mouseMove(chart.plot.viewport(), week.toPoint())
    qtbot.waitUntil(lambda: "median 0" in QToolTip.text())
    QToolTip.hideText()


def test_wheel_and_drag_leave_the_whole_plot_alone(
    theme: Theme, view: PainView, qtbot: QtBot, qapp: QApplication
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    chart = PainChart(theme)
    chart.set_view(view)
    chart.setFixedSize(800, 900)
    area.setWidget(chart)
    area.resize(820, 300)
    area.show()
    before = chart.box.viewRange()
    viewport = chart.plot.viewport()
    bar = area.verticalScrollBar()
    for across in (12, 300):
        bar.setValue(0)
        at = QPointF(viewport.mapTo(area, QPoint(across, 100)))
        QTest.wheelEvent(area.windowHandle(), at, QPoint(0, -240))
        assert bar.value() > 0, f"the wheel did nothing at {across}"
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, x in (
        # Everything is shown, so that there is nowhere to go.
        (QEvent.Type.MouseButtonPress, 300.0),
        (QEvent.Type.MouseMove, 380.0),
        (QEvent.Type.MouseButtonRelease, 400.0),
    ):
        at = QPointF(x, 100.0)
        where = QPointF(viewport.mapToGlobal(at.toPoint()))
        qapp.sendEvent(viewport, QMouseEvent(kind, at, where, left, left, none))
    assert chart.box.viewRange() == before


def test_it_follows_the_theme(chart: PainChart, theme: Theme) -> None:
    def firm_color() -> str:
        return str(chart.firm_weeks.opts["brush"].color().name())

    assert firm_color() == LIGHT.primary
    theme.set_mode(ThemeMode.DARK)
    assert firm_color() == DARK.primary
    assert chart.plot.backgroundBrush().color().name() == DARK.surface
    height = chart.height()
    theme.set_text_scale(1.5)
    assert chart.height() == round(height * 1.5)


def test_shapes_differ_not_only_colours(chart: PainChart) -> None:
    assert chart.mornings.opts["symbol"] != chart.days.opts["symbol"]
    assert chart.befores.opts["brush"].color().name() == LIGHT.surface
    assert chart.afters.opts["brush"].color().name() != LIGHT.surface
    assert chart.hollow_weeks.opts["brush"].color().name() == LIGHT.surface
    marks = [mark for mark, _ in chart.legend_entries()]
    assert len(set(marks)) == len(marks) == 9
    assert all(words for _, words in chart.legend_entries())


def test_another_site_is_never_mixed_in(theme: Theme, record: Record, qtbot: QtBot) -> None:
    record.rate(TODAY, Moment.UNPROMPTED, 9, site="right hip")
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    chart.set_view(record.report.pain("right hip", FIRST_MONDAY, TODAY))
    assert points(chart.days) == [(float(TODAY.toordinal()), 9.0)]
    assert points(chart.befores) == []


def test_nothing_rated_draws_nothing(theme: Theme, record: Record, qtbot: QtBot) -> None:
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    first = EMPTY_MONDAY
    chart.set_view(record.report.pain(SITE, first, first + timedelta(days=6)))
    chart.show()
    chart.grab()
    assert points(chart.days) == []
    assert points(chart.week_line) == []
    assert chart.text_at(QPointF(200, 100)) == ""


def test_the_trailing_median_is_dashed_and_broken_at_the_gap(
    chart: PainChart, view: PainView
) -> None:
    drawn = [(x, y) for x, y in points(chart.trailing) if not isnan(y)]
    told = [(float(p.day.toordinal()), p.value) for run in view.trailing for p in run]
    assert set(drawn) == set(told)
    assert len(view.trailing) == 2
    gap = EMPTY_MONDAY.toordinal()
    assert not [x for x, _ in drawn if gap - 0.5 < x < gap + 6.5]
    assert chart.trailing.opts["pen"].dashPattern()


def test_the_worst_of_each_week_has_a_shape_of_its_own(chart: PainChart, view: PainView) -> None:
    assert points(chart.worst) == [
        (middle_of_week(pain.day), pain.value) for pain in view.worst_weeks
    ]
    # The first week's mornings go up to 7.
    assert points(chart.worst)[0][1] == 7.0
    assert chart.worst.opts["symbol"] not in ("o", "d")


def test_what_was_skipped_is_a_tick_below_zero(theme: Theme, record: Record, qtbot: QtBot) -> None:
    day = EMPTY_MONDAY + timedelta(days=2)
    record.pains.skip(
        SkippedRating(
            uid="s", moment=Moment.MORNING, site=SITE, at=record.clock.now(), local_date=day
        )
    )
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    chart.set_view(record.report.pain(SITE, FIRST_MONDAY, TODAY))
    ticks = [point for point in points(chart.skipped) if not isnan(point[1])]
    assert {x for x, _ in ticks} == {float(day.toordinal())}
    assert all(y < 0 for _, y in ticks)
    assert float(day.toordinal()) not in [x for x, _ in points(chart.days)]
    shown = chart.text_at(chart.pixel_of(day.toordinal(), -0.55))
    assert shown == "14 Oct 2026\nnot answered"


def test_the_band_and_the_baseline(chart: PainChart) -> None:
    band = chart.band.band
    assert band is not None
    # The first week is 6, 6, 5.5, 6, 6.5, 6, 6 with a median of 6; from 5 on two points count.
    assert (band.baseline, band.limit) == (6.0, 4.0)
    assert band.from_day == FIRST_MONDAY + timedelta(days=7)
    assert band.limit_text == "clearly better than the baseline: 4 or less"
    image = chart.grab().toImage()
    inside = chart.pixel_of(EMPTY_MONDAY.toordinal() + 3, 1.5).toPoint()
    outside = chart.pixel_of(EMPTY_MONDAY.toordinal() + 3, 7.0).toPoint()
    shift = chart.plot.viewport().mapTo(chart, QPoint(0, 0))
    assert image.pixelColor(inside + shift).name() == LIGHT.primary_soft
    assert image.pixelColor(outside + shift).name() == LIGHT.surface


def test_events_are_flags_with_their_words(theme: Theme, record: Record, qtbot: QtBot) -> None:
    day = EMPTY_MONDAY + timedelta(days=1)
    for uid, kind, text in (
        ("1", AnnotationKind.FALL, "on the stairs"),
        ("2", AnnotationKind.OWN, "new shoes that are very soft"),
    ):
        record.annotations.add(
            Annotation(uid=uid, day=day, kind=kind, at=record.clock.now(), text=text)
        )
    chart = PainChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 300)
    chart.set_view(record.report.pain(SITE, FIRST_MONDAY, TODAY))
    chart.show()
    assert [(flag.text, flag.is_warm) for flag in chart.flags.events] == [
        ("fall", True),
        ("new shoes that …", False),
    ]
    shown = chart.text_at(chart.pixel_of(day.toordinal(), 10.4))
    assert shown.split("\n") == [
        "13 Oct 2026",
        "fall on the stairs",
        "new shoes that … new shoes that are very soft",
    ]
    chart.grab()


def test_each_week_says_on_how_many_days_it_was_rated(chart: PainChart) -> None:
    counts = dict(chart.counts.counts)
    assert (counts[HOLLOW_MONDAY], counts[EMPTY_MONDAY], counts[ZERO_MONDAY]) == (3, 0, 7)
    assert len(counts) == 12


def test_the_keyboard_zooms_moves_and_goes_back(chart: PainChart) -> None:
    whole = chart.box.viewRange()[0]
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    closer = chart.box.viewRange()[0]
    assert closer[1] - closer[0] == pytest.approx((whole[1] - whole[0]) / 1.4)
    assert chart.is_zoomed
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.box.viewRange()[0][0] > closer[0]
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.box.viewRange()[0][0] < closer[0]
    for _ in range(20):
        QTest.keyClick(chart, Qt.Key.Key_Plus)
    low, high = chart.box.viewRange()[0]
    assert high - low == pytest.approx(14)
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    low, high = chart.box.viewRange()[0]
    assert high - low == pytest.approx(14 * 1.4)
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert chart.box.viewRange()[0] == whole
    assert not chart.is_zoomed


def test_the_wheel_zooms_where_the_mouse_is(chart: PainChart) -> None:
    viewport = chart.plot.viewport()
    at = QPointF(viewport.mapTo(chart.window(), QPoint(300, 100)))
    day = chart.data_at(QPointF(300, 100)).x()
    with_ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.wheelEvent(chart.windowHandle(), at, QPoint(0, 240), QPoint(), with_ctrl)
    low, high = chart.box.viewRange()[0]
    assert high - low == pytest.approx(84 / 1.4**2)
    assert chart.data_at(QPointF(300, 100)).x() == pytest.approx(day, abs=0.3)
    # Once it was clicked the wheel alone does the same.
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    QTest.wheelEvent(chart.windowHandle(), at, QPoint(0, -480))
    low, high = chart.box.viewRange()[0]
    assert high - low == pytest.approx(84)


def test_dragging_moves_a_part_along_and_opens_nothing(chart: PainChart, qtbot: QtBot) -> None:
    chart.zoom(0.5)
    low = chart.box.viewRange()[0][0]
    viewport = chart.plot.viewport()
    opened: list[str] = []
    chart.session_requested.connect(opened.append)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    QTest.mouseMove(viewport, QPoint(350, 100))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(350, 100))
    assert chart.box.viewRange()[0][0] == pytest.approx(low - 50 / chart.px_per_day, abs=0.5)
    assert opened == []


def test_a_click_on_a_mark_asks_for_its_session(
    chart: PainChart, view: PainView, qtbot: QtBot
) -> None:
    stem = view.stems[-1]
    after = stem.after
    assert after is not None
    at = chart.pixel_of(stem.day.toordinal() + 0.3, float(after)).toPoint()
    with qtbot.waitSignal(chart.session_requested) as asked:
        QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [stem.session_uid]
    with qtbot.assertNotEmitted(chart.session_requested):
        QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_a_mark_of_a_narrow_week_shrinks(chart: PainChart) -> None:
    wide = chart.firm_weeks.opts["size"]
    view = chart.view
    assert view is not None
    chart.set_view(replace(view, first=FIRST_MONDAY - timedelta(weeks=500)))
    assert chart.firm_weeks.opts["size"] < wide / 2
    assert all("20" in text for _, text in chart.tick_texts)
