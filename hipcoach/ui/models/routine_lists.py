"""What the two lists of the editor hold: exercises to take from, and the items of a draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from hipcoach.coaching.routine_editing import Draft, beyond_usual
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.routine import RoutineItem
from hipcoach.ui.models.exercise_words import kind_and_areas, leave_out_words, position_words
from hipcoach.ui.models.routine_words import beyond_words, group_marks, item_words
from hipcoach.ui.plain_text import tip

EXERCISE_MIME: Final = "application/x-hipcoach-exercise"
ITEM_MIME: Final = "application/x-hipcoach-item"
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is painted of one exercise; `is_first` and `is_last` are of its circuit."""

    key: str
    exercise_id: str
    position: str
    name: str
    words: str
    mark: str = ""
    is_first: bool = True
    is_last: bool = True
    is_locked: bool = False
    is_item: bool = False
    caution: str = ""

    @property
    def told(self) -> str:
        """Return all of it as a screen reader says it."""
        parts = (self.mark, self.name, self.words, self.caution)
        return ", ".join(part for part in parts if part)


class _Lines(QAbstractListModel):
    """Lines in order."""

    mime = ""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    @property
    def lines(self) -> Sequence[Line]:
        """The lines from top to bottom."""
        return self._lines

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Tell how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, its name, or what is said of it."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.told
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.told)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every line be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        taken = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return taken | Qt.ItemFlag.ItemIsDragEnabled

    def row_of(self, key: str) -> int:
        """Return where a line stands, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def mimeTypes(self) -> list[str]:
        """Name what can be dragged from here."""
        return [self.mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the key of the line that is dragged."""
        data = QMimeData()
        if indexes:
            line = self._lines[indexes[0].row()]
            data.setData(self.mime, line.key.encode())
        return data


class LibraryList(_Lines):
    """Exercises of the library, those that were found."""

    mime = EXERCISE_MIME

    def show(self, exercises: Sequence[Exercise], avoided: frozenset[str]) -> None:
        """Hold these exercises; some are to be left out for now."""
        self.beginResetModel()
        self._lines = [
            Line(
                key=exercise.id,
                exercise_id=exercise.id,
                position=exercise.position.value,
                name=exercise.name,
                words=f"{kind_and_areas(exercise)} · {position_words(exercise.position)}",
                caution=leave_out_words() if exercise.id in avoided else "",
            )
            for exercise in exercises
        ]
        self.endResetModel()

    def supportedDragActions(self) -> Qt.DropAction:
        """Let exercises be copied from here."""
        return Qt.DropAction.CopyAction


class ItemsList(_Lines):
    """The items of a draft; what is dropped on them is told, not done here."""

    mime = ITEM_MIME
    exercise_dropped = Signal(str, int)
    item_dropped = Signal(str, int)

    def __init__(self, caution: Callable[[RoutineItem], str]) -> None:
        """`caution` says what speaks against an item, empty when nothing does."""
        super().__init__()
        self._caution = caution
        self._kept: dict[str, tuple[RoutineItem, str, bool, bool, Line]] = {}

    def show(self, draft: Draft) -> None:
        """Hold the items of a draft; lines that stay the same are not painted again."""
        marks = group_marks(draft.items)
        groups = [item.group for item in draft.items]
        lines = []
        for place, item in enumerate(draft.items):
            group = item.group
            first = group is None or place == 0 or groups[place - 1] != group
            last = group is None or place + 1 == len(groups) or groups[place + 1] != group
            lines.append(self._line(item, marks[place], is_first=first, is_last=last))
        self._kept = {line.key: self._kept[line.key] for line in lines}
        if [line.key for line in lines] == [line.key for line in self._lines]:
            changed = [row for row, line in enumerate(lines) if line != self._lines[row]]
            self._lines = lines
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def supportedDragActions(self) -> Qt.DropAction:
        """Let items be moved from here."""
        return Qt.DropAction.MoveAction

    def supportedDropActions(self) -> Qt.DropAction:
        """Take exercises and items."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name what can be dropped here."""
        return [EXERCISE_MIME, ITEM_MIME]

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Take what is dragged from the two lists of the editor."""
        return data.hasFormat(EXERCISE_MIME) or data.hasFormat(ITEM_MIME)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped before which line; nothing is taken away by the view."""
        place = row
        if place < 0:
            place = parent.row() if parent.isValid() else len(self._lines)
        for mime, signal in (
            (EXERCISE_MIME, self.exercise_dropped),
            (ITEM_MIME, self.item_dropped),
        ):
            if data.hasFormat(mime):
                signal.emit(bytes(data.data(mime).data()).decode(), place)
        return False

    def _line(self, item: RoutineItem, mark: str, *, is_first: bool, is_last: bool) -> Line:
        kept = self._kept.get(item.uid)
        if kept is not None and kept[:4] == (item, mark, is_first, is_last):
            return kept[4]
        line = Line(
            key=item.uid,
            exercise_id=item.exercise.id,
            position=item.exercise.position.value,
            name=item.exercise.name,
            words=item_words(item),
            mark=mark,
            is_first=is_first,
            is_last=is_last,
            is_locked=item.locked,
            is_item=True,
            caution=self._caution(item) or beyond_words(beyond_usual(item)),
        )
        self._kept[item.uid] = (item, mark, is_first, is_last, line)
        return line
