from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.plan import DayState
from hipcoach.progress.streak import Streak, streak
from tests.domain.samples import MONDAY

STATE = {state.value[0]: state for state in DayState if state is not DayState.DUE} | {
    "t": DayState.DUE
}


def days(text: str) -> dict[date, DayState]:
    """One letter a day: done, partial, excused, missed, rest, upcoming, today due."""
    return {MONDAY + timedelta(days=n): STATE[letter] for n, letter in enumerate(text)}


def counted(text: str) -> Streak:
    states = days(text)
    due = {day for day, state in states.items() if state is not DayState.REST}
    return streak(states, due)


def test_days_due_in_a_row_are_counted() -> None:
    assert counted("drdrd") == Streak(3, 3)
    assert counted("dddmdd") == Streak(2, 3)
    assert counted("dm") == Streak(0, 1)
    assert counted("") == Streak(0, 0)


def test_a_session_done_in_part_keeps_it() -> None:
    assert counted("dpd") == Streak(3, 3)


def test_excused_days_neither_count_nor_break_it() -> None:
    assert counted("ddeeed") == Streak(3, 3)


def test_what_is_not_over_breaks_nothing() -> None:
    assert counted("ddtuu") == Streak(2, 2)


def test_a_session_on_a_free_day_changes_nothing() -> None:
    states = days("dmd")
    assert streak(states, {MONDAY, MONDAY + timedelta(days=1)}) == Streak(0, 1)


_TEXT = st.text(alphabet=sorted(STATE), max_size=40)


@given(_TEXT, st.integers(0, 40))
def test_excusing_a_day_never_shortens_it(text: str, at: int) -> None:
    if at < len(text) and text[at] == "m":
        before, after = counted(text), counted(f"{text[:at]}e{text[at + 1 :]}")
        assert after.now >= before.now
        assert after.longest >= before.longest


@given(_TEXT)
def test_the_order_of_days_changes_nothing(text: str) -> None:
    states = days(text)
    found = counted(text)
    due = {day for day, state in states.items() if state is not DayState.REST}
    assert streak(dict(reversed(states.items())), due) == found
    assert 0 <= found.now <= found.longest <= len(due)
