"""Lists of date and pain as people keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.keeping import PainLog
from hipcoach.domain.errors import ContentError
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.exchange.pain_log import ratings_in, read_pain_log
from hipcoach.exchange.pain_own import own_ratings

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
    has_times = isinstance(text, str) and "08:30" in text
    assert [each.at.hour for each in found] == ([8, 21] if has_times else [12, 12])


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
        ("2026-03-15,110", "row 3: 110 is not a number from 0 to 10"),
        ("2026-03-15,bad", "row 3: bad is not a number from 0 to 10"),
        ("2026-03-15,4-6", "row 3: 4-6 is not a number from 0 to 10"),
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


@pytest.mark.parametrize("days", [("3/1/2026", "3/2/2026"), ("1/3/2026", "2/3/2026", "3/3/2026")])
def test_dates_that_can_be_read_in_two_ways_are_asked_about(days: tuple[str, ...]) -> None:
    log = read("date,pain\n" + "".join(f"{day},4\n" for day in days))
    assert log.guess.day_first is None
    with pytest.raises(ContentError, match="--date-order"):
        ratings_in(log, log.guess, in_utc)


def test_the_mapping_can_be_another() -> None:
    log = read("date,left,right\n02/03/2026,4,6\n")
    mapping = replace(
        log.guess, pain_column=2, scale=10, note_column=None, day_first=False, site="right hip"
    )
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
    mapping = replace(log.guess, pain_column=1, scale=10, day_first=True)
    if log.is_own:
        return
    found, problems = ratings_in(log, mapping, in_utc)
    assert len(found) + len(problems) <= len(log.rows)


CASES = Path(__file__).parent / "cases"
Row = tuple[str, int, str]


@pytest.mark.parametrize(
    ("name", "rows", "left_out"),
    [
        (
            "01-mood-before-pain",
            [
                ("2026-03-02 07:10", 3, "slept well"),
                ("2026-03-03 07:30", 7, "long drive"),
                ("2026-03-14 06:55", 4, ""),
            ],
            0,
        ),
        (
            "05-decimal-comma",
            [
                ("2026-03-02 12:00", 4, "Treppe (3,5)"),
                ("2026-03-03 12:00", 4, ""),
                ("2026-03-04 12:00", 7, "Auto (6,5)"),
            ],
            0,
        ),
        ("06-two-digit-year", [("2026-03-02 12:00", 4, ""), ("2026-03-13 12:00", 5, "")], 0),
        ("08-excel-serial", [("2026-03-02 12:00", 4, ""), ("2026-03-03 12:00", 5, "")], 0),
        (
            "11-newline-in-note",
            [
                ("2026-03-02 12:00", 4, "first line\nsecond line"),
                ("2026-03-03 12:00", 5, "one\n\ntwo"),
            ],
            0,
        ),
        ("13-unquoted-comma", [("2026-03-02 12:00", 4, "sat long, then walked, better")], 0),
        ("16-cp1251", [("2026-03-02 12:00", 4, "лестница")], 0),
        (
            "18-odd-numbers",
            [
                ("2026-03-04 12:00", 7, ""),
                ("2026-03-06 12:00", 6, "5.5"),
                ("2026-03-07 12:00", 6, ""),
                ("2026-03-09 12:00", 10, ""),
                ("2026-03-10 12:00", 3, "arabic three"),
                ("2026-03-11 12:00", 7, "full width seven"),
            ],
            4,
        ),
        (
            "21-times-of-day",
            [
                ("2026-03-02 07:00", 6, ""),
                ("2026-03-02 21:00", 3, ""),
                ("2026-03-02 23:50", 3, ""),
            ],
            0,
        ),
        ("22-title-and-total", [("2026-03-02 12:00", 4, "ok")], 1),
        (
            "27-weekly-us",
            [
                ("2026-01-05 12:00", 4, ""),
                ("2026-01-12 12:00", 5, ""),
                ("2026-02-02 12:00", 6, ""),
            ],
            0,
        ),
    ],
)
def test_lists_of_people_are_read_as_they_are_meant(
    name: str, rows: list[Row], left_out: int
) -> None:
    found, problems = ratings((CASES / f"{name}.csv").read_bytes())
    assert [(f"{each.at:%Y-%m-%d %H:%M}", each.nrs, each.note) for each in found] == rows
    assert len(problems) == left_out


@pytest.mark.parametrize(
    ("name", "option"), [("14-vas100", "--pain-scale"), ("26-ambiguous-ddmm", "--date-order")]
)
def test_what_a_list_leaves_open_is_never_guessed(name: str, option: str) -> None:
    log = read((CASES / f"{name}.csv").read_bytes())
    with pytest.raises(ContentError, match=option):
        ratings_in(log, log.guess, in_utc)


def test_a_scale_to_a_hundred_is_taken_whole_once_it_is_told() -> None:
    log = read((CASES / "14-vas100.csv").read_bytes())
    found, _ = ratings_in(log, replace(log.guess, scale=100), in_utc)
    assert [(each.nrs, each.note) for each in found] == [
        (5, "45 of 100"),
        (1, "much better (8 of 100)"),
        (6, "60 of 100"),
        (1, "10 of 100"),
    ]


def test_our_own_table_of_ratings_is_known_by_its_uids() -> None:
    log = read((CASES / "72-own-pain_ratings.csv").read_bytes())
    assert log.is_own
    found = own_ratings(log)
    assert [(each.uid[:8], each.moment, each.nrs) for each in found] == [
        ("6f03675a", Moment.MORNING, 5),
        ("f28c105d", Moment.BEFORE, 5),
        ("95e60af5", Moment.AFTER, 6),
    ]


def test_another_table_of_ours_is_refused() -> None:
    with pytest.raises(ContentError, match="is a table that hipcoach exported"):
        read((CASES / "73-own-sets.csv").read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "Date,Category,Value\n2026-03-14,Mood,8\n2026-03-14,Hip pain,4\n2026-03-15,Sleep,7\n",
        "#,Date,Level of pain\n1,14 March 2026,4\n",
        "Date,Session no,Reps,Pain\nMar 14 2026,2,10,4\n",
        "date,pain\n20260314,4\n",
    ],
)
def test_a_counter_or_another_measure_is_never_pain(text: str) -> None:
    for data in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        found, problems = ratings(data)
        assert problems == ()
        assert [(each.local_date, each.nrs) for each in found] == [(date(2026, 3, 14), 4)]


@pytest.mark.parametrize("text", ["Date,Mood\n2026-03-14,4\n", "Date,left,right\n2026-03-14,4,5\n"])
def test_without_a_column_of_pain_it_is_asked_for(text: str) -> None:
    log = read(text)
    with pytest.raises(ContentError, match="--pain-column"):
        ratings_in(log, log.guess, in_utc)


@pytest.mark.parametrize(
    "head",
    ["am pain,pm pain", "pain before,pain after", "hip pain,knee pain"],
)
def test_two_columns_of_pain_are_asked_about(head: str) -> None:
    log = read(f"date,{head}\n2026-03-02,4,6\n2026-03-03,5,7\n".encode())
    with pytest.raises(ContentError, match="--pain-column"):
        ratings_in(log, log.guess, in_utc)
    found, _ = ratings_in(log, replace(log.guess, pain_column=2, scale=10), in_utc)
    assert [each.nrs for each in found] == [6, 7]


@pytest.mark.parametrize("head", ["worst pain,pain", "hip pain,Pain (0-10)", "pain after,NRS"])
def test_the_column_that_is_simply_pain_goes_before_others(head: str) -> None:
    found, _ = ratings(f"date,{head}\n2026-03-02,4,6\n2026-03-03,5,7\n".encode())
    assert [each.nrs for each in found] == [6, 7]
