"""What care for a person needs from the record: warning signs and single facts."""

from typing import Protocol

from hipcoach.domain.warning_sign import RecordValue, WarningSign


class WarningSignStore(Protocol):
    """Keeps the warning signs that were told, and how each was cleared."""

    def add(self, sign: WarningSign) -> None:
        """Save a sign; the same uid again replaces it."""
        ...

    def remove(self, uid: str) -> None:
        """Remove a sign; nothing happens when there is none."""
        ...

    def every(self) -> tuple[WarningSign, ...]:
        """Return all signs, oldest first."""
        ...


class RecordValues(Protocol):
    """Keeps single facts that belong to the record, one a key."""

    def get(self, key: str) -> str | None:
        """Return the JSON kept under a key, None without one."""
        ...

    def set(self, value: RecordValue) -> None:
        """Save a value in place of what is kept under its key."""
        ...

    def every(self) -> tuple[RecordValue, ...]:
        """Return all values by key."""
        ...
