"""Lists of date and pain as people keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.keeping import PainLog
from hipcoach.domain.errors import ContentError
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.exchange.pain_log import ratings_in, read_pain_log

FILE = "pain.csv"


def in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def read(text: str | bytes) -> PainLog:
    data = text.encode() if isinstance(text, str) else text
    return read_pain_log(data, FILE, "left hip")


def ratings(text: str | bytes) -> tuple[tuple[PainRating, ...], tuple[str, ...]]:
    log = read(text)
    return ratings_in(log, log.guess, in_utc)


@pytest.mark.parametrize(
    "text",
    [
        "date,pain,note\n2026-03-14,4,walked\n2026-03-15,0,\n",
        "Datum;Schmerz;Notiz\r\n14.03.2026;4;walked\r\n15.3.2026;0;\r\n",
        "\ufeffnote\tday\tNRS\nwalked\t2026/03/14\t4\n\t2026/03/15\t0\n",
        "3/14/2026,4/10,walked\n3/15/2026,0,\n",
        "Time,Pain level,Comment\n2026-03-14T08:30:00,4.0,walked\n2026-03-15 21:00,0,\n",
        "Datum;Schmerz;Notiz\n14.03.2026;4;walked\n15.3.2026;0;\n".encode("utf-16"),
    ],
)
def test_common_lists_are_understood(text: str | bytes) -> None:
    found, problems = ratings(text)
    assert problems == ()
    assert [(each.local_date, each.nrs, each.note) for each in found] == [
        (date(2026, 3, 14), 4, "walked"),
        (date(2026, 3, 15), 0, ""),
    ]
    assert {each.moment for each in found} == {Moment.UNPROMPTED}
    assert {each.site for each in found} == {"left hip"}
    assert all(each.at.hour == 12 for each in found)


def test_a_list_of_an_older_encoding_is_read() -> None:
    found, _ = ratings("date,pain,note\n2026-03-14,4,müde\n".encode("cp1252"))
    assert found[0].note == "müde"


def test_a_blank_number_is_no_rating_and_no_problem() -> None:
    found, problems = ratings("date,pain\n2026-03-14,\n2026-03-15,3\n")
    assert [each.nrs for each in found] == [3]
    assert problems == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-03-15,11", "row 3: 11 is not a whole number from 0 to 10"),
        ("2026-03-15,4.5", "row 3: 4.5 is not a whole number from 0 to 10"),
        ("2026-03-15,bad", "row 3: bad is not a whole number"),
        ("2026-02-30,4", "row 3: 2026-02-30 is not a day of the calendar"),
        ("yesterday,4", "row 3: yesterday is not a date"),
        (",4", "row 3: nothing is not a date"),
    ],
)
def test_a_row_that_is_no_rating_is_told_and_left_out(row: str, told: str) -> None:
    found, problems = ratings(f"date,pain\n2026-03-14,4\n{row}\n2026-03-16,2\n")
    assert [each.nrs for each in found] == [4, 2]
    assert len(problems) == 1
    assert f"{FILE}: {told}" in problems[0]


def test_days_that_lie_close_together_tell_which_number_is_the_month() -> None:
    found, _ = ratings("date,pain\n3/1/2026,4\n3/2/2026,5\n3/3/2026,3\n")
    assert [each.local_date.day for each in found] == [1, 2, 3]
    found, _ = ratings("date,pain\n1/3/2026,4\n2/3/2026,5\n3/3/2026,3\n")
    assert [each.local_date.day for each in found] == [1, 2, 3]


def test_the_mapping_can_be_another() -> None:
    log = read("date,left,right\n02/03/2026,4,6\n")
    mapping = replace(log.guess, pain_column=2, note_column=None, day_first=False, site="right hip")
    (rating,), _ = ratings_in(log, mapping, in_utc)
    assert (rating.nrs, rating.site, rating.local_date) == (6, "right hip", date(2026, 2, 3))


def test_the_same_list_twice_gives_the_same_ratings() -> None:
    text = "date,pain\n2026-03-14,4\n2026-03-14,4\n2026-03-14,5\n"
    once, _ = ratings(text)
    again, _ = ratings(text)
    assert once == again
    assert len({each.uid for each in once}) == 3, "the same words twice are two ratings"
    longer, _ = ratings(text + "2026-03-15,2\n")
    assert longer[:3] == once


@pytest.mark.parametrize("data", [b"", b"\n\n", b"only one column\n1\n", b"PK\x03\x04\0\0\0"])
def test_what_is_no_list_is_told(data: bytes) -> None:
    with pytest.raises(ContentError, match=FILE):
        read(data)


@given(
    st.binary(max_size=300)
    | st.text(st.sampled_from('0123456789-./,;\t\n"apin '), max_size=200).map(str.encode)
)
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    try:
        log = read(data)
    except ContentError:
        return
    found, problems = ratings_in(log, log.guess, in_utc)
    assert len(found) + len(problems) <= len(log.rows)
