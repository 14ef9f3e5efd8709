"""The exercises of a routine one below the other, to be read."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.written import is_written
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.routine_words import group_marks, item_words
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.position_view import PositionView
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_PICTURE = (112, 80)


class RoutineItemsCard(Card):
    """A figure, the name and the dose of each; what is locked or only words says so."""

    def __init__(
        self,
        theme: Theme,
        routine: Routine,
        *,
        caution: Callable[[RoutineItem], str],
        notes: Mapping[str, str] | None = None,
        figures: FigureBook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`caution` says what speaks against an item; `notes` are further words by uid."""
        super().__init__(theme, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(2, 1)
        for row, (item, mark) in enumerate(
            zip(routine.items, group_marks(routine.items), strict=True)
        ):
            if mark:
                label = TextLabel(
                    theme, mark, role=TextRole.STRONG, tone=TextTone.PRIMARY, parent=self
                )
                grid.addWidget(label, row, 0)
            picture = PositionView(theme, self, figures=figures)
            picture.setFixedSize(theme.px(_PICTURE[0]), theme.px(_PICTURE[1]))
            picture.set_position(item.exercise.position.value, exercise_id=item.exercise.id)
            grid.addWidget(picture, row, 1)
            words = [caution(item), (notes or {}).get(item.uid, "")]
            grid.addWidget(self._words(item, [each for each in words if each]), row, 2)
        self.body.addLayout(grid)

    def _words(self, item: RoutineItem, cautions: list[str]) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        name = TextLabel(
            self._theme, item.exercise.name, role=TextRole.STRONG, wrap=True, parent=holder
        )
        column.addWidget(name)
        column.addWidget(self._small(item_words(item), TextTone.MUTED, holder))
        if item.locked:
            words = self.tr("Stays as your therapist set it")
            column.addWidget(self._small(words, TextTone.PRIMARY, holder))
        if is_written(item.exercise):
            words = self.tr("In the words of your plan: ask your therapist how it is done")
            column.addWidget(self._small(words, TextTone.PRIMARY, holder))
        for caution in cautions:
            column.addWidget(self._small(caution, TextTone.PAIN, holder))
        column.addStretch(1)
        return holder

    def _small(self, text: str, tone: TextTone, parent: QWidget) -> TextLabel:
        return TextLabel(
            self._theme, text, role=TextRole.SMALL, tone=tone, wrap=True, parent=parent
        )


def head_of(
    theme: Theme, title: str, lines: list[tuple[str, TextTone]], parent: QWidget
) -> QWidget:
    """Return a title with lines below it."""
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    column = QVBoxLayout()
    column.setSpacing(UNIT // 2)
    column.addWidget(TextLabel(theme, title, role=TextRole.TITLE, wrap=True, parent=holder))
    for text, tone in lines:
        if text:
            column.addWidget(TextLabel(theme, text, tone=tone, wrap=True, parent=holder))
    row.addLayout(column, 1)
    row.setAlignment(Qt.AlignmentFlag.AlignTop)
    return holder
