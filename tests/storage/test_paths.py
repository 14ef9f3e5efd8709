import os
from pathlib import Path

import platformdirs
import pytest

from hipcoach.domain.errors import StorageError
from hipcoach.storage.paths import DataPaths


def test_everything_is_inside_a_named_folder(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path / "mine")
    places = (
        paths.database,
        paths.settings,
        paths.backups,
        paths.clips,
        paths.own_exercises,
        paths.log,
        paths.lock,
    )
    assert all(place.is_relative_to(tmp_path / "mine") for place in places)
    assert len(set(places)) == len(places)
    assert not (tmp_path / "mine").exists()


def test_without_a_name_the_system_s_folders_are_used() -> None:
    paths = DataPaths.find()
    assert paths.root == platformdirs.user_data_path("hipcoach", appauthor=False)
    assert paths.clips.is_relative_to(platformdirs.user_cache_path("hipcoach", appauthor=False))


def test_a_relative_folder_and_a_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataPaths.find(Path("data")).root == tmp_path / "data"
    assert DataPaths.find(Path("~/data")).root == Path.home() / "data"


def test_new_folders_are_the_owner_s_alone(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path / "mine")
    paths.create()
    paths.create()
    for folder in (paths.root, paths.clips, paths.own_exercises):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    DataPaths.find(tmp_path).create()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(StorageError, match=r"is a file, but hipcoach needs a folder there"):
        DataPaths.find(tmp_path / "mine").create()
    with pytest.raises(StorageError, match="could not be read or written"):
        DataPaths.find(tmp_path / "mine" / "deeper").create()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="is not allowed to write"):
        DataPaths.find(tmp_path).create()
    with pytest.raises(StorageError, match="is not allowed to write"):
        DataPaths.find(tmp_path / "mine").create()


def test_a_folder_the_system_says_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    with pytest.raises(StorageError, match=r"is not allowed to write .*--data-dir"):
        DataPaths.find(tmp_path / "mine").create()
