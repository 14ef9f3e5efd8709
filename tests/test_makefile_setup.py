"""The Makefile and its bootstrap: what a fresh clone on a bare machine goes through."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("run", "demo", "test", "lint", "explore", "fuzz", "bench", "screenshots", "clean")


@pytest.fixture
def bootstrap() -> ModuleType:
    """Return the script as a module of its own, so that a test may change it."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def apt(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the record of what was asked of apt, on a Debian that brings nothing by itself."""
    asked: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "apt_install", asked.append)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    return asked


def lacking(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(bootstrap, "is_present", lambda name: name not in names)


def test_make_alone_lists_every_command_with_a_line() -> None:
    # A make above this one would have it tell which folder it enters.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    run = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    listed = {line.split()[1]: line.split()[2:] for line in run.stdout.splitlines()}
    assert set(listed) == {*TARGETS, "help"}
    assert all(listed.values())


def test_a_python_that_is_too_old_is_named_with_the_way_out(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n')
    old.chmod(0o755)
    for command in ("sh", "dirname"):
        found = shutil.which(command)
        assert found is not None
        (tmp_path / command).symlink_to(found)
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHON": ""}
    run = subprocess.run(
        [str(tmp_path / "sh"), str(ROOT / "tools" / "bootstrap"), "run"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "needs Python 3.11 or newer; here is Python 3.9.2" in run.stderr
    assert "make run PYTHON=" in run.stderr


def test_an_unknown_purpose_is_a_usage_error(bootstrap: ModuleType) -> None:
    assert bootstrap.main(["fly"]) == 2
    assert bootstrap.main([]) == 2


def test_a_missing_library_is_seen_and_a_present_one_is_not(bootstrap: ModuleType) -> None:
    needs = [
        bootstrap.Need("libc.so.6", "libc6"),
        bootstrap.Need("libhipcoach-has-no-such.so.1", "libnone"),
        bootstrap.Need("hipcoach-has-no-such-command", "none"),
        bootstrap.Need("sh", "dash"),
    ]
    assert [need.package for need in bootstrap.missing(needs)] == ["libnone", "none"]


def test_each_package_is_named_once(bootstrap: ModuleType) -> None:
    names = bootstrap.packages(bootstrap.NEEDS["test"])
    assert len(names) == len(set(names))
    assert {"libglib2.0-0", "libpulse0", "libxcb-cursor0", "fonts-dejavu-core", "xvfb"} <= set(
        names
    )
    assert "xvfb" not in bootstrap.packages(bootstrap.NEEDS["run"])


def test_root_on_debian_gets_what_is_missing(
    bootstrap: ModuleType, apt: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = {"libEGL.so.1", "libpulse.so.0"}
    monkeypatch.setattr(bootstrap, "is_root", lambda: True)
    monkeypatch.setattr(bootstrap, "is_present", lambda name: bool(apt) or name not in absent)
    bootstrap.provide_system_libraries("run")
    assert apt == [["libegl1", "libpulse0"]]


def test_anyone_else_gets_the_line_to_type(
    bootstrap: ModuleType, apt: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    lacking(bootstrap, monkeypatch, "libEGL.so.1", "libpulse.so.0")
    with pytest.raises(bootstrap.UnreadyError) as problem:
        bootstrap.provide_system_libraries("run")
    assert str(problem.value).splitlines() == [
        "Missing on this machine: libEGL.so.1, libpulse.so.0.",
        "Type: sudo apt-get install libegl1 libpulse0",
    ]
    assert apt == []


def test_without_sound_it_says_so_and_goes_on(
    bootstrap: ModuleType,
    apt: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    lacking(bootstrap, monkeypatch, "libpulse.so.0")
    bootstrap.provide_system_libraries("run")
    assert "sudo apt-get install libpulse0" in capsys.readouterr().err
    assert apt == []


def test_what_apt_cannot_bring_stops_only_what_needs_it(
    bootstrap: ModuleType,
    apt: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def offline(_names: list[str]) -> None:
        raise bootstrap.UnreadyError("apt-get could not install it: no network")

    monkeypatch.setattr(bootstrap, "is_root", lambda: True)
    monkeypatch.setattr(bootstrap, "apt_install", offline)
    lacking(bootstrap, monkeypatch, "libpulse.so.0")
    bootstrap.provide_system_libraries("run")
    assert "no network" in capsys.readouterr().err
    lacking(bootstrap, monkeypatch, "libEGL.so.1")
    with pytest.raises(bootstrap.UnreadyError, match="no network"):
        bootstrap.provide_system_libraries("run")


def test_a_python_without_venv_names_its_package(
    bootstrap: ModuleType,
    apt: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "none")
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(bootstrap.UnreadyError, match=r"sudo apt-get install python3\.\d+-venv"):
        bootstrap.make_venv()
    assert apt == []


@pytest.fixture
def installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a small project that was just installed for its tests."""
    for entry in bootstrap.INPUTS[:-1]:
        (tmp_path / entry).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / entry).write_text("one", encoding="utf-8")
    for entry in ("assets/icons/a.svg", bootstrap.GENERATED, ".venv/bin/hipcoach"):
        (tmp_path / entry).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / entry).write_text("one", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    bootstrap.stamp("test").write_text(bootstrap.fingerprint(), encoding="utf-8")
    return tmp_path


def test_a_second_run_installs_nothing(
    bootstrap: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        pytest.fail("installed again")

    monkeypatch.setattr(bootstrap, "provide_system_libraries", lambda _purpose: None)
    monkeypatch.setattr(bootstrap, "install", fail)
    monkeypatch.setattr(bootstrap, "make_venv", fail)
    assert bootstrap.main(["test"]) == 0
    assert bootstrap.main(["run"]) == 0, "what is ready for the tests is ready to run"


def test_what_is_ready_to_run_is_not_ready_for_the_tests(
    bootstrap: ModuleType, installed: Path
) -> None:
    bootstrap.stamp("test").rename(bootstrap.stamp("run"))
    assert bootstrap.is_installed("run")
    assert not bootstrap.is_installed("test")


@pytest.mark.parametrize(
    "changed", ["pyproject.toml", "resources.qrc", "assets/icons/a.svg", "assets/icons/b.svg"]
)
def test_a_changed_input_is_installed_again(
    bootstrap: ModuleType, installed: Path, changed: str
) -> None:
    assert bootstrap.is_installed("test")
    (installed / changed).write_text("two", encoding="utf-8")
    assert not bootstrap.is_installed("test")


@pytest.mark.parametrize("lost", [".venv/bin/hipcoach", "hipcoach/ui/resources_rc.py"])
def test_a_lost_result_is_made_again(bootstrap: ModuleType, installed: Path, lost: str) -> None:
    (installed / lost).unlink()
    assert not bootstrap.is_installed("test")


def test_the_generated_resources_are_never_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "hipcoach/ui/resources_rc.py" in ignored
