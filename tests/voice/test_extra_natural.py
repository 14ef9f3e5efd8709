"""The extra `natural`: installed where its packages have wheels, passed over elsewhere."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent
EXTRA = [
    Requirement(line)
    for line in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]["natural"]
]


def installed_on(system: str, machine: str, python: str) -> set[str]:
    here = {"sys_platform": system, "platform_machine": machine, "python_version": python}
    return {each.name for each in EXTRA if each.marker is None or each.marker.evaluate(here)}


@pytest.mark.parametrize(
    ("system", "machine", "python", "expected"),
    [
        ("linux", "x86_64", "3.11", {"hibari-tts", "onnxruntime", "py-nanotts"}),
        ("win32", "AMD64", "3.13", {"hibari-tts", "onnxruntime", "py-nanotts"}),
        ("darwin", "arm64", "3.14", {"hibari-tts", "onnxruntime"}),
        ("darwin", "x86_64", "3.13", {"hibari-tts", "onnxruntime"}),
        ("darwin", "x86_64", "3.14", set()),
    ],
)
def test_each_system_gets_what_there_is_for_it(
    system: str, machine: str, python: str, expected: set[str]
) -> None:
    assert installed_on(system, machine, python) == expected


def test_no_runtime_that_tells_the_net_of_each_run_is_let_in() -> None:
    (runtime,) = (each for each in EXTRA if each.name == "onnxruntime")
    assert "1.28.0" in runtime.specifier
    assert "1.29.0" not in runtime.specifier


def test_run_and_test_install_it() -> None:
    assert all("natural" in extras for extras in bootstrap.EXTRAS.values())
