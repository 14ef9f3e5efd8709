"""The book of figures loads and solves no more than is looked at."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.figure import Figure
from hipcoach.services import figure_of
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.theme import DARK, LIGHT

SIZE = QSize(150, 96)


class Shelf:
    """Counts what is loaded."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, exercise_id: str) -> Figure | None:
        self.asked.append(exercise_id)
        return figure_of(exercise_id)


def image(pixmap: QPixmap | None) -> QImage:
    assert pixmap is not None
    return pixmap.toImage()


def test_nothing_is_loaded_before_it_is_wanted_and_then_once(qapp: QApplication) -> None:
    shelf = Shelf()
    book = FigureBook(shelf)
    assert shelf.asked == []
    first = book.moving("clamshell")
    assert first is not None
    assert book.moving("clamshell") is first
    book.still("clamshell", SIZE, LIGHT)
    assert shelf.asked == ["clamshell"]


def test_an_exercise_without_a_figure_has_none(qapp: QApplication) -> None:
    shelf = Shelf()
    book = FigureBook(shelf)
    assert book.figure("no_such_exercise") is None
    assert book.moving("no_such_exercise") is None
    assert book.still("no_such_exercise", SIZE, LIGHT) is None
    assert book.still_soon("no_such_exercise", SIZE, LIGHT) is None
    assert shelf.asked == ["no_such_exercise"], "that there is none is remembered"
    assert book.figure("") is None
    assert shelf.asked == ["no_such_exercise"]


def test_a_still_is_painted_once_for_each_look(qapp: QApplication) -> None:
    book = FigureBook(figure_of)
    light = book.still("squat", SIZE, LIGHT)
    assert book.still("squat", SIZE, LIGHT) is light
    looks = [
        image(light),
        image(book.still("squat", SIZE, DARK)),
        image(book.still("squat", SIZE, LIGHT, mirrored=True)),
        image(book.still("squat", SIZE, LIGHT, dpr=2.0)),
        image(book.still("squat", QSize(80, 60), LIGHT)),
        image(book.still("bridge", SIZE, LIGHT)),
    ]
    for at, one in enumerate(looks):
        assert all(one != other for other in looks[at + 1 :])
    assert looks[3].size() == SIZE * 2


def test_a_still_wanted_soon_is_there_after_a_turn_of_the_loop(qtbot: QtBot) -> None:
    book = FigureBook(figure_of)
    assert book.still_soon("bridge", SIZE, LIGHT) is None
    assert book.still_soon("squat", SIZE, LIGHT) is None
    made: list[str] = []
    book.still_made.connect(made.append)
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made == ["bridge", "squat"]
    assert book.still_soon("bridge", SIZE, LIGHT) is not None


def test_stills_can_be_made_at_once(qapp: QApplication) -> None:
    book = FigureBook(figure_of)
    book.still_soon("bridge", SIZE, LIGHT)
    book.finish()
    assert book.still_soon("bridge", SIZE, LIGHT) is not None


def test_warming_makes_moving_figures_ahead_of_need(qtbot: QtBot) -> None:
    shelf = Shelf()
    book = FigureBook(shelf)
    book.warm(["clamshell", "bridge", "clamshell", "no_such_exercise", "squat"])
    assert shelf.asked == [], "not in the middle of what asks for it"
    qtbot.waitUntil(lambda: "squat" in shelf.asked)
    assert shelf.asked == ["clamshell", "bridge", "no_such_exercise", "squat"]
    qtbot.waitUntil(lambda: not book.is_warming)
    assert book.moving("squat") is not None


def test_what_was_warmed_for_somebody_else_is_not_shown(qtbot: QtBot) -> None:
    book = FigureBook(figure_of)
    book.set_person(ShownPerson.SAM)
    book.warm(["bridge"])
    qtbot.waitUntil(lambda: book.is_warming)
    book.set_person(ShownPerson.MIRA)
    qtbot.waitUntil(lambda: not book.is_warming)
    drawn = book.moving("bridge")
    assert drawn is not None
    assert drawn.person.who is ShownPerson.MIRA


def test_stills_of_old_sizes_are_let_go(qapp: QApplication) -> None:
    book = FigureBook(figure_of, stills_kept=4)
    first = book.still("bridge", QSize(2, 2), LIGHT)
    for width in range(3, 7):
        book.still("bridge", QSize(width, 2), LIGHT)
    assert book.still("bridge", QSize(2, 2), LIGHT) is not first


def test_what_lacks_a_figure_is_known_once_it_was_looked_for(qtbot: QtBot) -> None:
    shelf = Shelf()
    book = FigureBook(shelf)
    assert not book.lacks("no_such_exercise")
    assert book.lacks("")
    told: list[str] = []
    book.still_made.connect(told.append)
    assert book.still_soon("no_such_exercise", SIZE, LIGHT) is None
    assert shelf.asked == [], "nothing is read while somebody paints"
    qtbot.waitUntil(lambda: told == ["no_such_exercise"])
    assert book.lacks("no_such_exercise")


def test_stills_out_of_sight_are_made_after_those_on_show(qtbot: QtBot) -> None:
    shelf = Shelf()
    book = FigureBook(shelf)
    told: list[str] = []
    book.still_made.connect(told.append)
    book.still_ahead("squat", QSize(10, 10), LIGHT)
    book.still_ahead("squat", SIZE, LIGHT)
    book.still_ahead("clamshell", SIZE, LIGHT)
    book.still_soon("bridge", SIZE, LIGHT)
    qtbot.waitUntil(lambda: "clamshell" in shelf.asked)
    assert shelf.asked == ["bridge", "squat", "clamshell"]
    assert told == ["bridge"], "nobody waits for the others"
    assert book.still_soon("squat", SIZE, LIGHT) is not None
    book.drop_ahead()


def test_exercises_are_shown_by_all_four_until_one_is_chosen() -> None:
    book = FigureBook(figure_of)
    names = ("squat", "bridge", "clamshell")
    made = {name: book.moving(name) for name in names}
    shown = {name: drawn.person.who for name, drawn in made.items() if drawn is not None}
    assert len(set(shown.values())) > 1
    squat = book.still("squat", SIZE, LIGHT)
    changes: list[None] = []
    book.person_changed.connect(lambda: changes.append(None))
    other = next(who for who in (ShownPerson.MIRA, ShownPerson.LEO) if who is not shown["squat"])
    book.set_person(other)
    book.set_person(other)
    assert len(changes) == 1
    drawn = [book.moving(name) for name in names]
    assert [each.person.who for each in drawn if each is not None] == [other] * len(names)
    assert image(book.still("squat", SIZE, LIGHT)) != image(squat)
