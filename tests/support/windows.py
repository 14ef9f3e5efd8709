"""A window of the whole app, shown and put away again."""

from collections.abc import Iterator

from hipcoach.app import Window


def shown(made: Window) -> Iterator[Window]:
    """Show and fill a window, give it, and close it with all it holds; for a fixture."""
    made.main.show()
    made.fill()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()
