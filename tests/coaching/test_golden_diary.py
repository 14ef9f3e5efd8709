"""A diary of twelve weeks, every figure of which was worked out by hand.

The plan asks for one routine on Monday, Wednesday and Friday from 2 March 2026 on: clamshells,
two sets of 10 reps a side (40 reps), and a bridge held twice for 30 s (60 s). From 13 April on it
is two sets of 12 (48 reps). Today is Sunday, 24 May, the last day of the twelve weeks.

Below, a week's seven characters are its morning ratings from Monday to Sunday; a point is a
morning without one. Sessions are rated before (b) and after (a); without a letter of its own the
rating before equals that morning's.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hipcoach.coaching.dose_report import DoseView, volume_of
from hipcoach.coaching.progress_report import PainView
from hipcoach.domain.pain import Moment, PainRating, SkippedRating
from hipcoach.domain.plan import PlanVersion, Slot
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import (
    Session,
    SessionForm,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
)
from hipcoach.progress.change import Verdict
from hipcoach.progress.dose_changes import ChangeKind
from hipcoach.progress.volume import Measure
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 5, 24)
NEW_DOSE = date(2026, 4, 13)
SITE = "left hip"
ZONE = timezone(timedelta(hours=1))
CLAM = make_exercise(exercise_id="clamshell", laterality=Laterality.UNILATERAL)
BRIDGE = make_exercise(exercise_id="bridge", kind=DoseKind.HOLD)

MORNINGS = (
    "6675667",  # 1   2 Mar
    "65.655.",  # 2   9 Mar
    "545....",  # 3  16 Mar, ill from Thursday on
    ".......",  # 4  23 Mar
    "5545.44",  # 5  30 Mar
    "454.5..",  # 6   6 Apr
    "4434434",  # 7  13 Apr
    "3444344",  # 8  20 Apr
    "0001000",  # 9  27 Apr
    "3323233",  # 10  4 May
    "2322.23",  # 11 11 May
    "212212.",  # 12 18 May
)


def day(week: int, weekday: int) -> date:
    """Weeks count from 1, weekdays from 0 for Monday."""
    return MONDAY + timedelta(weeks=week - 1, days=weekday)


def at(when: date, hour: int) -> datetime:
    return datetime(when.year, when.month, when.day, hour, tzinfo=ZONE)


def full(when: date) -> Routine:
    reps = 12 if when >= NEW_DOSE else 10
    return _routine(clam=make_dose(sets=2, reps=reps), hold_sets=2, hold_ms=30_000)


def _routine(clam: Dose, hold_sets: int, hold_ms: int) -> Routine:
    items = [make_item(uid="clam", exercise=CLAM, dose=clam)]
    if hold_sets:
        hold = make_dose(DoseKind.HOLD, sets=hold_sets, hold_ms=hold_ms)
        items.append(make_item(uid="bridge", exercise=BRIDGE, dose=hold))
    return replace(make_routine(*items), id="hips")


FLARE = _routine(clam=make_dose(sets=1, reps=5), hold_sets=1, hold_ms=15_000)
SHORT = _routine(clam=make_dose(sets=1, reps=12), hold_sets=0, hold_ms=0)


@dataclass
class Diary:
    world: World

    def rate(
        self, when: date, moment: Moment, nrs: int, hour: int, session: str | None = None
    ) -> None:
        self.world.pains.add(
            PainRating(
                uid=f"{when} {moment} {hour}",
                moment=moment,
                nrs=nrs,
                site=SITE,
                at=at(when, hour),
                local_date=when,
                session_uid=session,
            )
        )

    def do(
        self,
        when: date,
        before: int,
        after: int,
        *,
        routine: Routine | None = None,
        form: SessionForm = SessionForm.FULL,
        left_only: bool = False,
    ) -> None:
        """Do every set, or nothing but the clamshells of the left side."""
        played = routine or full(when)
        session = Session(
            uid=f"s {when}",
            routine=played,
            started_at=at(when, 9),
            local_date=when,
            status=SessionStatus.PARTIAL if left_only else SessionStatus.COMPLETED,
            form=form,
        )
        self.world.sessions.start(session)
        self.rate(when, Moment.BEFORE, before, 9, session.uid)
        for item in played.items:
            for side in item.prescription.sides(Side.LEFT):
                if left_only and side is not Side.LEFT:
                    continue
                dose = item.prescription.for_side(side)
                for number in range(1, dose.sets + 1):
                    self.world.sessions.save_set(
                        SetRecord(
                            session_uid=session.uid,
                            address=SetAddress(item.uid, number, side),
                            exercise_id=item.exercise.id,
                            planned_reps=dose.reps,
                            planned_ms=dose.set_ms,
                            done_reps=dose.reps or 0,
                            done_ms=dose.set_ms,
                            ended=SetEnd.COMPLETED,
                            at=at(when, 9),
                        )
                    )
        self.rate(when, Moment.AFTER, after, 10, session.uid)


@pytest.fixture
def diary(world: World) -> World:
    """Write the twelve weeks down; return what they are in."""
    written = Diary(world)
    world.clock.set_now(at(TODAY, 20))
    world.plans.add_version(
        PlanVersion(
            uid="p",
            slots=(Slot(routine_id="hips", weekdays=frozenset({0, 2, 4})),),
            valid_from=MONDAY,
        )
    )
    for week, row in enumerate(MORNINGS, start=1):
        for weekday, nrs in enumerate(row):
            if nrs != ".":
                written.rate(day(week, weekday), Moment.MORNING, int(nrs), 7)
    world.plans.excuse([day(3, 4), day(4, 0)], "A cold")
    world.pains.skip(
        SkippedRating(
            uid="k", moment=Moment.MORNING, site=SITE, at=at(day(4, 1), 8), local_date=day(4, 1)
        )
    )
    # Week 1: all three. Friday hurt up to 8 while it lasted.
    written.do(day(1, 0), 6, 5)
    written.do(day(1, 2), 7, 6)
    written.do(day(1, 4), 6, 6)
    written.rate(day(1, 4), Moment.DURING, 8, 9, f"s {day(1, 4)}")
    # Week 2: Wednesday in part, and rated before it alone; Friday was missed.
    written.do(day(2, 0), 6, 6)
    written.do(day(2, 2), 4, 4, left_only=True)
    # Week 3: then ill; Friday is excused. Week 4: Monday is excused, the others were missed.
    written.do(day(3, 0), 5, 5)
    written.do(day(3, 2), 5, 5)
    # Week 5: a flare version on Monday; Friday rated before the session alone.
    written.do(day(5, 0), 5, 4, routine=FLARE, form=SessionForm.FLARE)
    written.do(day(5, 2), 4, 4)
    written.do(day(5, 4), 4, 3)
    for week in (6, 7, 8, 9, 10):
        for weekday in (0, 2, 4):
            rated = int(MORNINGS[week - 1][weekday])
            written.do(day(week, weekday), rated, max(0, rated - 1))
    # Week 9: one more on Tuesday.
    written.do(day(9, 1), 0, 0)
    # Week 11: a short version on Friday, rated before it alone.
    written.do(day(11, 0), 2, 2)
    written.do(day(11, 2), 2, 2)
    written.do(day(11, 4), 2, 2, routine=SHORT, form=SessionForm.SHORT)
    # Week 12: Wednesday in part. On Saturday it hurt more in the evening.
    written.do(day(12, 0), 2, 1)
    written.do(day(12, 2), 2, 2, left_only=True)
    written.do(day(12, 4), 1, 1)
    written.rate(day(12, 5), Moment.UNPROMPTED, 4, 19)
    world.baselines.settle(SITE)
    return world


# -- pain ------------------------------------------------------------------------------


def test_daily_values(diary: World) -> None:
    values = {pain.day: pain.value for pain in _pain(diary).days}
    assert values[day(1, 0)] == 6  # 6 in the morning, 6 before; 5 after does not count
    assert values[day(1, 4)] == 6  # 6 and 6; the 8 during the session does not count
    assert values[day(2, 2)] == 4  # before the session alone
    assert values[day(12, 5)] == 3  # 2 in the morning, 4 in the evening
    assert values[day(9, 0)] == 0  # nought is a value
    assert day(4, 1) not in values  # asked and not told


def test_weekly_medians(diary: World) -> None:
    found = [(week.monday, week.median, week.rated_days) for week in _pain(diary).weeks]
    assert found == [
        (day(1, 0), 6.0, 7),  # 5 6 6 6 6 7 7
        (day(2, 0), 5.0, 6),  # 6 5 4 6 5 5, in order 4 5 5 5 6 6
        (day(3, 0), 5.0, 3),  # 4 5 5, too few to be firm
        # Week 4 has no value at all.
        (day(5, 0), 4.0, 7),  # 5 5 4 5 4 4 4, in order 4 4 4 4 5 5 5
        (day(6, 0), 4.5, 4),  # 4 5 4 5
        (day(7, 0), 4.0, 7),  # 3 3 4 4 4 4 4
        (day(8, 0), 4.0, 7),  # 3 3 4 4 4 4 4
        (day(9, 0), 0.0, 7),  # 0 0 0 0 0 0 1
        (day(10, 0), 3.0, 7),  # 2 2 3 3 3 3 3
        (day(11, 0), 2.0, 7),  # 2 3 2 2 2 2 3, in order 2 2 2 2 2 3 3
        (day(12, 0), 2.0, 6),  # 2 1 2 2 1 3, in order 1 1 2 2 2 3
    ]


def test_lines_gaps_and_the_sentence(diary: World) -> None:
    view = _pain(diary)
    # Weeks 1 and 2 are joined; week 3 is hollow, week 4 empty; weeks 5 to 12 are joined.
    assert [[week.monday for week in run] for run in view.runs] == [
        [day(1, 0), day(2, 0)],
        [day(week, 0) for week in range(5, 13)],
    ]
    assert view.skipped == (day(4, 1),)
    # 7 + 6 + 3 + 0 + 7 + 4 + 7 + 7 + 7 + 7 + 7 + 6 = 68 days of 12 x 7 = 84.
    assert view.sentence == "Weekly median fell from 6 to 2 in 12 weeks; 68 of 84 days rated."


def test_the_median_of_seven_days(diary: World) -> None:
    view = _pain(diary)
    smooth = {pain.day: pain.value for run in view.trailing for pain in run}
    assert day(1, 1) not in smooth  # two values
    assert smooth[day(1, 2)] == 6.0  # 6 6 7
    assert smooth[day(2, 3)] == 6.0  # 6 6 7 6 5 4 6, in order 4 5 6 6 6 6 7
    assert smooth[day(3, 2)] == 5.0  # 6 5 5 5 4 5, in order 4 5 5 5 5 6
    # From 18 to 30 March there are twelve days: a new line, with a value from the third day on.
    assert day(5, 0) not in smooth
    assert smooth[day(5, 2)] == 5.0  # 5 5 4
    assert [run[0].day for run in view.trailing] == [day(1, 2), day(5, 2)]


def test_the_worst(diary: World) -> None:
    worst = {pain.day: pain.value for pain in _pain(diary).worst_weeks}
    assert worst[day(1, 0)] == 8  # during Friday's session
    assert worst[day(2, 0)] == 6
    assert worst[day(9, 0)] == 1
    assert worst[day(12, 0)] == 4  # Saturday evening
    assert day(4, 0) not in worst


def test_before_and_after_each_session(diary: World) -> None:
    view = _pain(diary)
    stems = {stem.day: (stem.before, stem.after) for stem in view.stems}
    # 3 + 2 + 2 + 0 + 3 + 3 + 3 + 3 + 4 + 3 + 3 + 3 sessions.
    assert len(stems) == 32
    assert stems[day(1, 2)] == (7, 6)
    assert stems[day(9, 1)] == (0, 0)
    assert view.partial == {f"s {day(2, 2)}", f"s {day(12, 2)}"}


def test_the_baseline_and_the_change(diary: World) -> None:
    view = _pain(diary)
    assert view.baseline is not None
    assert view.change is not None
    # The first seven days: 5 6 6 6 6 7 7. The larger of 2 points and 30 % (1.8) is 2: 4 or less.
    assert (view.baseline.first_day, view.baseline.value) == (day(1, 0), 6.0)
    assert view.change.needed == 2.0
    # Week 12 is at 2: 4 points less, 4/6 = 66.7 %. Weeks 11 and 12 are both at 4 or less.
    assert (view.change.now, view.change.points, view.change.percent) == (2.0, -4.0, -67)
    assert view.change.verdict is Verdict.CLEARLY_BETTER
    assert view.change_sentence == (
        "From the baseline of 6 to 2, 4 points or 67 % less. "
        "Clearly better: 4 or less two weeks running."
    )


@pytest.mark.parametrize(
    ("week", "verdict"),
    [
        (1, Verdict.UNKNOWN),  # nothing to compare with yet
        (2, Verdict.NOT_CLEAR),  # 5
        (3, Verdict.NOT_CLEAR),  # week 3 is not firm, so that week 2 speaks
        (5, Verdict.ONE_WEEK),  # 4, and no firm week before it
        (6, Verdict.NOT_CLEAR),  # 4.5
        (7, Verdict.ONE_WEEK),  # 4 after 4.5
        (8, Verdict.CLEARLY_BETTER),  # 4 after 4
        (9, Verdict.CLEARLY_BETTER),  # 0 after 4
    ],
)
def test_what_could_be_said_after_each_week(diary: World, week: int, verdict: Verdict) -> None:
    view = diary.report.pain(SITE, MONDAY, day(week, 6))
    assert view.change is not None
    assert view.change.verdict is verdict


# -- sessions --------------------------------------------------------------------------


def test_adherence(diary: World) -> None:
    view = diary.report.adherence(MONDAY, TODAY)
    total = view.total
    # 12 x 3 = 36 asked for; Friday 20 and Monday 23 March are excused: 34 are due.
    assert (total.due, total.excused) == (34, 2)
    # 3 + 1 + 2 + 0 + 3 + 3 + 3 + 3 + 3 + 3 + 3 + 2, the flare and the short version among them.
    assert total.completed == 29
    assert total.partial == 2  # Wednesdays of weeks 2 and 12
    assert total.missed == 3  # Friday of week 2, Wednesday and Friday of week 4
    assert total.extra == 1  # Tuesday of week 9
    assert total.percent == 85  # 29 of 34 is 85.3 %
    assert view.sentence == (
        "29 done and 2 in part of 34 due, 85 %; 2 excused not counted; 1 more on other days."
    )


def test_adherence_by_week(diary: World) -> None:
    weeks = diary.report.adherence(MONDAY, TODAY).weeks
    assert [(w.due, w.completed, w.partial, w.missed, w.excused, w.extra) for w in weeks] == [
        (3, 3, 0, 0, 0, 0),
        (3, 1, 1, 1, 0, 0),
        (2, 2, 0, 0, 1, 0),
        (2, 0, 0, 2, 1, 0),
        (3, 3, 0, 0, 0, 0),
        (3, 3, 0, 0, 0, 0),
        (3, 3, 0, 0, 0, 0),
        (3, 3, 0, 0, 0, 0),
        (3, 3, 0, 0, 0, 1),
        (3, 3, 0, 0, 0, 0),
        (3, 3, 0, 0, 0, 0),
        (3, 2, 1, 0, 0, 0),
    ]


def test_days_in_a_row(diary: World) -> None:
    # After Friday, 27 March, every due day had a session: weeks 5 to 12, 8 x 3 = 24.
    assert diary.report.adherence(MONDAY, TODAY).aside == (
        "Days due in a row: 24 now, 24 at most. Short versions: 1, flare versions: 1; "
        "each is measured by what it offered."
    )
    # Up to 22 March: 3 in week 1, 2 in week 2, then Friday missed; 2 in week 3.
    assert diary.report.adherence(MONDAY, day(3, 6)).aside == (
        "Days due in a row: 2 now, 5 at most."
    )


# -- exercises -------------------------------------------------------------------------


def test_done_of_prescribed_by_exercise(diary: World) -> None:
    bridge, clam = _doses(diary).exercises
    # Clamshells up to 12 April: 15 due days at 40 reps (3 + 3 + 2 + 2 + 2 + 3), missed ones too,
    # and the flare version at 2 x 5: 610. From then on 17 at 48 and the short version at 2 x 12:
    # 840. Together 1450.
    assert clam.prescribed == 1450
    # Done: 11 x 40 + 20 in part + 10 = 470; 16 x 48 + 24 in part + 24 = 816. Together 1286.
    assert clam.done == 1286
    assert clam.percent == 89  # 88.7 %
    assert clam.extra == 48  # Tuesday of week 9
    # Bridges: 15 x 60 + 15 = 915 s and 17 x 60 = 1020 s, since the short version has none: 1935 s.
    assert bridge.prescribed == 1_935_000
    # Done: 11 x 60 + 15 + 16 x 60 = 1635 s; sessions in part have none.
    assert bridge.done == 1_635_000
    assert bridge.percent == 84  # 84.496 %
    assert bridge.extra == 60_000


def test_volume_by_week_and_side(diary: World) -> None:
    view = volume_of(_doses(diary), "clamshell", Measure.REPS)
    left = [view.amounts[Side.LEFT].get(day(week, 0), 0) for week in range(1, 13)]
    right = [view.amounts[Side.RIGHT].get(day(week, 0), 0) for week in range(1, 13)]
    # 3 x 20 · 20 + 20 · 2 x 20 · none · 5 + 2 x 20 · 3 x 20 · then 3 x 24 · 4 x 24 in week 9 ·
    # 2 x 24 + 12 in week 11.
    assert left == [60, 40, 40, 0, 45, 60, 72, 72, 96, 72, 60, 72]
    # The sessions in part had no right side: 20 less in week 2, 24 less in week 12.
    assert right == [60, 20, 40, 0, 45, 60, 72, 72, 96, 72, 60, 48]
    # Left 689, right 645: 44 of 689 is 6.4 %. The first week has 60 + 60, the last 72 + 48.
    assert view.sentence == (
        "Clamshell: 120 reps in the first week, 120 reps in the newest. "
        "Left 689 reps, right 645 reps: the left did more by 6 %."
    )
    holds = volume_of(_doses(diary), "bridge", Measure.TIME).amounts[Side.BILATERAL]
    assert holds[day(1, 0)] == 180_000  # 3 x 2 x 30 s
    assert holds[day(5, 0)] == 135_000  # 15 s and 2 x 60 s
    assert holds[day(9, 0)] == 240_000  # four sessions
    sets = volume_of(_doses(diary), "clamshell", Measure.SETS).amounts[Side.LEFT]
    assert sets[day(5, 0)] == 5  # one of the flare version, and two each on Wednesday and Friday


def test_the_one_change_of_dose(diary: World) -> None:
    (change,) = _doses(diary).changes
    assert (change.day, change.kind, change.exercise_id) == (
        NEW_DOSE,
        ChangeKind.DOSE,
        "clamshell",
    )
    assert (change.before.dose.reps, change.after.dose.reps) == (10, 12)


def _pain(diary: World) -> PainView:
    return diary.report.pain(SITE, MONDAY, TODAY)


def _doses(diary: World) -> DoseView:
    return diary.doses.whole(MONDAY, TODAY)
