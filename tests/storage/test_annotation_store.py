from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipcoach.coaching.ports import AnnotationStore
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.database import Database
from tests.domain.samples import EVENING, MONDAY

DAY = timedelta(days=1)


@pytest.fixture
def store(database: Database) -> AnnotationStore:
    return SqliteAnnotationStore(database)


def annotation(uid: str, day: date = MONDAY, minute: int = 0) -> Annotation:
    return Annotation(
        uid=uid,
        day=day,
        kind=AnnotationKind.FALL,
        text="On the stairs",
        at=EVENING + timedelta(minutes=minute),
    )


def test_they_come_back_by_day_and_then_as_written_down(store: AnnotationStore) -> None:
    late, early, before = annotation("1", minute=5), annotation("2"), annotation("3", MONDAY - DAY)
    for one in (late, early, before):
        store.add(one)
    assert store.between(MONDAY - DAY, MONDAY) == (before, early, late)
    assert store.between(MONDAY, MONDAY) == (early, late)
    assert store.between(MONDAY + DAY, date.max) == ()


@pytest.mark.parametrize("kind", AnnotationKind)
def test_every_kind_is_kept(store: AnnotationStore, kind: AnnotationKind) -> None:
    store.add(replace(annotation("1"), kind=kind))
    assert store.between(MONDAY, MONDAY) == (replace(annotation("1"), kind=kind),)


def test_one_is_changed_and_taken_out(store: AnnotationStore) -> None:
    store.add(annotation("1"))
    store.add(annotation("2"))
    moved = replace(annotation("1"), day=MONDAY + DAY, text="")
    store.add(moved)
    store.remove("2")
    store.remove("2")
    assert store.between(date.min, date.max) == (moved,)
