"""Files people write: what is good loads, what is not is told with file, place and rule."""

import copy
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from hipcoach.content.building import build_clinic_logs, build_red_flags
from hipcoach.content.decoding import decode
from hipcoach.content.loader import (
    Library,
    decode_exercise,
    decode_routine,
    load_exercise_file,
    load_library,
    load_routine_file,
)
from hipcoach.content.schema import (
    ClinicLogsFile,
    DosageTable,
    ExerciseFile,
    ItemTable,
    PhasesTable,
    RedFlagsFile,
    RoutineFile,
    SideDoseTable,
    StartTable,
)
from hipcoach.domain.errors import ContentError
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine, RoutineOrigin

Table = dict[str, Any]

EXERCISE_KEYS = [
    (place, key)
    for place, shape in (
        ((), ExerciseFile),
        (("dosage",), DosageTable),
        (("start",), StartTable),
        (("phases",), PhasesTable),
    )
    for key in shape.__struct_fields__
]
ROUTINE_KEYS = [
    (place, key)
    for place, shape in (
        ((), RoutineFile),
        (("items", 0), ItemTable),
        (("items", 4, "left"), SideDoseTable),
        (("items", 4, "right"), SideDoseTable),
    )
    for key in shape.__struct_fields__
]


def routine_of(text: str | Table, library: Library) -> Routine:
    data = text if isinstance(text, str) else tomli_w.dumps(text)
    return decode_routine(data.encode(), "mine.toml", library.exercises, RoutineOrigin.OWN)


def exercise_of(text: str | Table, library: Library) -> Exercise:
    data = text if isinstance(text, str) else tomli_w.dumps(text)
    return decode_exercise(data.encode(), "mine.toml", library.precautions, library.equipment_names)


def error_of(build: Callable[[], object]) -> ContentError:
    with pytest.raises(ContentError) as caught:
        build()
    assert caught.value.file == "mine.toml"
    return caught.value


def path_text(place: tuple[str | int, ...], key: str) -> str:
    text = ""
    for part in (*place, key):
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def misspell(file: Table, place: tuple[str | int, ...], key: str) -> tuple[Table, str]:
    file = copy.deepcopy(file)
    table: Any = file
    for part in place:
        table = table[part]
    wrong = f"{key}x"
    table[wrong] = table.pop(key, 1)
    return file, wrong


class TestExamples:
    """The examples of the documentation."""

    def test_exercise_loads(self, library: Library, exercise_example: str) -> None:
        exercise = exercise_of(exercise_example, library)
        assert (exercise.id, exercise.rest_ms) == ("side_lift", 30_000)
        assert exercise.start.tempo is not None
        assert exercise.start.tempo.text == "2-1-2-0"

    def test_sore_side_is_kept_up_where_the_file_says_so(
        self, library: Library, exercise_example: str
    ) -> None:
        assert not exercise_of(exercise_example, library).avoid_sore_side_down
        file = tomllib.loads(exercise_example)
        assert exercise_of({**file, "avoid_sore_side_down": True}, library).avoid_sore_side_down
        del file["avoid_sore_side_down"]
        assert not exercise_of(file, library).avoid_sore_side_down

    def test_routine_loads(self, library: Library, routine_example: str) -> None:
        routine = routine_of(routine_example, library)
        assert [item.uid for item in routine.items] == [
            "stand-up",
            "calf_stretch-1",
            "level_pelvis_walk-1",
            "bridge-1",
            "clamshell-1",
            "text-1",
        ]
        stand, calf, walk, bridge, clam, slides = (item.prescription for item in routine.items)
        assert (stand.dose.self_paced, stand.dose.reps, stand.rest_ms) == (True, 10, 60_000)
        assert (calf.only_side, calf.dose.hold_ms) == (Side.LEFT, 30_000)
        assert walk.dose.duration_ms == 90_000
        assert bridge.dose == library.exercises["bridge"].start
        assert clam.for_side(Side.LEFT).reps == 12
        assert clam.for_side(Side.RIGHT).reps == 10
        tempo = clam.for_side(Side.RIGHT).tempo
        assert tempo is not None
        assert tempo.text == "2-2-2-0"
        assert [item.group for item in routine.items[3:]] == ["A", "A", None]
        assert (slides.only_side, slides.dose.reps) == (Side.RIGHT, 12)
        first, last = routine.items[0], routine.items[-1]
        assert (first.locked, first.priority, last.transition_ms) == (True, 1, 20_000)

    @pytest.mark.parametrize(("place", "key"), EXERCISE_KEYS)
    def test_misspelt_exercise_key_is_named(
        self, library: Library, exercise_example: str, place: tuple[str | int, ...], key: str
    ) -> None:
        file, wrong = misspell(tomllib.loads(exercise_example), place, key)
        error = error_of(lambda: exercise_of(file, library))
        assert error.path == path_text(place, wrong)
        assert error.rule == f"is not a known key; did you mean {key}?"

    @pytest.mark.parametrize(("place", "key"), ROUTINE_KEYS)
    def test_misspelt_routine_key_is_named(
        self, library: Library, routine_example: str, place: tuple[str | int, ...], key: str
    ) -> None:
        file, wrong = misspell(tomllib.loads(routine_example), place, key)
        error = error_of(lambda: routine_of(file, library))
        assert error.path == path_text(place, wrong)
        assert error.rule == f"is not a known key; did you mean {key}?"


