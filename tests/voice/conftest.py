"""Clients with the real worker and with one that misbehaves; nothing may be left of either."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache

FAKE_WORKER = Path(__file__).with_name("fake_worker.py")
PATIENCE_MS = 30_000


def child_processes() -> set[int]:
    """Return the ids of this process's children, zombies included (Linux only)."""
    children = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[1]) == os.getpid():
            children.add(int(stat.parent.name))
    return children


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Fail a test that leaves a thread, a process or a zombie."""
    threads, children = set(threading.enumerate()), child_processes()
    yield
    assert set(threading.enumerate()) <= threads
    assert child_processes() <= children


@dataclass
class Fake:
    """A client whose worker misbehaves, and what that worker noted."""

    client: VoiceClient
    cache: ClipCache
    log: Path

    def noted(self, kind: str) -> list[str]:
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.removeprefix(f"{kind} ") for line in lines if line.startswith(f"{kind} ")]


@dataclass
class Posted:
    """A window's event loop: callbacks wait here until they are run."""

    waiting: list[Callable[[], None]] = field(default_factory=list)
    came: threading.Condition = field(default_factory=threading.Condition)

    def post(self, callback: Callable[[], None]) -> None:
        with self.came:
            self.waiting.append(callback)
            self.came.notify_all()

    def run_until(self, is_reached: Callable[[], bool]) -> None:
        while not is_reached():
            with self.came:
                assert self.came.wait_for(lambda: self.waiting, PATIENCE_MS / 1000)
                callback = self.waiting.pop(0)
            callback()


@pytest.fixture
def posted() -> Posted:
    return Posted()


MakeFake = Callable[..., Fake]


@pytest.fixture
def make_fake(tmp_path: Path) -> Iterator[MakeFake]:
    """Make clients with a fake worker of a given mode."""
    made: list[VoiceClient] = []

    def make(mode: str = "good", *, timeout_ms: int = 20_000, **options: object) -> Fake:
        cache = ClipCache(tmp_path / "clips")
        log = tmp_path / "log.txt"
        client = VoiceClient(
            cache,
            answer_timeout_ms=timeout_ms,
            start_timeout_ms=100 if mode == "silent" else 20_000,
            **{"command": (sys.executable, "-I", str(FAKE_WORKER), str(log), mode), **options},  # type: ignore[arg-type]
        )
        made.append(client)
        return Fake(client, cache, log)

    yield make
    for client in made:
        client.close()


MakeReal = Callable[..., VoiceClient]


@pytest.fixture
def make_real(tmp_path: Path) -> Iterator[MakeReal]:
    """Make clients with the real worker and engine."""
    made: list[VoiceClient] = []

    def make(folder: Path = tmp_path / "clips", **options: object) -> VoiceClient:
        client = VoiceClient(
            ClipCache(folder),
            # A system voice, which is there at once: the natural one takes a second to load.
            **{
                "voice": "gmw/en-us",
                "answer_timeout_ms": 20_000,
                "start_timeout_ms": 20_000,
                **options,
            },  # type: ignore[arg-type]
        )
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()
