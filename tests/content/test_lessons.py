"""The lessons: whole, plain, kind and sourced; a file that breaks a rule is told where."""

import difflib
import re
from itertools import combinations, groupby
from pathlib import Path

import pytest

from hipcoach.content.lesson_files import (
    FOLDER,
    SHIPPED_LESSONS,
    decode_lesson,
    load_lesson_file,
    load_lessons,
)
from hipcoach.content.loader import Library
from hipcoach.domain.errors import ContentError
from hipcoach.domain.lesson import Lesson, LessonTheme, LinkKind, plain_text
from hipcoach.domain.safety import RedFlagTier

# What must be taught, and by which lesson, with words that it can't do without.
TOPICS = {
    "what therapy does, and for whom": ("what_therapy_does", "For whom it works"),
    "assessment": ("assessment", "How you walk"),
    "strength": ("strength", "Two days a week"),
    "stretching": ("stretching", "30 seconds"),
    "mobility": ("mobility", "stiff"),
    "manual therapy is the clinic's": ("manual_therapy", "Why it belongs in the clinic"),
    "self-massage": ("self_massage", "Where not"),
    "heat and ice, and when not": ("heat_and_ice", "Use neither"),
    "TENS": ("clinic_modalities", "TENS"),
    "ultrasound": ("clinic_modalities", "Ultrasound"),
    "traction": ("clinic_modalities", "Traction"),
    "posture and desk": ("posture_and_desk", "The desk"),
    "lifting and bending": ("lifting_and_bending", "hip hinge"),
    "gait and walking": ("walking", "stride"),
    "cane": ("cane_and_aids", "opposite"),
    "other aids": ("cane_and_aids", "Other aids"),
    "insoles": ("insoles", "insoles"),
    "balance": ("balance", "Heel to toe"),
    "activity change": ("activity_change", "Turn one thing down"),
    "pain zones": ("pain_and_movement", "6–10"),
    "gate control": ("pain_and_movement", "gate control"),
    "sleep": ("sleep", "pillow"),
    "food, weight and rest": ("food_weight_rest", "Weight"),
    "medicines": ("medicines", "pharmacist"),
    "after hip surgery": ("after_surgery", "surgeon"),
    "staying well": ("staying_well", "keep"),
    "when to see someone": ("when_to_be_seen", "Be seen today"),
    "talking to one's therapist": ("talking_to_therapist", "Before the visit"),
    "home programme": ("home_programme", "Start low"),
    "low back and hip": ("back_and_hip", "back"),
    "a hip without a name": ("no_name_yet", "never guesses"),
    "hip arthritis": ("hip_arthritis", "twelve sessions"),
    "gluteal tendon pain": ("gluteal_tendon", "Week 1"),
    "groin pinch": ("groin_pinch", "femoroacetabular impingement"),
    "pelvic girdle pain and pregnancy": ("pelvic_girdle", "same on both legs"),
    "bone health": ("bone_health", "Straight"),
}
FORBIDDEN = re.compile(
    r"\b(work-?outs?|compliance|complian\w*|scor(e|es|ed|ing)|levels?|damag\w*|bad hips?"
    r"|(mis|re)align\w*|out of alignment|imbalance\w*|guarante\w*|(?<!no )cures?|miracle"
    r"|wear and tear|bone on bone|lazy|no pain,? no gain|worn out|degenerat\w*"
    r"|paracetamol|acetaminophen|ibuprofen|naproxen|diclofenac|aspirin|codeine|tramadol"
    r"|celecoxib|cortisone|glucosamine|turmeric|milligrams?|mg)\b",
    re.IGNORECASE,
)
DIAGNOSIS = re.compile(
    r"\byou (probably |likely )?have (arthritis|bursitis|a torn|impingement)", re.I
)
SENTENCE_END = re.compile(r"[.!?]+[”\"’)]*(?:\s|$)|\n")
HEADING = re.compile(r"^## .*$", re.MULTILINE)
MAX_MEAN_SENTENCE = 18
MAX_SENTENCE = 30
MAX_LIKENESS = 0.5

GOOD = """+++
id = "one"
title = "One"
summary = "About one thing."
theme = "care"
exercises = ["bridge"]
routines = ["desk"]
start = "bridge"
figures = ["bridge"]
sources = ["A book."]
reviewed = "not reviewed by a clinician"
+++

Some **bold** text, a [bridge](exercise:bridge) and
a second line.

## A heading
- a point
- [a lesson](lesson:two) and [a page](page:red-flags)
"""


