"""What is due, with one large Start."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm
from hipcoach.domain.units import whole_minutes
from hipcoach.domain.written import is_written
from hipcoach.ui import icons
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.labels import dose_text, minutes_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.plain_text import menu_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.face import Face, FaceSign
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.toggle import Toggle

_SIGN_PX = 72
# A narrower card leaves its room to the words.
_SIGN_LEAST_PX = 480


class StartButton(PrimaryButton):
    """Start, wide enough to be hit without aiming."""

    def sizeHint(self) -> QSize:
        """Somewhat larger than other primary buttons."""
        hint = super().sizeHint()
        return QSize(max(hint.width() + 16, self._theme.px(180)), max(hint.height(), 56))


class _Caution(QWidget):
    """Lines of care, and a button for what a therapist cleared."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT + 4)
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = TextLabel(theme, wrap=True, parent=self)
        self.clear_button = SecondaryButton(theme, "", space_activates=False, parent=self)
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        column.addWidget(self._words)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def tell(self, lines: Sequence[str], clear_text: str) -> None:
        self._words.setText("\n".join(lines))
        self.clear_button.setText(clear_text)
        self.clear_button.setVisible(bool(clear_text))
        self.setVisible(bool(lines))

    def text(self) -> str:
        return self._words.text()

    def _restyle(self) -> None:
        size = self._theme.px(20)
        color = self._theme.palette.pain
        self._sign.setPixmap(icons.pixmap("warning", color, size, self.devicePixelRatioF()))


