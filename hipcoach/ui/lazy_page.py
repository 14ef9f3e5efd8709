"""A page of the window that is made when it is first shown, so that a start is short."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

Page = TypeVar("Page", bound=QWidget)


class LazyPage(Generic[Page]):
    """Makes a page at the first call, hands the same one out at each later call."""

    def __init__(self, make: Callable[[], Page]) -> None:
        """Know how the page is made."""
        self._make = make
        self._page: Page | None = None
        self._listeners: list[Callable[[Page], object]] = []

    def __call__(self) -> Page:
        """Return the page; whoever waited for it is called before it is handed out."""
        if self._page is None:
            self._page = self._make()
            for listener in self._listeners:
                listener(self._page)
            self._listeners.clear()
        return self._page

    @property
    def made(self) -> Page | None:
        """Return the page if it was made already, without making it."""
        return self._page

    def when_made(self, listener: Callable[[Page], object]) -> None:
        """Hand the page over once it is made; at once when it already is."""
        if self._page is None:
            self._listeners.append(listener)
        else:
            listener(self._page)
