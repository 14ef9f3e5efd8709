"""The shipped library and the examples of the documentation, read once."""

import re
from pathlib import Path

import pytest

from hipcoach.content.loader import Library, load_library

FORMATS = Path(__file__).parents[2] / "docs" / "file-formats.md"


def example(kind: str) -> str:
    """Return the example of docs/file-formats.md whose fence names this kind."""
    found = re.findall(rf"^```toml {kind}\n(.*?)^```$", FORMATS.read_text("utf-8"), re.M | re.S)
    assert len(found) == 1
    return str(found[0])


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the shipped content."""
    return load_library()


@pytest.fixture(scope="session")
def exercise_example() -> str:
    """Return the documented exercise."""
    return example("exercise")


@pytest.fixture(scope="session")
def routine_example() -> str:
    """Return the documented routine."""
    return example("routine")


@pytest.fixture(scope="session")
def figure_example() -> str:
    """Return the documented figure of an own exercise."""
    return example("figure")
