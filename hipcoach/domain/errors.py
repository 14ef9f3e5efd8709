"""Known errors: each carries a plain sentence that a person can act on."""


class HipcoachError(Exception):
    """A failure that is foreseen; its text is shown to the person as it is."""


class RangeError(HipcoachError, ValueError):
    """A value outside the range its field allows.

    Durations are held in milliseconds; `rule()` tells them in seconds,
    since that is how people write them.
    """

    def __init__(self, field: str, value: object, rule: str) -> None:
        """Name the field, the value found and the rule it breaks."""
        self.field = field
        self.value = value
        self.rule = rule
        super().__init__(f"{field}: {value} {rule}")


class ContentError(HipcoachError):
    """A content file that breaks a rule; names the file, the place and the rule."""

    def __init__(self, file: str, path: str, rule: str) -> None:
        """Keep the three parts for callers that show them apart."""
        self.file = file
        self.path = path
        self.rule = rule
        where = f"{file}: {path}" if path else file
        super().__init__(f"{where}: {rule}")


class StorageError(HipcoachError):
    """The record could not be read or written; the text says what to do."""


class RefusedError(StorageError):
    """The record has a rule that an entry breaks."""


class DiskFullError(StorageError):
    """There is no room left where the record is kept."""


class DamagedDataError(StorageError):
    """The record is no whole database; a backup may take its place."""


class InUseError(StorageError):
    """Another hipcoach writes in the data folder."""


class LostDataError(StorageError):
    """The record's file is no longer where it was opened."""


class NewerDataError(StorageError):
    """The data file was written by a newer hipcoach than this one."""


class StoppedError(HipcoachError):
    """A person stopped something long; nothing of it is left behind."""


def seconds_text(ms: int) -> str:
    """Write whole milliseconds as seconds without a needless fraction."""
    whole, rest = divmod(ms, 1000)
    return str(whole) if rest == 0 else f"{ms / 1000:g}"


def check_range(field: str, value: int, low: int, high: int) -> None:
    """Raise RangeError unless low <= value <= high; `_ms` fields are told in seconds."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise RangeError(field, value, "is not a whole number")
    if low <= value <= high:
        return
    rule, bound = ("is under", low) if value < low else ("is over", high)
    if field.endswith("_ms"):
        shown = field.removesuffix("_ms") + "_s"
        raise RangeError(shown, seconds_text(value), f"{rule} {seconds_text(bound)}")
    raise RangeError(field, value, f"{rule} {bound}")
