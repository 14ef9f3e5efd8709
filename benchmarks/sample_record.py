"""Twelve weeks of sample data in a folder of its own.

Usage: python -m benchmarks.sample_record DATA_DIR
"""

import sys
from pathlib import Path

from benchmarks.probes import tell
from hipcoach.player.clock import SystemClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.paths import DataPaths


def main() -> None:
    """Fill the record and tell how many sessions are in it."""
    paths = DataPaths.find(Path(sys.argv[1]))
    services = build(paths, load_settings(paths), SystemClock())
    try:
        fill_sample(services)
        tell({"sets": sum(len(sets) for sets in dict(services.sessions.all_sets()).values())})
    finally:
        services.close()


if __name__ == "__main__":
    main()
