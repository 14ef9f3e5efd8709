"""What was done on a day: each finished session, summed up."""

from datetime import date

from hipcoach.coaching.ports import SessionStore
from hipcoach.coaching.progress_report import ProgressReport, SessionSummary
from hipcoach.domain.session import SessionStatus

_COUNTS = (SessionStatus.COMPLETED, SessionStatus.PARTIAL)


def done_on(
    sessions: SessionStore, report: ProgressReport, day: date
) -> tuple[SessionSummary, ...]:
    """Return the finished sessions of a day, in order; raises StorageError."""
    found = (each for each in sessions.between(day, day) if each.status in _COUNTS)
    return tuple(report.summary(each) for each in found)
