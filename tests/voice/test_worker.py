import sys

import pytest

from hipcoach.voice.worker import InterruptedAskError, Worker, WorkerLostError, worker_command

ECHO = """
import json, sys
for line in sys.stdin:
    request = json.loads(line)
    if request["op"] == "quit":
        break
    print("noise")
    print(json.dumps({"id": 999, "ok": True}))
    print(json.dumps({"id": request["id"], "ok": True, "ms": 7}), flush=True)
"""
HANG = "import sys, threading; sys.stdin.readline(); threading.Event().wait()"


def test_only_the_answer_to_this_request_counts() -> None:
    worker = Worker((sys.executable, "-I", "-c", ECHO))
    try:
        assert worker.ask("hello", timeout_ms=20_000).ms == 7
        assert worker.ask("render", timeout_ms=20_000, text="a").id == 2
    finally:
        worker.stop()


def test_a_worker_that_hangs_is_lost_in_time_and_can_be_ended() -> None:
    worker = Worker((sys.executable, "-I", "-c", HANG))
    try:
        with pytest.raises(WorkerLostError, match="in time"):
            worker.ask("hello", timeout_ms=200)
    finally:
        worker.stop()


def test_a_worker_that_ends_is_lost_at_once() -> None:
    worker = Worker((sys.executable, "-I", "-c", "pass"))
    try:
        with pytest.raises(WorkerLostError, match="by itself"):
            worker.ask("hello", timeout_ms=20_000)
    finally:
        worker.stop()


def test_an_ask_can_be_interrupted() -> None:
    worker = Worker((sys.executable, "-I", "-c", HANG))
    try:
        worker.interrupt()
        with pytest.raises(InterruptedAskError):
            worker.ask("hello", timeout_ms=20_000)
    finally:
        worker.stop(at_once=True)


def test_a_command_that_is_not_there_is_a_lost_worker() -> None:
    with pytest.raises(WorkerLostError, match="could not be started"):
        Worker(("/no/such/program",))


def test_the_command_depends_on_how_hipcoach_was_built(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command()[-1] == "hipcoach.voice.renderer"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, "--voice-worker")


def test_the_worker_ends_when_asked_without_being_killed() -> None:
    for _ in range(2):
        worker = Worker(worker_command())
        assert worker.ask("hello", timeout_ms=20_000).ok
        worker.stop()
        assert worker.exit_code == 0
