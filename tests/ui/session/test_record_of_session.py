"""What is asked around a session is kept: mornings, pain with its place, and what was skipped."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.session import ChangeKind, Session, SessionStatus
from hipcoach.player.timeline import SegmentKind
from hipcoach.ui.session_stage import Stage
from tests.support.builders import make_dose, make_item, make_routine
from tests.ui.session.rig import SessionRig

Key = Qt.Key


def earlier_session(rig: SessionRig, days: int) -> Session:
    at = rig.clock.now() - timedelta(days=days)
    session = Session(
        uid="earlier",
        routine=make_routine(),
        started_at=at,
        local_date=at.date(),
        status=SessionStatus.COMPLETED,
    )
    rig.sessions.start(session)
    return session


def ratings(rig: SessionRig, moment: Moment) -> list[tuple[int, date, bool]]:
    found = rig.pains.between(date.min, date.max)
    return [(one.nrs, one.local_date, one.recalled) for one in found if one.moment is moment]


def test_an_open_morning_is_asked_about_first_with_one_press(rig: SessionRig) -> None:
    session = earlier_session(rig, days=2)
    rig.flow.begin(make_routine())
    assert rig.stage() is Stage.MORNING
    weekday = session.local_date.strftime("%A")
    assert rig.flow.morning.question == f"How was your left hip the morning after {weekday}?"
    rig.key(Key.Key_4, rig.flow.morning.scale)
    rig.key(Key.Key_Return, rig.flow.morning.scale)
    assert rig.stage() is Stage.BEFORE
    morning = session.local_date + timedelta(days=1)
    assert ratings(rig, Moment.MORNING) == [(4, morning, True)]
    rig.flow.before.back.click()
    rig.flow.begin(make_routine())
    assert rig.stage() is Stage.BEFORE


def test_a_morning_nobody_can_tell_of_is_skipped_and_the_session_goes_on(rig: SessionRig) -> None:
    session = earlier_session(rig, days=1)
    rig.flow.begin(make_routine())
    QTest.mouseClick(rig.flow.morning.skip, Qt.MouseButton.LeftButton)
    assert rig.stage() is Stage.BEFORE
    assert ratings(rig, Moment.MORNING) == []
    morning = session.local_date + timedelta(days=1)
    (skipped,) = rig.pains.skipped_between(morning, morning)
    assert skipped.session_uid == "earlier"


def test_the_pain_key_keeps_exercise_set_side_and_the_change_with_its_reason(
    rig: SessionRig,
) -> None:
    rig.start(make_routine(make_item(uid="bridge", dose=make_dose(sets=2, reps=4))))
    rig.run_to(SegmentKind.REP)
    rig.key(Key.Key_P)
    sheet = rig.page.pain_sheet
    rig.key(Key.Key_2, sheet)
    rig.key(Key.Key_7, sheet.scale)
    rig.key(Key.Key_Return, sheet.scale)
    uid = rig.driver.coach.session.uid
    rating = next(each for each in rig.pains.of_session(uid) if each.moment is Moment.DURING)
    assert (rating.item_uid, rating.set_no, rating.nrs) == ("bridge", 1, 7)
    assert rating.side is not None
    assert rating.kind is PainKind.SHARP
    fewer = next(
        each for each in sheet.choice_buttons if each.text().startswith("Half the reps of ")
    )
    QTest.mouseClick(fewer, Qt.MouseButton.LeftButton)
    rig.run_out()
    (change,) = rig.sessions.changes_of(uid)
    assert (change.kind, change.why, change.item_uid) == (
        ChangeKind.FEWER_REPS,
        "Pain 7, sharp",
        "bridge",
    )


def test_a_session_that_pain_ended_says_so(rig: SessionRig) -> None:
    rig.start(make_routine(make_item(uid="bridge", dose=make_dose(sets=2, reps=4))))
    rig.run_to(SegmentKind.REST)
    rig.key(Key.Key_P)
    sheet = rig.page.pain_sheet
    uid = rig.driver.coach.session.uid
    rig.key(Key.Key_4, sheet)
    end = next(each for each in sheet.choice_buttons if each.text() == "End the session")
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    assert rig.stage() is Stage.AFTER
    (change,) = rig.sessions.changes_of(uid)
    assert (change.kind, change.why) == (ChangeKind.ENDED_EARLY, "Unwell")


def test_what_is_not_told_around_a_session_is_kept_as_skipped(rig: SessionRig) -> None:
    rig.start(make_routine(make_item(uid="bridge", dose=make_dose(sets=1, reps=2))))
    rig.run_out()
    assert rig.stage() is Stage.AFTER
    rig.flow.after.save.click()
    today = rig.clock.now().date()
    skipped = [one.moment for one in rig.pains.skipped_between(today, today)]
    assert skipped == [Moment.BEFORE, Moment.AFTER, Moment.DURING]
    assert rig.pains.between(today, today) == ()


def test_what_the_pain_feels_like_is_told_with_one_press_or_not_at_all(rig: SessionRig) -> None:
    rig.start(make_routine(make_item(uid="bridge", dose=make_dose(sets=1, reps=2))))
    rig.run_out()
    after = rig.flow.after
    after.now.set_value(3)
    QTest.mouseClick(after.kinds.chip("sharp"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(after.kinds.chip("stiff"), Qt.MouseButton.LeftButton)
    assert after.kinds.checked() == ("stiff",)
    after.save.click()
    today = rig.clock.now().date()
    (rating,) = rig.pains.between(today, today)
    assert (rating.moment, rating.kind) == (Moment.AFTER, PainKind.STIFF)
