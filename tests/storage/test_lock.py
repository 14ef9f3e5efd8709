import subprocess
import sys
from pathlib import Path

import pytest

from hipcoach.domain.errors import StorageError
from hipcoach.storage.lock import DataLock

_HOLDER = """
import sys
from pathlib import Path
from hipcoach.storage.lock import DataLock
DataLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_only_one_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "hipcoach.lock"
    with DataLock(path) as first:
        first.acquire()
        with pytest.raises(StorageError, match=rf"Another hipcoach is using {tmp_path}"):
            DataLock(path).acquire()
    with DataLock(path):
        pass
    first.release()
    assert path.stat().st_mode & 0o777 == 0o600


def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    path = tmp_path / "hipcoach.lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match="Another hipcoach"):
            DataLock(path).acquire()
        holder.kill()
        holder.wait()
        with DataLock(path):
            pass


def test_no_folder_for_it(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file or directory"):
        DataLock(tmp_path / "none" / "hipcoach.lock").acquire()
