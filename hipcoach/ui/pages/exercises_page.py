"""The library of exercises: search, tiles, and one exercise at a time."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.suited_content import avoided_of
from hipcoach.domain.exercise import Exercise, Position
from hipcoach.domain.routine import Routine
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.models.exercise_filter import ExerciseFilter
from hipcoach.ui.models.exercise_words import (
    kind_and_areas,
    leave_out_words,
    position_words,
    short_kind_and_areas,
)
from hipcoach.ui.pages.exercise_page import ExercisePage
from hipcoach.ui.pages.parts.exercise_filters import ExerciseFilters
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.plain_text import tip
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.back_keys import add_back_keys
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_SEARCH_WIDTH = 336
_TILE_WIDTH = 184
# More than fit on a screen of 1920 x 1080; the others are made once these are painted.
_FIRST_TILES = 36
_ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


class ExercisesPage(QWidget):
    """Tiles of all exercises, narrowed by what is typed and chosen; a tile opens its exercise.

    Without `preferences` it isn't known what a person has and may do: then nothing is offered
    to be tried out.
    """

    exercise_opened = Signal(str)
    try_requested = Signal(Routine)
    add_to_routine_requested = Signal(str)

    def __init__(
        self,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
        preferences: Preferences | None = None,
        history: ExerciseHistory | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._figures = figures
        self._preferences = preferences
        self._theme = theme
        self._filter = ExerciseFilter(())
        self._tiles: dict[str, ExerciseTile] = {}
        self._waiting: list[Exercise] = []
        self._avoided: frozenset[str] = frozenset()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._make_rest)
        self._way: list[str] = []
        self._filled_from: tuple[list[Exercise], frozenset[str]] | None = None
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._list = ScrollColumn(theme, self)
        self._page = ExercisePage(
            content, theme, self, figures=figures, preferences=preferences, history=history
        )
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._page)
        self._page.back_requested.connect(self.go_back)
        self._page.exercise_requested.connect(self.open_exercise)
        self._page.try_requested.connect(self.try_requested)
        self._page.add_to_routine_requested.connect(self.add_to_routine_requested)
        self._build_list()
        add_back_keys(self, self.go_back)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._start_searching)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def shown_exercise(self) -> str:
        """The exercise that is open, or an empty text while the tiles are shown."""
        return self._way[-1] if self._way else ""

    def offer_adding(self) -> None:
        """Offer to add exercises to a routine; call it once somebody answers the request."""
        self._page.offer_adding()

    def shown_ids(self) -> tuple[str, ...]:
        """The exercises whose tiles are shown, in order."""
        owned = () if self._preferences is None else self._preferences.current.me.equipment
        return self._filter.matching(self._search.text(), self._filters.wanted(owned))

    def refresh(self) -> None:
        """Read the exercises again; search, filters and the open exercise stay."""
        exercises = sorted(self._content.exercises.values(), key=lambda each: each.name.casefold())
        avoided = self._left_out(exercises)
        if (exercises, avoided) != self._filled_from:
            count = _FIRST_TILES if self._filled_from is None else len(exercises)
            self._filled_from = (exercises, avoided)
            self._fill_tiles(exercises, avoided, count)
            self._way = [each for each in self._way if each in self._content.exercises]
            self._show_place()
        elif self._way:
            self._page.refresh()
        self._narrow()

    def _left_out(self, exercises: list[Exercise]) -> frozenset[str]:
        if self._preferences is None:
            return frozenset()
        return avoided_of(exercises, self._preferences.current.me)

    def _fill_tiles(self, exercises: list[Exercise], avoided: frozenset[str], count: int) -> None:
        self._filters.set_exercises(exercises)
        self._filter = ExerciseFilter(exercises)
        self._flow.clear()
        self._tiles = {}
        self._waiting = list(exercises)
        self._avoided = avoided
        self._make_tiles(count)

    def _make_tiles(self, count: int) -> None:
        """Make the next tiles that wait to be made."""
        places = {position: position_words(position) for position in Position}
        made, self._waiting = self._waiting[:count], self._waiting[count:]
        for exercise in made:
            about = kind_and_areas(exercise)
            is_avoided = exercise.id in self._avoided
            tile = ExerciseTile(
                self._theme,
                name=exercise.name,
                dose=leave_out_words() if is_avoided else about,
                shorter_doses=() if is_avoided else short_kind_and_areas(exercise),
                position=exercise.position.value,
                figures=self._figures,
                exercise=exercise,
                parent=self._grid,
            )
            place = places[exercise.position]
            tile.setMinimumWidth(self._theme.px(_TILE_WIDTH))
            tile.setAccessibleDescription(place)
            tile.setToolTip(tip(f"{exercise.name}\n{about}\n{place}"))
            tile.clicked.connect(lambda _=False, wanted=exercise.id: self.open_exercise(wanted))
            tile.installEventFilter(self)
            self._flow.addWidget(tile)
            self._tiles[exercise.id] = tile

    def _make_rest(self) -> None:
        if self._waiting:
            self._make_tiles(len(self._waiting))
            self._narrow()
            # Sizes are known once the tiles lie in their places.
            self._flow.activate()
            self._draw_ahead()

    def _draw_ahead(self) -> None:
        for tile in self._tiles.values():
            tile.draw_ahead()

    def open_exercise(self, exercise_id: str) -> None:
        """Show an exercise; the way back leads to where it was asked for.

        One that the library doesn't have, such as the words of a plan, leaves the tiles on show.
        """
        if exercise_id not in self._content.exercises:
            return
        if self.shown_exercise != exercise_id:
            self._way.append(exercise_id)
        self._show_place()
        self.exercise_opened.emit(exercise_id)

    def go_back(self) -> None:
        """Return to the exercise before, or to the tiles with the keyboard on the one opened."""
        if not self._way:
            return
        left = self._way.pop()
        self._make_rest()
        self._show_place()
        if not self._way and left in self._tiles:
            self._tiles[left].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is seen."""
        super().showEvent(event)
        self.refresh()
        if not self._waiting:
            self._draw_ahead()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing ahead for a page that was left."""
        super().hideEvent(event)
        if self._figures is not None:
            self._figures.drop_ahead()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make what is out of sight once what is in sight was painted."""
        super().paintEvent(event)
        if self._waiting and not self._rest.isActive():
            self._rest.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows go from tile to tile, Down from the search into them, Escape clear it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._search:
                return self._search_key(event.key())
            if isinstance(watched, ExerciseTile) and event.key() in _ARROWS:
                self._step(watched, *_ARROWS[Qt.Key(event.key())])
                return True
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, ExerciseTile):
            self._list.ensureWidgetVisible(watched, 0, 3 * UNIT)
        return super().eventFilter(watched, event)

    def _build_list(self) -> None:
        head = QWidget(self)
        pair = PairLayout(head)
        lead = QWidget(head)
        row = QHBoxLayout(lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        title = TextLabel(self._theme, self.tr("Exercises"), role=TextRole.TITLE, parent=self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search by name, muscle or area"))
        self._search.setAccessibleName(self.tr("Search the exercises"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_wanted)
        self._search.installEventFilter(self)
        self._sign = self._search.addAction(
            icons.icon("search", self._theme.palette.muted),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._count = TextLabel(self._theme, tone=TextTone.MUTED, parent=self)
        row.addWidget(title)
        # A little lower, so that it stands on the line of the title.
        self._count.setContentsMargins(0, UNIT, 0, 0)
        row.addWidget(self._count)
        self._filters = ExerciseFilters(
            self._theme, asks_equipment=self._preferences is not None, parent=self
        )
        self._filters.changed.connect(self._on_wanted)
        row.addWidget(self._filters.clear_button)
        row.addStretch(1)
        pair.addWidget(lead)
        pair.addWidget(self._search)
        self._list.column.addWidget(head)
        self._list.column.addWidget(self._filters)
        self.setTabOrder(self._search, self._filters.area)
        self.setTabOrder(self._filters.area, self._filters.position)
        self.setTabOrder(self._filters.position, self._filters.category)
        self.setTabOrder(self._filters.category, self._filters.grade)
        self.setTabOrder(self._filters.grade, self._filters.owned)
        self.setTabOrder(self._filters.owned, self._filters.clear_button)
        self._card = Card(self._theme, self._list.widget())
        self._grid = QWidget(self._card)
        self._flow = FlowLayout(self._grid, even=True)
        self._card.body.addWidget(self._grid)
        self._list.column.addWidget(self._card)
        self._nothing = Card(self._theme, self._list.widget())
        self._nothing_words = TextLabel(self._theme, wrap=True, parent=self._nothing)
        self._nothing.body.addWidget(self._nothing_words)
        clear = SecondaryButton(
            self._theme, self.tr("Show all exercises"), accented=True, parent=self._nothing
        )
        clear.clicked.connect(self._start_over)
        self._nothing.body.addSpacing(UNIT)
        self._nothing.body.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.column.addWidget(self._nothing)
        self._list.column.addStretch(1)

    def _on_wanted(self) -> None:
        self._make_rest()
        self._narrow()

    def _narrow(self) -> None:
        found = self.shown_ids()
        shown = frozenset(found)
        changing = [key for key, tile in self._tiles.items() if tile.isHidden() is (key in shown)]
        if changing:
            # Out of sight the tiles are laid out once, not again for each that comes or goes.
            self._card.hide()
        for key in changing:
            self._tiles[key].setVisible(key in shown)
        self._flow.invalidate()
        count = len(found)
        text = self.tr("1 exercise") if count == 1 else self.tr("{0} exercises").format(count)
        self._count.setText(text)
        self._card.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing_words.setText(self._words_for_nothing())

    def _words_for_nothing(self) -> str:
        typed = self._search.text().strip()
        if not self._tiles:
            return self.tr("The exercises will be here.")
        if not self._filters.is_narrowing:
            words = self.tr(
                "No exercise fits “{0}”. Try another word, such as a muscle or an area."
            )
        elif typed:
            words = self.tr(
                "No exercise fits “{0}” and these filters. Try another word, or fewer filters."
            )
        else:
            words = self.tr("No exercise fits all of these filters. Try fewer of them.")
        return words.format(typed)

    def _show_place(self) -> None:
        if self._way:
            self._page.show_exercise(self._way[-1])
            self._stack.setCurrentWidget(self._page)
            self._page.focus_first()
        else:
            self._stack.setCurrentWidget(self._list)

    def _start_searching(self) -> None:
        self._way = []
        self._show_place()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _start_over(self) -> None:
        self._search.clear()
        self._filters.clear()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_key(self, key: int) -> bool:
        self._make_rest()
        shown = self.shown_ids()
        if key == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        if key == Qt.Key.Key_Down and shown:
            self._tiles[shown[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(shown) == 1:
            self.open_exercise(shown[0])
            return True
        return False

    def _step(self, tile: ExerciseTile, right: int, down: int) -> None:
        """Give the keyboard to the next tile in a direction, if there is one."""
        self._make_rest()
        shown = [self._tiles[key] for key in self.shown_ids()]
        at = shown.index(tile)
        if right:
            target = at + right
            if 0 <= target < len(shown):
                shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        rows = sorted({each.y() for each in shown})
        wanted = rows.index(tile.y()) + down
        if wanted < 0:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif wanted < len(rows):
            line = [each for each in shown if each.y() == rows[wanted]]
            nearest = min(line, key=lambda each: abs(each.x() - tile.x()))
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._search.setFixedWidth(self._theme.px(_SEARCH_WIDTH))
        self._search.setMinimumHeight(HIT_TARGET)
        for tile in self._tiles.values():
            tile.setMinimumWidth(self._theme.px(_TILE_WIDTH))
        self._sign.setIcon(icons.icon("search", self._theme.palette.muted))
