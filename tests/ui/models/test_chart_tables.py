"""The tables say what the charts draw."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from hipcoach.coaching.dose_report import volume_of
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment, SkippedRating
from hipcoach.domain.prescription import Side
from hipcoach.progress.volume import Measure
from hipcoach.ui.models.chart_tables import (
    AdherenceModel,
    ExercisesModel,
    PainDaysModel,
    PainWeeksModel,
    VolumeModel,
    date_text,
)
from tests.ui.progress_data import FIRST_MONDAY, SITE, TODAY, Record


@pytest.fixture
def record(tmp_path: Path, qapp: QApplication) -> Iterator[Record]:
    record = Record.of_twelve_weeks(tmp_path)
    yield record
    record.close()


def test_weeks_equal_the_chart_newest_first(record: Record) -> None:
    view = record.report.pain(SITE, FIRST_MONDAY, TODAY)
    model = PainWeeksModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show_view(view)
    worst = {pain.day: pain.value for pain in view.worst_weeks}
    assert [row[:3] for row in model.rows] == [
        (date_text(week.monday), f"{week.median:g}", f"{worst[week.monday]:g}")
        for week in reversed(view.weeks)
    ]
    assert [row[3] for row in model.rows] == [
        f"{week.rated_days} of 7" for week in reversed(view.weeks)
    ]
    hollow = [row[0] for row in model.rows if row[4].startswith("hollow")]
    assert hollow == [date_text(FIRST_MONDAY + timedelta(weeks=5))]


def test_days_hold_every_value_and_no_unrated_day(record: Record) -> None:
    view = record.report.pain(SITE, FIRST_MONDAY, TODAY)
    model = PainDaysModel()
    model.show_view(view)
    assert {row[0]: row[1] for row in model.rows if row[1]} == {
        date_text(pain.day): f"{pain.value:g}" for pain in view.days
    }
    assert [row[4] for row in model.rows if row[4]] == [
        f"{stem.before} → {stem.after}" + (", part" if stem.session_uid in view.partial else "")
        for stem in reversed(view.stems)
    ]
    smooth = [pain for run in view.trailing for pain in run]
    assert [row[2] for row in model.rows if row[2]] == [
        f"{pain.value:g}" for pain in reversed(smooth)
    ]
    assert date_text(FIRST_MONDAY + timedelta(weeks=6)) not in {row[0] for row in model.rows}


def test_what_was_not_told_is_a_dash_and_never_zero(record: Record) -> None:
    day = FIRST_MONDAY + timedelta(weeks=6)
    record.do_session(day, after=0)
    model = PainDaysModel()
    model.show_view(record.report.pain(SITE, day, day))
    assert model.rows == ((date_text(day), "", "", "", "– → 0", "0", ""),)


def test_a_day_with_nothing_but_an_event_or_a_skip_is_listed(record: Record) -> None:
    day = FIRST_MONDAY + timedelta(weeks=6)
    at = record.clock.now()
    record.annotations.add(
        Annotation(uid="a", day=day, kind=AnnotationKind.FLARE, at=at, text="after the garden")
    )
    record.pains.skip(
        SkippedRating(uid="s", moment=Moment.MORNING, site=SITE, at=at, local_date=day)
    )
    model = PainDaysModel()
    model.show_view(record.report.pain(SITE, day, day))
    assert model.rows == (
        (date_text(day), "", "", "", "", "", "not answered, flare after the garden"),
    )


def test_exercises_and_volume_equal_their_charts(record: Record) -> None:
    view = record.doses.whole(FIRST_MONDAY, TODAY)
    exercises = ExercisesModel()
    exercises.show_view(view)
    assert [row[:2] for row in exercises.rows] == [
        (each.name, f"{each.percent} %") for each in view.exercises
    ]
    volume = volume_of(view, "clamshell", Measure.REPS)
    model = VolumeModel()
    model.show_view(volume)
    assert len(model.rows) == 12
    left = volume.amounts[Side.LEFT]
    assert [row[1] for row in model.rows] == [
        f"{left.get(monday, 0)} reps" for monday in reversed(volume.mondays)
    ]
    assert {row[3] for row in model.rows} == {""}


def test_sessions_by_week_equal_the_strip(record: Record) -> None:
    view = record.report.adherence(FIRST_MONDAY, TODAY)
    model = AdherenceModel()
    model.show_view(view)
    assert model.rowCount() == len(view.weeks) == 12
    counts = [sum(int(row[column]) for row in model.rows) for column in range(1, 7)]
    total = view.total
    assert counts == [
        total.due,
        total.completed,
        total.partial,
        total.missed,
        total.excused,
        total.extra,
    ]


def test_cells_and_headers_are_told_to_the_view(record: Record) -> None:
    model = AdherenceModel()
    model.show_view(record.report.adherence(FIRST_MONDAY, TODAY))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Due"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 0)) == "Mon, 16 Nov 2026"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
