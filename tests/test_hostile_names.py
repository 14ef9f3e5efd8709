"""Names are text: nothing that shows one may take it for markup, a key or an order."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import Qt as TextQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QMessageBox,
    QWidget,
)

import hipcoach
from hipcoach.app import Window
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.plan import Slot
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.visible import for_terminal, visible
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import CHECKS, EXERCISES, LEARN, PLAN, PROGRESS, SETTINGS, TODAY
from hipcoach.ui.pages.plan_page import DAYS, DOSES
from hipcoach.ui.plain_text import notification_text, tip
from tests.content.conftest import example

SOURCES = Path(hipcoach.__file__).parent
MARK = "x-was-here"
NAME = f'<img src="{MARK}.png">R&D <b>bold</b>'
FRIDAY = datetime(2026, 3, 6, 9, 5, tzinfo=UTC)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """A window on a record in which everything that can have a name has that name."""
    paths = DataPaths.find(tmp_path / "data")
    loaded = load_settings(paths)
    own = paths.root / "exercises"
    own.mkdir(exist_ok=True)
    text = re.sub(r'^name = ".*"$', f"name = '{NAME}'", example("exercise"), count=1, flags=re.M)
    (own / "side_lift.toml").write_text(text, encoding="utf-8")
    made = Window(qapp, paths, loaded, ManualClock(FRIDAY), is_demo=True, keep_awake=lambda _: "")
    made.main.show()
    made.fill()
    services = made.services
    routine = services.book.copy_of(services.book.routines["first_steps"])
    (mine,) = (each for each in services.book.exercises.values() if each.name == NAME)
    item = replace(routine.items[0], exercise=mine, prescription=mine_prescription(mine))
    items = (item, *routine.items[1:])
    services.book.keep(replace(routine, name=NAME, goal=NAME, audience=NAME, items=items))
    services.planner.change((Slot(routine_id=routine.id, weekdays=frozenset(range(7))),), None)
    services.pains.add(
        PainRating(
            uid="1",
            moment=Moment.UNPROMPTED,
            nrs=4,
            site=NAME,
            note=NAME,
            at=FRIDAY,
            local_date=FRIDAY.date(),
        )
    )
    services.annotations.add(
        Annotation(uid="2", kind=AnnotationKind.OWN, day=FRIDAY.date(), text=NAME, at=FRIDAY)
    )
    for session in services.sessions.between(date.min, date.max)[-3:]:
        told = replace(session.routine, name=NAME, items=items)
        whole = replace(session, routine=told, note=NAME)
        services.sessions.delete(session.uid)
        services.sessions.start(whole)
    me = replace(services.preferences.current.me, goals=(NAME,))
    services.preferences.change(replace(services.preferences.current, me=me))
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


def mine_prescription(exercise: Exercise) -> Prescription:
    """Return the exercise's own dose."""
    return Prescription(
        dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
    )


def shown_as_written(tooltip: str) -> bool:
    """Return whether a tooltip, as Qt reads it, shows the name and loads nothing."""
    if MARK not in tooltip or not TextQt.mightBeRichText(tooltip):
        return True
    document = QTextDocument()
    document.setHtml(tooltip)
    return MARK in document.toPlainText() and "<img src=" in document.toPlainText()


def may_guess(label: QLabel) -> bool:
    """Return whether a label looks for markup in its text."""
    return label.textFormat() is not Qt.TextFormat.PlainText


def tooltips_of(model: QAbstractItemModel) -> list[str]:
    """Return what the rows of a model say when the mouse is over them."""
    found = []
    for row in range(model.rowCount(QModelIndex())):
        told = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        found.append(told if isinstance(told, str) else "")
    return found


