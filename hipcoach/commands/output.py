"""How a command ends and what it prints: exit codes, one plain line on stderr, JSON as UTF-8."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

from hipcoach.commands.streams import PlainStream

DONE, FAILED, USAGE = 0, 1, 2
_QT_ADVICE = "Install the system libraries that README names, then try again."


def print_anywhere() -> None:
    """Let a terminal that lacks a character show a mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, PlainStream):
            stream.reconfigure(errors="replace")


def print_utf8() -> None:
    """Print JSON as UTF-8 wherever it goes."""
    if isinstance(sys.stdout, PlainStream):
        sys.stdout.reconfigure(encoding="utf-8")


def print_nowhere() -> None:
    """Give up the output; the interpreter would write what is left once more when it ends."""
    # One that was closed all along is nothing to give up.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(texts: Iterable[object]) -> None:
    """Tell what a person should know beside the output, one line each."""
    for text in texts:
        print(f"hipcoach: {text}", file=sys.stderr)


def command_line(parsed: argparse.Namespace, command: str, *words: object) -> str:
    """Return a command to type as it stands: on the same data folder, quoted for the shell."""
    made = ["hipcoach", command, *(str(word) for word in words)]
    if parsed.data_dir is not None:
        made += ["--data-dir", str(parsed.data_dir.absolute())]
    if sys.platform == "win32":
        return subprocess.list2cmdline(made)
    return shlex.join(made)


def failed(text: str) -> int:
    """Tell in one line why a command failed, and return its exit code."""
    tell([" ".join(text.split())])
    return FAILED


def no_qt(error: ImportError) -> str:
    """Say that Qt can't be loaded; a fault of our own stays one."""
    if (error.name or "").startswith("hipcoach"):
        raise error
    return f"Qt does not work here: {error}. {_QT_ADVICE}"
