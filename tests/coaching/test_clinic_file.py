"""Notes from the clinic: kept with their day, and taken back."""

from dataclasses import replace
from datetime import date

import pytest

from hipcoach.coaching.clinic_file import ClinicFile
from hipcoach.coaching.edits import Edits
from hipcoach.coaching.ports import ClinicStore
from hipcoach.domain.clinic import ClinicNote, ClinicNoteKind
from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.player.clock import ManualClock
from hipcoach.storage.clinic_store import SqliteClinicStore
from hipcoach.storage.database import Database, open_database
from tests.domain.samples import EVENING, MONDAY

NOTE = ClinicNote(
    uid="1",
    day=MONDAY,
    kind=ClinicNoteKind.STRENGTH,
    text="Left side weaker",
    at=EVENING,
    side=Side.LEFT,
)


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return open_database(tmp_path_factory.mktemp("clinic") / "record.sqlite3").database


@pytest.fixture
def clinic(database: Database) -> ClinicFile:
    store = SqliteClinicStore(database)
    return ClinicFile(store, Edits(database.together), ManualClock(EVENING))


def test_the_store_keeps_what_it_is_given(database: Database) -> None:
    port: ClinicStore = SqliteClinicStore(database)
    later = replace(NOTE, uid="2", day=date(2026, 3, 9))
    port.add(later)
    port.add(NOTE)
    assert port.between(date.min, date.max) == (NOTE, later)
    assert port.between(MONDAY, MONDAY) == (NOTE,)
    port.add(replace(NOTE, text="Now equal"))
    assert port.between(MONDAY, MONDAY) == (replace(NOTE, text="Now equal"),)
    port.remove("1")
    assert port.between(date.min, date.max) == (later,)


def test_notes_are_told_the_newest_day_first(clinic: ClinicFile) -> None:
    old = clinic.add(MONDAY, ClinicNoteKind.GAIT, "  Limps a little ")
    new = clinic.add(
        date(2026, 3, 1), ClinicNoteKind.TREATMENT, "", treatment_id="clinic_manual_log"
    )
    assert [note.uid for note in clinic.notes()] == [old.uid, new.uid]
    assert old.text == "Limps a little"


def test_what_was_added_or_removed_is_taken_back(clinic: ClinicFile) -> None:
    note = clinic.add(MONDAY, ClinicNoteKind.RANGE, "Bends to 100°", side=Side.LEFT)
    clinic.remove(note)
    assert clinic.notes() == ()
    clinic.undo()
    assert clinic.notes() == (note,)
    clinic.undo()
    assert clinic.notes() == ()


def test_a_note_says_something_and_a_treatment_is_a_treatment() -> None:
    with pytest.raises(RangeError, match="say what was found or done"):
        replace(NOTE, text=" ")
    with pytest.raises(RangeError, match="does not go with"):
        replace(NOTE, treatment_id="clinic_manual_log")
    with pytest.raises(RangeError, match="has no time zone"):
        replace(NOTE, at=EVENING.replace(tzinfo=None))
