"""The figures of the progress page, and the sentence under each picture."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from tests.support.builders import make_dose, make_item, make_plan, make_routine
from tests.support.world import World

MONDAY = date(2026, 3, 2)
SITE = "left hip"
ZONE = timezone(timedelta(hours=1))


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def rate(
    world: World,
    day: date,
    nrs: int,
    moment: Moment = Moment.MORNING,
    *,
    site: str = SITE,
    session_uid: str | None = None,
    hour: int = 8,
) -> None:
    world.pains.add(
        PainRating(
            uid=f"{day} {moment} {site} {session_uid} {hour}",
            moment=moment,
            nrs=nrs,
            site=site,
            at=at(day, hour),
            local_date=day,
            session_uid=session_uid,
        )
    )


def did(
    world: World,
    day: date,
    status: SessionStatus = SessionStatus.COMPLETED,
    *,
    sets: int = 2,
) -> Session:
    """Keep a session of two sets of bridges, of which so many were done."""
    routine = make_routine(make_item(uid="bridge-1", dose=make_dose(sets=2, reps=5)))
    session = Session(
        uid=f"s {day}", routine=routine, started_at=at(day), local_date=day, status=status
    )
    world.sessions.start(session)
    for number in range(1, sets + 1):
        world.sessions.save_set(set_of(session, number))
    return session


def set_of(session: Session, number: int) -> SetRecord:
    return SetRecord(
        session_uid=session.uid,
        address=SetAddress("bridge-1", number, Side.BILATERAL),
        exercise_id="bridge",
        planned_reps=5,
        planned_ms=25_000,
        done_reps=5,
        done_ms=25_000,
        ended=SetEnd.COMPLETED,
        at=session.started_at + timedelta(minutes=number),
    )


def rate_week(world: World, monday: date, nrs: int, days: int = 4) -> None:
    for ahead in range(days):
        rate(world, monday + timedelta(days=ahead), nrs)


def pain_sentence(world: World, days: int = 28) -> str:
    return world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=days - 1)).sentence


# -- pain ------------------------------------------------------------------------------


def test_without_ratings_it_says_so(world: World) -> None:
    assert pain_sentence(world) == "No pain ratings in this time yet."


def test_three_days_are_too_few_for_a_median(world: World) -> None:
    rate_week(world, MONDAY, 4, days=3)
    assert pain_sentence(world) == (
        "Not enough ratings for a weekly median yet; 3 of 28 days rated."
    )


def test_a_single_week_tells_its_median(world: World) -> None:
    rate_week(world, MONDAY, 4)
    assert pain_sentence(world) == "Weekly median 4; 4 of 28 days rated."


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (2, "Weekly median fell from 4 to 2 in 3 weeks; 8 of 28 days rated."),
        (6, "Weekly median rose from 4 to 6 in 3 weeks; 8 of 28 days rated."),
        (4, "Weekly median 4, as 3 weeks before; 8 of 28 days rated."),
    ],
)
def test_the_first_firm_week_is_compared_with_the_last(world: World, last: int, told: str) -> None:
    rate_week(world, MONDAY, 4)
    rate_week(world, MONDAY + timedelta(weeks=1), 10, days=3)
    rate_week(world, MONDAY + timedelta(weeks=2), last)
    assert pain_sentence(world) == told.replace("8 of", "11 of")


def test_a_half_is_written_as_one(world: World) -> None:
    for ahead, nrs in enumerate((3, 3, 4, 4)):
        rate(world, MONDAY + timedelta(days=ahead), nrs)
    assert pain_sentence(world) == "Weekly median 3.5; 4 of 28 days rated."


def test_the_view_holds_days_mornings_and_stems_of_one_site(world: World) -> None:
    session = did(world, MONDAY)
    rate(world, MONDAY, 3)
    rate(world, MONDAY, 5, Moment.BEFORE, session_uid=session.uid, hour=9)
    rate(world, MONDAY, 2, Moment.AFTER, session_uid=session.uid, hour=10)
    rate(world, MONDAY, 9, site="right hip")
    view = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=6))
    assert [(day.day, day.value) for day in view.days] == [(MONDAY, 4.0)]
    assert [(day.day, day.value) for day in view.mornings] == [(MONDAY, 3.0)]
    assert [(stem.before, stem.after) for stem in view.stems] == [(5, 2)]
    assert (view.site, view.first, view.last) == (SITE, MONDAY, MONDAY + timedelta(days=6))


def test_a_gap_stays_a_gap(world: World) -> None:
    rate_week(world, MONDAY, 4)
    rate_week(world, MONDAY + timedelta(weeks=2), 3)
    rate_week(world, MONDAY + timedelta(weeks=3), 3)
    view = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=27))
    assert [[week.monday for week in run] for run in view.runs] == [
        [MONDAY],
        [MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=3)],
    ]


def test_sites_come_by_how_often_they_were_rated(world: World) -> None:
    rate(world, MONDAY, 3, site="low back")
    for ahead in range(2):
        rate(world, MONDAY - timedelta(days=ahead), 3)
    assert world.report.sites() == (SITE, "low back")


# -- adherence -------------------------------------------------------------------------


def plan(world: World, *weekdays: int) -> None:
    world.plans.add_version(make_plan(MONDAY, weekdays))


def adherence_sentence(world: World) -> str:
    world.clock.set_now(at(MONDAY + timedelta(days=6), 20))
    return world.report.adherence(MONDAY, MONDAY + timedelta(days=6)).sentence


def test_without_a_plan_nothing_was_due(world: World) -> None:
    did(world, MONDAY)
    assert adherence_sentence(world) == "Nothing was due in this time."


def test_done_and_in_part_are_told_of_what_was_due(world: World) -> None:
    plan(world, 0, 2, 4)
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=2), SessionStatus.PARTIAL, sets=1)
    assert adherence_sentence(world) == "1 done and 1 in part of 3 due."


def test_excused_and_other_days_are_told_apart(world: World) -> None:
    plan(world, 0, 2, 4)
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=1))
    world.plans.excuse([MONDAY + timedelta(days=2)], "A cold")
    assert adherence_sentence(world) == (
        "1 done and 0 in part of 2 due; 1 excused not counted; 1 more on other days."
    )
    world.plans.excuse([MONDAY + timedelta(days=4)], "A cold")
    assert "; 2 excused not counted" in adherence_sentence(world)


def test_discarded_and_running_sessions_do_not_count(world: World) -> None:
    plan(world, 0, 1)
    did(world, MONDAY, SessionStatus.DISCARDED)
    did(world, MONDAY + timedelta(days=1), SessionStatus.RUNNING)
    assert adherence_sentence(world) == "0 done and 0 in part of 2 due."
    assert world.report.session_rows(MONDAY, MONDAY + timedelta(days=6)) == ()


def test_weeks_come_one_by_one(world: World) -> None:
    plan(world, 0)
    did(world, MONDAY)
    world.clock.set_now(at(MONDAY + timedelta(days=13)))
    view = world.report.adherence(MONDAY, MONDAY + timedelta(days=13))
    assert [(week.monday, week.completed, week.due) for week in view.weeks] == [
        (MONDAY, 1, 1),
        (MONDAY + timedelta(days=7), 0, 1),
    ]
    assert view.total.percent == 50


# -- sessions --------------------------------------------------------------------------


def test_rows_come_newest_first_with_share_and_pain(world: World) -> None:
    first = did(world, MONDAY)
    rate(world, MONDAY, 5, Moment.BEFORE, session_uid=first.uid)
    rate(world, MONDAY, 3, Moment.AFTER, session_uid=first.uid)
    second = did(world, MONDAY + timedelta(days=1), SessionStatus.PARTIAL, sets=1)
    rows = world.report.session_rows(MONDAY, MONDAY + timedelta(days=6))
    assert [(r.session, r.share, r.pain_before, r.pain_after) for r in rows] == [
        (second, 0.5, None, None),
        (first, 1.0, 5, 3),
    ]


def test_pain_told_after_midnight_belongs_to_its_session(world: World) -> None:
    session = did(world, MONDAY)
    rate(world, MONDAY + timedelta(days=1), 2, Moment.AFTER, session_uid=session.uid, hour=0)
    (row,) = world.report.session_rows(MONDAY, MONDAY)
    assert row.pain_after == 2


def test_a_summary_counts_sets_that_are_not_on_the_disk_yet(world: World) -> None:
    session = did(world, MONDAY, sets=1)
    rate(world, MONDAY, 4, Moment.BEFORE, session_uid=session.uid)
    assert world.report.summary(session).share == 0.5
    summary = world.report.summary(session, (set_of(session, 2),))
    assert summary.share == 1.0
    assert (summary.pain_before, summary.pain_after) == (4, None)
    (bridge,) = summary.exercises
    assert (bridge.exercise_id, bridge.done_sets, bridge.planned_sets) == ("bridge", 2, 2)


def test_the_range_of_all_begins_with_the_first_record(world: World) -> None:
    today = world.clock.now().date()
    assert world.report.range_of(None) == (today, today)
    rate(world, today - timedelta(days=40), 3)
    did(world, today - timedelta(days=30))
    assert world.report.range_of(None) == (today - timedelta(days=40), today)
    assert world.report.range_of(28) == (today - timedelta(days=27), today)
