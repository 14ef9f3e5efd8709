"""The commands: open the window, rehearse, library, export, doctor, screenshots.

Exit codes: 0 done, 1 failed with one plain line on stderr, 2 the command was not understood.

Each command imports what it needs when it runs: the window should not wait for the others'.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hipcoach import __version__
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.units import clock_text
from hipcoach.player.clock import SystemClock
from hipcoach.storage.paths import DataPaths
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM

DONE, FAILED, USAGE = 0, 1, 2
VOICE_WORKER = "--voice-worker"
_QT_ADVICE = "Install the system libraries that README names, then try again."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what a person can cause shows no traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == [VOICE_WORKER]:
        # The hidden command by which a frozen build starts its speech.
        from hipcoach.voice.renderer import main as voice_worker  # noqa: PLC0415

        voice_worker()
    parsed = _parser().parse_args(words)
    _print_anywhere()
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except HipcoachError as error:
        return _failed(str(error))
    except BrokenPipeError:
        # The reader of our output has gone (`hipcoach rehearse | head`); nobody is left to tell.
        _print_nowhere()
        return FAILED
    except OSError as error:
        # Rooms below tell of their own files; what is left is the output, as on a full disk.
        _print_nowhere()
        reason = error.strerror or error
        if error.filename:
            return _failed(f"{error.filename} could not be read or written: {reason}.")
        return _failed(f"The output could not be written: {reason}.")
    except KeyboardInterrupt:
        return _failed("Stopped.")
    return code


def _print_anywhere() -> None:
    """Let a terminal that lacks a character show a mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _print_utf8() -> None:
    """Print JSON as UTF-8 wherever it goes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def _print_nowhere() -> None:
    # The interpreter writes what is left once more when it ends, and would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(text: str) -> int:
    print(f"hipcoach: {' '.join(text.split())}", file=sys.stderr)
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hipcoach", description="Guided hip physiotherapy sessions at home."
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    _add_data_dir(parser)
    parser.add_argument(
        "--demo", action="store_true", help="open on twelve weeks of sample data, kept nowhere"
    )
    parser.set_defaults(run=_open)
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
    _add_data_dir(rehearse, inherit=True)
    rehearse.set_defaults(run=_rehearse)

    library = commands.add_parser("library", help="print the exercises there are, or one to read")
    library.add_argument("id", nargs="?", help="an exercise's id; none lists ids and names")
    library.add_argument(
        "--json", action="store_true", help="one exercise a line, with all its fields"
    )
    _add_data_dir(library, inherit=True)
    library.set_defaults(run=_library)

    export = commands.add_parser("export", help="write everything that is kept to a file")
    export.add_argument("file", type=Path, help="a file ending in .json")
    _add_data_dir(export, inherit=True)
    export.set_defaults(run=_export)

    doctor = commands.add_parser("doctor", help="say what works here and what to do about the rest")
    _add_data_dir(doctor, inherit=True)
    doctor.set_defaults(run=_doctor)

    screenshots = commands.add_parser("screenshots", help="draw every page from sample data")
    screenshots.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    screenshots.add_argument(
        "--figures",
        type=Path,
        metavar="DIR",
        help="draw the key poses of every figure into this folder",
    )
    screenshots.set_defaults(run=_screenshots, not_understood=screenshots.error)
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


def _add_data_dir(parser: argparse.ArgumentParser, *, inherit: bool = False) -> None:
    # Given before or after the command; the later default must not hide the earlier value.
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS if inherit else None,
        help="keep everything in this folder",
    )


def _open(parsed: argparse.Namespace) -> int:
    try:
        # Qt takes a third of a second to import, and the other commands do without it.
        from hipcoach.app import run  # noqa: PLC0415
    except ImportError as error:
        return _failed(_no_qt(error))
    return run(parsed.data_dir, is_demo=parsed.demo)


def _no_qt(error: ImportError) -> str:
    """Say that Qt can't be loaded; a fault of our own stays one."""
    if (error.name or "").startswith("hipcoach"):
        raise error
    return f"Qt does not work here: {error}. {_QT_ADVICE}"