@pytest.fixture(scope="module")
def lessons() -> dict[str, Lesson]:
    return {lesson.id: lesson for lesson in load_lessons()}


def sentences(lesson: Lesson) -> list[list[str]]:
    """Split the plain text at full stops and points of lists; headings don't count."""
    parts = SENTENCE_END.split(plain_text(HEADING.sub("", lesson.body)))
    return [words for part in parts if part and (words := part.split())]


def decode(text: str | bytes) -> Lesson:
    data = text if isinstance(text, bytes) else text.encode()
    return decode_lesson(
        data, "one.md", exercises=["bridge"], routines=["desk"], lessons=["one", "two"]
    )


def error_of(text: str | bytes) -> ContentError:
    with pytest.raises(ContentError) as caught:
        decode(text)
    assert caught.value.file == "one.md"
    return caught.value


class TestShippedLessons:
    def test_they_come_in_the_set_order_and_none_is_left_out(self) -> None:
        assert tuple(lesson.id for lesson in load_lessons()) == SHIPPED_LESSONS
        assert {path.name for path in FOLDER.iterdir()} == {f"{key}.md" for key in SHIPPED_LESSONS}

    def test_lessons_of_a_theme_are_neighbours(self, lessons: dict[str, Lesson]) -> None:
        runs = [theme for theme, _ in groupby(lessons.values(), key=lambda lesson: lesson.theme)]
        assert runs == list(LessonTheme)

    @pytest.mark.parametrize("topic", TOPICS)
    def test_every_topic_is_taught(self, lessons: dict[str, Lesson], topic: str) -> None:
        lesson_id, words = TOPICS[topic]
        assert words in lessons[lesson_id].plain_text

    def test_every_lesson_teaches_a_topic(self) -> None:
        assert {lesson_id for lesson_id, _ in TOPICS.values()} == set(SHIPPED_LESSONS)

    def test_every_exercise_and_routine_they_name_is_shipped(
        self, library: Library, lessons: dict[str, Lesson]
    ) -> None:
        checked = load_lessons(exercises=library.exercises, routines=library.routines)
        assert checked == tuple(lessons.values())

    def test_no_two_are_alike(self, lessons: dict[str, Lesson]) -> None:
        alike = []
        for one, two in combinations(lessons.values(), 2):
            matcher = difflib.SequenceMatcher(
                None, one.plain_text.split(), two.plain_text.split(), autojunk=False
            )
            if matcher.quick_ratio() > MAX_LIKENESS and matcher.ratio() > MAX_LIKENESS:
                alike.append((one.id, two.id))
        assert alike == []
        assert len({lesson.title for lesson in lessons.values()}) == len(lessons)
        assert len({lesson.summary for lesson in lessons.values()}) == len(lessons)

    def test_no_sentence_is_said_twice(self, lessons: dict[str, Lesson]) -> None:
        seen: dict[str, str] = {}
        twice = []
        for lesson in lessons.values():
            for words in sentences(lesson):
                if len(words) < 9:
                    continue
                sentence = " ".join(words).lower()
                if sentence in seen:
                    twice.append((seen[sentence], lesson.id, sentence))
                seen[sentence] = lesson.id
        assert twice == []

    def test_every_lesson_is_reached(self, lessons: dict[str, Lesson]) -> None:
        targets = {
            link.target
            for lesson in lessons.values()
            for link in lesson.links
            if link.kind is LinkKind.LESSON
        }
        assert "when_to_be_seen" in targets
        assert len(targets) >= 10

    def test_the_tiers_are_told_apart(self, lessons: dict[str, Lesson]) -> None:
        lesson = lessons["when_to_be_seen"]
        headings = [
            "## Call for help now",
            "## Be seen today",
            "## See a doctor this week",
            "## Book an appointment soon",
        ]
        assert len(headings) == len(RedFlagTier)
        places = [lesson.body.index(heading) for heading in headings]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("tier", "words"),
        [
            (0, "put weight on the leg"),
            (0, "shorter or turned out"),
            (0, "numb between the legs"),
            (0, "fever"),
            (0, "Chest pain"),
            (0, "cold, pale or blue"),
            (0, "testicle"),
            (1, "calf"),
            (1, "fall"),
            (1, "foot that drops"),
            (1, "osteoporosis"),
            (1, "foot lands"),
            (2, "cancer"),
            (2, "a booked appointment is not enough"),
            (3, "night"),
            (3, "Weight loss"),
            (3, "lump in the groin"),
            (3, "six weeks"),
        ],
    )
    def test_each_red_flag_stands_in_its_tier(
        self, lessons: dict[str, Lesson], tier: int, words: str
    ) -> None:
        parts = re.split(r"^## .*$", lessons["when_to_be_seen"].body, flags=re.MULTILINE)[1:]
        assert words in parts[tier]

    def test_clinic_treatments_are_not_coached(self, lessons: dict[str, Lesson]) -> None:
        listed = {key for lesson in lessons.values() for key in lesson.exercises}
        assert [key for key in listed if key.endswith("_log")] == []
        assert lessons["clinic_modalities"].start is None

    def test_crossed_leg_stretches_carry_their_warning(self, lessons: dict[str, Lesson]) -> None:
        naming = [lesson for lesson in lessons.values() if "it_band_stretch" in lesson.exercises]
        assert [lesson.id for lesson in naming] == ["stretching"]
        assert "Better leave them for now" in naming[0].plain_text


