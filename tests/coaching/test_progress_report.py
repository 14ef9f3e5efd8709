"""The figures of the progress page, and the sentence under each picture."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hipcoach.coaching.progress_report import FormCounts
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.domain.pain import Moment, PainRating, SkippedRating
from hipcoach.domain.plan import DayState
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import (
    Session,
    SessionForm,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
)
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
    form: SessionForm = SessionForm.FULL,
) -> Session:
    """Keep a session of two sets of bridges, of which so many were done."""
    routine = make_routine(make_item(uid="bridge-1", dose=make_dose(sets=2, reps=5)))
    session = Session(
        uid=f"s {day}",
        routine=routine,
        started_at=at(day),
        local_date=day,
        status=status,
        form=form,
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


def test_a_week_is_whole_wherever_the_range_begins(world: World) -> None:
    rate_week(world, MONDAY, 4, days=7)
    view = world.report.pain(SITE, MONDAY + timedelta(days=2), MONDAY + timedelta(days=4))
    assert [(week.monday, week.rated_days) for week in view.weeks] == [(MONDAY, 7)]
    assert len(view.days) == 3
    assert view.sentence == "Weekly median 4; 3 of 3 days rated."


def test_beyond_a_year_weeks_stand_for_their_days(world: World) -> None:
    rate_week(world, MONDAY, 4)
    rate(world, MONDAY, 9, Moment.DURING, hour=10)
    year = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=7 * 53 - 1))
    assert (year.by_week, len(year.days), len(year.worst)) == (False, 4, 4)
    longer = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=7 * 53))
    assert (longer.by_week, longer.days, longer.mornings, longer.stems) == (True, (), (), ())
    assert longer.weeks == year.weeks
    assert [(each.day, each.value) for each in longer.worst_weeks] == [(MONDAY, 9.0)]
    assert "4 of 372 days rated" in longer.sentence


def test_what_was_asked_and_not_told_is_skipped_and_never_zero(world: World) -> None:
    rate(world, MONDAY, 3)
    for ahead in (0, 1, 2):
        day = MONDAY + timedelta(days=ahead)
        site = SITE if ahead < 2 else "low back"
        world.pains.skip(
            SkippedRating(
                uid=str(day), moment=Moment.MORNING, site=site, at=at(day), local_date=day
            )
        )
    view = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=6))
    assert view.skipped == (MONDAY + timedelta(days=1),)
    assert [pain.day for pain in view.days] == [MONDAY]


def test_the_view_knows_partial_sessions_and_what_happened(world: World) -> None:
    did(world, MONDAY)
    part = did(world, MONDAY + timedelta(days=1), SessionStatus.PARTIAL, sets=1)
    fall = Annotation(
        uid="a", day=MONDAY + timedelta(days=2), kind=AnnotationKind.FALL, at=at(MONDAY)
    )
    world.annotations.add(fall)
    view = world.report.pain(SITE, MONDAY, MONDAY + timedelta(days=6))
    assert view.partial == {part.uid}
    assert view.annotations == (fall,)


def test_the_change_is_told_against_the_baseline_whatever_the_range(world: World) -> None:
    for week, nrs in enumerate((6, 5, 4, 4)):
        rate_week(world, MONDAY + timedelta(weeks=week), nrs, days=7)
    world.go_to(27)
    told = {
        world.report.pain(
            SITE, MONDAY + timedelta(weeks=week), MONDAY + timedelta(days=27)
        ).change_sentence
        for week in range(4)
    }
    assert told == {
        "From the baseline of 6 to 4, 2 points or 33 % less. "
        "Clearly better: 4 or less two weeks running."
    }


@pytest.mark.parametrize(
    ("weeks", "told"),
    [
        ((6,), "Baseline 6. No week after it has enough ratings yet."),
        ((6, 6), "The newest week is at the baseline, 6. Clearly better would be 4 or less."),
        (
            (6, 7),
            "From the baseline of 6 to 7, 1 point or 17 % more. Clearly better would be 4 or less.",
        ),
        (
            (6, 3),
            "From the baseline of 6 to 3, 3 points or 50 % less. "
            "At 4 or less for a week; a second one running makes it clear.",
        ),
        (
            (3, 3),
            "The newest week is at the baseline, 3. "
            "Clearly better would be 2 or less, the least that is noticed.",
        ),
        ((0, 2), "From the baseline of 0 to 2, 2 points more."),
    ],
)
def test_the_change_in_words(world: World, weeks: tuple[int, ...], told: str) -> None:
    for week, nrs in enumerate(weeks):
        rate_week(world, MONDAY + timedelta(weeks=week), nrs, days=7)
    world.go_to(7 * len(weeks))
    last = MONDAY + timedelta(days=7 * len(weeks))
    assert world.report.pain(SITE, MONDAY, last).change_sentence == told


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
    assert adherence_sentence(world) == "1 done and 1 in part of 3 due, 33 %."


def test_excused_and_other_days_are_told_apart(world: World) -> None:
    plan(world, 0, 2, 4)
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=1))
    world.plans.excuse([MONDAY + timedelta(days=2)], "A cold")
    assert adherence_sentence(world) == (
        "1 done and 0 in part of 2 due, 50 %; 1 excused not counted; 1 more on other days."
    )
    world.plans.excuse([MONDAY + timedelta(days=4)], "A cold")
    assert "; 2 excused not counted" in adherence_sentence(world)


def test_discarded_and_running_sessions_do_not_count(world: World) -> None:
    plan(world, 0, 1)
    did(world, MONDAY, SessionStatus.DISCARDED)
    did(world, MONDAY + timedelta(days=1), SessionStatus.RUNNING)
    assert adherence_sentence(world) == "0 done and 0 in part of 2 due, 0 %."
    assert world.report.session_rows(MONDAY, MONDAY + timedelta(days=6)) == ()


def test_days_in_a_row_and_versions_of_the_day_stand_beside(world: World) -> None:
    plan(world, 0, 1, 2, 3)
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=1), form=SessionForm.FLARE)
    did(world, MONDAY + timedelta(days=3), form=SessionForm.SHORT)
    world.clock.set_now(at(MONDAY + timedelta(days=6), 20))
    view = world.report.adherence(MONDAY, MONDAY + timedelta(days=6))
    # A flare version that was done whole counts as done.
    assert view.total.completed == 3
    assert view.aside == (
        "Days due in a row: 1 now, 2 at most. Short versions: 1, flare versions: 1; "
        "each is measured by what it offered."
    )
    assert view.forms == {MONDAY: FormCounts(short=1, flare=1)}


def test_a_month_tells_each_day_and_its_sessions(world: World) -> None:
    plan(world, 0, 2)
    session = did(world, MONDAY, form=SessionForm.SHORT)
    world.clock.set_now(at(MONDAY + timedelta(days=3)))
    month = world.report.month(MONDAY + timedelta(days=10))
    assert month.first == date(2026, 3, 1)
    assert len(month.states) == 31
    assert month.states[MONDAY] is DayState.DONE
    assert month.states[MONDAY + timedelta(days=2)] is DayState.MISSED
    assert month.states[MONDAY + timedelta(days=7)] is DayState.UPCOMING
    assert month.sessions == {MONDAY: (session.uid,)}
    assert month.forms == {MONDAY: SessionForm.SHORT}
    assert world.report.month(date(2026, 12, 31)).first == date(2026, 12, 1)


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


def test_a_part_is_read_by_whole_months_and_not_beyond_a_year(world: World) -> None:
    report = world.report
    assert report.detail_span(date(2026, 3, 10), date(2026, 4, 20)) == (
        date(2026, 2, 1),
        date(2026, 6, 1),
    )
    # A year with a month on either side would be too much, so that just the year is read.
    year = (date(2026, 1, 5), date(2026, 12, 28))
    assert report.detail_span(*year) == year
    assert report.detail_span(date(2026, 1, 1), date(2027, 1, 31)) is None


def test_versions_done_in_part_are_told_apart(world: World) -> None:
    forms = FormCounts(short=2, flare=3, short_partial=1, flare_partial=2)
    assert forms.letters(is_partial=False) == "FS"
    assert forms.letters(is_partial=True) == "FFS"
