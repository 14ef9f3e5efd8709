"""What all screens of the first start have in common: one question, and a picture beside it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLayoutItem, QVBoxLayout, QWidget

from hipcoach.ui.pages.parts.page_layouts import ItemLayout, height_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_GAP = 4 * UNIT
_LINE_GAP = 2 * UNIT
# The words beside a picture keep at least this width.
_WORDS_LEAST = 420


class _BesideLayout(ItemLayout):
    """Words, and a picture at their end; where it is narrow, below the first of the words."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture: QWidget | None = None

    def _lay(self, room: QRect, *, dry: bool) -> int:
        items = self._shown()
        pictures = [each for each in items if each.widget() is self.picture]
        words = [each for each in items if each.widget() is not self.picture]
        if not pictures:
            return self._lay_column(words, room, dry=dry)
        picture = pictures[0]
        wide, high = picture.sizeHint().width(), picture.sizeHint().height()
        left = room.width() - wide - _GAP
        if left < self._theme.px(_WORDS_LEAST):
            # What is told beside the question comes below the picture.
            return self._lay_column([*words[:1], picture, *words[1:]], room, dry=dry)
        height = self._lay_column(words, QRect(room.x(), room.y(), left, 0), dry=dry)
        if not dry:
            picture.setGeometry(QRect(room.x() + left + _GAP, room.y(), wide, high))
        return max(height, high)

    def _lay_column(self, items: list[QLayoutItem], room: QRect, *, dry: bool) -> int:
        top = room.y()
        for each in items:
            width, left = room.width(), room.x()
            if each.widget() is self.picture:
                width = min(width, each.sizeHint().width())
                left += (room.width() - width) // 2
            height = height_of(each, width)
            if not dry:
                each.setGeometry(QRect(left, top, width, height))
            top += height + _LINE_GAP
        return max(0, top - _LINE_GAP - room.y())


class Step(QWidget):
    """A title, a sentence, what is asked, and a picture; answers are kept as they are given."""

    changed = Signal()

    def __init__(
        self, theme: Theme, title: str, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title
        self.setAccessibleName(title)
        self.setAccessibleDescription(lead)
        self._beside = _BesideLayout(self, theme)
        self._words = QWidget(self)
        self._beside.addWidget(self._words)
        self.picture: QWidget | None = None
        self.body = QVBoxLayout(self._words)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * UNIT)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        self.heading = TextLabel(theme, title, role=TextRole.DISPLAY, wrap=True, parent=self)
        words.addWidget(self.heading)
        if lead:
            words.addWidget(TextLabel(theme, lead, tone=TextTone.MUTED, wrap=True, parent=self))
        self.body.addLayout(words)

    def set_picture(self, picture: QWidget) -> None:
        """Put a picture beside the words."""
        self.picture = picture
        self._beside.picture = picture
        self._beside.addWidget(picture)

    def add_below(self, *texts: str) -> None:
        """Tell something beside the question, in quiet letters."""
        room = QWidget(self)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 2 * UNIT, 0, 0)
        column.setSpacing(2 * UNIT)
        for text in texts:
            label = TextLabel(self._theme, text, tone=TextTone.MUTED, wrap=True, parent=room)
            column.addWidget(label)
        self._beside.addWidget(room)

    def set_room(self, height: int) -> None:
        """Let the picture be no taller than this, in pixels, where it can."""
        fit = getattr(self.picture, "set_room", None)
        if fit is not None:
            fit(height)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next")

    @property
    def must_be_seen(self) -> bool:
        """Whether every line has to have been in view before it can be gone on from."""
        return False

    @property
    def later_text(self) -> str:
        """What the quiet button beside it says, empty where there is none."""
        return ""

    def entered(self) -> None:
        """Show what is kept, just before the screen is shown."""

    def left(self) -> str:
        """Keep what has to be kept on going on; a sentence when that failed."""
        return ""

    def first_field(self) -> QWidget | None:
        """Return what gets the keyboard; the button that leads on without one."""
        return None
