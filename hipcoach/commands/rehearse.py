"""`hipcoach rehearse`: print a session as it would run."""

import argparse
import sys

import msgspec

from hipcoach.coaching.rehearsal import RehearsedSegment
from hipcoach.commands.output import DONE, print_utf8, tell
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.units import clock_text
from hipcoach.errands import library_with_kept, rehearse_routine
from hipcoach.player.lines import CueKind
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Print the segments of a routine, as text or JSON; without a routine, the ids there are."""
    paths = DataPaths.find(parsed.data_dir)
    if parsed.routine is None:
        library = library_with_kept(paths)
        tell(library.problems)
        for routine_id in library.routines:
            print(routine_id)
        return DONE
    if parsed.json:
        print_utf8()
    rehearsal = rehearse_routine(
        paths,
        parsed.routine,
        level=VoiceLevel(parsed.voice) if parsed.voice else None,
        rate_wpm=parsed.rate,
        how=parsed.how,
    )
    if rehearsal.problem:
        tell([rehearsal.problem])
    for segment in rehearsal.segments:
        print(_json_line(segment) if parsed.json else _text_line(segment))
    for line in rehearsal.dropped:
        segment = rehearsal.segments[line.segment_index]
        about = [segment.kind, segment.exercise or "", line.kind.value]
        where = f"segment {line.segment_index} ({', '.join(part for part in about if part)})"
        print(f"left out of {where}: {line.text}", file=sys.stderr)
    return DONE


def _json_line(segment: RehearsedSegment) -> str:
    row = msgspec.to_builtins(segment)
    if not segment.self_paced:
        del row["self_paced"]
    return msgspec.json.encode(row).decode()


def _text_line(segment: RehearsedSegment) -> str:
    length = f"{segment.duration_ms / 1000:6.1f} s"
    what = [segment.kind, segment.exercise or "", segment.side or ""]
    what.append(f"set {segment.set}" if segment.set else "")
    what.append(f"rep {segment.rep}" if segment.rep else "")
    what.append("self-paced, estimated" if segment.self_paced else "")
    told = " · ".join(part for part in what if part)
    # Beats come by the hundred, so they are counted.
    number = sum(cue.kind == CueKind.BEAT for cue in segment.cues)
    cues = "  ".join(
        f"[{(cue.at_ms - segment.start_ms) / 1000:.1f} {cue.text}]"
        for cue in segment.cues
        if cue.kind != CueKind.BEAT
    )
    cues += f"  [{number} beats]" if number else ""
    return f"{clock_text(segment.start_ms):>7} {length}  {told}  {cues}".rstrip()
