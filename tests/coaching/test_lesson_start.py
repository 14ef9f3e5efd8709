"""What a lesson offers to start becomes a routine."""

import pytest

from hipcoach.coaching.lesson_start import routine_to_start
from hipcoach.coaching.trying_out import is_trial
from hipcoach.content.lesson_files import load_lessons
from hipcoach.content.loader import load_library


def test_every_lesson_starts_what_it_names() -> None:
    library = load_library()
    lessons = load_lessons(exercises=library.exercises, routines=library.routines)
    started = [lesson for lesson in lessons if lesson.start is not None]
    assert len(started) > 10
    for lesson in started:
        assert lesson.start is not None
        routine = routine_to_start(library, lesson.start)
        if lesson.starts_routine:
            assert routine is library.routines[lesson.start]
        else:
            assert is_trial(routine), "it fulfils no plan"
            assert [item.exercise.id for item in routine.items] == [lesson.start]


def test_an_unknown_id_is_told() -> None:
    with pytest.raises(KeyError, match="dance"):
        routine_to_start(load_library(), "dance")
