"""`hipcoach screenshots`: draw every page from sample data, and the figures."""

import argparse

from hipcoach.commands.output import DONE, failed, no_qt


def run(parsed: argparse.Namespace) -> int:
    """Draw into the folders named and print each file's name."""
    if parsed.folder is None and parsed.figures is None:
        parsed.not_understood("a folder or --figures DIR is needed")
    try:
        # Qt may not work here.
        from hipcoach.pictures import LOOKS, draw_figures, draw_screenshots  # noqa: PLC0415
    except ImportError as error:
        return failed(no_qt(error))
    if parsed.figures is not None:
        for path in draw_figures(parsed.figures):
            print(path)
    if parsed.folder is None:
        return DONE
    return draw_screenshots(parsed.folder, LOOKS if parsed.look is None else (parsed.look,))
