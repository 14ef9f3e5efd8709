"""What takes long to make is made once for all processes of a test run."""

import fcntl
from collections.abc import Callable
from typing import TypeVar

import msgspec
import pytest

T = TypeVar("T")


def shared(factory: pytest.TempPathFactory, name: str, shape: type[T], make: Callable[[], T]) -> T:
    """Return what `make` returns, made by the first process that asks; the others wait for it."""
    root = factory.getbasetemp()
    # The workers of pytest-xdist have folders side by side.
    root = root.parent if root.name.startswith("popen-") else root
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = root / f"{name}.json"
        if not file.exists():
            file.write_bytes(msgspec.json.encode(make()))
        return msgspec.json.decode(file.read_bytes(), type=shape)
