from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.records import Record, one_of_each


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record with one of each."""
    made = Record(tmp_path / "data")
    made.keep(one_of_each())
    yield made
    made.database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    """A record that holds nothing."""
    made = Record(tmp_path / "empty")
    yield made
    made.database.close()
