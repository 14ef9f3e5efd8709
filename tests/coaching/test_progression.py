"""Suggestions from a real record: told with their reason, made only when accepted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.progression import AdjustedDoses, ProgressionDesk, Suggestion
from hipcoach.coaching.progression_facts import read_lately
from hipcoach.coaching.routine_book import RoutineBook
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.kept_routine import kept_routine
from hipcoach.domain.pain import Moment, PainKind, PainRating
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Answer, Decision
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.session import (
    Session,
    SessionForm,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
)
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import ManualClock
from hipcoach.progress.decision import Rule
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.progression_store import SqliteProgressionStore
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.settings import SettingsStore
from tests.support.builders import make_item

ME = Profile(sore_side=Side.LEFT, areas=("hip",), usual_pain=2)
SITE = "left hip"
START = datetime(2026, 3, 2, 9, 0).astimezone()
ROUTINE = "mine"


class Practice:
    """A record that a test fills day by day, with one routine of bridge and clamshell."""

    def __init__(self, folder: Path, library: Library, *, locked: bool = False) -> None:
        self.database: Database = open_database(folder / "record.sqlite3").database
        self.sessions = SqliteSessionStore(self.database)
        self.pains = SqlitePainStore(self.database)
        self.clock = ManualClock(START)
        self.preferences = Preferences(Settings(me=ME), SettingsStore(folder / "settings.toml"))
        self.percent: int | None = 90
        store = SqliteProgressionStore(self.database)
        adjusted = AdjustedDoses(store, library.exercises)
        self.book = RoutineBook(
            library, SqliteRoutineStore(self.database), self.clock, adjusted.all_adjusted
        )
        self.book.keep(
            Routine(
                id=ROUTINE,
                name="Mine",
                goal="",
                items=tuple(
                    make_item(library.exercises[each], uid=each, locked=locked)
                    for each in ("bridge", "clamshell")
                ),
                origin=RoutineOrigin.THERAPIST if locked else RoutineOrigin.OWN,
            )
        )
        self.desk = ProgressionDesk(
            store,
            self.book,
            self.book.as_written,
            lambda: read_lately(
                self.today,
                self.preferences.current.me,
                self.sessions,
                self.pains,
                self.book,
                lambda _first, _last: self.percent,
            ),
            self.clock,
            self.book.doses_changed,
        )

    @property
    def today(self) -> date:
        return self.clock.now().date()

    @property
    def routine(self) -> Routine:
        return self.book.routines[ROUTINE]

    def item(self, uid: str) -> RoutineItem:
        return next(item for item in self.routine.items if item.uid == uid)

    def pass_days(self, days: int) -> None:
        self.clock.tick(days * 86_400_000)

    def rate(self, moment: Moment, nrs: int, **more: object) -> None:
        now = self.clock.now()
        rating = PainRating(
            uid=f"{moment}-{now}-{more.get('item_uid')}-{more.get('site', SITE)}",
            moment=moment,
            nrs=nrs,
            at=now,
            local_date=now.date(),
            **{"site": SITE, **more},  # type: ignore[arg-type]
        )
        self.pains.add(rating)

    def perform(
        self,
        *,
        during: int | None = 1,
        after: int | None = 1,
        morning: int | None = 1,
        form: SessionForm = SessionForm.FULL,
        done: float = 1.0,
        sharp: dict[str, PainKind] | None = None,
        sore_in: dict[str, int] | None = None,
    ) -> None:
        """Do the routine today, tell of it, and of the morning after; then it is that morning."""
        now = self.clock.now()
        uid = f"s-{now}"
        session = Session(
            uid=uid,
            routine=self.routine,
            started_at=now,
            local_date=now.date(),
            status=SessionStatus.COMPLETED,
            effort=5,
            control_steady=True,
            form=form,
        )
        self.sessions.start(session)
        self.sessions.update(session)
        for item in self.routine.items:
            for side in item.prescription.sides(Side.LEFT):
                dose = item.prescription.for_side(side)
                for set_no in range(1, dose.sets + 1):
                    self.sessions.save_set(
                        SetRecord(
                            session_uid=uid,
                            address=SetAddress(item.uid, set_no, side),
                            exercise_id=item.exercise.id,
                            planned_reps=dose.reps,
                            planned_ms=dose.set_ms,
                            done_reps=round((dose.reps or 0) * done),
                            done_ms=round(dose.set_ms * done),
                            ended=SetEnd.COMPLETED,
                            at=now,
                        )
                    )
        for item_uid, nrs in (sore_in or {}).items():
            self.rate(Moment.DURING, nrs, session_uid=uid, item_uid=item_uid)
        for item_uid, kind in (sharp or {}).items():
            self.rate(Moment.DURING, 2, session_uid=uid, item_uid=item_uid, kind=kind)
        if during is not None:
            self.rate(Moment.DURING, during, session_uid=uid)
        if after is not None:
            self.rate(Moment.AFTER, after, session_uid=uid)
        self.pass_days(1)
        if morning is not None:
            self.rate(Moment.MORNING, morning, session_uid=uid)

    def three_good_sessions(self) -> None:
        for _ in range(3):
            self.perform()
            self.pass_days(1)

    def suggested(self) -> tuple[Suggestion, ...]:
        return self.desk.suggestions(ROUTINE)


LIBRARY = load_library(None)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path, LIBRARY)


def test_an_empty_record_suggests_nothing(practice: Practice) -> None:
    assert practice.suggested() == ()
    assert practice.desk.suggestions("nobody") == ()


def test_a_step_up_is_offered_for_each_exercise_and_made_when_accepted(practice: Practice) -> None:
    practice.three_good_sessions()
    bridge, clamshell = practice.suggested()
    assert {bridge.decision, clamshell.decision} == {Decision.UP}
    before = practice.item("bridge").prescription.dose
    assert practice.item("bridge") == bridge.changes[0].before
    practice.desk.answer(bridge, Answer.ACCEPTED)
    after = practice.item("bridge").prescription.dose
    assert after.reps == (before.reps or 0) + 2
    assert practice.item("clamshell") == clamshell.changes[0].before
    assert [one.items[0].uid for one in practice.suggested()] == ["clamshell"]


def test_what_was_accepted_can_be_taken_back(practice: Practice) -> None:
    practice.three_good_sessions()
    before = practice.routine
    answers = practice.desk.answer(practice.suggested()[0], Answer.ACCEPTED)
    assert practice.routine != before
    practice.desk.undo(answers)
    assert practice.routine == before
    assert len(practice.suggested()) == 2
    assert practice.desk.history()[0].undone_at == practice.clock.now()


def test_a_day_in_the_past_has_the_dose_it_had_then(practice: Practice) -> None:
    """A session entered later for an earlier day is what the plan said then."""
    store = practice.desk._store
    doses = AdjustedDoses(store, LIBRARY.exercises)
    practice.three_good_sessions()
    written, accepted_on = practice.routine, practice.clock.today()
    answers = practice.desk.answer(practice.suggested()[0], Answer.ACCEPTED)
    changed = practice.routine
    assert doses.adjusted_on(written, accepted_on - timedelta(days=1)) == written
    assert doses.adjusted_on(written, accepted_on) == changed
    practice.pass_days(3)
    practice.desk.undo(answers)
    assert doses.adjusted_on(written, accepted_on + timedelta(days=1)) == changed
    assert doses.adjusted_on(written, practice.clock.today()) == written


def test_not_now_waits_for_the_next_session_and_never_is_for_good(practice: Practice) -> None:
    practice.three_good_sessions()
    bridge, clamshell = practice.suggested()
    practice.desk.answer(bridge, Answer.NOT_NOW)
    practice.desk.answer(clamshell, Answer.NEVER)
    assert practice.suggested() == ()
    practice.perform()
    assert [one.items[0].uid for one in practice.suggested()] == ["bridge"]


def test_a_changed_dose_needs_three_new_sessions_and_a_week(practice: Practice) -> None:
    practice.three_good_sessions()
    practice.desk.answer(practice.suggested()[0], Answer.ACCEPTED)
    practice.desk.answer(practice.suggested()[0], Answer.NEVER)
    practice.perform()
    practice.perform()
    assert practice.suggested() == ()
    practice.pass_days(3)
    practice.perform()
    practice.pass_days(1)
    assert [one.decision for one in practice.suggested()] == [Decision.UP]


@pytest.mark.parametrize("percent", [None, 69])
def test_without_enough_adherence_nothing_goes_up(practice: Practice, percent: int | None) -> None:
    practice.percent = percent
    practice.three_good_sessions()
    assert practice.suggested() == ()


def test_a_skipped_morning_holds_the_dose(practice: Practice) -> None:
    practice.perform()
    practice.perform()
    practice.perform(morning=None)
    assert practice.suggested() == ()


def test_a_sore_morning_asks_for_less_of_everything_at_once(practice: Practice) -> None:
    practice.perform(morning=4)
    (less,) = practice.suggested()
    assert (less.decision, less.reason.rule) == (Decision.DOWN, Rule.SORE_MORNING)
    assert [item.uid for item in less.items] == ["bridge", "clamshell"]
    practice.desk.answer(less, Answer.ACCEPTED)
    assert [item.prescription.dose.sets for item in practice.routine.items] == [
        change.before.prescription.dose.sets - 1 for change in less.changes
    ]
    assert practice.suggested() == ()


def test_pain_in_one_exercise_lowers_that_one_and_holds_the_rest(practice: Practice) -> None:
    practice.perform(during=7, sore_in={"clamshell": 7})
    (less,) = practice.suggested()
    assert (less.decision, less.reason.rule) == (Decision.DOWN, Rule.TOO_MUCH)
    assert [item.uid for item in less.items] == ["clamshell"]


def test_pain_that_no_exercise_was_named_for_lowers_all(practice: Practice) -> None:
    practice.perform(during=7)
    (less,) = practice.suggested()
    assert len(less.items) == 2


def test_the_pain_key_counts_even_when_the_questions_were_skipped(practice: Practice) -> None:
    practice.perform(during=None, sore_in={"bridge": 8})
    (less,) = practice.suggested()
    assert [item.uid for item in less.items] == ["bridge"]
    practice.perform(during=None, sore_in={"bridge": 3})
    assert practice.suggested() == ()


def test_tingling_leaves_the_exercise_out(practice: Practice) -> None:
    practice.perform(sharp={"clamshell": PainKind.TINGLING})
    stop = practice.suggested()[0]
    assert (stop.decision, stop.changes[0].after) == (Decision.STOP, None)
    assert not stop.may_be_silenced
    practice.desk.answer(stop, Answer.ACCEPTED)
    assert [item.uid for item in practice.routine.items] == ["bridge"]


def test_the_last_exercise_of_a_routine_stays(practice: Practice) -> None:
    practice.perform(sharp=dict.fromkeys(("clamshell", "bridge"), PainKind.TINGLING))
    for stop in practice.suggested():
        practice.desk.answer(stop, Answer.ACCEPTED)
    assert len(practice.routine.items) == 2


def test_two_flares_take_a_third_to_a_half_off_and_send_to_the_therapist(
    practice: Practice,
) -> None:
    practice.perform(morning=5)
    practice.perform(morning=5)
    (lighter,) = practice.suggested()
    assert lighter.decision is Decision.DELOAD
    assert "therapist" in lighter.reason.text
    assert len(lighter.changes) == 2
    # The same flares ask for nothing more, however many sessions follow within the week.
    practice.desk.answer(lighter, Answer.ACCEPTED)
    assert practice.suggested() == ()
    for _ in range(3):
        practice.perform(morning=2)
        assert practice.suggested() == ()


def test_three_gentler_days_running_lighten_too(practice: Practice) -> None:
    for _ in range(3):
        practice.perform(form=SessionForm.FLARE)
    (lighter,) = practice.suggested()
    assert (lighter.decision, lighter.reason.rule) == (Decision.DELOAD, Rule.FLARES)


def test_flare_and_short_versions_never_count_toward_a_step_up(practice: Practice) -> None:
    practice.perform()
    practice.perform(form=SessionForm.SHORT)
    practice.perform()
    practice.pass_days(1)
    assert practice.suggested() == ()


def test_a_therapists_dose_is_never_changed_only_spoken_of(tmp_path: Path) -> None:
    practice = Practice(tmp_path, LIBRARY, locked=True)
    practice.three_good_sessions()
    assert practice.suggested() == ()
    practice.perform(morning=6)
    (advice,) = practice.suggested()
    assert (advice.decision, advice.changes) == (Decision.DOWN, ())
    practice.desk.answer(advice, Answer.NOT_NOW)
    assert practice.suggested() == ()


@pytest.mark.parametrize(
    ("days", "says", "asks"), [(14, "14 days without", False), (28, "safety questions", True)]
)
def test_coming_back_after_a_gap(practice: Practice, days: int, says: str, asks: bool) -> None:
    practice.perform()
    practice.pass_days(days - 1)
    found = practice.suggested()
    assert {one.decision for one in found} == {Decision.DOWN}
    assert says in found[0].reason.text
    assert found[0].asks_safety_questions is asks


def test_six_days_are_no_gap(practice: Practice) -> None:
    practice.perform()
    practice.pass_days(5)
    assert practice.suggested() == ()


def test_an_urgent_sign_leaves_no_room_for_suggestions(practice: Practice) -> None:
    practice.three_good_sessions()
    settings = practice.preferences.current
    practice.preferences.change(replace(settings, me=replace(ME, red_flags=("chest",))))
    assert practice.suggested() == ()
    practice.preferences.change(replace(settings, me=replace(ME, red_flags=("night_pain",))))
    assert practice.suggested() == ()
    told = replace(ME, red_flags=("night_pain",), soon_acknowledged=True)
    practice.preferences.change(replace(settings, me=told))
    assert len(practice.suggested()) == 2


def test_no_step_leads_to_an_exercise_that_a_precaution_speaks_against(practice: Practice) -> None:
    practice.preferences.change(
        replace(practice.preferences.current, me=replace(ME, flags=("thr_early",)))
    )
    practice.three_good_sessions()
    for one in practice.suggested():
        for change in one.changes:
            assert change.after is not None
            assert change.after.exercise == change.before.exercise


def test_a_routine_that_was_rewritten_keeps_no_old_change(practice: Practice) -> None:
    practice.three_good_sessions()
    practice.desk.answer(practice.suggested()[0], Answer.ACCEPTED)
    changed = practice.routine
    # Whoever opens it for writing sees the dose as it is, and keeps that.
    practice.book.keep(changed)
    assert practice.routine == changed
    assert practice.book.as_written(ROUTINE) == changed
    assert kept_routine(practice.routine) == kept_routine(changed)


def test_a_trial_of_one_exercise_tells_nothing_of_the_dose(practice: Practice) -> None:
    practice.perform()
    practice.perform()
    session = practice.sessions.between(date.min, practice.today)[0]
    trial = replace(
        session,
        uid="trial",
        routine=replace(session.routine, id="try:bridge"),
        started_at=practice.clock.now() - timedelta(hours=1),
        local_date=practice.today,
    )
    practice.sessions.start(trial)
    practice.sessions.update(trial)
    assert practice.suggested() == ()