def offences(window: Window) -> list[str]:
    """Return what guesses markup or keys in a name, of all widgets there are."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        where = type(widget).__name__
        if isinstance(widget, QLabel) and MARK in widget.text() and may_guess(widget):
            found.append(f"label {where}: {widget.text()}")
        for told in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
            if not shown_as_written(told):
                found.append(f"tip of {where}: {told}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"row of {where}" for each in tooltips_of(widget.model())
                      if not shown_as_written(each)]  # fmt: skip
        if isinstance(widget, QComboBox):
            found += [f"row of {where}" for each in tooltips_of(widget.model())
                      if not shown_as_written(each)]  # fmt: skip
        if isinstance(widget, QMenu):
            found += [f"menu {each.text()}" for each in widget.actions()
                      if MARK in each.text() and "R&&D" not in each.text()]  # fmt: skip
    return found


def test_no_widget_of_any_page_guesses(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in (PROGRESS, EXERCISES, PLAN, CHECKS, LEARN, SETTINGS, TODAY):
        window.main.show_page(key)
    plan = window.pages.plan()
    for half in (DAYS, DOSES):
        plan.halves.set_current(half)
        plan._show_half(half)
    (own,) = (each for each in window.services.book.routines.values() if each.name == NAME)
    plan.open_routine(own.id)
    plan._change(own)
    QApplication.processEvents()
    assert offences(window) == []
    seen = {type(each).__name__ for each in QApplication.allWidgets() if says(each)}
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    window._on_exception(HipcoachError, HipcoachError(NAME), None)
    assert [shown_as_written(each) for each in said] == [True]
    # The name was there to be seen, or this would prove nothing.
    assert len(seen) > 5, seen


def says(widget: QWidget) -> bool:
    """Return whether a widget has the name in its text, name or tooltip."""
    text = getattr(widget, "text", None)
    words = (text() if callable(text) else "", widget.accessibleName(), widget.toolTip())
    return any(MARK in str(each) for each in words)


# Who hands a text to what guesses; what is written in the source is no name.
GUESSING = {"setToolTip", "setWhatsThis", "setStatusTip", "showText", "showMessage", "addAction"}


def test_every_text_for_what_guesses_is_guarded() -> None:
    found = []
    for path in (SOURCES / "ui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not any(f"{each}(" in source for each in GUESSING):
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr not in GUESSING:
                continue
            for argument in node.args:
                if is_a_name(argument):
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


def is_a_name(argument: ast.expr) -> bool:
    """Return whether a text may hold what a person wrote, unguarded."""
    if isinstance(argument, ast.Call):
        name = getattr(argument.func, "attr", getattr(argument.func, "id", ""))
        return name in {"format", "text_at", "accessibleName"}
    return (
        isinstance(argument, ast.JoinedStr)
        or (
            isinstance(argument, ast.Name)
            and argument.id in {"text", "name", "words", "title", "told"}
        )
        or (isinstance(argument, ast.Attribute) and argument.attr in {"name", "summary", "details"})
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Hip week 3", "Hip week 3"),
        ("gnp\u202egpj.exe", "gnp⟨U+202E⟩gpj.exe"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("first\u200b_steps", "first⟨U+200B⟩_steps"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
        ("red\x1b[31m", "red⟨U+001B⟩[31m"),
        ("two\nlines", "two lines"),
        ("Ärger mit dem Knie", "Ärger mit dem Knie"),
        ("\ufeffname", "⟨U+FEFF⟩name"),
    ],
)
def test_what_steers_a_name_is_seen(written: str, shown: str) -> None:
    assert visible(written) == shown
    assert visible(shown) == shown


def test_what_is_printed_orders_nothing() -> None:
    written = "a\x1b]0;b\x07\tc\nd\x9b2J\u202e"
    assert for_terminal(written) == "a\\u001b]0;b\\u0007\tc\nd\\u009b2J\\u202e"


def test_tips_and_notifications() -> None:
    assert tip("18 < 20 minutes") == "18 < 20 minutes"
    assert shown_as_written(tip(NAME))
    assert TextQt.mightBeRichText(NAME)
    assert "<" not in notification_text(NAME)
    assert "&" not in notification_text(NAME)
