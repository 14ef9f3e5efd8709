"""Corrections of the record that can be taken back, and done again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

MOST_EDITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One correction: what it is called, how it is done and how it is taken back.

    Edits in a row with the same `joins` are one: typing on takes one step back, not ten.
    """

    text: str
    do: Callable[[], None]
    undo: Callable[[], None]
    joins: object = None


class Edits:
    """The corrections of this run of the app, the latest last.

    Each is kept all or none; one that cannot be written raises StorageError and counts as not
    done, so that what is told here is always what the record holds.
    """

    def __init__(self, all_or_none: Callable[[], AbstractContextManager[None]]) -> None:
        """Write inside `all_or_none`."""
        self._all_or_none = all_or_none
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call back after every change of the record that was made here."""
        self._listeners.append(listener)

    @property
    def undo_text(self) -> str:
        """Name what can be taken back, empty when nothing can."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """Name what can be done again, empty when nothing can."""
        return self._undone[-1].text if self._undone else ""

    def do(self, edit: Edit) -> None:
        """Make a correction; what was taken back before cannot be done again afterwards."""
        with self._all_or_none():
            edit.do()
        if edit.joins is not None and self._done and self._done[-1].joins == edit.joins:
            before = self._done.pop()
            edit = Edit(text=edit.text, do=edit.do, undo=before.undo, joins=edit.joins)
        self._done.append(edit)
        del self._done[:-MOST_EDITS]
        self._undone.clear()
        self._tell()

    def undo(self) -> str:
        """Take the latest correction back and return its name, empty when there is none."""
        if not self._done:
            return ""
        edit = self._done[-1]
        with self._all_or_none():
            edit.undo()
        self._undone.append(self._done.pop())
        self._tell()
        return edit.text

    def redo(self) -> str:
        """Do again what was taken back last and return its name, empty when there is none."""
        if not self._undone:
            return ""
        edit = self._undone[-1]
        with self._all_or_none():
            edit.do()
        self._done.append(self._undone.pop())
        self._tell()
        return edit.text

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
