"""A worker without an engine that misbehaves on cue; uses the standard library alone.

Run as `fake_worker.py LOG MODE`. It notes its process id at start and each line asked
for in LOG. A line's first word says what happens: "hang" and "die" each time,
"hang-once" and "die-once" the first time any worker with this LOG sees the line,
"garbage" prints noise before the answer, "refuse" answers that this line can't be done,
"gate" waits until there is a file of that name beside LOG.
"""

import json
import os
import sys
import threading
import time
import wave
from pathlib import Path

LENGTH_MS = 100
FRAMES_PER_S = 22_050


def note(log: Path, text: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def hang() -> None:
    threading.Event().wait()


def write_clip(path: str) -> None:
    with wave.open(path, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(FRAMES_PER_S)
        wav.writeframes(b"\x10\x20" * (LENGTH_MS * FRAMES_PER_S // 1000))


def answer(request: dict[str, object], log: Path, mode: str) -> dict[str, object]:
    number = request["id"]
    if request["op"] == "hello":
        if mode == "silent":
            hang()
        if mode == "no-engine":
            return {"id": number, "ok": False, "fault": "engine", "error": "no library"}
        voices = [
            {"id": "de", "name": "German", "language": "de"},
            {"id": "us", "name": "American", "language": "en-us"},
            {"id": "gb", "name": "British", "language": "en-gb"},
        ]
        return {"id": number, "ok": True, "engine": "fake", "version": "1", "voices": voices}
    text = str(request["text"])
    seen = f"line {text}" in log.read_text(encoding="utf-8").splitlines()
    note(log, f"line {text}")
    note(log, f"with {request.get('voice')} {request.get('rate', 140)}")
    match text.split()[0]:
        case "hang":
            hang()
        case "die":
            os._exit(3)
        case "hang-once" if not seen:
            hang()
        case "die-once" if not seen:
            os._exit(3)
        case "garbage":
            sys.stdout.write('Audio saved to x.wav\n{"id": "seven"}\n[]\n\n')
        case "gate":
            while not log.with_name("gate").exists():
                time.sleep(0.002)
        case "refuse":
            return {"id": number, "ok": False, "fault": "line", "error": "not this one"}
    write_clip(str(request["path"]))
    return {"id": number, "ok": True, "ms": LENGTH_MS}


def main() -> None:
    log, mode = Path(sys.argv[1]), sys.argv[2]
    note(log, f"pid {os.getpid()}")
    if mode == "dead":
        os._exit(1)
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "quit":
            if mode == "stubborn":
                hang()
            return
        sys.stdout.write(json.dumps(answer(request, log, mode)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
