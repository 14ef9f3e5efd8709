from datetime import date, timedelta

from hipcoach.coaching.plan_history import plan_changes
from hipcoach.domain.plan import Phase, PlanVersion, Programme, Slot

MONDAY = date(2026, 3, 2)
NAMES = {"strength": "Glute strength", "desk": "At the desk"}
SIX = Programme(first_day=MONDAY, phases=(Phase(weeks=6),))


def version(
    weeks_on: int, *slots: Slot, programme: Programme | None = None, reason: str = ""
) -> PlanVersion:
    return PlanVersion(
        uid=str(weeks_on),
        slots=slots,
        valid_from=MONDAY + timedelta(weeks=weeks_on),
        programme=programme,
        reason=reason,
    )


def slot(routine_id: str, *weekdays: int) -> Slot:
    return Slot(routine_id=routine_id, weekdays=frozenset(weekdays))


def test_each_change_is_told_the_newest_first() -> None:
    versions = (
        version(0, slot("strength", 0, 3), programme=SIX),
        version(1, slot("strength", 0, 2, 4), slot("desk"), programme=SIX, reason="Holidays"),
        version(2, slot("desk", *range(7)), slot("gone", 6)),
    )
    found = plan_changes(versions, NAMES)
    assert [(change.day, change.lines, change.reason) for change in found] == [
        (
            MONDAY + timedelta(weeks=2),
            (
                "At the desk: every day, before no days",
                "gone added: Sun",
                "Glute strength taken out",
                "No end set any more",
            ),
            "",
        ),
        (
            MONDAY + timedelta(weeks=1),
            ("Glute strength: Mon, Wed, Fri, before Mon, Thu", "At the desk added: no days"),
            "Holidays",
        ),
        (MONDAY, ("Glute strength added: Mon, Thu", "A programme of 6 weeks"), ""),
    ]


def test_changes_of_the_programme_are_told() -> None:
    longer = Programme(first_day=MONDAY, phases=(Phase(weeks=8),))
    goal = Programme(first_day=MONDAY, phases=(Phase(weeks=8, goal="Stairs"),))
    again = Programme(first_day=MONDAY + timedelta(weeks=8), phases=(Phase(weeks=4),))
    programmes = (SIX, longer, goal, goal, again)
    versions = tuple(
        version(index, slot("desk", 0), programme=programme)
        for index, programme in enumerate(programmes)
    )
    told = [change.lines for change in plan_changes(versions, NAMES)]
    assert told == [
        ("A programme of 4 weeks",),
        ("Phases or their goals changed",),
        ("8 weeks, before 6",),
        ("At the desk added: Mon", "A programme of 6 weeks"),
    ]


def test_without_a_plan_there_is_no_history() -> None:
    assert plan_changes((), NAMES) == ()