ITEM_FAULTS = [
    ('exercise = "calf_stretch"\nhold_s = 700', "items[0].hold_s", "700 is over 600"),
    ('exercise = "calf_stretch"\nhold_s = 0.5', "items[0].hold_s", "0.5 is under 1"),
    ('exercise = "calf_stretch"\nhold_s = inf', "items[0].hold_s", "inf is not a number of sec"),
    ('exercise = "calf_stretch"\nhold_s = true', "items[0].hold_s", "is true or false, not a num"),
    ('exercise = "calf_stretch"\nreps = 4', "items[0].reps", "does not fit calf_stretch; give ho"),
    ('exercise = "bridge"\nreps = 0', "items[0].reps", "0 is under 1"),
    ('exercise = "bridge"\nreps = 4.5', "items[0].reps", "is a number, not a whole number"),
    ('exercise = "bridge"\nreps = "8"', "items[0].reps", "is a text in quotes, not a whole"),
    ('exercise = "bridge"\nsets = 11', "items[0].sets", "11 is over 10"),
    ('exercise = "bridge"\nrest_s = 601', "items[0].rest_s", "601 is over 600"),
    ('exercise = "bridge"\ntempo = "2-1-2"', "items[0].tempo", "2-1-2 is not four numbers"),
    ('exercise = "bridge"\nhold_s = 5', "items[0].hold_s", "does not fit bridge; give reps"),
    ('exercise = "bridge"\nside = "left"', "items[0].side", "bridge works both sides together"),
    ('exercise = "bridge"\nleft = { reps = 3 }', "items[0].left", "bridge works both sides"),
    ('exercise = "clamshell"\nside = "up"', "items[0].side", "'up' is none of left, right"),
    ('exercise = "clamshell"\nside = "bilateral"', "items[0].side", "bilateral is none of left"),
    ('exercise = "clamshell"\nleft = { reps = 101 }', "items[0].left.reps", "101 is over 100"),
    ('exercise = "brigde"', "items[0].exercise", "brigde is not a known exercise; did you mean br"),
    ('exercise = "level_pelvis_walk"\nduration_s = 4', "items[0].duration_s", "4 is under 5"),
    ('uid = "x"', "items[0].exercise", "is missing"),
    ('exercise = "bridge"\nuid = " "', "items[0].uid", "is empty"),
    ('exercise = "bridge"\nuid = "a\\u0007"', "items[0].uid", "holds a control character"),
]


