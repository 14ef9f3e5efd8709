"""Damage a data folder in a thousand ways, and see that every start opens or explains itself.

Each case copies a folder with four weeks of sample data, mutates one to three of its files and
opens the window on it, without a display. The window must come with Today in it, or say in a
plain sentence what stands in the way; no case may hang. The seed of a case is all there is to
it: `python -m tools.fuzz --seed 7 --count 1` does it again.
"""

import argparse
import faulthandler
import os
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

FIRST_SEED = 1
# What is tried from a given seed by each of two processes: about a minute in all.
FIXED_COUNT = 150
HANG_S = 30
NOW = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)
OWN_EXERCISE = """id = "my_bridge"
name = "My bridge"
"""
OWN_ROUTINE = """id = "mine"
name = "Mine"
goal = "Try."
[[items]]
exercise = "bridge"
sets = 1
reps = 3
"""
OWN_FIGURE = 'id = "bridge"\nextends = "clamshell"\n'
Mutation = Callable[[random.Random, Path], None]


def main() -> int:
    """Try cases for so many seconds, or so many of them; return 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to try")
    parser.add_argument("--seed", type=int, help="the first case; free unless given")
    parser.add_argument("--count", type=int, help="how many cases, whatever time they take")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    seed = secrets.randbelow(2**31) if parsed.seed is None else parsed.seed
    if parsed.worker:
        return _work(seed, parsed.seconds, parsed.count)
    if parsed.count is not None:
        return _in_a_process(seed, parsed.seconds, parsed.count).wait()
    half = 1_000_000
    # With a seed the cases are the same on every machine, however fast it is.
    count = None if parsed.seed is None else FIXED_COUNT
    workers = [_in_a_process(seed + half * number, parsed.seconds, count) for number in range(2)]
    return max(worker.wait() for worker in workers)


def _in_a_process(seed: int, seconds: float, count: int | None) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tools.fuzz", "--worker", "--seed", str(seed)]
    command += ["--seconds", str(seconds)] if count is None else ["--count", str(count)]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_AUDIO_BACKEND": "pulseaudio",
        "PYTHONHASHSEED": "0",
    }
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        environment.pop(name, None)
    return subprocess.Popen(command, env=environment, cwd=Path(__file__).resolve().parent.parent)


def _work(seed: int, seconds: float, count: int | None) -> int:
    # Before anything imports it: the sample is the same every time, byte for byte.
    ids = random.Random(0)
    uuid.uuid4 = lambda: uuid.UUID(int=ids.getrandbits(128), version=4)
    from hipcoach.app import make_application  # noqa: PLC0415 (the parent process needs no Qt)
    from hipcoach.ui.app_log import keep_qt_quiet  # noqa: PLC0415

    keep_qt_quiet()
    make_application()
    outcomes: Counter[str] = Counter()
    failures: list[str] = []
    end = time.monotonic() + seconds
    with TemporaryDirectory(prefix="hipcoach-fuzz-") as place:
        sample = Path(place) / "sample"
        _make_sample(sample)
        done = 0
        while done != count and (count is not None or time.monotonic() < end):
            faulthandler.dump_traceback_later(HANG_S, exit=True)
            outcome = _case(seed + done, sample, Path(place) / "data")
            faulthandler.cancel_dump_traceback_later()
            outcomes[outcome.partition(":")[0]] += 1
            if outcome.startswith("FAILED"):
                failures.append(f"seed {seed + done}: {outcome}")
                print(failures[-1], flush=True)
            done += 1
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    print(f"fuzz: {done} starts from seed {seed}: {told}", flush=True)
    return 1 if failures else 0


def _make_sample(folder: Path) -> None:
    from hipcoach.domain.backup import BackupKind  # noqa: PLC0415
    from hipcoach.player.clock import ManualClock  # noqa: PLC0415
    from hipcoach.services import build, fill_sample, load_settings  # noqa: PLC0415
    from hipcoach.storage.backup import back_up  # noqa: PLC0415
    from hipcoach.storage.paths import DataPaths  # noqa: PLC0415

    paths = DataPaths.find(folder)
    services = build(paths, load_settings(paths), ManualClock(NOW))
    fill_sample(services, weeks=4)
    services.clips.prepare_blocking(("Hold.",), timeout_ms=20_000)
    services.close()
    back_up(paths, BackupKind.DAILY, NOW)
    for name, text in (
        ("exercises/my_bridge.toml", OWN_EXERCISE),
        ("routines/mine.toml", OWN_ROUTINE),
        ("figures/bridge.toml", OWN_FIGURE),
        ("window.lock", "123\nhipcoach\nhost\n"),
        ("hipcoach.log", ""),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def _case(seed: int, sample: Path, folder: Path) -> str:
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sample, folder)
    told: list[str] = []
    for _ in range(chance.randint(1, 3)):
        mutation = chance.choice(MUTATIONS)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        if not files:
            break
        # The record is what matters most.
        record = folder / "hipcoach.sqlite3"
        path = record if record in files and chance.random() < 0.4 else chance.choice(files)
        if mutation in (_in_a_row, _in_the_schema):
            path = record
        told.append(f"{mutation.__name__.strip('_')} {path.relative_to(folder)}")
        if path.is_file():
            mutation(chance, path)
    outcome = _start(folder)
    return f"{outcome} ({'; '.join(told)})" if outcome.startswith("FAILED") else outcome


def _start(folder: Path) -> str:
    """Open the window on this folder; return what came of it."""
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QLabel  # noqa: PLC0415

    from hipcoach.app import Window  # noqa: PLC0415
    from hipcoach.gate import settings_of  # noqa: PLC0415
    from hipcoach.player.clock import ManualClock  # noqa: PLC0415
    from hipcoach.storage.leftovers import sweep  # noqa: PLC0415
    from hipcoach.storage.paths import DataPaths  # noqa: PLC0415
    from hipcoach.ui.widgets.buttons import PrimaryButton  # noqa: PLC0415

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    paths = DataPaths.find(folder)
    try:
        sweep(paths)
        window = Window(
            app, paths, settings_of(paths), ManualClock(NOW), keep_awake=lambda _wanted: ""
        )
        window.main.show()
        window.fill()
    except Exception as error:
        return f"FAILED: {type(error).__name__}: {error}"
    try:
        app.processEvents()
        texts = [each.text() for each in window.main.findChildren(QLabel) if each.isVisible()]
        if not any(text.strip() for text in texts):
            return "FAILED: an empty window"
        is_filled = window.is_filled
        buttons = window.main.findChildren(PrimaryButton)
        if is_filled and not any(each.isVisible() and each.isEnabled() for each in buttons):
            return "FAILED: nothing to begin with"
        return _judged(texts, is_filled=is_filled, noted=window.noted)
    finally:
        window.close()
        window.main.close()
        window.main.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _judged(texts: list[str], *, is_filled: bool, noted: tuple[str, ...]) -> str:
    if noted:
        return f"FAILED: unforeseen {', '.join(noted)}"
    if any("Traceback" in text or "Error(" in text for text in texts):
        return "FAILED: a traceback is shown"
    return "filled" if is_filled else "explained"


# -- what may happen to a file ---------------------------------------------------------


def _cut(chance: random.Random, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.choice((0, 1, 15, 100, chance.randrange(len(data) + 1)))])


def _flip(chance: random.Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 3, 50))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _zero(chance: random.Random, path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data) + 1)
    size = min(len(data) - at, chance.choice((1, 16, 512, 4096)))
    data[at : at + size] = bytes(size)
    path.write_bytes(data)


def _insert(chance: random.Random, path: Path) -> None:
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    what = chance.choice(
        (b"\xff\xfe", b"\0", b"[" * 3_000, b"9" * 5_000, b"1e999", b'"', "\u202e".encode(), b"{}")
    )
    path.write_bytes(data[:at] + what + data[at:])


def _replace(chance: random.Random, path: Path) -> None:
    path.write_bytes(
        chance.choice(
            (
                b"",
                b"\n",
                b"\xff" * 300,
                chance.randbytes(2_000),
                b"[" * 3_000,
                b"a = " + b"9" * 5_000,
                b'{"format": 1, "clips": {"\xff": 3}}',
                b'id = "x"\nextends = "' + b"e" * 300 + b'"\n',
                b"x = {" * 2_000,
            )
        )
    )


def _remove(_chance: random.Random, path: Path) -> None:
    path.unlink()


def _make_folder(_chance: random.Random, path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_nowhere(_chance: random.Random, path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere") / "at all")


def _in_a_row(chance: random.Random, path: Path) -> None:
    """Put something odd into a field, past what the record itself would refuse."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRT%'"
            table = chance.choice([name for (name,) in connection.execute(names)])
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            column = chance.choice(columns)
            value = chance.choice(
                ("", "\ufffd", "null", "{}", "[" * 3_000, "9999-99-99", 2**62, -1)
            )
            rows = connection.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')
            row = chance.choice([number for (number,) in rows])
            connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, row))
            connection.commit()
        # What another mutation damaged before can't be read any more.
        except (sqlite3.Error, IndexError, UnicodeDecodeError):
            return


def _in_the_schema(chance: random.Random, path: Path) -> None:
    data = path.read_bytes()
    places = [at for at in range(len(data) - 6) if data[at : at + 6] == b"CREATE"]
    if places:
        at = chance.choice(places) + chance.randrange(40)
        path.write_bytes(data[:at] + bytes([chance.choice((0, 0xFF, 0x20))]) + data[at + 1 :])


MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _flip,
    _zero,
    _insert,
    _replace,
    _remove,
    _make_folder,
    _link_nowhere,
    _in_a_row,
    _in_the_schema,
)


if __name__ == "__main__":
    sys.exit(main())
