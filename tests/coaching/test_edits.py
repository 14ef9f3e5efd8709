"""A stack of corrections, held against a plain list of states."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.edits import MOST_EDITS, Edit, Edits
from hipcoach.domain.errors import DiskFullError


class Book:
    """A number that is written down, as long as there is room."""

    def __init__(self) -> None:
        self.value = 0
        self.is_full = False
        self.edits = Edits(nullcontext)

    def write(self, value: int) -> None:
        if self.is_full:
            raise DiskFullError("full")
        self.value = value

    def change(self, value: int, joins: object = None) -> None:
        before = self.value
        self.edits.do(
            Edit(
                text=str(value),
                do=lambda: self.write(value),
                undo=lambda: self.write(before),
                joins=joins,
            )
        )


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["undo", "redo"])), max_size=60))
def test_it_goes_back_and_forth_as_a_list_of_states_would(steps: list[int | str]) -> None:
    book = Book()
    states, at = [0], 0
    for step in steps:
        if step == "undo":
            assert bool(book.edits.undo()) == (at > 0)
            at = max(0, at - 1)
        elif step == "redo":
            assert bool(book.edits.redo()) == (at < len(states) - 1)
            at = min(len(states) - 1, at + 1)
        else:
            book.change(int(step))
            states = [*states[: at + 1], int(step)]
            at += 1
        assert book.value == states[at]
        assert bool(book.edits.undo_text) == (at > 0)
        assert bool(book.edits.redo_text) == (at < len(states) - 1)


def test_what_cannot_be_written_counts_as_not_done() -> None:
    book = Book()
    book.change(1)
    book.is_full = True
    with pytest.raises(DiskFullError):
        book.change(2)
    with pytest.raises(DiskFullError):
        book.edits.undo()
    assert (book.value, book.edits.undo_text) == (1, "1")
    book.is_full = False
    assert book.edits.undo() == "1"
    book.is_full = True
    with pytest.raises(DiskFullError):
        book.edits.redo()
    book.is_full = False
    assert book.edits.redo() == "1"
    assert book.value == 1


def test_steps_that_belong_together_are_taken_back_in_one() -> None:
    book = Book()
    book.change(1)
    for value in (2, 3, 4):
        book.change(value, joins="set 1")
    book.change(5, joins="set 2")
    book.edits.undo()
    assert book.value == 4
    book.edits.undo()
    assert book.value == 1
    book.edits.redo()
    assert book.value == 4


def test_each_edit_is_kept_all_or_none() -> None:
    inside: list[str] = []

    @contextmanager
    def transaction() -> Iterator[None]:
        inside.append("begin")
        yield
        inside.append("end")

    edits = Edits(transaction)
    edits.do(Edit(text="x", do=lambda: inside.append("do"), undo=lambda: inside.append("undo")))
    edits.undo()
    assert inside == ["begin", "do", "end", "begin", "undo", "end"]


def test_listeners_hear_of_every_change_and_of_nothing_else() -> None:
    book = Book()
    heard: list[int] = []
    book.edits.listen(lambda: heard.append(book.value))
    book.edits.undo()
    book.change(3)
    book.edits.undo()
    book.edits.redo()
    assert heard == [3, 0, 3]


def test_the_oldest_are_let_go() -> None:
    book = Book()
    for value in range(MOST_EDITS + 5):
        book.change(value + 1)
    while book.edits.undo():
        pass
    assert book.value == 5
