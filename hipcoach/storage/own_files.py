"""Exercises, routines and figures that a person keeps as files in the data folder."""

import re
from collections.abc import Sequence
from pathlib import Path

from hipcoach.domain.errors import StorageError
from hipcoach.domain.own_file import OwnFile
from hipcoach.storage.files import PRIVATE_FOLDER, translated_os_errors, write_whole

FOLDERS = ("exercises", "routines", "figures")
LARGEST_BYTES = 1_000_000
# No way out of the folder, and no name that another system can't have.
_PLACE = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w-][\w. -]{{0,120}}\.(?:toml|hipcoach)")


class OwnFiles:
    """Reads and writes them in this data folder; implements `coaching.ports.OwnFileStore`."""

    def __init__(self, root: Path) -> None:
        """Use this data folder; it need not be there yet."""
        self._root = root

    def files(self) -> tuple[OwnFile, ...]:
        """Return every file that is text of a fitting size, by folder and name."""
        found: list[OwnFile] = []
        for folder in FOLDERS:
            with translated_os_errors(self._root / folder):
                for path in sorted((self._root / folder).glob("*")):
                    place = f"{folder}/{path.name}"
                    if not is_place(place) or not path.is_file():
                        continue
                    data = path.read_bytes()
                    if len(data) <= LARGEST_BYTES:
                        found.append(OwnFile.of(place, data))
        return tuple(found)

    def keep(self, file: OwnFile) -> None:
        """Write a file, in the place of one of the same name; raises StorageError."""
        if not is_place(file.place):
            raise StorageError(f"{file.place} is no place for a file of your own.")
        target = self._root / file.place
        with translated_os_errors(target):
            target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_whole(target, file.data)

    def replace_all(self, files: Sequence[OwnFile]) -> None:
        """Let there be these files and no others."""
        wanted = {file.place for file in files}
        for file in files:
            self.keep(file)
        for file in self.files():
            if file.place not in wanted:
                target = self._root / file.place
                with translated_os_errors(target):
                    target.unlink(missing_ok=True)


def is_place(text: str) -> bool:
    """Tell whether a text names a file of one's own inside the data folder."""
    return _PLACE.fullmatch(text) is not None
