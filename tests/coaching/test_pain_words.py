"""How a pain went, in words: two points of ten are a clear change."""

import pytest

from hipcoach.coaching.pain_words import change_words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (3, 3, "3 before and 3 after: the same"),
        (3, 2, "3 before → 2 after: a little less"),
        (5, 3, "5 before → 3 after: clearly less"),
        (3, 4, "3 before → 4 after: a little more"),
        (3, 6, "3 before → 6 after: more"),
    ],
)
def test_a_change_of_pain_is_said_in_words(before: int, after: int, words: str) -> None:
    assert change_words(before, after) == words
