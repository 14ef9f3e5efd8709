"""The commands as a person types them; what each does stands in `commands/`.

Exit codes: 0 done, 1 failed with one plain line on stderr, 2 the command was not understood.

A command's module is imported when the command runs: the window should not wait for the others'.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hipcoach import __version__
from hipcoach.commands.output import FAILED, failed, print_anywhere, print_nowhere
from hipcoach.commands.streams import plain_streams
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.settings import ColourMode, VoiceLevel
from hipcoach.storage.files import told_os_error
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM

VOICE_WORKER = "--voice-worker"
# As `ui.far_sound` asks for it; spelt out, since a command waits for no Qt.
SOUND_WORKER = "--sound-worker"
ROUTINE_ENDING = ".hipcoach"
_TAKE_A_WORD = ("--data-dir", "--open")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what a person can cause shows no traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == [VOICE_WORKER]:
        # The hidden command by which a frozen build starts its speech.
        from hipcoach.voice.renderer import main as voice_worker  # noqa: PLC0415

        voice_worker()
    if words == [SOUND_WORKER]:
        # The hidden command that plays sound where this process can't any more.
        from hipcoach.ui.sound_child import main as sound_worker  # noqa: PLC0415

        return sound_worker()
    with plain_streams():
        return _run(words)


def _run(words: Sequence[str]) -> int:
    print_anywhere()
    try:
        parsed = _parser().parse_args(_with_file(words))
        code: int = importlib.import_module(f"hipcoach.commands.{parsed.module}").run(parsed)
        sys.stdout.flush()
    except SystemExit:
        # Help, the version, or what was not understood.
        try:
            sys.stdout.flush()
        except OSError as error:
            return _output_failed(error)
        raise
    except HipcoachError as error:
        return failed(str(error))
    except OSError as error:
        return _output_failed(error)
    except KeyboardInterrupt:
        return failed("Stopped.")
    return code


def _output_failed(error: OSError) -> int:
    """Rooms below tell of their own files; what is left is the output, as on a full disk."""
    print_nowhere()
    if isinstance(error, BrokenPipeError):
        # The reader has gone (`hipcoach rehearse | head`); nobody is left to tell.
        return FAILED
    told = told_os_error(error)
    if told:
        return failed(told)
    reason = error.strerror or error
    return failed(f"The output could not be written: {reason}.")


def _with_file(words: Sequence[str]) -> list[str]:
    """Let a routine's file stand where a command would: a double click gives no more."""
    for place, word in enumerate(words):
        if word.startswith("-") or (place and words[place - 1] in _TAKE_A_WORD):
            continue
        if word.lower().endswith(ROUTINE_ENDING):
            return [*words[:place], "--open", *words[place:]]
        break
    return list(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hipcoach", description="Guided hip physiotherapy sessions at home."
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    _add_data_dir(parser)
    parser.add_argument(
        "--demo", action="store_true", help="open on twelve weeks of sample data, kept nowhere"
    )
    parser.add_argument(
        "--background", action="store_true", help="begin in the tray or minimised, as at login"
    )
    parser.add_argument(
        "--open", type=Path, metavar="FILE", help="show a routine's file; FILE alone does the same"
    )
    parser.set_defaults(module="window")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    rehearse = commands.add_parser("rehearse", help="print a session as it would run")
    rehearse.add_argument("routine", nargs="?", help="a routine's id or file; none lists the ids")
    rehearse.add_argument("--json", action="store_true", help="one JSON object a line")
    rehearse.add_argument(
        "--voice",
        choices=[level.value for level in VoiceLevel],
        help="how much is said, instead of what is set",
    )
    rehearse.add_argument(
        "--rate",
        type=_words_a_minute,
        metavar="WPM",
        help=f"words a minute, {SLOWEST_WPM} to {FASTEST_WPM}, instead of what is set",
    )
    rehearse.add_argument(
        "--how",
        action="store_true",
        help="with every movement led through, as for somebody new to it",
    )
    _add_data_dir(rehearse, inherit=True)
    rehearse.set_defaults(module="rehearse")

    proposed = commands.add_parser(
        "propose", help="print what first start would make of a file of answers"
    )
    proposed.add_argument("answers", type=Path, metavar="ANSWERS.toml", help="the file of answers")
    proposed.add_argument("--json", action="store_true", help="one JSON object with all of it")
    proposed.add_argument(
        "--course",
        type=Path,
        metavar="COURSE.csv",
        help="days with pain and what was done: add what would be suggested when, and why",
    )
    proposed.set_defaults(module="propose")

    library = commands.add_parser("library", help="print the exercises there are, or one to read")
    library.add_argument("id", nargs="?", help="an exercise's id; none lists ids and names")
    library.add_argument(
        "--json", action="store_true", help="one exercise a line, with all its fields"
    )
    _add_data_dir(library, inherit=True)
    library.set_defaults(module="library")

    export = commands.add_parser("export", help="write everything that is kept to a file")
    export.add_argument(
        "file", type=Path, help="a file ending in .json, .csv.zip, .fhir.json or .pdf"
    )
    _add_span(export)
    export.add_argument(
        "--snomed", action="store_true", help="add SNOMED CT codes to .fhir.json; mind its licence"
    )
    export.add_argument(
        "--paper", choices=["a4", "letter"], default="a4", help="the size of a .pdf's page"
    )
    _add_data_dir(export, inherit=True)
    export.set_defaults(module="export", not_understood=export.error)

    taken = commands.add_parser("import", help="add what a file holds to the record")
    taken.add_argument(
        "file",
        type=Path,
        help="an exported .json, a .csv of dates and pain, or a routine (.hipcoach, .toml)",
    )
    taken.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taken.add_argument(
        "--as",
        action="append",
        default=[],
        dest="instead",
        metavar="NAME=ID",
        help="the exercise of the library that is meant by a name in a routine",
    )
    taken.add_argument(
        "--keep-text", action="store_true", help="keep unknown exercises of a routine as text"
    )
    taken.add_argument("--site", help="the place a .csv is about, such as left hip")
    for column in ("pain", "date", "time", "note"):
        taken.add_argument(
            f"--{column}-column",
            metavar="NAME",
            help=f"the heading, or the number from 1, of the column of a .csv with the {column}",
        )
    taken.add_argument(
        "--date-order",
        choices=["dmy", "mdy"],
        help="how a .csv writes 3/4/2026: day first (dmy) or month first (mdy)",
    )
    taken.add_argument(
        "--pain-scale",
        type=int,
        choices=[10, 100, 5],
        help="the number that means the worst pain in a .csv",
    )
    _add_data_dir(taken, inherit=True)
    taken.set_defaults(module="import_file")

    report = commands.add_parser("report", help="print the figures the charts show")
    report.add_argument("--json", action="store_true", help="one JSON object with all of them")
    _add_span(report)
    _add_data_dir(report, inherit=True)
    report.set_defaults(module="report", not_understood=report.error)

    backup = commands.add_parser("backup", help="write everything into one file")
    backup.add_argument("file", type=Path, help="a file ending in .zip")
    _add_data_dir(backup, inherit=True)
    backup.set_defaults(module="backup")

    restore = commands.add_parser("restore", help="put a backup in the place of what is kept")
    restore.add_argument("file", type=Path, nargs="?", help="a backup; none lists those there are")
    _add_data_dir(restore, inherit=True)
    restore.set_defaults(module="restore")

    doctor = commands.add_parser("doctor", help="say what works here and what to do about the rest")
    _add_data_dir(doctor, inherit=True)
    doctor.set_defaults(module="doctor")

    screenshots = commands.add_parser("screenshots", help="draw every page from sample data")
    screenshots.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    screenshots.add_argument(
        "--figures",
        type=Path,
        metavar="DIR",
        help="draw the key poses of every figure into this folder",
    )
    screenshots.add_argument(
        "--film",
        type=Path,
        metavar="DIR",
        help="play a session into this folder, one picture in ten seconds and one of each state",
    )
    screenshots.add_argument(
        "--look",
        type=ColourMode,
        choices=(ColourMode.LIGHT, ColourMode.DARK),
        help="in one look instead of both",
    )
    screenshots.set_defaults(module="screenshots", not_understood=screenshots.error)
    return parser


def _words_a_minute(text: str) -> int:
    range_told = f"{SLOWEST_WPM} to {FASTEST_WPM}"
    try:
        rate_wpm = int(text)
    except ValueError:
        rate_wpm = 0
    if not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        raise argparse.ArgumentTypeError(f"{text} is not a number of words from {range_told}")
    return rate_wpm


def _add_span(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=_day, metavar="DATE", default=date.min, help="from this day on"
    )
    parser.add_argument(
        "--to", dest="last", type=_day, metavar="DATE", default=date.max, help="up to this day"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-03-14") from None


def _add_data_dir(parser: argparse.ArgumentParser, *, inherit: bool = False) -> None:
    # Given before or after the command; the later default must not hide the earlier value.
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS if inherit else None,
        help="keep everything in this folder",
    )
