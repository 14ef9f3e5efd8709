from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.storage.database import Database, open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hipcoach.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path).database
    yield database
    database.close()
