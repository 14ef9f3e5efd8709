"""`hipcoach doctor`: say what works here and what to do about the rest."""

import argparse

from hipcoach.commands.output import DONE, no_qt
from hipcoach.errands import examine
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Print a line for each thing looked at."""
    paths = DataPaths.find(parsed.data_dir)
    lines = [(finding.subject, finding.is_fine, finding.text) for finding in examine(paths)]
    try:
        # Qt itself is one of the things that may not work here.
        from hipcoach.app import examine_qt  # noqa: PLC0415
    except ImportError as error:
        lines.append(("Qt", False, no_qt(error)))
    else:
        lines.extend(examine_qt())
    for subject, is_fine, text in lines:
        print(f"{'ok' if is_fine else 'NOT OK':<7} {subject}: {text}")
    return DONE