class TestRoutineFaults:
    """One fault in a routine."""

    @pytest.mark.parametrize(("item", "path", "rule"), ITEM_FAULTS)
    def test_item(self, library: Library, item: str, path: str, rule: str) -> None:
        text = f'id = "mine"\nname = "Mine"\n[[items]]\n{item}\n'
        error = error_of(lambda: routine_of(text, library))
        assert error.path == path
        assert error.rule.startswith(rule)
        assert str(error) == f"mine.toml: {path}: {error.rule}"

    @pytest.mark.parametrize(
        ("text", "path", "rule"),
        [
            ('id = "mine"\nname = "Mine"\nitems = []', "items", "nothing is listed"),
            ('id = "mine"\nname = "Mine"', "items", "is missing"),
            ('id = "Mine!"\nname = "Mine"\nitems = []', "id", "'Mine!' is not made of small"),
            ('id = "mine"\nname = ""\nitems = []', "name", "is empty"),
            ('id = "mine"\nname = 3\nitems = []', "name", "is a whole number, not a text"),
            ('id = "mine"\nname = "a"\nitems = "b"', "items", "is a text in quotes, not a list"),
            ('id = "mine"\nname', "", ""),
            (f'id = "mine"\nname = "{"a" * 2001}"\nitems = []', "name", "is longer than 2000"),
        ],
    )
    def test_whole(self, library: Library, text: str, path: str, rule: str) -> None:
        error = error_of(lambda: routine_of(text, library))
        assert error.rule.startswith(rule)
        assert not path or error.path == path

    def test_syntax_names_the_line(self, library: Library) -> None:
        error = error_of(lambda: routine_of('id = "mine"\nname = \n', library))
        assert error.path.startswith("line 2")
        assert error.rule.startswith("this is not TOML: ")

    def test_unfinished_file(self, library: Library) -> None:
        error = error_of(lambda: routine_of('id = "mine"\nname = """', library))
        assert (error.path, "not TOML" in error.rule) == ("end of the file", True)

    def test_same_uid_twice(self, library: Library) -> None:
        item = {"exercise": "bridge", "uid": "a"}
        text = {"id": "mine", "name": "Mine", "items": [item, {"exercise": "squat"}, item]}
        error = error_of(lambda: routine_of(text, library))
        assert (error.path, error.rule) == ("items[2].uid", "a is used twice")

    def test_split_group(self, library: Library) -> None:
        items = [{"exercise": "bridge", "group": group} for group in ("A", "B", "A")]
        text = {"id": "mine", "name": "Mine", "items": items}
        error = error_of(lambda: routine_of(text, library))
        assert error.path == "items[2].group"
        assert error.rule.startswith("A is split")

    def test_too_many_items(self, library: Library) -> None:
        text = {"id": "mine", "name": "Mine", "items": [{"exercise": "bridge"}] * 61}
        error = error_of(lambda: routine_of(text, library))
        assert (error.path, error.rule) == ("items", "61 is over 60")

    def test_made_up_uids_go_round_those_given(self, library: Library) -> None:
        items = [{"exercise": "bridge"}, {"exercise": "bridge", "uid": "bridge-1"}]
        routine = routine_of({"id": "mine", "name": "Mine", "items": items}, library)
        assert [item.uid for item in routine.items] == ["bridge-2", "bridge-1"]

    @pytest.mark.parametrize(
        "data",
        [
            b"a = " + b"9" * 5000,
            b"a = " + b"[" * 5000 + b"]" * 5000,
            b"id = 0x" + b"f" * 5000,
            b"a = 1979-99-99",
            b'id = "mine"\nname = "\xff"',
        ],
    )
    def test_hostile_bytes(self, library: Library, data: bytes) -> None:
        error = error_of(
            lambda: decode_routine(data, "mine.toml", library.exercises, RoutineOrigin.OWN)
        )
        assert error.rule

    def test_not_utf8_names_the_line(self, library: Library) -> None:
        data = 'id = "mine"\nname = "Für mich"\n'.encode("latin-1")
        error = error_of(
            lambda: decode_routine(data, "mine.toml", library.exercises, RoutineOrigin.OWN)
        )
        assert (error.path, error.rule) == ("line 2", "is not UTF-8 text; save it as UTF-8")

    def test_byte_order_mark_and_windows_lines_are_fine(
        self, library: Library, routine_example: str
    ) -> None:
        data = b"\xef\xbb\xbf" + routine_example.replace("\n", "\r\n").encode()
        routine = decode_routine(data, "mine.toml", library.exercises, RoutineOrigin.OWN)
        assert routine == routine_of(routine_example, library)


