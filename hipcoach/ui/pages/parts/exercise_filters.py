"""What the exercises are narrowed by, beside what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from hipcoach.domain.exercise import Category, Exercise, Position
from hipcoach.ui.models.exercise_filter import ANYTHING, Wanted
from hipcoach.ui.models.exercise_ladder import Grade
from hipcoach.ui.models.exercise_words import category_words, grade_words, position_words
from hipcoach.ui.pages.parts.chips import Chip
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import QuietButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout


class FilterMenu(ChoiceBox):
    """A menu whose first line lets everything through; the wheel scrolls the page over it."""

    def __init__(self, theme: Theme, anything: str, *, name: str, parent: QWidget) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._anything = anything
        self.fill(())

    def key(self) -> str:
        """Return what is chosen, or an empty text for everything."""
        return str(self.currentData() or "")

    def fill(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer (key, text) pairs; what was chosen stays where it is still offered."""
        chosen = self.key()
        self.blockSignals(True)
        self.clear()
        self.addItem(self._anything, "")
        for key, text in options:
            self.addItem(text, key)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setMaxVisibleItems(max(1, self.count()))
        self.blockSignals(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A little more than the longest choice, which is never shortened then."""
        return super().sizeHint() + QSize(4, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Choose nothing by turning the wheel."""
        event.ignore()


class ExerciseFilters(QWidget):
    """Area, position, kind, how hard, and what is at hand; all that is chosen holds together.

    The page finds a place for `clear_button`, which is seen while anything is chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, *, asks_equipment: bool, parent: QWidget) -> None:
        """Make the menus; `asks_equipment` where it is known what the person has."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters"))
        flow = FlowLayout(self, gap=UNIT)
        self.area = FilterMenu(theme, self.tr("Any area"), name=self.tr("Area"), parent=self)
        self.position = FilterMenu(
            theme, self.tr("Any position"), name=self.tr("Position"), parent=self
        )
        self.category = FilterMenu(theme, self.tr("Any kind"), name=self.tr("Kind"), parent=self)
        self.grade = FilterMenu(
            theme, self.tr("Easy or hard"), name=self.tr("How hard"), parent=self
        )
        self.grade.setToolTip(self.tr("Beside the easier and harder forms of an exercise."))
        self.grade.fill([(grade.value, grade_words(grade)) for grade in Grade])
        for menu in self._menus():
            menu.currentIndexChanged.connect(self._on_changed)
            flow.addWidget(menu)
        self.owned = Chip(theme, "owned", self.tr("With what I have"), self)
        self.owned.setAccessibleDescription(
            self.tr("Only exercises for which you have all that is needed")
        )
        self.owned.setToolTip(self.tr("What you have is in Settings, under Me."))
        self.owned.toggled.connect(self._on_changed)
        self.owned.setVisible(asks_equipment)
        flow.addWidget(self.owned)
        self.clear_button = QuietButton(
            theme, self.tr("Clear filters"), icon_name="close", parent=self
        )
        self.clear_button.clicked.connect(self._on_clear)
        policy = self.clear_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear_button.setSizePolicy(policy)
        self.clear_button.hide()

    def set_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Offer what these exercises have."""
        areas = sorted({area for each in exercises for area in each.areas}, key=str.casefold)
        self.area.fill([(area, area[:1].upper() + area[1:]) for area in areas])
        positions = {each.position for each in exercises}
        self.position.fill([(p.value, position_words(p)) for p in Position if p in positions])
        categories = {each.category for each in exercises}
        self.category.fill([(c.value, category_words(c)) for c in Category if c in categories])

    def wanted(self, equipment: Sequence[str]) -> Wanted:
        """Return what is chosen, with the equipment that the person has."""
        position, category, grade = self.position.key(), self.category.key(), self.grade.key()
        return Wanted(
            area=self.area.key(),
            position=Position(position) if position else None,
            category=Category(category) if category else None,
            owned=frozenset(equipment) if self.owned.isChecked() else None,
            grade=Grade(grade) if grade else None,
        )

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is chosen."""
        return self.wanted(()) != ANYTHING

    def clear(self) -> None:
        """Let everything through."""
        for each in (*self._menus(), self.owned):
            each.blockSignals(True)
        for menu in self._menus():
            menu.setCurrentIndex(0)
        self.owned.setChecked(False)
        for each in (*self._menus(), self.owned):
            each.blockSignals(False)
            each.update()
        self._on_changed()

    def _menus(self) -> tuple[FilterMenu, ...]:
        return (self.area, self.position, self.category, self.grade)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chip as tall as the menus beside it, at every size of text."""
        super().resizeEvent(event)
        self.owned.setMinimumHeight(self.area.height())

    def _on_changed(self) -> None:
        self.clear_button.setVisible(self.is_narrowing)
        self.changed.emit()

    def _on_clear(self) -> None:
        # The button is about to go; the keyboard stays among the filters.
        self.area.setFocus()
        self.clear()
