"""`hipcoach`: open the window."""

import argparse

from hipcoach.commands.output import failed, no_qt


def run(parsed: argparse.Namespace) -> int:
    """Open the window and return when it is closed."""
    try:
        from hipcoach.app import run as open_window  # noqa: PLC0415 (Qt may not work here)
    except ImportError as error:
        return failed(no_qt(error))
    return open_window(
        parsed.data_dir,
        is_demo=parsed.demo,
        is_background=parsed.background,
        file=parsed.open,
    )
