"""The client over a worker that misbehaves on cue."""

import os
import queue
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from hipcoach.coaching.voice_ports import ClipSource
from hipcoach.voice.voices import VoiceStatus
from tests.voice.conftest import PATIENCE_MS, MakeFake, Posted
from tests.voice.fake_worker import LENGTH_MS


def nothing(*_numbers: int) -> None:
    """Take a callback that the test does not look at."""


def is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def test_before_the_first_prepare_nothing_runs_and_nothing_is_known(make_fake: MakeFake) -> None:
    fake = make_fake()
    assert fake.client.status() == VoiceStatus(available=False)
    assert fake.client.lengths_ms(["a"]) == {}
    assert fake.client.path("a") is None
    assert not fake.log.exists()


def test_lines_get_clips_and_progress_reaches_the_end(make_fake: MakeFake) -> None:
    fake = make_fake()
    told: list[tuple[int, int]] = []
    fake.client.prepare_blocking(
        ["a", "b", " ", "a", "c"],
        timeout_ms=PATIENCE_MS,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert fake.client.lengths_ms(["a", "b", "c", "d"]) == dict.fromkeys("abc", LENGTH_MS)
    path = fake.client.path("b")
    assert path is not None
    assert path.is_file()
    assert fake.client.path("d") is None
    assert fake.noted("line") == ["a", "b", "c"]
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_what_is_in_the_cache_is_not_rendered_again_by_another_client(make_fake: MakeFake) -> None:
    first = make_fake()
    first.client.prepare_blocking(["a", "b"], timeout_ms=PATIENCE_MS)
    first.client.close()
    second = make_fake()
    second.client.prepare_blocking(["b", "a"], timeout_ms=PATIENCE_MS)
    assert second.client.lengths_ms(["a", "b"]) == {"a": LENGTH_MS, "b": LENGTH_MS}
    assert second.noted("line") == ["a", "b"]


def test_callbacks_come_through_post_only(make_fake: MakeFake, posted: Posted) -> None:
    fake = make_fake(post=posted.post)
    told: list[str] = []
    fake.client.prepare(
        ["a", "b"],
        on_progress=lambda done, total: told.append(f"{done} of {total}"),
        on_done=lambda: told.append("done"),
    )
    assert told == []
    posted.run_until(lambda: "done" in told)
    assert told == ["1 of 2", "2 of 2", "done"]


def test_a_newer_prepare_supersedes_an_older_even_one_already_posted(
    make_fake: MakeFake, posted: Posted
) -> None:
    fake = make_fake(post=posted.post)
    told: list[str] = []
    fake.client.prepare(["a"], on_progress=nothing, on_done=lambda: told.append("old"))
    with posted.came:
        assert posted.came.wait_for(lambda: len(posted.waiting) == 2, PATIENCE_MS / 1000)
    fake.client.prepare(["b"], on_progress=nothing, on_done=lambda: told.append("new"))
    posted.run_until(lambda: "new" in told)
    assert told == ["new"]
    assert fake.client.lengths_ms(["a", "b"]) == {"a": LENGTH_MS, "b": LENGTH_MS}


def test_a_superseded_call_renders_no_further_line(make_fake: MakeFake, posted: Posted) -> None:
    fake = make_fake()
    told: list[str] = []
    lines = [f"line {number}" for number in range(1000)]
    newer = posted.post

    def supersede(done: int, _total: int) -> None:
        if done == 3:
            fake.client.prepare(
                ["new"], on_progress=nothing, on_done=lambda: newer(lambda: told.append("new"))
            )

    fake.client.prepare(lines, on_progress=supersede, on_done=lambda: told.append("old"))
    posted.run_until(lambda: bool(told))
    assert told == ["new"]
    assert fake.noted("line") == [*lines[:3], "new"]


@pytest.mark.parametrize("trouble", ["hang-once", "die-once"])
def test_a_lost_worker_is_restarted_and_its_line_tried_again(
    make_fake: MakeFake, trouble: str
) -> None:
    fake = make_fake(timeout_ms=1_000 if trouble == "hang-once" else 20_000)
    fake.client.prepare_blocking(["a", trouble, "b"], timeout_ms=PATIENCE_MS)
    assert set(fake.client.lengths_ms(["a", trouble, "b"])) == {"a", trouble, "b"}
    first, second = fake.noted("pid")
    assert not is_running(first)
    assert is_running(second)
    assert fake.noted("line") == ["a", trouble, trouble, "b"]
    assert fake.client.status().available


@pytest.mark.parametrize("trouble", ["hang", "die"])
def test_a_line_that_is_fatal_twice_is_given_up_and_the_rest_goes_on(
    make_fake: MakeFake, trouble: str
) -> None:
    fake = make_fake(timeout_ms=1_000 if trouble == "hang" else 20_000)
    fake.client.prepare_blocking(["a", trouble, "b"], timeout_ms=PATIENCE_MS)
    assert set(fake.client.lengths_ms(["a", trouble, "b"])) == {"a", "b"}
    assert fake.noted("line") == ["a", trouble, trouble, "b"]
    assert fake.client.status().problem == ""


def test_after_three_restarts_without_success_the_voice_is_given_up(make_fake: MakeFake) -> None:
    fake = make_fake()
    told: list[tuple[int, int]] = []
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    fake.client.prepare_blocking(
        ["die 1", "die 2", "b"],
        timeout_ms=PATIENCE_MS,
        on_progress=lambda done, total: told.append((done, total)),
    )
    status = fake.client.status()
    assert len(fake.noted("pid")) == 4
    assert not status.available
    assert "captions" in status.problem
    assert not any(is_running(pid) for pid in fake.noted("pid"))
    # What was rendered before still plays.
    assert fake.client.lengths_ms(["a", "b"]) == {"a": LENGTH_MS}


def test_the_next_session_is_a_new_chance(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_blocking(["die 1", "die 2"], timeout_ms=PATIENCE_MS)
    fake.client.prepare_blocking(["die 1"], timeout_ms=PATIENCE_MS)
    assert len(fake.noted("pid")) == 5  # one try, not four
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert fake.client.status().available
    assert fake.client.status().problem == ""


@pytest.mark.parametrize("mode", ["silent", "dead"])
def test_a_worker_that_never_says_hello_is_given_up(make_fake: MakeFake, mode: str) -> None:
    fake = make_fake(mode)
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert len(fake.noted("pid")) == 4
    assert not fake.client.status().available
    assert fake.client.status().problem


def test_without_an_engine_prepare_completes_and_says_what_to_do(
    make_fake: MakeFake, posted: Posted
) -> None:
    fake = make_fake("no-engine", post=posted.post)
    told: list[str] = []
    fake.client.prepare(["a"], on_progress=nothing, on_done=lambda: told.append("done"))
    posted.run_until(lambda: told == ["done"])
    status = fake.client.status()
    assert not status.available
    assert "no library" in status.problem
    assert "espeak-ng" in status.problem
    assert len(fake.noted("pid")) == 1


def test_a_program_that_is_not_there_is_no_voice(make_fake: MakeFake) -> None:
    fake = make_fake(command=("/no/such/program",))
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert not fake.client.status().available


def test_noise_on_the_line_is_no_answer(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_blocking(["garbage", "a"], timeout_ms=PATIENCE_MS)
    assert set(fake.client.lengths_ms(["garbage", "a"])) == {"garbage", "a"}
    assert len(fake.noted("pid")) == 1


def test_a_refused_line_is_left_out_and_asked_once(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_blocking(["refuse", "a"], timeout_ms=PATIENCE_MS)
    assert set(fake.client.lengths_ms(["refuse", "a"])) == {"a"}
    assert fake.noted("line") == ["refuse", "a"]


def test_a_folder_that_can_not_be_made_is_a_plain_problem(
    make_fake: MakeFake, tmp_path: Path
) -> None:
    (tmp_path / "clips").write_text("in the way")
    fake = make_fake()
    fake.client.prepare_blocking(["a", "b"], timeout_ms=PATIENCE_MS)
    status = fake.client.status()
    assert not status.available
    assert str(tmp_path / "clips") in status.problem
    assert fake.client.lengths_ms(["a"]) == {}
    (tmp_path / "clips").unlink()
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert fake.client.lengths_ms(["a"]) == {"a": LENGTH_MS}
    assert fake.client.status().problem == ""


def test_the_timeout_ends_the_waiting_and_the_rest_comes_later(make_fake: MakeFake) -> None:
    fake = make_fake(timeout_ms=1_500)
    fake.client.prepare_blocking(["a", "hang-once", "b"], timeout_ms=300)
    assert "b" not in fake.client.lengths_ms(["b"])
    fake.client.prepare_blocking(["b"], timeout_ms=PATIENCE_MS)
    assert fake.client.lengths_ms(["b"]) == {"b": LENGTH_MS}


def test_voice_and_rate_make_other_clips(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    fake.client.configure(voice="gb", rate_wpm=160)
    assert fake.client.lengths_ms(["a"]) == {}
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    fake.client.configure(voice="", rate_wpm=140)
    assert fake.client.lengths_ms(["a"]) == {"a": LENGTH_MS}
    assert fake.noted("with") == ["us 140", "gb 160"]


def test_a_voice_that_is_gone_is_replaced_and_told(make_fake: MakeFake) -> None:
    fake = make_fake(voice="gmw/gone", rate_wpm=9_000)
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert fake.client.lengths_ms(["a"]) == {"a": LENGTH_MS}
    assert fake.noted("with") == ["us 450"]
    status = fake.client.status()
    assert status.available
    assert "gmw/gone" in status.problem
    assert "American" in status.problem


def test_a_voice_that_is_gone_gives_way_to_the_last_choice_that_is_here(
    make_fake: MakeFake,
) -> None:
    fake = make_fake(voice="gmw/gone", earlier_voices=("gmw/older", "gb", "de"))
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert fake.noted("with") == ["gb 140"]
    assert "British" in fake.client.status().problem
    # The best there is was chosen on purpose: nobody earlier takes its place.
    fake.client.configure(voice="", rate_wpm=140, earlier_voices=("gb",))
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    assert fake.noted("with") == ["gb 140", "us 140"]


def test_preparing_nothing_finds_out_about_the_engine(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_blocking([], timeout_ms=PATIENCE_MS)
    status = fake.client.status()
    assert (status.available, status.engine, status.version) == (True, "fake", "1")
    assert [voice.id for voice in status.voices] == ["de", "us", "gb"]


def test_it_is_what_the_use_cases_ask_for(make_fake: MakeFake) -> None:
    source: ClipSource = make_fake().client
    assert source.lengths_ms(["a"]) == {}


@pytest.mark.parametrize("mode", ["good", "stubborn"])
def test_closing_leaves_no_process_and_tells_nothing_more(
    make_fake: MakeFake, posted: Posted, mode: str
) -> None:
    fake = make_fake(mode, post=posted.post)
    told: list[str] = []
    fake.client.prepare(["a", "hang"], on_progress=nothing, on_done=lambda: told.append("done"))
    with posted.came:
        assert posted.came.wait_for(lambda: posted.waiting, PATIENCE_MS / 1000)
    fake.client.close()
    fake.client.close()
    assert not any(is_running(pid) for pid in fake.noted("pid"))
    for callback in posted.waiting:
        callback()
    fake.client.prepare(["b"], on_progress=nothing, on_done=lambda: told.append("late"))
    fake.client.prepare_blocking(["b"], timeout_ms=PATIENCE_MS)
    assert told == []
    assert fake.client.lengths_ms(["a"]) == {"a": LENGTH_MS}


def test_a_callback_that_fails_does_not_stop_the_voice(make_fake: MakeFake) -> None:
    fake = make_fake()

    def fail(_done: int, _total: int) -> None:
        raise RuntimeError("the window is gone")

    fake.client.prepare(["a"], on_progress=fail, on_done=nothing)
    fake.client.prepare_blocking(["b"], timeout_ms=PATIENCE_MS)
    assert fake.client.lengths_ms(["b"]) == {"b": LENGTH_MS}


def test_a_damaged_clip_is_rendered_again_when_it_is_asked_for(
    make_fake: MakeFake, posted: Posted
) -> None:
    fake = make_fake(post=posted.post)
    fake.client.prepare_blocking(["a", "b"], timeout_ms=PATIENCE_MS)
    path = fake.client.path("a")
    assert path is not None
    path.write_bytes(path.read_bytes()[:-50])
    told: list[str] = []
    fake.client.prepare(["slow", "c"], on_progress=nothing, on_done=lambda: told.append("done"))

    assert fake.client.path("a") is None
    assert fake.client.path("a") is None
    posted.run_until(lambda: bool(told))
    # Behind what was being prepared, whose callbacks come all the same.
    fake.client.prepare_blocking([], timeout_ms=PATIENCE_MS)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while fake.client.path("a") is None:
        assert time.monotonic() < deadline
    assert sorted(fake.noted("line")) == ["a", "a", "b", "c", "slow"]


def test_the_worker_ends_when_nothing_is_asked_of_it_and_starts_again(make_fake: MakeFake) -> None:
    fake = make_fake(idle_ms=50)
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    (first,) = fake.noted("pid")
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while is_running(first):
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)
    fake.client.prepare_blocking(["b"], timeout_ms=PATIENCE_MS)
    assert len(fake.noted("pid")) == 2
    assert set(fake.client.lengths_ms(["a", "b"])) == {"a", "b"}


def test_what_is_prepared_ahead_gives_way_and_is_done_afterwards(
    make_fake: MakeFake, posted: Posted
) -> None:
    fake = make_fake(post=posted.post, idle_ms=20)
    fake.client.prepare_ahead(["gate first", "later", "last"])
    while fake.noted("line") != ["gate first"]:
        threading.Event().wait(0.002)
    done: list[bool] = []
    fake.client.prepare(["now", "last"], on_progress=nothing, on_done=lambda: done.append(True))
    fake.log.with_name("gate").touch()
    posted.run_until(lambda: bool(done))
    (pid,) = fake.noted("pid")
    while is_running(pid):
        threading.Event().wait(0.002)
    assert fake.noted("line") == ["gate first", "now", "last", "later"]
    assert set(fake.client.lengths_ms(["later", "last"])) == {"later", "last"}


def test_what_is_prepared_ahead_keeps_nobody_from_closing(make_fake: MakeFake) -> None:
    fake = make_fake()
    fake.client.prepare_ahead(["gate first", "later"])
    while not fake.noted("line"):
        threading.Event().wait(0.002)
    fake.client.close()
    fake.client.prepare_ahead(["never"])
    assert fake.noted("line") == ["gate first"]


def test_a_name_is_read_in_its_spoken_form_and_known_by_what_is_shown(
    make_fake: MakeFake,
) -> None:
    fake = make_fake(spoken_forms={"TKE": "terminal knee extension"})
    fake.client.prepare_blocking(["Next: TKE."], timeout_ms=PATIENCE_MS)
    assert fake.noted("line") == ["Next: terminal knee extension."]
    assert set(fake.client.lengths_ms(["Next: TKE."])) == {"Next: TKE."}


def test_a_sample_is_spoken_by_another_voice_and_chooses_nothing(make_fake: MakeFake) -> None:
    fake = make_fake(voice="us")
    fake.client.prepare_blocking(["a"], timeout_ms=PATIENCE_MS)
    told: queue.SimpleQueue[Sequence[tuple[Path, int]]] = queue.SimpleQueue()
    fake.client.prepare_sample(["a", "refuse b"], voice="gb", on_done=told.put)
    ((clip, ms),) = told.get(timeout=PATIENCE_MS / 1000)
    assert clip.is_file()
    assert ms == LENGTH_MS
    assert clip != fake.client.path("a")
    assert fake.noted("with") == ["us 140", "gb 140", "gb 140"]
    speaker = fake.client.status().speaker
    assert speaker is not None
    assert speaker.id == "us"
