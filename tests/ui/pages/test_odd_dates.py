"""What a wrong clock dated is listed apart, dated anew or deleted, and stretches no range."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.baselines import Baselines
from hipcoach.coaching.odd_dates import OddDates
from hipcoach.coaching.progress_report import ProgressReport
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.session import Session
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.ui.pages.record.odd_dates_card import OddDatesCard
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
TODAY = FRIDAY.date()
LONG_AGO, TO_COME = date(1970, 1, 1), date(2031, 5, 1)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, FRIDAY)
    yield home
    home.database.close()


@pytest.fixture
def odd(home: Household) -> OddDates:
    for day in (LONG_AGO, TO_COME, TODAY - timedelta(days=3)):
        home.session(day)
    for uid, day in (("old", LONG_AGO), ("new", TO_COME), ("fine", TODAY)):
        home.pains.add(
            PainRating(
                uid=uid,
                moment=Moment.UNPROMPTED,
                nrs=4,
                site="left hip",
                at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
                local_date=day,
            )
        )
    return OddDates(home.sessions, home.pains, home.history, home.journal, home.clock)


def kept(home: Household) -> list[Session]:
    return list(home.sessions.between(date.min, date.max))


def test_they_are_listed_and_all_is_not_stretched(home: Household, odd: OddDates) -> None:
    assert [each.day for each in odd.listed()] == [LONG_AGO, LONG_AGO, TO_COME, TO_COME]
    report = ProgressReport(
        home.sessions,
        home.pains,
        home.plans,
        home.annotations,
        Baselines(SqliteBaselineStore(home.database), home.pains, home.clock),
        home.clock,
    )
    assert report.range_of(None) == (TODAY - timedelta(days=3), TODAY)


def test_each_can_be_dated_anew_and_that_undone(home: Household, odd: OddDates) -> None:
    yesterday = TODAY - timedelta(days=1)
    for each in odd.listed():
        odd.date_anew(each, yesterday)
    assert odd.listed() == ()
    days = [session.local_date for session in kept(home)]
    assert sorted(days) == [TODAY - timedelta(days=3), yesterday, yesterday]
    for _ in range(4):
        home.edits.undo()
    assert len(odd.listed()) == 4


def test_nothing_is_dated_into_the_future(odd: OddDates) -> None:
    with pytest.raises(HipcoachError, match="yet to come"):
        odd.date_anew(odd.listed()[0], TODAY + timedelta(days=1))


def test_each_can_be_deleted(home: Household, odd: OddDates) -> None:
    for each in odd.listed():
        odd.delete(each)
    assert [session.local_date for session in kept(home)] == [TODAY - timedelta(days=3)]
    assert [rating.uid for rating in home.pains.between(date.min, date.max)] == ["fine"]


def test_the_card_hands_on_what_is_chosen(qtbot: QtBot, qapp: QApplication, odd: OddDates) -> None:
    card = OddDatesCard(Theme(mode=ThemeMode.LIGHT, reduced_motion=True))
    qtbot.addWidget(card)
    card.show_odd(odd.listed(), TODAY)
    assert not card.isHidden()
    line = card.lines[0]
    assert "1970" in line.words
    line.day.setDate(QDate(2026, 3, 4))
    with qtbot.waitSignal(card.dated) as dated:
        line.move_button.click()
    assert dated.args == [line.odd, date(2026, 3, 4)]
    with qtbot.waitSignal(card.deleted):
        line.delete_button.click()
    card.show_odd((), TODAY)
    assert card.isHidden()
