"""The real worker with the real engine, spoken to over its pipes."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hipcoach.voice import wav
from hipcoach.voice.worker import worker_command

US = "gmw/en-us"


def ask(*requests: dict[str, object] | str) -> list[dict[str, Any]]:
    """Send requests to a worker, end its stdin, and return all its answers."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in requests]
    result = subprocess.run(
        worker_command(),
        input="\n".join([*lines, ""]).encode(),
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.splitlines()]


def render(path: Path, text: str = "three", **changes: object) -> dict[str, object]:
    request = {"id": 1, "op": "render", "text": text, "voice": US, "rate": 140, "path": str(path)}
    return {**request, **changes}


@pytest.fixture(scope="module")
def hello() -> dict[str, Any]:
    return ask({"id": 5, "op": "hello", "voice": US})[0]


def test_hello_names_engine_version_and_voices(hello: dict[str, Any]) -> None:
    assert hello["id"] == 5
    assert hello["ok"] is True
    assert hello["engine"]
    assert hello["version"]
    voices = {voice["id"]: voice for voice in hello["voices"]}
    assert voices[US] == {
        "id": US,
        "name": "English (America)",
        "language": "en-us",
        "engine": "espeak-ng",
        "version": voices[US]["version"],
        "slowest_wpm": 100,
        "fastest_wpm": 200,
    }


def test_a_line_becomes_a_trimmed_16_bit_mono_clip(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    (answer,) = ask(render(path, "ten seconds"))
    sound = wav.read_sound(path)
    assert answer["ok"] is True
    assert answer["ms"] == sound.length_ms == wav.clip_length_ms(path)
    assert 600 < sound.length_ms < 1500
    loudest = max(abs(sample) for sample in sound.samples)
    ten_ms = sound.frames_per_s // 100
    # The word is there 10 ms in, and there is no silence at the end but the tail.
    assert max(abs(sample) for sample in sound.samples[:ten_ms]) > loudest * 0.004
    assert max(abs(sample) for sample in sound.samples[-3 * ten_ms :]) > loudest * 0.004
    assert max(abs(sample) for sample in sound.samples[-ten_ms:]) < loudest * 0.01


def test_the_clip_is_for_this_user_only_and_alone_in_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    ask(render(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_faster_is_shorter(tmp_path: Path) -> None:
    rates = (100, 140, 200)
    text = "Clamshell. Lie on your right side. Left leg. Two sets of ten."
    answers = ask(*(render(tmp_path / f"{rate}.wav", text, rate=rate) for rate in rates))
    lengths = [answer["ms"] for answer in answers]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < 0.7 * lengths[0]


def test_each_clip_holds_its_own_line_however_rate_and_voice_change(tmp_path: Path) -> None:
    texts = ("One", "Ten seconds", "Clamshell. Lie on your right side. Left leg.")
    requests = [
        render(tmp_path / "a.wav", text, id=number, rate=rate, voice=voice)
        for number, (text, rate, voice) in enumerate(
            (text, rate, voice)
            for _ in range(3)
            for text in texts
            for voice in (US, "gmw/en")
            for rate in (120, 200)
        )
    ]
    lengths: dict[tuple[object, ...], list[int]] = {}
    for request, answer in zip(requests, ask(*requests), strict=True):
        assert answer["ok"] is True
        what = (request["text"], request["rate"], request["voice"])
        lengths.setdefault(what, []).append(answer["ms"])
    # The engine varies by one pitch period; another rate or line differs by far more.
    assert all(max(each) - min(each) < 40 for each in lengths.values())
    assert len({each[0] for each in lengths.values()}) == len(lengths)


def test_a_bad_voice_is_named_and_the_next_line_goes_well(tmp_path: Path) -> None:
    bad, good = ask(
        render(tmp_path / "a.wav", voice="gmw/nobody"), render(tmp_path / "b.wav", id=2)
    )
    assert bad["ok"] is False
    assert bad["fault"] == "voice"
    assert "gmw/nobody" in bad["error"]
    assert good == {"id": 2, "ok": True, "ms": good["ms"]}


@pytest.mark.parametrize("text", ["", "  ", "..."])
def test_a_line_without_sound_is_refused_and_leaves_nothing(tmp_path: Path, text: str) -> None:
    (answer,) = ask(render(tmp_path / "a.wav", text))
    assert (answer["ok"], answer["fault"]) == (False, "line")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_a_plain_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answers = ask(render(tmp_path / "file" / "a.wav"), render(tmp_path / "missing" / "a.wav", id=2))
    assert [(answer["ok"], answer["fault"]) for answer in answers] == [(False, "folder")] * 2
    assert str(tmp_path / "missing") in answers[1]["error"]


def test_nonsense_is_answered_and_quit_ends_before_the_rest(tmp_path: Path) -> None:
    answers = ask("nonsense", '{"id": 1, "op": "dance"}', {"id": 2, "op": "quit"}, "more")
    assert [answer["ok"] for answer in answers] == [False, False]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="espeak-ng is the Linux engine")
def test_without_an_engine_the_worker_lives_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "pyttsx3.py").write_text("raise RuntimeError('no espeak here')")
    for package in ("hibari", "py_nanotts"):
        (tmp_path / f"{package}.py").write_text("raise ImportError('not here')")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    result = subprocess.run(
        worker_command(),
        input=b'{"id":1,"op":"hello"}\n',
        capture_output=True,
        timeout=50,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    answer = json.loads(result.stdout)
    assert (answer["ok"], answer["fault"]) == (False, "engine")
    assert "no espeak here" in answer["error"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="espeak-ng is the Linux engine")
def test_the_packaged_engine_works_from_a_very_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 120) / ("b" * 120)
    deep.mkdir(parents=True)
    packaged = importlib.util.find_spec("espeakng_loader")
    assert packaged is not None
    assert packaged.origin is not None
    (deep / "espeakng_loader").symlink_to(Path(packaged.origin).parent)
    result = subprocess.run(
        worker_command(),
        input=json.dumps(render(tmp_path / "a.wav")).encode(),
        capture_output=True,
        timeout=50,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(deep), *sys.path])},
    )
    assert json.loads(result.stdout)["ok"] is True
