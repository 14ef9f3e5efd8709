"""Whether all that must be pressed can be brought into sight, whole, in the room there is."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from hipcoach.ui.theme import HIT_TARGET
from hipcoach.ui.widgets.buttons import HintButton
from hipcoach.ui.widgets.card import Card

PRESSED = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
)
# Whose own parts these kinds lay out themselves.
WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)
# An item view is scrolled; a slip of a pixel cuts nothing.
SLIP = 2


def out_of_sight(window: QWidget, root: QWidget) -> Iterator[str]:
    """Tell of everything below `root` that can't be seen or pressed whole in the window."""
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisible() or scrolls_across(area):
            continue
        if inner.width() > area.viewport().width():
            yield f"{name(area)}: {inner.width()} wide in {area.viewport().width()}"
    for each in root.findChildren(QWidget):
        is_own_part = isinstance(each, QScrollBar) or isinstance(each.parent(), WHOLE)
        if isinstance(each, PRESSED) and each.isVisible() and not is_own_part:
            yield from cut(each)
            yield from beyond_reach(window, each)
        elif isinstance(each, QLabel | Card) and each.isVisible() and not each.size().isEmpty():
            yield from beyond_reach(window, each)


def scrolls_across(area: QScrollArea) -> bool:
    """Return whether what is scrolled may be wider than what is seen of it."""
    return area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def cut(field: QWidget) -> Iterator[str]:
    """Tell what of a field's own words has no room."""
    metrics = field.fontMetrics()
    if isinstance(field, QAbstractSpinBox):
        needed = metrics.horizontalAdvance(field.text()) + 24
    elif isinstance(field, HintButton) and not field.text():
        needed = HIT_TARGET
    elif isinstance(field, QAbstractButton):
        needed = field.minimumSizeHint().width()
    else:
        needed = 0
    if field.width() < needed - SLIP:
        yield f"{name(field)} is {field.width()} wide and needs {needed}"
    needed = 0
    if field.hasHeightForWidth():
        needed = field.heightForWidth(field.width())
    elif isinstance(field, QAbstractButton):
        needed = min(field.minimumSizeHint().height(), metrics.height() + 12)
    elif isinstance(field, QLineEdit | QAbstractSpinBox | QComboBox):
        needed = metrics.height() + 8
    if field.height() < needed - SLIP:
        yield f"{name(field)} is {field.height()} tall and needs {needed}"


def beyond_reach(window: QWidget, field: QWidget) -> Iterator[str]:
    """Tell where a field is cut off by what holds it, wherever one scrolls."""
    rect, at = field.rect(), field
    while at is not window:
        holder = at.parentWidget()
        rect = rect.translated(at.pos())
        area = None if holder is None else holder.parentWidget()
        if isinstance(area, QScrollArea) and holder is area.viewport():
            across, down = area.horizontalScrollBar(), area.verticalScrollBar()
            reach = QRect(
                -across.value() if scrolls_across(area) else 0,
                -down.value(),
                holder.width() + (across.maximum() if scrolls_across(area) else 0),
                holder.height() + down.maximum(),
            )
            if not reach.adjusted(-SLIP, -SLIP, SLIP, SLIP).contains(rect):
                yield f"{name(field)} can't be scrolled to: {rect} in {reach}"
                return
            if isinstance(field, QAbstractButton) and rect.height() > holder.height():
                yield f"{name(field)} is {rect.height()} tall where {holder.height()} are seen"
            rect = QRect(holder.rect().topLeft(), rect.size()).intersected(holder.rect())
        elif holder is not None and not holder.rect().adjusted(-SLIP, -SLIP, SLIP, SLIP).contains(
            rect
        ):
            yield f"{name(field)} is cut by {name(holder)}: {rect} in {holder.rect()}"
            return
        if holder is None:
            return
        at = holder


def name(widget: QWidget) -> str:
    """Return what a widget is, in words that lead to it."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} “{text or widget.accessibleName()}”"
