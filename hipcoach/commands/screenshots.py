"""`hipcoach screenshots`: draw every page from sample data, and the figures."""

import argparse

from hipcoach.commands.output import DONE, failed, no_qt


def run(parsed: argparse.Namespace) -> int:
    """Draw into the folders named and print each file's name."""
    if parsed.folder is None and parsed.figures is None and parsed.film is None:
        parsed.not_understood("a folder, --figures DIR or --film DIR is needed")
    try:
        # Qt may not work here.
        from hipcoach.pictures import (  # noqa: PLC0415
            LOOKS,
            draw_figures,
            draw_film,
            draw_screenshots,
        )
    except ImportError as error:
        return failed(no_qt(error))
    if parsed.figures is not None:
        for path in draw_figures(parsed.figures):
            print(path)
    looks = LOOKS if parsed.look is None else (parsed.look,)
    if parsed.film is not None:
        for path in draw_film(parsed.film, looks):
            print(path)
    return DONE if parsed.folder is None else draw_screenshots(parsed.folder, looks)
