"""Durations: whole milliseconds inside, seconds and minutes for people."""

SECOND_MS = 1000
MINUTE_MS = 60_000


def clock_text(ms: int) -> str:
    """Write a duration in ms as a clock does: 7:42, or 1:02:03 from an hour on."""
    seconds = max(0, ms) // SECOND_MS
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def whole_minutes(ms: int) -> int:
    """Round a duration in ms to whole minutes, one at the least."""
    return max(1, (ms + MINUTE_MS // 2) // MINUTE_MS)
