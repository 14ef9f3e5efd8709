"""The folder of rendered clips and its index of lengths."""

import hashlib
import logging
import os
import threading
import time
import zlib
from pathlib import Path

import msgspec

from hipcoach.voice import wav

# Goes up when clips are made in another way (trimming, loudness), so that old ones are left.
CLIP_FORMAT = 3
DEFAULT_LIMIT_BYTES = 64 * 1024 * 1024
_INDEX_NAME = "index.json"
_STALE_PART_S = 3600.0
_log = logging.getLogger(__name__)


class _Clip(msgspec.Struct):
    ms: int
    size: int
    used: int = 0
    checksum: int | None = None


class _Index(msgspec.Struct):
    format: int = CLIP_FORMAT
    turn: int = 0
    clips: dict[str, _Clip] = {}  # msgspec gives each its own


def clip_key(text: str, *, voice: str, rate_wpm: int, engine: str, version: str) -> str:
    """Return the name under which a clip of this line is kept."""
    parts = (CLIP_FORMAT, engine, version, voice, rate_wpm, text)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


class ClipCache:
    """Clips by key: how long each is, and where; safe to ask from any thread.

    Nothing is written but by `make_folder` and `flush`. A clip that is not as it was
    when it was noted is dropped, so that it is rendered again.
    """

    def __init__(self, folder: Path, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> None:
        """Read the index, and take in clips that a killed process left unnoted."""
        self.folder = folder.absolute()
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._index = self._read_index()
        self._dirty = False
        # Files seen whole in this process, by size and time: they are not read twice.
        self._seen_whole: dict[str, tuple[int, int]] = {}
        self._damaged: set[str] = set()
        self._take_in_strays()

    def make_folder(self) -> None:
        """Make the folder, for this user only; raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def file_of(self, key: str) -> Path:
        """Return where the clip of a key is kept, whether it is there or not."""
        return self.folder / f"{key}.wav"

    def length_ms(self, key: str) -> int | None:
        """Return a clip's length in ms and count it as used; None when there is none."""
        with self._lock:
            clip = self._whole_clip(key)
            return None if clip is None else clip.ms

    def path(self, key: str) -> Path | None:
        """Return a clip's file and count it as used; None when there is none."""
        with self._lock:
            return None if self._whole_clip(key) is None else self.file_of(key)

    def is_damaged(self, key: str) -> bool:
        """Tell whether a clip was here, was found damaged, and was not rendered again yet."""
        with self._lock:
            return key in self._damaged

    def add(self, key: str, length_ms: int) -> bool:
        """Note a clip that was just rendered; False when its file is not as it should be."""
        with self._lock:
            self._damaged.discard(key)
            try:
                size = self.file_of(key).stat().st_size
            except OSError:
                return False
            self._seen_whole.pop(key, None)
            self._index.clips[key] = _Clip(ms=length_ms, size=size)
            return self._whole_clip(key) is not None

    def flush(self) -> None:
        """Evict the clips unused for longest beyond the limit, and write the index.

        Raises OSError when the index can't be written; the clips are kept then.
        """
        with self._lock:
            self._evict()
            if not self._dirty:
                return
            self.make_folder()
            part = self.folder / f"{_INDEX_NAME}.{os.getpid()}.part"
            try:
                part.touch(mode=0o600)
                part.write_bytes(msgspec.json.encode(self._index))
                part.replace(self.folder / _INDEX_NAME)
            finally:
                part.unlink(missing_ok=True)
            self._dirty = False

    def _whole_clip(self, key: str) -> _Clip | None:
        clip = self._index.clips.get(key)
        if clip is None:
            return None
        file = self.file_of(key)
        try:
            now = file.stat()
            mark = (now.st_size, now.st_mtime_ns)
            if self._seen_whole.get(key) != mark:
                if now.st_size != clip.size or wav.clip_length_ms(file) != clip.ms:
                    raise wav.NotAWavError("it is not as long as it was")
                clip.checksum = _checked(file, clip.checksum)
                self._seen_whole[key] = mark
        except (OSError, wav.NotAWavError) as error:
            _log.info("The clip %s is dropped: %s", file.name, error)
            self._drop(key)
            self._damaged.add(key)
            return None
        self._index.turn += 1
        clip.used = self._index.turn
        self._dirty = True
        return clip

    def _drop(self, key: str) -> None:
        self._index.clips.pop(key, None)
        self._seen_whole.pop(key, None)
        self._dirty = True
        try:
            self.file_of(key).unlink(missing_ok=True)
        except OSError as error:
            _log.info("A clip could not be removed: %s", error)

    def _evict(self) -> None:
        total = sum(clip.size for clip in self._index.clips.values())
        for key, clip in sorted(self._index.clips.items(), key=lambda item: item[1].used):
            if total <= self._limit_bytes:
                break
            total -= clip.size
            self._drop(key)

    def _read_index(self) -> _Index:
        try:
            index = msgspec.json.decode((self.folder / _INDEX_NAME).read_bytes(), type=_Index)
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            return _Index()  # lengths are read from the clips' own headers then
        return index if index.format == CLIP_FORMAT else _Index()

    def _take_in_strays(self) -> None:
        try:
            files = list(self.folder.iterdir())
        except OSError:
            return  # no folder yet, or one that can't be read: rendering will say so
        kept = {file.stem for file in files if file.suffix == ".wav"}
        for key in self._index.clips.keys() - kept:
            del self._index.clips[key]
            self._dirty = True
        for file in files:
            try:
                if file.suffix == ".wav" and file.stem not in self._index.clips:
                    self._index.clips[file.stem] = _Clip(
                        ms=wav.clip_length_ms(file), size=file.stat().st_size
                    )
                    self._dirty = True
                elif file.suffix == ".part" and (
                    time.time() - file.stat().st_mtime > _STALE_PART_S
                ):
                    # A younger one may be another hipcoach's, being written now.
                    file.unlink(missing_ok=True)
            except wav.NotAWavError:
                self._drop(file.stem)
            except OSError as error:
                _log.info("A file among the clips could not be read: %s", error)


def _checked(file: Path, noted: int | None) -> int:
    """Return the checksum of a clip; raises NotAWavError when it isn't the one noted.

    A clip that was never noted must at least be no silence: that is what a power cut leaves.
    """
    data = file.read_bytes()
    found = zlib.crc32(data)
    if noted is None and not any(data[wav.HEADER_BYTES :]):
        raise wav.NotAWavError("it is silent")
    if noted is not None and found != noted:
        raise wav.NotAWavError("its samples are not what they were")
    return found