@pytest.mark.parametrize("lesson_id", SHIPPED_LESSONS)
class TestLesson:
    """One shipped lesson after another."""

    def test_it_is_neither_short_nor_long(self, lessons: dict[str, Lesson], lesson_id: str) -> None:
        assert 250 <= lessons[lesson_id].words <= 600
        assert lessons[lesson_id].minutes in {1, 2, 3}

    def test_it_is_sourced_and_says_who_has_not_read_it(
        self, lessons: dict[str, Lesson], lesson_id: str
    ) -> None:
        lesson = lessons[lesson_id]
        assert lesson.sources
        assert all(source.endswith(".") for source in lesson.sources)
        assert all("://" not in source for source in lesson.sources)
        assert lesson.reviewed == "not reviewed by a clinician"

    def test_its_head_is_whole(self, lessons: dict[str, Lesson], lesson_id: str) -> None:
        lesson = lessons[lesson_id]
        assert lesson.summary.endswith(".")
        assert lesson.summary.count(".") == 1
        assert len(lesson.title.split()) <= 7
        assert not lesson.title.endswith(".")
        assert lesson.body.count("\n## ") >= 3

    def test_it_names_just_the_exercises_it_links(
        self, lessons: dict[str, Lesson], lesson_id: str
    ) -> None:
        lesson = lessons[lesson_id]
        linked = [link.target for link in lesson.links if link.kind is LinkKind.EXERCISE]
        assert set(lesson.exercises) == set(linked)
        assert f"lesson:{lesson_id}" not in lesson.body

    def test_its_words_are_kind(self, lessons: dict[str, Lesson], lesson_id: str) -> None:
        lesson = lessons[lesson_id]
        text = f"{lesson.title}\n{lesson.summary}\n{lesson.plain_text}"
        assert [match.group() for match in FORBIDDEN.finditer(text)] == []
        assert DIAGNOSIS.search(text) is None

    def test_it_is_easy_to_read(self, lessons: dict[str, Lesson], lesson_id: str) -> None:
        found = sentences(lessons[lesson_id])
        assert sum(map(len, found)) / len(found) < MAX_MEAN_SENTENCE
        assert [" ".join(words) for words in found if len(words) > MAX_SENTENCE] == []

    def test_it_speaks_to_the_reader(self, lessons: dict[str, Lesson], lesson_id: str) -> None:
        assert len(re.findall(r"\byou(r|rs|rself)?\b", lessons[lesson_id].body, re.I)) >= 5