class DueCard(Card):
    """A routine: minutes, what to fetch, its exercises as tiles, and what can be done with it."""

    start_requested = Signal()
    exercise_requested = Signal(str)
    routine_chosen = Signal(str)
    excuse_requested = Signal()
    unexcuse_requested = Signal()
    quiet_toggled = Signal(bool)
    days_requested = Signal()
    form_chosen = Signal(SessionForm)
    """The person wants all of the routine, its short version, or that for a sorer day."""
    clear_requested = Signal(str)
    """The person's therapist cleared the exercise of this id."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, figures: FigureBook | None = None
    ) -> None:
        super().__init__(theme, parent, padding=3 * UNIT + 4)
        self._figures = figures
        self._shown: Routine | None = None
        self._form_options: list[tuple[str, str]] = []
        self.body.setSpacing(2 * UNIT)
        head = QWidget(self)
        pair = PairLayout(head, lead_least=theme.px(280))
        words = QWidget(head)
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        self.sign = FaceSign(theme, Face.READY, _SIGN_PX, words)
        self.sign.setCursor(Qt.CursorShape.PointingHandCursor)
        self.sign.hide()
        self._is_ready = False
        column = QVBoxLayout()
        column.setSpacing(4)
        row.addWidget(self.sign)
        row.addLayout(column, 1)
        self._line = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        self._name = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=words)
        self._facts = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=words)
        for label in (self._line, self._name, self._facts):
            column.addWidget(label)
        self.start_button = StartButton(theme, "", hint=self.tr("Space"), parent=head)
        pair.addWidget(words)
        pair.addWidget(self.start_button)
        self.body.addWidget(head)
        self.forms = Segmented(
            theme, name=self.tr("How much today"), space_activates=False, wraps=True, parent=self
        )
        self.forms.chosen.connect(lambda key: self.form_chosen.emit(SessionForm(key)))
        self.body.addWidget(self.forms)
        self._caution = _Caution(theme, self)
        self._clearable: tuple[tuple[str, str], ...] = ()
        self.clear_menu = QMenu(self)
        self.clear_button = self._caution.clear_button
        self.clear_button.clicked.connect(self._ask_which)
        self.body.addWidget(self._caution)
        self._tiles_room = QWidget(self)
        self._tiles = FlowLayout(self._tiles_room, gap=UNIT + 6, even=True)
        self.body.addWidget(self._tiles_room)
        self.body.addWidget(self._make_foot(theme))
        self.start_button.clicked.connect(self.start_requested)

    def _make_foot(self, theme: Theme) -> QWidget:
        foot = QWidget(self)
        pair = PairLayout(foot, lead_least=theme.px(320))
        buttons = QWidget(foot)
        flow = FlowLayout(buttons, gap=UNIT + 2)
        self.menu = QMenu(self)
        self.menu_button = self._button(theme, self.tr("Another routine"), buttons)
        self.excuse_button = self._button(theme, self.tr("Excuse today"), buttons)
        self.unexcuse_button = self._button(theme, self.tr("Undo the excuse"), buttons)
        self.days_button = self._button(theme, self.tr("Choose days"), buttons)
        for button in (
            self.menu_button,
            self.excuse_button,
            self.unexcuse_button,
            self.days_button,
        ):
            flow.addWidget(button)
        self.quiet = Toggle(theme, self.tr("Quiet, captions only"), parent=foot)
        pair.addWidget(buttons)
        pair.addWidget(self.quiet)
        self.menu_button.clicked.connect(self._open_menu)
        self.excuse_button.clicked.connect(self.excuse_requested)
        self.unexcuse_button.clicked.connect(self.unexcuse_requested)
        self.days_button.clicked.connect(self.days_requested)
        # Only the person's own change is told.
        self.quiet.clicked.connect(self.quiet_toggled)
        return foot

    @staticmethod
    def _button(theme: Theme, text: str, parent: QWidget) -> SecondaryButton:
        # Space starts, wherever the keyboard is.
        return SecondaryButton(theme, text, space_activates=False, parent=parent)

    @property
    def line(self) -> str:
        """How the day stands."""
        return self._line.text()

    @property
    def name(self) -> str:
        """The routine's name."""
        return self._name.text()

    @property
    def facts(self) -> str:
        """Minutes, exercises and equipment."""
        return self._facts.text()

    @property
    def caution(self) -> str:
        """What doesn't go with what the person told, empty without any."""
        return self._caution.text()

    def show_routine(
        self,
        routine: Routine,
        *,
        length_ms: int,
        equipment_names: Mapping[str, str],
        cautions: Sequence[str],
        clearable: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a routine and how long it takes, in ms; `clearable` is left out, as (id, name)."""
        count = len(routine.items)
        exercises = self.tr("1 exercise") if count == 1 else self.tr("{0} exercises").format(count)
        facts = [minutes_text(length_ms), exercises]
        if routine.equipment:
            names = [equipment_names.get(each, each) for each in routine.equipment]
            facts.append(", ".join(names))
        self._name.setText(routine.name)
        self._facts.setText(" · ".join(facts))
        self._offer_clearing(clearable)
        self._caution.tell(cautions, self._clear_text())
        if routine != self._shown:
            self._shown = routine
            self._fill_tiles(routine)

    def show_state(
        self,
        line: str,
        start_text: str,
        *,
        may_excuse: bool,
        is_excused: bool,
        has_plan: bool,
        is_quiet: bool,
    ) -> None:
        """Show how the day stands."""
        self._line.setText(line)
        self.start_button.setText(start_text)
        self.start_button.setAccessibleName(
            self.tr("{0}: {1}").format(start_text, self._name.text())
        )
        self.start_button.updateGeometry()
        self.excuse_button.setVisible(may_excuse)
        self.unexcuse_button.setVisible(is_excused)
        self.days_button.setVisible(not has_plan)
        self.quiet.setChecked(is_quiet)

    def set_brief(self, *, is_brief: bool) -> None:
        """Show the routine without its exercises, on a day that is about something else."""
        self._tiles_room.setVisible(not is_brief)
        self._name.set_pixel_size(self._theme.px(20) if is_brief else None)

    def show_ready(self, *, is_ready: bool) -> None:
        """Show the sign of a session that is ready to start, where the card is wide enough."""
        self._is_ready = is_ready
        self._fit_sign()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the sign out where it would crowd the words."""
        super().resizeEvent(event)
        self._fit_sign()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Start by a click on the sign, which looks as if it would."""
        at = self.sign.mapFrom(self, event.position().toPoint())
        if self.sign.isVisible() and self.sign.rect().contains(at):
            self.start_button.click()
        super().mouseReleaseEvent(event)

    def _fit_sign(self) -> None:
        is_wide = self.width() >= self._theme.px(_SIGN_LEAST_PX)
        self.sign.setVisible(self._is_ready and is_wide)

    def offer_forms(self, lengths_ms: Mapping[SessionForm, int], current: SessionForm) -> None:
        """Offer forms of the routine with their lengths in ms, where there are two or more."""
        texts = {
            SessionForm.FULL: self.tr("All of it · {minutes} min"),
            SessionForm.SHORT: self.tr("Short · {minutes} min"),
            SessionForm.FLARE: self.tr("More sore today · {minutes} min"),
        }
        options = [
            (form.value, texts[form].format(minutes=whole_minutes(length_ms)))
            for form, length_ms in lengths_ms.items()
        ]
        if options != self._form_options:
            had_focus = QApplication.focusWidget() in self.forms.findChildren(QWidget)
            self._form_options = options
            self.forms.set_options(options)
            if had_focus:
                self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if current in lengths_ms:
            self.forms.set_current(current.value)
        self.forms.setVisible(len(options) > 1)

    def offer(self, routines: Sequence[tuple[str, str]]) -> None:
        """Offer other routines, as (id, text), in the menu."""
        self.menu.clear()
        for routine_id, text in routines:
            action = self.menu.addAction(menu_text(text))
            action.triggered.connect(
                lambda _=False, routine_id=routine_id: self.routine_chosen.emit(routine_id)
            )
        self.menu_button.setVisible(bool(routines))

    def _offer_clearing(self, clearable: Sequence[tuple[str, str]]) -> None:
        self._clearable = tuple(clearable)
        self.clear_menu.clear()
        for exercise_id, name in clearable:
            action = self.clear_menu.addAction(menu_text(name))
            action.triggered.connect(
                lambda _=False, exercise_id=exercise_id: self.clear_requested.emit(exercise_id)
            )

    def _clear_text(self) -> str:
        if not self._clearable:
            return ""
        if len(self._clearable) == 1:
            return self.tr("My therapist cleared this")
        return self.tr("My therapist cleared one of these")

    def _ask_which(self) -> None:
        if len(self._clearable) == 1:
            self.clear_requested.emit(self._clearable[0][0])
        else:
            self._pop_up(self.clear_menu, self.clear_button)

    def _open_menu(self) -> None:
        self._pop_up(self.menu, self.menu_button)

    @staticmethod
    def _pop_up(menu: QMenu, below: QWidget) -> None:
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(actions[0])

    def _fill_tiles(self, routine: Routine) -> None:
        self._tiles.clear()
        for item in routine.items:
            exercise = item.exercise
            tile = ExerciseTile(
                self._theme,
                name=exercise.name,
                dose=dose_text(item, exercise),
                position=exercise.position.value,
                # The words of a plan have no page.
                is_link=not is_written(exercise),
                figures=self._figures,
                exercise=exercise,
                parent=self,
            )
            tile.clicked.connect(
                lambda _=False, found=exercise.id: self.exercise_requested.emit(found)
            )
            self._tiles.addWidget(tile)
            tile.show()