EXERCISE_FAULTS: list[tuple[tuple[str, ...], object, str, str]] = [
    (("avoid_flags",), ["gtpps"], "avoid_flags[0]", "gtpps is not a known precaution; did you mea"),
    (
        ("equipment",),
        ["mat", "chiar"],
        "equipment[1]",
        "chiar is not a known piece of equipment; d",
    ),
    (("category",), "streching", "category", "'streching' is none of strength, functional"),
    (("loads",), ["both"], "loads[0]", "'both' is none of worked"),
    (("kind",), "log", "kind", "log can't be played"),
    (("kind",), "hold", "start.reps", "does not fit kind hold; give hold_s"),
    (("kind",), "timed", "dosage.duration_s", "is missing; kind timed needs it"),
    (("rung",), 0, "rung", "0 is under 1"),
    (("rung",), 10**30, "rung", "is a number far too large"),
    (("dosage", "sets"), [1, 10**400], "dosage.sets[1]", "is a number far too large"),
    (("rest_s",), -1e308, "rest_s", "is a number far too large"),
    (("rest_s",), float("inf"), "rest_s", "inf is not a number of seconds"),
    (("phases",), "up", "phases", "is a text in quotes, not a table"),
    (("rest_s",), -1, "rest_s", "-1 is under 0"),
    (("cues",), [], "cues", "is empty"),
    (("steps",), ["Lift.", "  "], "steps[1]", "is empty"),
    (("summary",), "", "summary", "is empty"),
    (("easier",), ["A B"], "easier[0]", "'A B' is not made of small letters"),
    (("spoken_leg",), "", "spoken_leg", "is empty, but each side is worked apart"),
    (("spoken_leg",), "{Sid} leg.", "spoken_leg", "{Sid} is none of {side}"),
    (("spoken_leg",), "{Side leg.", "spoken_leg", "has a brace without its partner"),
    (("laterality",), "bilateral", "spoken_leg", "names a side, but the exercise is bilateral"),
    (("dosage", "reps"), [15, 8], "dosage.reps", "15 to 8 runs backwards"),
    (("dosage", "reps"), [8, 101], "dosage.reps", "101 is over 100"),
    (("dosage", "reps"), [8], "dosage.reps", "has 1 numbers, not 2"),
    (("dosage", "hold_s"), [2, 0.5], "dosage.hold_s", "2 to 0.5 runs backwards"),
    (("dosage", "rest_s"), [0, 601], "dosage.rest_s", "601 is over 600"),
    (("dosage", "rest_s"), [-1, 60], "dosage.rest_s", "-1 is under 0"),
    (("dosage", "days_per_week"), [2, 8], "dosage.days_per_week", "8 is over 7"),
    (("start", "reps"), 20, "start.reps", "20 is outside dosage.reps, 8 to 15"),
    (("start", "sets"), 1, "start.sets", "1 is outside dosage.sets, 2 to 3"),
    (("start", "tempo"), "2-5-2-0", "start.tempo", "5 is outside dosage.hold_s, 0 to 2"),
    (("start", "tempo"), "2-x-2-0", "start.tempo", "2-x-2-0 is not four numbers"),
    (("start", "tempo"), "0-0-0-0", "start.tempo", "0-0-0-0 makes a rep shorter"),
    (("start", "hold_s"), 3, "start.hold_s", "does not fit kind reps; give reps"),
]


class TestExerciseFaults:
    """One fault in an exercise."""

    @pytest.mark.parametrize(("place", "value", "path", "rule"), EXERCISE_FAULTS)
    def test_fault(
        self,
        library: Library,
        exercise_example: str,
        place: tuple[str, ...],
        value: object,
        path: str,
        rule: str,
    ) -> None:
        file = tomllib.loads(exercise_example)
        table = file
        for part in place[:-1]:
            table = table[part]
        table[place[-1]] = value
        error = error_of(lambda: exercise_of(file, library))
        assert error.path.startswith(path)
        assert error.rule.startswith(rule)

    @pytest.mark.parametrize("key", ["side_means", "summary", "start", "phases"])
    def test_missing(self, library: Library, exercise_example: str, key: str) -> None:
        file = tomllib.loads(exercise_example)
        del file[key]
        assert error_of(lambda: exercise_of(file, library)).path == key

    @pytest.mark.parametrize("key", ["reps", "tempo"])
    def test_missing_part_of_start(self, library: Library, exercise_example: str, key: str) -> None:
        file = tomllib.loads(exercise_example)
        del file["start"][key]
        error = error_of(lambda: exercise_of(file, library))
        assert (error.path, error.rule) == (f"start.{key}", "is missing; kind reps needs it")

    def test_long_sentence_may_be_broken(self, library: Library, exercise_example: str) -> None:
        file = tomllib.loads(exercise_example)
        file["summary"] = "\n  Trains the hip\n  well.\n"
        assert exercise_of(file, library).summary == "Trains the hip well."


def own_folder(tmp_path: Path, **files: str) -> Path:
    """Write files into a folder; `exercises__a_toml` names exercises/a.toml."""
    for key, text in files.items():
        folder, name = key.split("__")
        stem, ending = name.rsplit("_", 1)
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{stem}.{ending}").write_text(text, "utf-8")
    return tmp_path


def test_red_flag_used_twice() -> None:
    flag = (
        '[[red_flags]]\nid = "fever"\ntier = "soon"\nshort = "Fever"\n'
        'plain = "Fever?"\nsource = "me"\n'
    )
    shape = decode(flag.encode() * 2, "mine.toml", RedFlagsFile)
    error = error_of(lambda: build_red_flags(shape, "mine.toml"))
    assert (error.path, error.rule) == ("red_flags[1].id", "fever is used twice")


