"""The figures of a window: solved and painted when they are first wanted, and kept a while."""

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.baking import Baked, bake, bake_poses
from hipcoach.figure.figure import Figure
from hipcoach.figure.projection import Picture, project
from hipcoach.ui.figure_painter import FigurePainter
from hipcoach.ui.people import Person, person_for
from hipcoach.ui.theme import Palette

MOVING_KEPT: Final = 24
POSES_KEPT: Final = 32
STILLS_KEPT: Final = 400
# Between two that are made ahead of need there is time for everything else.
_APART_MS: Final = 30
# A still picture is quickly made; the next row is there before one has scrolled to it.
_STILLS_APART_MS: Final = 10

# Stands for a figure that nobody has asked for yet.
_UNKNOWN: Final = object()

_log = logging.getLogger("hipcoach")

V = TypeVar("V")
StillKey = tuple[str, int, int, Palette, bool, float]


class _Kept(Generic[V]):
    """The values used last, up to a number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[object, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: object) -> V | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def clear(self) -> None:
        self._values.clear()

    def put(self, key: object, value: V) -> V:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A solved figure, how it is seen, and who shows it."""

    baked: Baked
    picture: Picture
    person: Person


def _drawn(who: ShownPerson, exercise_id: str, baked: Baked) -> DrawnFigure:
    person = person_for(who, exercise_id)
    return DrawnFigure(baked, project(baked, person.build), person)


