import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.domain.errors import DiskFullError, StorageError
from hipcoach.storage.files import set_aside, translated_os_errors, write_whole

AT = datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)


def test_a_file_is_replaced_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match=rf"no room left on the disk that holds {tmp_path}"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_what_may_not_be_written(code: int) -> None:
    with (
        pytest.raises(StorageError, match="hipcoach is not allowed to write /data/x"),
        translated_os_errors(Path("/data/x")),
    ):
        raise OSError(code, "no")


def test_other_troubles_keep_the_system_s_words() -> None:
    with (
        pytest.raises(StorageError, match=r"^/data/x could not be read or written: Is a directory"),
        translated_os_errors(Path("/data/x")),
    ):
        raise IsADirectoryError(errno.EISDIR, "Is a directory")


def test_set_aside_takes_the_companions_along_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "hipcoach.sqlite3"
    for number in range(2):
        path.write_text(str(number))
        Path(f"{path}-wal").write_text(f"wal {number}")
        set_aside(path, AT)
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {
        "hipcoach.damaged-20260302-080509.sqlite3": "0",
        "hipcoach.damaged-20260302-080509.sqlite3-wal": "wal 0",
        "hipcoach.damaged-20260302-080509-2.sqlite3": "1",
        "hipcoach.damaged-20260302-080509-2.sqlite3-wal": "wal 1",
    }
