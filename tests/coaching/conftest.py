"""A world of coaching in each test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.content.loader import Library, load_library
from tests.support.world import World


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped content."""
    return load_library()


@pytest.fixture
def world(tmp_path: Path, library: Library) -> Iterator[World]:
    """Coaching on a real record."""
    made = World(tmp_path, library)
    yield made
    made.close()
