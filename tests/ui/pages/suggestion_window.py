"""A window on a record with whole sessions, from which doses are suggested."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from hipcoach.player.clock import ManualClock
from hipcoach.services import Services, load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from tests.support.world import EVENING, SORE_LEFT

ROUTINE = "first_steps"


def perform(services: Services, *, morning: int) -> None:
    """Do the routine whole and tell of it; a day passes."""
    now, routine = services.clock.now(), services.book.routines[ROUTINE]
    uid = f"s{now}"
    services.sessions.start(
        Session(
            uid=uid,
            routine=routine,
            started_at=now,
            local_date=now.date(),
            status=SessionStatus.COMPLETED,
            effort=4,
            control_steady=True,
        )
    )
    for item in routine.items:
        for side in item.prescription.sides(Side.LEFT):
            dose = item.prescription.for_side(side)
            for set_no in range(1, dose.sets + 1):
                services.sessions.save_set(
                    SetRecord(
                        session_uid=uid,
                        address=SetAddress(item.uid, set_no, side),
                        exercise_id=item.exercise.id,
                        planned_reps=dose.reps,
                        planned_ms=dose.set_ms,
                        done_reps=dose.reps or 0,
                        done_ms=dose.set_ms,
                        ended=SetEnd.COMPLETED,
                        at=now,
                    )
                )
    for moment, nrs in ((Moment.DURING, 1), (Moment.AFTER, 1)):
        rate(services, moment, nrs, uid)
    clock = services.clock
    assert isinstance(clock, ManualClock)
    clock.tick(86_400_000)
    rate(services, Moment.MORNING, morning, uid)


def rate(services: Services, moment: Moment, nrs: int, session_uid: str) -> None:
    now = services.clock.now()
    services.pains.add(
        PainRating(
            uid=f"{moment}{now}",
            moment=moment,
            nrs=nrs,
            site="left hip",
            at=now,
            local_date=now.date(),
            session_uid=session_uid,
        )
    )


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    load_settings(paths)
    me = replace(SORE_LEFT.me, usual_pain=2)
    SettingsStore(paths.settings).save(replace(SORE_LEFT, me=me, first_start_done=True))
    window = Window(
        qapp, paths, load_settings(paths), ManualClock(EVENING), keep_awake=lambda _wanted: ""
    )
    qtbot.addWidget(window.main)
    window.main.show()
    window.fill()
    yield window
    window.close()