def _rehearse(parsed: argparse.Namespace) -> int:
    import msgspec  # noqa: PLC0415

    from hipcoach.errands import library_of, rehearse_routine  # noqa: PLC0415

    paths = DataPaths.find(parsed.data_dir)
    if parsed.routine is None:
        library = library_of(paths)
        for problem in library.problems:
            print(f"hipcoach: {problem}", file=sys.stderr)
        for routine_id in library.routines:
            print(routine_id)
        return DONE
    if parsed.json:
        _print_utf8()
    rehearsal = rehearse_routine(
        paths,
        parsed.routine,
        level=VoiceLevel(parsed.voice) if parsed.voice else None,
        rate_wpm=parsed.rate,
    )
    if rehearsal.problem:
        print(f"hipcoach: {rehearsal.problem}", file=sys.stderr)
    for segment in rehearsal.segments:
        if parsed.json:
            row = msgspec.to_builtins(segment)
            if not segment.self_paced:
                del row["self_paced"]
            print(msgspec.json.encode(row).decode())
            continue
        length = f"{segment.duration_ms / 1000:6.1f} s"
        what = [segment.kind, segment.exercise or "", segment.side or ""]
        what.append(f"set {segment.set}" if segment.set else "")
        what.append(f"rep {segment.rep}" if segment.rep else "")
        what.append("self-paced, estimated" if segment.self_paced else "")
        told = " · ".join(part for part in what if part)
        cues = "  ".join(
            f"[{(cue.at_ms - segment.start_ms) / 1000:.1f} {cue.text}]" for cue in segment.cues
        )
        print(f"{clock_text(segment.start_ms):>7} {length}  {told}  {cues}".rstrip())
    for line in rehearsal.dropped:
        segment = rehearsal.segments[line.segment_index]
        about = [segment.kind, segment.exercise or "", line.kind.value]
        where = f"segment {line.segment_index} ({', '.join(part for part in about if part)})"
        print(f"left out of {where}: {line.text}", file=sys.stderr)
    return DONE


def _library(parsed: argparse.Namespace) -> int:
    import msgspec  # noqa: PLC0415

    from hipcoach.errands import library_of  # noqa: PLC0415
    from hipcoach.exchange.library_text import (  # noqa: PLC0415
        clinic_log_lines,
        exercise_lines,
        exercise_row,
    )

    library = library_of(DataPaths.find(parsed.data_dir))
    logs = {log.id: log for log in library.clinic_logs}
    wanted: str | None = parsed.id
    if wanted is not None and wanted not in library.exercises and wanted not in logs:
        return _failed(_unknown(wanted, (*library.exercises, *logs)))
    for problem in library.problems:
        print(f"hipcoach: {problem}", file=sys.stderr)
    if parsed.json:
        _print_utf8()
        if wanted in logs:
            print(msgspec.json.encode(logs[wanted]).decode())
            return DONE
        for exercise_id, exercise in library.exercises.items():
            if wanted in (None, exercise_id):
                print(msgspec.json.encode(exercise_row(exercise)).decode())
    elif wanted is None:
        names = {each.id: each.name for each in library.exercises.values()}
        names.update({log.id: f"{log.name} (clinic only)" for log in library.clinic_logs})
        widest = max(map(len, names))
        for each, name in names.items():
            print(f"{each:<{widest}}  {name}")
    elif wanted in logs:
        print("\n".join(clinic_log_lines(logs[wanted])))
    else:
        told = exercise_lines(
            library.exercises[wanted], library.equipment_names, library.precautions
        )
        print("\n".join(told))
    return DONE


def _unknown(wanted: str, known: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(wanted, known, n=1)
    if near:
        return f"There is no exercise {wanted}. Did you mean {near[0]}?"
    return f"There is no exercise {wanted}. hipcoach library lists them all."


def _export(parsed: argparse.Namespace) -> int:
    from hipcoach.errands import export_everything, write_private  # noqa: PLC0415
    from hipcoach.services import build, load_settings  # noqa: PLC0415

    target: Path = parsed.file
    if target.suffix.lower() != ".json":
        print(f"hipcoach: {target} does not end in .json", file=sys.stderr)
        return USAGE
    paths = DataPaths.find(parsed.data_dir)
    if not paths.database.exists():
        return _failed(f"There is nothing to export in {paths.root} yet.")
    services = build(paths, load_settings(paths), SystemClock())
    try:
        for notice in services.notices:
            print(f"hipcoach: {notice}", file=sys.stderr)
        write_private(target, export_everything(services))
    finally:
        services.close()
    print(target)
    return DONE


def _doctor(parsed: argparse.Namespace) -> int:
    from hipcoach.errands import examine  # noqa: PLC0415

    paths = DataPaths.find(parsed.data_dir)
    lines = [
        (finding.subject, finding.is_fine, finding.text)
        for finding in examine(paths, SystemClock())
    ]
    try:
        # Qt itself is one of the things that may not work here.
        from hipcoach.app import examine_qt  # noqa: PLC0415
    except ImportError as error:
        lines.append(("Qt", False, _no_qt(error)))
    else:
        lines.extend(examine_qt())
    for subject, is_fine, text in lines:
        print(f"{'ok' if is_fine else 'NOT OK':<7} {subject}: {text}")
    return DONE


def _screenshots(parsed: argparse.Namespace) -> int:
    if parsed.folder is None and parsed.figures is None:
        parsed.not_understood("a folder or --figures DIR is needed")
    try:
        # See _open.
        from hipcoach.pictures import draw_figures, draw_screenshots  # noqa: PLC0415
    except ImportError as error:
        return _failed(_no_qt(error))
    if parsed.figures is not None:
        for path in draw_figures(parsed.figures):
            print(path)
    return DONE if parsed.folder is None else draw_screenshots(parsed.folder)