def test_clinic_log_used_twice() -> None:
    text = (
        '[[clinic_logs]]\nid = "needles"\nname = "Needles"\nwhat = "Thin needles."\n'
        'why_clinic = "Skill."\ncaution = "Ask first."\nsource = "me"\n'
    )
    (log,) = build_clinic_logs(decode(text.encode(), "mine.toml", ClinicLogsFile), "mine.toml")
    assert (log.id, log.what, log.why_clinic) == ("needles", "Thin needles.", "Skill.")
    shape = decode(text.encode() * 2, "mine.toml", ClinicLogsFile)
    error = error_of(lambda: build_clinic_logs(shape, "mine.toml"))
    assert (error.path, error.rule) == ("clinic_logs[1].id", "needles is used twice")


def test_unknown_tier() -> None:
    flag = b'[[red_flags]]\nid = "fever"\ntier = "later"\nplain = "Fever?"\nsource = "me"\n'
    error = error_of(lambda: decode(flag, "mine.toml", RedFlagsFile))
    assert error.path == "red_flags[0].tier"
    assert error.rule == "'later' is none of emergency, same_day, this_week, soon"


class TestOwnFolder:
    """A person's own files beside the shipped ones."""

    def test_own_files_join(
        self, tmp_path: Path, exercise_example: str, routine_example: str
    ) -> None:
        uses_own = routine_example.replace('"bridge"', '"side_lift"')
        folder = own_folder(
            tmp_path,
            exercises__side_lift_toml=exercise_example,
            routines__my_plan_toml=uses_own,
            routines__other_hipcoach=routine_example.replace("my_plan", "theirs"),
        )
        found = load_library(folder)
        assert found.problems == ()
        assert found.exercises["side_lift"].name == "Standing side lift"
        assert found.routines["my_plan"].items[3].exercise.id == "side_lift"
        assert found.routines["my_plan"].origin is RoutineOrigin.OWN
        assert found.routines["theirs"].origin is RoutineOrigin.THERAPIST
        assert found.routines["desk"].origin is RoutineOrigin.BUILT_IN
        assert list(found.routines)[:4] == ["first_steps", "strength", "loosen_up", "desk"]

    def test_broken_file_hides_no_other(
        self, tmp_path: Path, library: Library, exercise_example: str, routine_example: str
    ) -> None:
        folder = own_folder(
            tmp_path,
            exercises__broken_toml="id =\nname",
            exercises__bridge_toml=exercise_example.replace("side_lift", "bridge"),
            exercises__misnamed_toml=exercise_example,
            exercises__side_lift_toml=exercise_example,
            routines__a_toml=routine_example.replace("hold_s = 30", "hold_s = 700"),
            routines__b_toml=routine_example,
            routines__c_toml=routine_example,
        )
        found = load_library(folder)
        assert [str(problem) for problem in found.problems] == [
            "bridge.toml: id: bridge is taken already; choose another",
            "broken.toml: line 1, column 5: this is not TOML: invalid value",
            "misnamed.toml: id: side_lift is not the name of its file",
            "a.toml: items[1].hold_s: 700 is over 600",
            "c.toml: id: my_plan is taken already; choose another",
        ]
        assert set(found.exercises) == {*library.exercises, "side_lift"}
        assert list(found.routines) == [*library.routines, "my_plan"]
        assert found.exercises["bridge"] == library.exercises["bridge"]

    def test_no_folder_is_no_problem(self, tmp_path: Path, library: Library) -> None:
        found = load_library(tmp_path / "nothing")
        assert (found.problems, found.exercises) == ((), library.exercises)

    def test_file_in_place_of_a_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "exercises").write_text("", "utf-8")
        (problem,) = load_library(tmp_path).problems
        assert str(problem).startswith("exercises: could not be read (")

    def test_folder_in_place_of_a_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "routines" / "a.toml").mkdir(parents=True)
        (problem,) = load_library(tmp_path).problems
        assert str(problem) == "a.toml: is not a file that can be read"


def test_routine_file_that_is_not_there(tmp_path: Path, library: Library) -> None:
    with pytest.raises(ContentError, match=r"^none\.toml: is not a file that can be read$"):
        load_routine_file(tmp_path / "none.toml", library.exercises)


@pytest.mark.skipif(os.name != "posix", reason="other systems tell long names otherwise")
def test_file_that_the_system_refuses(tmp_path: Path, library: Library) -> None:
    with pytest.raises(ContentError, match=r"could not be read \(File name too long\)$"):
        load_routine_file(tmp_path / ("a" * 300), library.exercises)


def test_file_that_is_far_too_large(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ContentError, match=r"^large\.toml: is larger than 1 MB"):
        load_exercise_file(path, library.precautions, library.equipment_names)
