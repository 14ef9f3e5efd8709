"""A private X server where there is one, else Qt's own drawing without a screen."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SIZE = "1920x1080x24"
_QUIET = {"QT_LOGGING_RULES": "*.debug=false;*.info=false;qt.multimedia.*=false"}


@contextmanager
def private_screen() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the name of what is drawn on and the environment that leads there."""
    if shutil.which("Xvfb") is None:
        yield "offscreen", {**_QUIET, "QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as told:
            number = told.readline().strip()
        if number:
            yield "Xvfb", {**_QUIET, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        else:
            yield "offscreen", {**_QUIET, "QT_QPA_PLATFORM": "offscreen"}
    finally:
        server.terminate()
        server.wait()
