"""The computer is kept awake by wakepy itself, which can pretend for tests to have done so."""

from collections.abc import Iterator

import pytest

from hipcoach.ui.keep_awake import KeepAwake


@pytest.fixture
def awake() -> Iterator[KeepAwake]:
    keeper = KeepAwake()
    yield keeper
    keeper(False)


def test_it_stays_awake_once_and_lets_go(awake: KeepAwake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    assert awake(True) == ""
    assert awake.is_active
    assert awake(True) == ""
    assert awake(False) == ""
    assert not awake.is_active
    assert awake(False) == ""


def test_where_it_cannot_it_says_so_plainly(
    awake: KeepAwake, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests have no desktop to ask.
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "0")
    assert awake(True).startswith("The screen may go dark during the session")
    assert not awake.is_active
