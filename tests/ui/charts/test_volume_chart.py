"""The chart of how much was done: left and right apart, changes flagged on their day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from hipcoach.coaching.dose_report import VolumeView, volume_of
from hipcoach.domain.prescription import Side
from hipcoach.progress.dose_changes import ChangeKind, DoseChange
from hipcoach.progress.volume import Measure
from hipcoach.ui.charts.volume_chart import VolumeChart, nice_step
from hipcoach.ui.charts.week_plot import middle_of_week
from hipcoach.ui.theme import LIGHT, Theme
from tests.ui.progress_data import FIRST_MONDAY, TODAY, Record


@pytest.fixture
def view(record: Record) -> VolumeView:
    return volume_of(record.doses.whole(FIRST_MONDAY, TODAY), "clamshell", Measure.REPS)


@pytest.fixture
def chart(theme: Theme, view: VolumeView, qtbot: QtBot) -> VolumeChart:
    chart = VolumeChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 220)
    chart.set_view(view)
    chart.show()
    return chart


def test_each_side_has_its_bar(chart: VolumeChart, view: VolumeView) -> None:
    drawn = {(bar.side, bar.monday): bar.amount for bar in chart.strip.bars}
    assert drawn == {
        (side, monday): float(amount)
        for side, weeks in view.amounts.items()
        for monday, amount in weeks.items()
        if amount
    }
    assert {bar.place for bar in chart.strip.bars if bar.side is Side.LEFT} == {0}
    assert {bar.place for bar in chart.strip.bars if bar.side is Side.RIGHT} == {1}


def test_left_is_filled_and_right_is_hatched(chart: VolumeChart) -> None:
    image = chart.grab().toImage()
    shift = chart.plot.viewport().mapTo(chart, QPoint(0, 0))
    middle = middle_of_week(FIRST_MONDAY)
    most = next(bar for bar in chart.strip.bars if bar.monday == FIRST_MONDAY)

    def colours(side: int) -> set[str]:
        at = chart.pixel_of(middle, most.amount / 2).toPoint() + shift
        return {
            image.pixelColor(at + QPoint(side * (6 + x), y)).name()
            for x in range(12)
            for y in range(12)
        }

    assert colours(-1) == {LIGHT.left}
    assert {LIGHT.right, LIGHT.surface} <= colours(1)


def test_time_is_drawn_in_seconds(theme: Theme, record: Record, qtbot: QtBot) -> None:
    view = volume_of(record.doses.whole(FIRST_MONDAY, TODAY), "clamshell", Measure.REPS)
    timed = replace(
        view, measure=Measure.TIME, amounts={Side.BILATERAL: {FIRST_MONDAY: 90_000}}, changes=()
    )
    chart = VolumeChart(theme)
    qtbot.addWidget(chart)
    chart.set_view(timed)
    assert [bar.amount for bar in chart.strip.bars] == [90.0]


def test_hovering_tells_the_week(chart: VolumeChart, view: VolumeView) -> None:
    where = chart.pixel_of(middle_of_week(FIRST_MONDAY), 3.0)
    left = view.amounts[Side.LEFT][FIRST_MONDAY]
    right = view.amounts[Side.RIGHT][FIRST_MONDAY]
    assert chart.text_at(where).split("\n") == [
        "Week of 31 Aug 2026",
        f"left {left} reps",
        f"right {right} reps",
    ]
    assert chart.text_at(QPointF(2, 2)) == ""


def test_a_change_is_flagged_with_its_words(
    theme: Theme, view: VolumeView, record: Record, qtbot: QtBot
) -> None:
    day = FIRST_MONDAY + timedelta(days=16)
    routine = record.library.routines["first_steps"]
    before = next(item for item in routine.items if item.exercise.id == "clamshell").prescription
    after = replace(before, dose=replace(before.dose, reps=before.dose.reps + 2))  # type: ignore[operator]
    changes = (
        _change(day, ChangeKind.DOSE, before, after),
        _change(day + timedelta(days=7), ChangeKind.RUNG, before, after),
        _change(day + timedelta(days=14), ChangeKind.DOSE, before, replace(before, rest_ms=1)),
    )
    chart = VolumeChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 220)
    chart.set_view(replace(view, changes=changes))
    chart.show()
    assert [flag.text for flag in chart.flags.events] == [
        f"now 2 × {after.dose.reps} each side",
        "instead of Bridge",
        "tempo or rest changed",
    ]
    shown = chart.text_at(chart.pixel_of(middle_of_week(day - timedelta(days=2)), 1.0))
    assert shown.endswith("each side")
    chart.grab()


def _change(day: date, kind: ChangeKind, before: object, after: object) -> DoseChange:
    return DoseChange(
        day=day,
        kind=kind,
        exercise_id="clamshell",
        name="Clamshell",
        before_id="bridge",
        before_name="Bridge",
        before=before,  # type: ignore[arg-type]
        after=after,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("raw", "step"),
    [(0.2, 1), (1, 1), (1.5, 2), (4, 5), (7, 10), (10, 10), (21, 50), (180, 200)],
)
def test_ticks_are_round(raw: float, step: float) -> None:
    assert nice_step(raw) == step
