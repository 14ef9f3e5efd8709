"""Everything wired on real files: build, close, sample, export, rehearse, examine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hipcoach.coaching.session_recorder import InMemory
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import ContentError, HipcoachError, RangeError, StorageError
from hipcoach.domain.pain import Moment
from hipcoach.domain.plan import Slot
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.errands import (
    examine,
    export_everything,
    library_of,
    rehearse_routine,
    write_plan_calendar,
    write_private,
)
from hipcoach.player.clock import ManualClock
from hipcoach.player.player import PlayerState
from hipcoach.services import Services, build, figure_of, fill_sample, load_settings
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING

Build = Callable[[], Services]


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths.find(tmp_path / "data")


@pytest.fixture
def build_here(paths: DataPaths) -> Iterator[Build]:
    """Build services on the test's folder; closed when the test ends."""
    made: list[Services] = []

    def build_one() -> Services:
        made.append(build(paths, load_settings(paths), ManualClock(EVENING)))
        return made[-1]

    yield build_one
    for services in made:
        services.close()


def test_a_new_folder_is_set_up_for_its_owner_alone(paths: DataPaths, build_here: Build) -> None:
    services = build_here()
    assert services.notices == ()
    assert services.preferences.current == Settings()
    assert tuple(services.library.routines) == tuple(load_library().routines)
    assert paths.root.stat().st_mode & 0o777 == 0o700
    assert paths.database.stat().st_mode & 0o777 == 0o600


def test_only_one_may_write_at_a_time(build_here: Build) -> None:
    first = build_here()
    with pytest.raises(StorageError, match="Another hipcoach"):
        build_here()
    first.close()
    build_here()


def test_what_is_done_is_there_at_the_next_start(build_here: Build) -> None:
    services = build_here()
    clock = services.clock
    assert isinstance(clock, ManualClock)
    coach = services.desk.start(services.desk.prepare(services.library.routines["desk"]), 3)
    coach.main_key()
    while coach.player.state is not PlayerState.ENDED:
        clock.tick(1_000)
        coach.advance()
    closed = coach.close()
    sets = services.sessions.sets_of(closed.uid)
    services.close()

    again = build_here()
    assert again.sessions.get(closed.uid) == closed
    assert again.sessions.sets_of(closed.uid) == sets
    assert closed.status is SessionStatus.COMPLETED
    assert len(sets) == len(coach.player.plan.sets)


def test_a_changed_voice_counts_for_the_clips(build_here: Build) -> None:
    services = build_here()
    services.clips.prepare_blocking(("Hold.",), timeout_ms=20_000)
    assert services.clips.lengths_ms(("Hold.",))
    services.preferences.change(Settings(voice=VoiceSettings(rate_wpm=200)))
    assert not services.clips.lengths_ms(("Hold.",))


def test_a_damaged_record_and_broken_files_are_told(paths: DataPaths, build_here: Build) -> None:
    paths.create()
    paths.database.write_bytes(b"no database " * 400)
    paths.settings.write_text("voice = 3")
    (paths.own_exercises / "mine.toml").write_text("id = 5")
    services = build_here()
    about_settings, about_record, about_file = services.notices
    assert "settings.toml" in about_settings
    assert "set aside" in about_record
    assert "hipcoach.damaged-" in about_record
    assert "mine.toml" in about_file
    assert services.sessions.with_status(*SessionStatus) == ()


def test_a_failed_start_gives_the_lock_back(paths: DataPaths, build_here: Build) -> None:
    paths.create()
    paths.database.mkdir()
    with pytest.raises(StorageError):
        build_here()
    paths.database.rmdir()
    build_here()


def test_the_sample_fits_its_settings(build_here: Build) -> None:
    services = build_here()
    fill_sample(services)
    settings = services.preferences.current
    assert settings.first_start_done
    assert services.desk.site == services.report.sites()[0]
    first, last = services.report.range_of(None)
    rows = services.report.session_rows(first, last)
    assert len(rows) > 20
    assert all(row.session.is_sample for row in rows)
    routine = services.planner.today().routine
    assert routine is not None
    assert routine.id == "first_steps"
    assert services.desk.cut_off() is None


