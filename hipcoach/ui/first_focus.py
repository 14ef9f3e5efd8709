"""Where the keyboard is when a page is shown: on the one thing the page is for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipcoach.ui.widgets.buttons import PrimaryButton

_TABBED = Qt.FocusPolicy.TabFocus


def focus_primary(page: QWidget) -> None:
    """Give the keyboard to a page's primary action, else to the first thing that takes it.

    A page that names its own by `primary_action()` is asked first.
    """
    target = primary_of(page)
    (page if target is None else target).setFocus(Qt.FocusReason.OtherFocusReason)


def primary_of(page: QWidget) -> QWidget | None:
    """Return the primary action of a page as it is shown now, None where nothing can be done."""
    named = getattr(page, "primary_action", None)
    found = named() if named is not None else None
    if isinstance(found, QWidget) and can_take(found):
        return found
    proxy = page.focusProxy()
    if proxy is not None and can_take(proxy):
        return page
    for button in page.findChildren(PrimaryButton):
        if can_take(button):
            return button
    # The chain goes round; it is as the Tab key walks it.
    start = page.nextInFocusChain()
    at = start
    while at is not None:
        if page.isAncestorOf(at) and can_take(at):
            return at
        at = at.nextInFocusChain()
        if at is start:
            return None
    return None


def can_take(widget: QWidget) -> bool:
    """Return whether the Tab key comes to a widget, as it is shown now."""
    target = widget.focusProxy() or widget
    takes = bool(target.focusPolicy() & _TABBED)
    return takes and target.isVisible() and target.isEnabled()