class _Aside(QObject):
    """Makes one thing at a time in a thread of its own, and brings it to the window's."""

    made = Signal(object)
    """What was made, or None."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, make: Callable[[], object]) -> None:
        self._thread = threading.Thread(
            target=self._run, args=(make,), name="hipcoach-figures", daemon=True
        )
        self._thread.start()

    def _run(self, make: Callable[[], object]) -> None:
        found = None
        try:
            found = make()
        except (ArithmeticError, LookupError, ValueError):
            # Whoever shows this figure meets the same, and tells.
            _log.exception("A figure could not be made ahead")
        # The window may be gone by now.
        with suppress(RuntimeError):
            self.made.emit(found)


class FigureBook(QObject):
    """Finds the figure of an exercise; loads, solves and paints no more than is looked at."""

    person_changed = Signal()
    """Somebody else shows the exercises now; what was drawn before is no longer kept."""
    still_made = Signal(str)
    """A still picture of this exercise, asked for by `still_soon`, is there now, or has none."""

    def __init__(
        self,
        load: Callable[[str], Figure | None],
        parent: QObject | None = None,
        *,
        stills_kept: int = STILLS_KEPT,
    ) -> None:
        """Take what loads the figure of an exercise's id, None where it has none."""
        super().__init__(parent)
        self._load = load
        self._who = ShownPerson.TURNS
        self._figures: dict[str, Figure | None] = {}
        self._moving: _Kept[DrawnFigure] = _Kept(MOVING_KEPT)
        self._poses: _Kept[DrawnFigure] = _Kept(POSES_KEPT)
        self._stills: _Kept[QPixmap] = _Kept(stills_kept)
        self._wanted: OrderedDict[StillKey, None] = OrderedDict()
        self._ahead: OrderedDict[tuple[str, bool], StillKey] = OrderedDict()
        self._warming: deque[str] = deque()
        self._aside = _Aside(self)
        self._aside.made.connect(self._on_made_aside)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make_next)

    def set_person(self, who: ShownPerson) -> None:
        """Let somebody else show the exercises."""
        if who is not self._who:
            self._who = who
            for kept in (self._moving, self._poses, self._stills):
                kept.clear()
            self._wanted.clear()
            self._ahead.clear()
            self.person_changed.emit()

    def figure(self, exercise_id: str) -> Figure | None:
        """Return the figure of an exercise as it is written, or None."""
        if exercise_id not in self._figures:
            self._figures[exercise_id] = self._load(exercise_id) if exercise_id else None
        return self._figures[exercise_id]

    def lacks(self, exercise_id: str) -> bool:
        """Tell whether an exercise is known to have no figure; nothing is loaded for it."""
        return not exercise_id or self._figures.get(exercise_id, _UNKNOWN) is None

    def moving(self, exercise_id: str) -> DrawnFigure | None:
        """Return the figure of an exercise with all its samples, or None."""
        kept = self._moving.get(exercise_id)
        if kept is not None:
            return kept
        figure = self.figure(exercise_id)
        if figure is None:
            return None
        return self._moving.put(exercise_id, _drawn(self._who, exercise_id, bake(figure)))

    def still(
        self,
        exercise_id: str,
        size: QSize,
        palette: Palette,
        *,
        mirrored: bool = False,
        dpr: float = 1.0,
    ) -> QPixmap | None:
        """Return the worked pose of an exercise in a room of this size, or None."""
        key = (exercise_id, size.width(), size.height(), palette, mirrored, dpr)
        return self._stills.get(key) or self._paint(key)

    def still_soon(
        self,
        exercise_id: str,
        size: QSize,
        palette: Palette,
        *,
        mirrored: bool = False,
        dpr: float = 1.0,
    ) -> QPixmap | None:
        """Return the same where it is there already; else make it next, and tell then."""
        key = (exercise_id, size.width(), size.height(), palette, mirrored, dpr)
        found = self._stills.get(key)
        if found is None and not self.lacks(exercise_id):
            self._ahead.pop((exercise_id, mirrored), None)
            self._wanted[key] = None
            self._soon.start(0)
        return found

    def still_ahead(
        self,
        exercise_id: str,
        size: QSize,
        palette: Palette,
        *,
        mirrored: bool = False,
        dpr: float = 1.0,
    ) -> None:
        """Make the same once nothing else is wanted; only the last size asked for counts."""
        key = (exercise_id, size.width(), size.height(), palette, mirrored, dpr)
        if self._stills.get(key) is None and not self.lacks(exercise_id):
            self._ahead[exercise_id, mirrored] = key
            if not self._soon.isActive():
                self._soon.start(_STILLS_APART_MS)

    def drop_ahead(self) -> None:
        """Make no more of what was asked for by `still_ahead`."""
        self._ahead.clear()
        self._go_on()

    def paint(self, painter: QPainter, room: QRectF, exercise_id: str, palette: Palette) -> bool:
        """Paint the worked pose of an exercise on any device; tell whether it has a figure."""
        drawn = self._drawn_poses(exercise_id)
        if drawn is None:
            return False
        pose = drawn.baked.figure.still_pose
        FigurePainter(drawn.picture, palette, drawn.person, same_scale=True).paint(
            painter, room, pose, mirrored=False
        )
        return True

    def warm(self, exercise_ids: Iterable[str]) -> None:
        """Make moving figures one by one in a thread of their own, these and no others."""
        self._warming = deque(dict.fromkeys(exercise_ids))
        if self._warming and not self._soon.isActive():
            self._soon.start(_APART_MS)

    @property
    def is_warming(self) -> bool:
        """Whether a moving figure is being made ahead of need."""
        return bool(self._warming) or self._aside.is_busy

    def _warm_next(self) -> None:
        while self._warming and self._moving.get(self._warming[0]) is not None:
            self._warming.popleft()
        if not self._warming or self._aside.is_busy:
            return
        exercise_id = self._warming.popleft()
        figure, who = self.figure(exercise_id), self._who
        if figure is not None:
            self._aside.start(lambda: (exercise_id, who, _drawn(who, exercise_id, bake(figure))))

    def _on_made_aside(self, made: object) -> None:
        if isinstance(made, tuple):
            exercise_id, who, drawn = made
            if who is self._who and self._moving.get(exercise_id) is None:
                self._moving.put(exercise_id, drawn)
        self._go_on()

    def finish(self) -> None:
        """Make now all still pictures that are on show."""
        while self._wanted:
            self._make_still(next(iter(self._wanted)))
        self._go_on()

    def _make_next(self) -> None:
        if self._wanted:
            self._make_still(next(iter(self._wanted)))
        else:
            if self._warming:
                self._warm_next()
            elif self._ahead:
                self._make_still(next(iter(self._ahead.values())))
        self._go_on()

    def _go_on(self) -> None:
        """Wait for the next turn, if there is anything left to do in it."""
        if self._wanted:
            self._soon.start(0)
        elif self._warming:
            self._soon.start(_APART_MS)
        elif self._ahead:
            self._soon.start(_STILLS_APART_MS)
        else:
            self._soon.stop()

    def _make_still(self, key: StillKey) -> None:
        """Take one step towards a still picture: load, solve, paint.

        Each is short, so that scrolling goes on between two of them.
        """
        exercise_id, mirrored = key[0], key[4]
        if exercise_id not in self._figures:
            self.figure(exercise_id)
        elif self.lacks(exercise_id) or self._stills.get(key) is not None:
            self._ahead.pop((exercise_id, mirrored), None)
            if key in self._wanted:
                del self._wanted[key]
                self.still_made.emit(exercise_id)
        elif self._poses.get(exercise_id) is None:
            self._drawn_poses(exercise_id)
        else:
            self._paint(key)
            self._make_still(key)

    def _drawn_poses(self, exercise_id: str) -> DrawnFigure | None:
        kept = self._poses.get(exercise_id)
        figure = self.figure(exercise_id)
        if kept is not None or figure is None:
            return kept
        return self._poses.put(exercise_id, _drawn(self._who, exercise_id, bake_poses(figure)))

    def _paint(self, key: StillKey) -> QPixmap | None:
        exercise_id, width, height, palette, mirrored, dpr = key
        drawn = self._drawn_poses(exercise_id)
        if drawn is None:
            return None
        pixmap = QPixmap(max(1, round(width * dpr)), max(1, round(height * dpr)))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        pose = drawn.baked.figure.still_pose
        room = QRectF(0, 0, width, height)
        FigurePainter(drawn.picture, palette, drawn.person, same_scale=True).paint(
            painter, room, pose, mirrored=mirrored
        )
        painter.end()
        return self._stills.put(key, pixmap)