def test_the_export_holds_everything(build_here: Build) -> None:
    services = build_here()
    fill_sample(services)
    document = json.loads(export_everything(services))
    sessions = services.sessions.with_status(*SessionStatus)
    assert [one["uid"] for one in document["sessions"]] == [one.uid for one in sessions]
    kept = sum(len(sets) for sets in services.sessions.all_sets().values())
    assert sum(len(one["sets"]) for one in document["sessions"]) == kept
    assert len(document["plan_versions"]) == 1
    assert document["excused_days"]
    assert document["settings"]["me"]["sore_side"] == "left"
    assert {rating["moment"] for rating in document["pain_ratings"]} == {
        "morning",
        "before",
        "after",
    }


def test_a_private_file_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    target.chmod(0o644)
    write_private(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


# -- rehearsing ------------------------------------------------------------------------


def test_a_routine_is_rehearsed_with_real_clips(paths: DataPaths) -> None:
    rehearsal = rehearse_routine(paths, "desk")
    assert rehearsal.problem == ""
    spoken = [cue for row in rehearsal.segments for cue in row.cues]
    assert len(spoken) > 40
    assert all(cue.clip_ms > 0 for cue in spoken)
    assert list(paths.clips.glob("*.wav"))


def test_the_settings_of_the_folder_are_rehearsed(paths: DataPaths) -> None:
    paths.create()
    paths.settings.write_text('lead_side = "right"\n[voice]\nlevel = "beeps"\n')
    rehearsal = rehearse_routine(paths, "loosen_up")
    cues = [cue for row in rehearsal.segments for cue in row.cues]
    assert {cue.kind for cue in cues if cue.clip_ms} == {"earcon"}
    assert "name" in {cue.kind for cue in cues}, "captions are shown all the same"
    assert rehearsal.problem == ""
    sides = [row.side for row in rehearsal.segments if row.exercise == "calf_stretch"]
    assert sides[0] == "right"


def test_level_and_rate_given_take_the_place_of_those_set(paths: DataPaths) -> None:
    paths.create()
    paths.settings.write_text('[voice]\nlevel = "silent"\nrate_wpm = 100\n')
    as_set = rehearse_routine(paths, "desk")
    given = rehearse_routine(paths, "desk", level=VoiceLevel.FULL, rate_wpm=450)
    set_slow = rehearse_routine(paths, "desk", level=VoiceLevel.FULL)
    assert not any(cue.clip_ms for row in as_set.segments for cue in row.cues)
    fast, slow = (
        {cue.text: cue.clip_ms for row in rehearsal.segments for cue in row.cues}
        for rehearsal in (given, set_slow)
    )
    # A count keeps the pace at which it is understood; all that is longer follows the rate.
    said_in_both = fast.keys() & slow.keys() - {"Three.", "Two.", "One."}
    assert said_in_both
    assert 0 < sum(fast[text] for text in said_in_both) < sum(slow[text] for text in said_in_both)


@pytest.mark.parametrize("rate_wpm", [79, 451])
def test_a_rate_that_no_engine_keeps_is_refused(paths: DataPaths, rate_wpm: int) -> None:
    with pytest.raises(RangeError, match="rate_wpm"):
        rehearse_routine(paths, "desk", rate_wpm=rate_wpm)


def test_an_unknown_routine_is_told_with_those_there_are(paths: DataPaths) -> None:
    with pytest.raises(HipcoachError, match=r"no routine swimming.*first_steps, strength"):
        rehearse_routine(paths, "swimming")


def test_a_name_too_long_for_a_file_is_an_unknown_routine(paths: DataPaths) -> None:
    with pytest.raises(HipcoachError, match="no routine"):
        rehearse_routine(paths, "a" * 5_000)


def test_a_routine_in_a_file_of_ones_own(paths: DataPaths, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'id = "mine"\nname = "Mine"\ngoal = "Try."\n'
        '[[items]]\nexercise = "bridge"\nsets = 1\nreps = 3\n'
    )
    rehearsal = rehearse_routine(paths, str(file))
    assert [row.rep for row in rehearsal.segments if row.kind == "rep"] == [1, 2, 3]


def test_a_broken_file_is_told_with_place_and_rule(paths: DataPaths, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'id = "mine"\nname = "Mine"\ngoal = "Try."\n'
        '[[items]]\nexercise = "calf_stretch"\nsets = 1\nhold_s = 700\n'
    )
    with pytest.raises(ContentError) as caught:
        rehearse_routine(paths, str(file))
    assert (caught.value.file, caught.value.path) == ("mine.toml", "items[0].hold_s")
    assert "is over 600" in caught.value.rule


def test_own_routines_are_in_the_library(paths: DataPaths) -> None:
    assert "mine" not in library_of(paths).routines
    (paths.root / "routines").mkdir(parents=True)
    (paths.root / "routines" / "mine.toml").write_text(
        'id = "mine"\nname = "Mine"\ngoal = "Try."\n'
        '[[items]]\nexercise = "bridge"\nsets = 1\nreps = 3\n'
    )
    assert "mine" in library_of(paths).routines
    assert rehearse_routine(paths, "mine").segments


# -- the doctor ------------------------------------------------------------------------


def findings(paths: DataPaths) -> dict[str, tuple[bool, str]]:
    return {one.subject: (one.is_fine, one.text) for one in examine(paths)}


def test_all_is_well_in_a_new_folder(paths: DataPaths) -> None:
    found = findings(paths)
    assert set(found) == {"folders", "settings", "database", "voice", "library"}
    assert all(is_fine for is_fine, _ in found.values())
    assert "none yet" in found["database"][1]
    assert "voices" in found["voice"][1]
    assert "speaks" in found["voice"][1]
    assert not paths.database.exists(), "looking makes no record"


def test_the_record_is_counted(paths: DataPaths, build_here: Build) -> None:
    services = build_here()
    fill_sample(services)
    count = len(services.sessions.with_status(*SessionStatus))
    services.close()
    assert findings(paths)["database"] == (True, f"{count} sessions in {paths.database}")


def test_a_record_in_use_is_looked_at_as_well(paths: DataPaths, build_here: Build) -> None:
    build_here()
    assert findings(paths)["database"] == (True, f"0 sessions in {paths.database}")


def test_broken_things_are_found_and_none_stops_the_others(paths: DataPaths) -> None:
    paths.create()
    paths.settings.write_text("voice = [")
    paths.database.write_bytes(b"no database " * 400)
    (paths.own_exercises / "mine.toml").write_text("id = 5")
    found = findings(paths)
    assert not found["settings"][0]
    assert not found["database"][0]
    assert not found["own file"][0]
    assert found["voice"][0]
    assert found["library"][0]


def test_a_file_in_the_place_of_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file.")
    found = findings(DataPaths.find(tmp_path / "data"))
    assert not found["folders"][0]
    assert "is a file" in found["folders"][1]
    assert found["library"][0]


def test_a_session_that_could_not_be_written_is_in_the_copy(build_here: Build) -> None:
    services = build_here()
    now = services.clock.now()
    session = Session(
        uid="unwritten",
        routine=services.library.routines["desk"],
        started_at=now,
        local_date=now.date(),
        status=SessionStatus.PARTIAL,
    )
    rating = services.diary.rating(Moment.AFTER, 3, "left hip", session_uid="unwritten")
    copy = json.loads(export_everything(services, InMemory(session, (), (rating,))))
    assert [each["uid"] for each in copy["sessions"]] == ["unwritten"]
    assert [each["nrs"] for each in copy["pain_ratings"]] == [3]


def test_the_figure_of_an_exercise_is_found_by_its_id() -> None:
    found = figure_of("clamshell")
    assert found is not None
    assert found.id == "clamshell"
    assert figure_of("no_such_exercise") is None


def test_a_figure_of_ones_own_is_found_first() -> None:
    own = figure_of("bridge")
    assert own is not None
    assert figure_of("mine", {"mine": own}) is own
    assert figure_of("mine") is None


def test_a_calendar_is_written_with_a_routine_that_is_missing(
    tmp_path: Path, build_here: Build
) -> None:
    services = build_here()
    slots = (
        Slot(routine_id="gone", weekdays=frozenset(range(7)), times_per_day=2),
        Slot(routine_id="desk", weekdays=frozenset({0})),
    )
    services.planner.change(slots, None)
    write_plan_calendar(services, tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_text()
    assert [text.count(each) for each in ("BEGIN:VEVENT", "gone (2 of 2)")] == [3, 2]
    assert len(services.stores.calendar_exports.exports()) == 3
