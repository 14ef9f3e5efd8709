"""An English page has English names and digits, in the order and hours of one's territory."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.domain.week import install_first_weekday, week_start
from hipcoach.ui import labels
from hipcoach.ui.language import install_language, locale_of_dates, page_locale
from hipcoach.ui.pages.parts.days_fields import WeekdaysField
from hipcoach.ui.pages.plan.calendar_card import week_before
from hipcoach.ui.pages.session_list import session_date
from hipcoach.ui.pages.today.header import day_text
from hipcoach.ui.theme import Theme

DAY = date(2026, 3, 7)
# The short date, the short time and a number, as they are written on an English page.
WRITTEN = {
    "fa_IR": ("07/03/2026", "18:05", "1,234.5"),
    "ar_EG": ("07/03/2026", "6:05 pm", "1,234.5"),
    "de_DE": ("07/03/2026", "18:05", "1.234,5"),
    "sv_SE": ("2026-03-07", "18:05", "1 234,5"),
    "tr_TR": ("07/03/2026", "18:05", "1,234.5"),
    "en_US": ("3/7/26", "6:05 PM", "1,234.5"),
    "en_GB": ("07/03/2026", "18:05", "1,234.5"),
    "he_IL": ("07/03/2026", "18:05", "1,234.5"),
    "zh_CN": ("07/03/2026", "18:05", "1,234.5"),
}
FIRST = {"fa_IR": 5, "ar_EG": 5, "de_DE": 0, "sv_SE": 0, "tr_TR": 0, "en_US": 6, "en_GB": 0}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.fixture(autouse=True)
def afterwards(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    install_first_weekday(0)


@pytest.mark.parametrize("name", WRITTEN)
def test_dates_times_and_numbers_are_english_as_the_territory_orders_them(name: str) -> None:
    locale, short = page_locale(QLocale(name)), QLocale.FormatType.ShortFormat
    shown = (
        locale.toString(QDate(2026, 3, 7), short),
        locale.toString(QTime(18, 5), short),
        locale.toString(1234.5),
    )
    # Some spaces must not break a line.
    assert (
        tuple(each.replace("\u202f", " ").replace("\u00a0", " ") for each in shown)
        == (WRITTEN[name])
    )


@pytest.mark.parametrize("name", WRITTEN)
def test_no_text_of_a_day_runs_from_right_to_left(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
    install_language()
    texts = [
        day_text(DAY),
        session_date(DAY),
        labels.date_text(DAY),
        labels.month_text(DAY),
        labels.short_day(DAY),
        labels.long_day_text(DAY),
        labels.plain_date(DAY),
        labels.weekday_text(DAY),
        labels.time_text(time(18, 5)),
        *labels.weekday_names(),
    ]
    for text in texts:
        assert text.replace("\u202f", " ").replace("\u00a0", " ").isascii(), text


@pytest.mark.parametrize("name", FIRST)
def test_weeks_begin_as_the_territory_has_it(
    name: str, monkeypatch: pytest.MonkeyPatch, theme: Theme, qtbot: QtBot
) -> None:
    monkeypatch.setenv("LC_ALL", f"{name}.UTF-8")
    install_language()
    assert week_start(DAY).weekday() == FIRST[name]
    assert week_before(DAY, 2).weekday() == FIRST[name]
    field = WeekdaysField(theme)
    qtbot.addWidget(field)
    field.set_weekdays(range(7))
    assert field.checked()[0] == str(FIRST[name])


def test_the_locale_of_dates_is_that_of_posix() -> None:
    chosen = {"LANG": "en_US.UTF-8", "LC_TIME": "fa_IR.UTF-8"}
    assert locale_of_dates(chosen).name() == "fa_IR"
    assert locale_of_dates({**chosen, "LC_ALL": "de_DE@euro"}).name() == "de_DE"
    assert locale_of_dates({"LANG": "C.UTF-8"}).language() == QLocale.Language.C
    assert locale_of_dates({}).language() == QLocale.Language.C