class TestReading:
    def test_a_good_file_loads(self) -> None:
        lesson = decode(GOOD)
        assert lesson.theme is LessonTheme.CARE
        assert lesson.start == "bridge"
        assert not lesson.starts_routine
        assert lesson.body.startswith("Some **bold**")
        assert [link.href for link in lesson.links] == [
            "exercise:bridge",
            "lesson:two",
            "page:red-flags",
        ]
        assert lesson.plain_text.split("\n") == [
            "Some bold text, a bridge and a second line.",
            "A heading",
            "a point",
            "a lesson and a page",
        ]
        assert lesson.words == 18
        assert lesson.minutes == 1

    def test_start_may_be_a_routine(self) -> None:
        lesson = decode(GOOD.replace('start = "bridge"', 'start = "desk"'))
        assert lesson.starts_routine

    def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(self) -> None:
        assert decode(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == decode(GOOD)

    @pytest.mark.parametrize(
        "key",
        [
            "id",
            "title",
            "summary",
            "theme",
            "exercises",
            "routines",
            "start",
            "figures",
            "sources",
            "reviewed",
        ],
    )
    def test_a_misspelt_key_is_named(self, key: str) -> None:
        error = error_of(GOOD.replace(f"\n{key} =", f"\n{key}x ="))
        assert error.path in {f"{key}x", key}
        assert "not a known key" in error.rule or "is missing" in error.rule

    def test_a_misspelt_key_brings_the_right_one_to_mind(self) -> None:
        error = error_of(GOOD.replace("\nfigures", "\nfigurs"))
        assert (error.path, error.rule) == ("figurs", "is not a known key; did you mean figures?")

    @pytest.mark.parametrize(
        ("old", "new", "path", "rule"),
        [
            ("(exercise:bridge)", "(exercise:brigde)", "line 14", "brigde is not among exercises"),
            ("(lesson:two)", "(lesson:too)", "line 19", "did you mean two?"),
            ("(page:red-flags)", "(page:red-flag)", "line 19", "did you mean red-flags?"),
            ("(page:red-flags)", "(https://e.org)", "line 19", "(https://e.org) is no link"),
            ("(page:red-flags)", "(red-flags)", "line 19", "(red-flags) is no link"),
            ("[a page](", "[a page] (", "line 19", "not part of a link"),
            ("[a page](", "![a page](", "line 19", "holds a picture"),
            ("**bold**", "**bold", "line 14", "opened and not closed"),
            ("**bold**", "*bold*", "line 14", "only ** makes bold"),
            ("**bold**", "<b>bold</b>", "line 14", "holds one of < > `"),
            ("## A heading", "# A heading", "line 17", "not a heading"),
            ("## A heading", "### A heading", "line 17", "not a heading"),
            ("- a point", "1. a point", "line 18", "list of another kind"),
            ("- a point", "  - a point", "line 18", "is indented"),
            ("- a point", "| a | b |", "line 18", "not part of"),
            ('exercises = ["bridge"]', 'exercises = ["brige"]', "exercises", "mean bridge?"),
            ('routines = ["desk"]', 'routines = ["dsk"]', "routines", "did you mean desk?"),
            ('figures = ["bridge"]', 'figures = ["squat"]', "figures", "not among exercises"),
            ('start = "bridge"', 'start = "squat"', "start", "not among exercises or routines"),
            ('sources = ["A book."]', "sources = []", "sources", "are missing"),
            ('["A book."]', '["A book.", "A book."]', "sources", "listed twice"),
            ('theme = "care"', 'theme = "cares"', "theme", "is none of starting"),
            ('title = "One"', 'title = " "', "title", "is empty"),
            ('title = "One"', "title = 1", "title", "is a whole number, not a text in quotes"),
            ('title = "One"', "title = One", "line 3, column 9", "this is not TOML"),
            ('"not reviewed by a clinician"', '"by a friend"', "reviewed", "is not"),
            ('id = "one"', 'id = "One Two"', "id", "is not made of"),
        ],
    )
    def test_what_is_wrong_is_named(self, old: str, new: str, path: str, rule: str) -> None:
        assert old in GOOD
        error = error_of(GOOD.replace(old, new, 1))
        assert error.path == path
        assert rule in error.rule

    def test_a_head_is_needed(self) -> None:
        assert error_of("Just text").path == "line 1"
        assert error_of("").path == "line 1"
        assert "no second +++" in error_of('+++\nid = "one"\n').rule

    def test_a_body_is_needed(self) -> None:
        assert "no text" in error_of(GOOD[: GOOD.rindex("+++") + 4]).rule

    def test_bytes_that_are_no_text(self) -> None:
        assert error_of(GOOD.encode() + b"\xff\n").path == "line 20"

    def test_the_file_has_the_name_of_its_lesson(self, tmp_path: Path) -> None:
        path = tmp_path / "other.md"
        path.write_text(GOOD, encoding="utf-8")
        with pytest.raises(ContentError, match=r"other\.md: id: one is not the name of its file"):
            load_lesson_file(path, lessons=["one", "two"])

    def test_a_missing_lesson_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as caught:
            load_lessons(folder=tmp_path)
        assert caught.value.file == f"{SHIPPED_LESSONS[0]}.md"

    def test_ids_are_checked_only_when_they_are_given(self) -> None:
        with pytest.raises(ContentError, match="is not an exercise"):
            load_lessons(exercises=[])
        with pytest.raises(ContentError, match="is not a routine"):
            load_lessons(routines=[])
        assert len(load_lessons()) == len(SHIPPED_LESSONS)
