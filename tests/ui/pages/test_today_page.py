from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.planner import Planner
from hipcoach.domain.pain import Moment
from hipcoach.domain.plan import DayState, Phase, Programme, Slot
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.safety import OPERATION_FLAGS
from hipcoach.domain.session import SessionForm, SessionStatus
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.warning_sign import ClearedBy
from hipcoach.ui.dialogs.clear_signs_dialog import ClearSignsDialog
from hipcoach.ui.pages.today.header import day_text
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.choice import Choice
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from tests.support.builders import make_item, make_plan, make_routine
from tests.support.household import Household

FRIDAY = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, FRIDAY)
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


def opened(qtbot: QtBot, home: Household, theme: Theme) -> TodayPage:
    page = TodayPage(
        home.planner, home.diary, home.forms, home.content, home.preferences, theme, home.clock
    )
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    return page


def tell(home: Household, **answers: Any) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, **answers)))


def answer_dialog(press: str, text: str = "") -> None:
    """Type into the dialog that is about to open, and press a button of it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        for line in dialog.findChildren(QLineEdit):
            line.setText(text)
        buttons = dialog.findChildren(QPushButton)
        next(each for each in buttons if each.text() == press).click()

    QTimer.singleShot(0, answer)


def clear_in_words(by: ClearedBy, day: date) -> None:
    """Answer the dialog that is about to open: how a sign was cleared, and when."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ClearSignsDialog)
        assert dialog.clearing is None
        assert not dialog.confirm.isEnabled(), "nothing is chosen beforehand"
        dialog.choice(by).click()
        dialog.day.setDate(QDate(day.year, day.month, day.day))
        dialog.confirm.click()

    QTimer.singleShot(0, answer)


def test_shows_what_is_due_with_its_minutes_and_equipment(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "Due today"
    assert page.due_card.name == "First steps"
    assert page.due_card.facts == (
        "16 minutes · 4 exercises · clear floor, worktop to hold, chair, mat, cushion"
    )
    tiles = [tile for tile in page.findChildren(ExerciseTile) if tile.isVisible()]
    assert [tile.dose for tile in tiles] == ["2 × 8", "2 × 8", "2 × 8", "2 × 10 each side"]
    assert "Friday today" in page.header.week.accessibleDescription()
    assert page.header.greeting == "Good morning"


def test_several_times_a_day_are_counted(qtbot: QtBot, home: Household, theme: Theme) -> None:
    slot = Slot(
        routine_id="first_steps",
        weekdays=frozenset({4}),
        times_per_day=2,
        times=("morning", "evening"),
    )
    home.planner.change((slot,), None)
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "0 of 2 done today · next: morning"
    assert page.due_card.start_button.text() == "Start"


def test_a_plan_without_days_is_for_whenever_one_likes(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.planner.change((Slot(routine_id="first_steps"),), None)
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "Your first session · due today"
    home.session(FRIDAY.date() - timedelta(days=1))
    page.refresh()
    assert page.due_card.line == "Whenever you like"
    assert page.due_card.start_button.text() == "Start"


@pytest.mark.parametrize(("hour", "words"), [(13, "Good afternoon"), (20, "Good evening")])
def test_greets_by_the_hour(
    qtbot: QtBot, home: Household, theme: Theme, hour: int, words: str
) -> None:
    home.clock.set_now(FRIDAY.replace(hour=hour))
    page = opened(qtbot, home, theme)
    assert page.header.greeting == words


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_keys_on_start_ask_for_the_session_once(
    qtbot: QtBot, home: Household, theme: Theme, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    assert page.due_card.start_button.hasFocus()
    asked: list[Routine] = []
    page.start_requested.connect(lambda routine, _form: asked.append(routine))
    QTest.keyClick(page.due_card.start_button, key, modifier)
    assert [routine.id for routine in asked] == ["first_steps"]


def test_space_starts_from_a_button_that_only_enter_presses(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    page.due_card.excuse_button.setFocus()
    with qtbot.waitSignal(page.start_requested):
        QTest.keyClick(page.due_card.excuse_button, Qt.Key.Key_Space)
    assert home.planner.today().state is DayState.DUE


def test_a_rest_day_says_so_and_can_be_started_anyway(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 2)
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "Rest day · next: Monday"
    assert page.due_card.start_button.text() == "Start anyway"
    assert page.due_card.excuse_button.isHidden()
    with qtbot.waitSignal(page.start_requested):
        QTest.mouseClick(page.due_card.start_button, Qt.MouseButton.LeftButton)


def test_a_day_done_says_so_and_what_is_next(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(4, 5)
    home.session(FRIDAY.date())
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "Done today · next: tomorrow"
    assert page.due_card.start_button.text() == "Start again"


def test_without_a_plan_days_can_be_chosen(qtbot: QtBot, home: Household, theme: Theme) -> None:
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "No days are chosen yet"
    with qtbot.waitSignal(page.days_requested):
        QTest.mouseClick(page.due_card.days_button, Qt.MouseButton.LeftButton)


@pytest.mark.modal
def test_today_is_excused_with_a_reason_and_taken_back(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    answer_dialog("Excuse today", "A cold")
    QTest.mouseClick(page.due_card.excuse_button, Qt.MouseButton.LeftButton)
    assert home.plans.excused() == {FRIDAY.date(): "A cold"}
    assert page.due_card.line == "Excused today · A cold"
    QTest.mouseClick(page.due_card.unexcuse_button, Qt.MouseButton.LeftButton)
    assert not home.plans.excused()
    assert page.due_card.line == "Due today"


@pytest.mark.modal
def test_keeping_today_excuses_nothing(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    answer_dialog("Keep today", "A cold")
    QTest.keyClick(page.due_card.excuse_button, Qt.Key.Key_Return)
    assert not home.plans.excused()


# A menu grabs the keyboard, which there is none of offscreen.
@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_another_routine_can_be_started(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    QTest.keyClick(page.due_card.menu_button, Qt.Key.Key_Return)
    menu = page.due_card.menu
    assert menu.actions()[0].text() == "Glute strength with band · 32 minutes"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.due_card.name == "Loosen up"
    assert page.due_card.line == "Your choice for today"
    asked: list[Routine] = []
    page.start_requested.connect(lambda routine, _form: asked.append(routine))
    QTest.keyClick(page.due_card.start_button, Qt.Key.Key_Space)
    assert [routine.id for routine in asked] == ["loosen_up"]


def test_a_choice_is_forgotten_the_next_day(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    page.due_card.routine_chosen.emit("strength")
    assert page.due_card.name == "Glute strength with band"
    home.clock.set_now(FRIDAY.replace(day=7))
    page.refresh()
    assert page.due_card.name == "First steps"


def test_the_morning_is_rated_with_one_click(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    tell(home, sore_side=Side.LEFT, areas=("hip",))
    before = home.session(date(2026, 3, 5))
    page = opened(qtbot, home, theme)
    assert page.morning_card.isVisible()
    assert page.morning_card.scale.accessibleName() == "How is your left hip this morning?"
    page.morning_card.scale.setFocus()
    QTest.keyClick(page.morning_card.scale, Qt.Key.Key_3)
    (rating,) = home.pains.between(FRIDAY.date(), FRIDAY.date())
    assert (rating.nrs, rating.site, rating.moment) == (3, "left hip", Moment.MORNING)
    assert rating.session_uid == before.uid
    assert page.morning_card.isHidden()


def test_the_morning_can_wait(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.session(date(2026, 3, 5))
    page = opened(qtbot, home, theme)
    QTest.mouseClick(page.morning_card.not_now, Qt.MouseButton.LeftButton)
    page.refresh()
    assert page.morning_card.isHidden()
    assert not home.pains.between(FRIDAY.date(), FRIDAY.date())


def test_quiet_silences_and_gives_the_level_back(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    current = home.preferences.current
    essentials = replace(current.voice, level=VoiceLevel.ESSENTIALS)
    home.preferences.change(replace(current, voice=essentials))
    page = opened(qtbot, home, theme)
    QTest.mouseClick(page.due_card.quiet, Qt.MouseButton.LeftButton)
    assert home.kept().voice.level is VoiceLevel.SILENT
    QTest.mouseClick(page.due_card.quiet, Qt.MouseButton.LeftButton)
    assert home.kept().voice.level is VoiceLevel.ESSENTIALS


def test_a_cut_off_session_can_be_gone_on_with(qtbot: QtBot, home: Household, theme: Theme) -> None:
    session = home.session(
        FRIDAY.date(), SessionStatus.RUNNING, hour=8, minute=40, played_ms=462_000
    )
    page = opened(qtbot, home, theme)
    page.offer_resume(session)
    assert page.resume_card.title == "Your session of 8:40 was cut off"
    assert "after 7:42 minutes" in page.resume_card.text
    asked: list[object] = []
    page.resume_requested.connect(asked.append)
    QTest.keyClick(page.resume_card.resume_button, Qt.Key.Key_Return)
    assert asked == [session]
    assert page.resume_card.isHidden()


def test_a_cut_off_session_can_be_saved(qtbot: QtBot, home: Household, theme: Theme) -> None:
    session = home.session(FRIDAY.date(), SessionStatus.RUNNING)
    page = opened(qtbot, home, theme)
    page.offer_resume(session)
    asked: list[object] = []
    page.save_cut_off_requested.connect(asked.append)
    done = replace(session, status=SessionStatus.COMPLETED, ended_at=session.started_at)
    page.save_cut_off_requested.connect(lambda _: home.sessions.update(done))
    QTest.mouseClick(page.resume_card.save_button, Qt.MouseButton.LeftButton)
    assert asked == [session]
    assert page.resume_card.isHidden()
    assert "Friday done" in page.header.week.accessibleDescription()


@pytest.mark.modal
@pytest.mark.parametrize(
    ("flag", "title", "clear"),
    [
        ("chest", "Please get help now", "This has been looked at"),
        ("fall_trauma", "Please be seen today", "This has been looked at"),
        ("child", "hipcoach is not made for you yet", "I am 16 or older"),
    ],
)
def test_a_sign_that_stops_sessions_stands_in_place_of_start(
    qtbot: QtBot, home: Household, theme: Theme, flag: str, title: str, clear: str
) -> None:
    home.plan(0, 2, 4)
    tell(home, red_flags=(flag, "night_pain"))
    page = opened(qtbot, home, theme)
    page.offer_resume(home.session(FRIDAY.date(), SessionStatus.RUNNING))
    asked: list[object] = []
    page.start_requested.connect(lambda routine, _form: asked.append(routine))
    QTest.keyClick(page, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not asked
    assert page.due_card.isHidden()
    assert page.resume_card.resume_button.isHidden()
    assert page.advice_card.title == title
    assert page.advice_card.clear_button.text() == clear
    answer_dialog("Not yet")
    QTest.mouseClick(page.advice_card.clear_button, Qt.MouseButton.LeftButton)
    assert home.kept().me.red_flags == (flag, "night_pain")
    by = ClearedBy.MISTAKE if flag == "child" else ClearedBy.SEEN
    clear_in_words(by, date(2026, 3, 5))
    QTest.mouseClick(page.advice_card.clear_button, Qt.MouseButton.LeftButton)
    assert home.kept().me.red_flags == ("night_pain",)
    assert page.due_card.isVisible()


def test_an_appointment_is_advised_until_it_is_acknowledged(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, red_flags=("night_pain",))
    page = opened(qtbot, home, theme)
    (notice,) = page.notices
    assert notice.startswith("Please book an appointment.")
    assert page.due_card.isVisible()
    button = next(
        each
        for each in page.findChildren(QPushButton)
        if each.text() == "I will book one" and each.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert home.kept().me.soon_acknowledged
    assert page.notices == []


def test_precautions_are_named_with_the_exercises_they_concern(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, flags=("gtps", "thr_lateral_early", "high_bp"))
    page = opened(qtbot, home, theme)
    caution = page.due_card.caution.splitlines()
    surgeon, left_out, eased = caution
    assert surgeon == "After an operation, ask your surgeon or physiotherapist before you start."
    assert left_out.startswith(
        "Left out until your therapist says yes: Side stepping, Clamshell. You told us: "
    )
    assert eased.startswith("Go easy on Sit to stand. You told us: A hip replacement from the side")


def test_what_is_left_out_is_not_started(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(4)
    tell(home, flags=("thr_lateral_early",))
    page = opened(qtbot, home, theme)
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.mouseClick(page.due_card.start_button, Qt.MouseButton.LeftButton)
    routine, _ = started.args or []
    assert [item.exercise.id for item in routine.items] == ["sit_to_stand", "bridge"]


def test_an_eased_exercise_is_named(qtbot: QtBot, home: Household, theme: Theme) -> None:
    tell(home, flags=("gtps",))
    page = opened(qtbot, home, theme)
    (eased,) = page.due_card.caution.splitlines()
    assert eased.startswith("Go easy on Clamshell.")


def test_an_operation_and_a_hard_floor_are_cared_for(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, flags=("floor_transfer_hard", "thr_early"))
    page = opened(qtbot, home, theme)
    assert page.due_card.caution.splitlines() == [
        "After an operation, ask your surgeon or physiotherapist before you start.",
        "Do these on the bed, not on the floor: Bridge.",
        "Left out until your therapist says yes: Side stepping, Clamshell. You told us: "
        f"{home.content.precautions['thr_early']}.",
        f"Go easy on Sit to stand. You told us: {home.content.precautions['thr_early']}.",
    ]


def clear_button(page: TodayPage) -> QPushButton:
    return page.due_card.clear_button


@pytest.mark.modal
def test_what_a_therapist_cleared_comes_back_in(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(4)
    tell(home, flags=("thr_lateral_early",), sore_side=Side.LEFT)
    page = opened(qtbot, home, theme)
    assert clear_button(page).text() == "My therapist cleared one of these"
    names = [action.text() for action in page.due_card.clear_menu.actions()]
    assert names == ["Side stepping", "Clamshell"]
    answer_dialog("Not yet")
    page.due_card.clear_menu.actions()[1].trigger()
    assert home.kept().me.cleared == ()
    answer_dialog("Yes, let it in")
    page.due_card.clear_menu.actions()[1].trigger()
    assert [each.exercise_id for each in home.kept().me.cleared] == ["clamshell"]
    assert clear_button(page).text() == "My therapist cleared this"
    assert page.due_card.caution.splitlines()[-1] == "Cleared by your therapist: Clamshell."
    answer_dialog("Yes, let it in")
    QTest.mouseClick(clear_button(page), Qt.MouseButton.LeftButton)
    assert clear_button(page).isHidden()
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.mouseClick(page.due_card.start_button, Qt.MouseButton.LeftButton)
    routine, _ = started.args or []
    assert routine == home.content.routines["first_steps"]


def test_without_anything_left_out_there_is_nothing_to_clear(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, flags=("gtps",))
    assert clear_button(opened(qtbot, home, theme)).isHidden()


def test_one_side_is_left_out_where_only_one_is_concerned(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    stretch = home.content.exercises["figure4_supine"]
    routine = make_routine(make_item(stretch), routine_id="first_steps")
    home.content = replace(home.content, routines={"first_steps": routine})
    home.planner = Planner(home.plans, home.sessions, home.content, home.clock)
    tell(home, flags=("gtps",), sore_side=Side.RIGHT)
    page = opened(qtbot, home, theme)
    (line,) = page.due_card.caution.splitlines()
    assert line == (
        f"Left out until your therapist says yes: {stretch.name} (right side). You told us about "
        f"your right hip: {home.content.precautions['gtps']}."
    )
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.mouseClick(page.due_card.start_button, Qt.MouseButton.LeftButton)
    left, _ = started.args or []
    assert left.items[0].prescription.only_side is Side.LEFT


@pytest.mark.modal
def test_a_swollen_calf_among_the_precautions_stops_as_the_sign_does(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, flags=("dvt_signs", "gtps"))
    page = opened(qtbot, home, theme)
    assert page.due_card.isHidden()
    assert page.advice_card.title == "Please be seen today"
    clear_in_words(ClearedBy.SEEN, date(2026, 3, 6))
    QTest.mouseClick(page.advice_card.clear_button, Qt.MouseButton.LeftButton)
    assert home.kept().me.flags == ("gtps",)
    assert page.due_card.isVisible()


def test_notices_are_said_once_and_put_away(qtbot: QtBot, home: Household, theme: Theme) -> None:
    page = opened(qtbot, home, theme)
    done: list[str] = []
    page.show_notice(
        "No sound was found.", "Try again", lambda: done.append("tried"), kind=MessageKind.WARNING
    )
    page.show_notice("No sound was found.", kind=MessageKind.WARNING)
    assert page.notices == ["No sound was found."]
    press(page, "Try again")
    assert done == ["tried"]
    close = next(
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == "Put this notice away" and each.isVisible()
    )
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert page.notices == []


def press(page: QWidget, text: str) -> None:
    button = next(each for each in page.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_record_that_fails_is_told(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    home.database.write("DROP TABLE excused_days")
    page.refresh()
    assert any("excused_days" in notice for notice in page.notices)


def test_pressing_an_exercise_asks_to_read_about_it(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    page = opened(qtbot, home, theme)
    tile = next(each for each in page.findChildren(ExerciseTile) if each.text() == "Bridge")
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert asked.args == ["bridge"]


def test_a_day_is_written_without_its_year(qapp: QApplication) -> None:
    assert "2026" not in day_text(date(2026, 11, 21))
    assert "21" in day_text(date(2026, 11, 21))


@pytest.mark.parametrize("width", [620, 944, 1764])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_squeezed(
    qtbot: QtBot, home: Household, theme: Theme, width: int, scale: float
) -> None:
    home.plan(0, 2, 4)
    home.session(date(2026, 3, 5))
    theme.set_text_scale(scale)
    page = opened(qtbot, home, theme)
    page.offer_resume(home.session(FRIDAY.date(), SessionStatus.RUNNING))
    page.resize(width, 720)
    QApplication.processEvents()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert button.height() >= 44, button.text()
            right = button.mapTo(page, button.rect().topRight()).x()
            assert right < width, button.text()


# -- forms of the day, several routines, and the end of a programme ---------------------------


def press_form(page: TodayPage, key: SessionForm) -> None:
    segments = page.due_card.forms.findChildren(Choice)
    QTest.mouseClick(segments[list(SessionForm).index(key)], LEFT)


def test_the_short_version_starts_as_such(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4, routine="strength")
    page = opened(qtbot, home, theme)
    texts = [each.text() for each in page.due_card.forms.findChildren(Choice)]
    assert texts[0] == "All of it · 30 min"
    assert [text.split(" · ")[0] for text in texts] == ["All of it", "Short", "More sore today"]
    press_form(page, SessionForm.SHORT)
    assert page.due_card.line == "Short version · it counts as done"
    assert page.due_card.facts.startswith("5 minutes")
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.keyClick(page.due_card.forms.findChildren(Choice)[1], Qt.Key.Key_Space)
    routine, form = started.args or []
    assert form is SessionForm.SHORT
    assert len(routine.items) < len(home.content.routines["strength"].items)


def test_a_sorer_day_is_chosen_by_key_and_is_over_tomorrow(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(*range(7), routine="strength")
    page = opened(qtbot, home, theme)
    QTest.keyClick(page.due_card.forms.findChildren(Choice)[0], Qt.Key.Key_End)
    assert page.due_card.line == "For a sorer day · it counts as done"
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.mouseClick(page.due_card.start_button, LEFT)
    routine, form = started.args or []
    assert form is SessionForm.FLARE
    assert routine == home.forms.form(home.content.routines["strength"], SessionForm.FLARE)
    home.clock.set_now(FRIDAY + timedelta(days=1))
    page.refresh()
    assert page.due_card.line == "Due today"


def test_a_routine_of_five_minutes_has_no_short_version(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 2, 4, routine="desk")
    # Explained for the first time it takes seven.
    current = home.preferences.current
    known = replace(current.voice, lead_through=False)
    home.preferences.change(replace(current, voice=known))
    page = opened(qtbot, home, theme)
    texts = [each.text() for each in page.due_card.forms.findChildren(Choice)]
    assert not any(text.startswith("Short") for text in texts)


def test_two_routines_a_day_are_both_offered(qtbot: QtBot, home: Household, theme: Theme) -> None:
    days = frozenset({FRIDAY.weekday()})
    home.planner.change(
        (Slot(routine_id="strength", weekdays=days), Slot(routine_id="desk", weekdays=days)), None
    )
    page = opened(qtbot, home, theme)
    assert page.due_list.isVisible()
    assert [(row.name, row.state) for row in page.due_list.rows] == [
        ("Glute strength with band", DayState.DUE),
        ("Five minutes at the desk", DayState.DUE),
    ]
    assert page.due_card.name == "Glute strength with band"
    QTest.keyClick(page.due_list.choice("strength"), Qt.Key.Key_Right)
    assert page.due_card.name == "Five minutes at the desk"
    assert page.due_card.line == "Due today"
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.keyClick(page.due_list.choice("desk"), Qt.Key.Key_Space)
    assert (started.args or [])[0].id == "desk"
    home.session(FRIDAY.date(), routine=home.content.routines["desk"])
    page.refresh()
    assert page.due_card.line == "Done today · 1 still due"
    assert page.due_card.start_button.text() == "Start again"
    QTest.mouseClick(page.due_list.choice("strength"), LEFT)
    assert page.due_card.line == "Due today"


def test_one_routine_needs_no_list(qtbot: QtBot, home: Household, theme: Theme) -> None:
    home.plan(0, 2, 4)
    page = opened(qtbot, home, theme)
    assert page.due_list.isHidden()
    assert page.programme_card.isHidden()


def test_the_week_of_the_programme_is_told(qtbot: QtBot, home: Household, theme: Theme) -> None:
    phases = (Phase(weeks=1), Phase(weeks=5, goal="Stairs with ease"))
    programme = Programme(first_day=FRIDAY.date() - timedelta(days=8), phases=phases)
    home.planner.set_plan("strength", frozenset({4}), programme)
    page = opened(qtbot, home, theme)
    assert page.due_card.line == "Due today · week 2 of 6 · Stairs with ease"


@pytest.fixture
def ended(qtbot: QtBot, home: Household, theme: Theme) -> TodayPage:
    """The page of a person whose two weeks were over yesterday."""
    first = FRIDAY.date() - timedelta(days=14)
    programme = Programme(first_day=first, phases=(Phase(weeks=2),))
    home.plans.add_version(make_plan(first, {0, 1, 2, 3, 4}, programme=programme))
    home.session(first)
    return opened(qtbot, home, theme)


def test_the_end_of_a_programme_is_told(
    qtbot: QtBot, home: Household, theme: Theme, ended: TodayPage
) -> None:
    assert ended.programme_card.isVisible()
    assert ended.programme_card.accessibleName() == "Your programme of 2 weeks is over"
    assert "Done: 1 of 10 due." in ended.programme_card.text
    assert ended.due_card.line == "Nothing is due any more"
    with qtbot.waitSignal(ended.review_requested):
        QTest.mouseClick(ended.programme_card.review, LEFT)


def test_upkeep_follows_a_programme(home: Household, ended: TodayPage) -> None:
    QTest.mouseClick(ended.programme_card.upkeep, LEFT)
    assert ended.programme_card.isHidden()
    current = home.planner.current()
    assert current is not None
    assert current.programme is None
    assert current.weekdays == {0, 1, 3}
    assert ended.due_card.line == "Rest day · next: Monday"


def test_some_weeks_more_follow_a_programme(home: Household, ended: TodayPage) -> None:
    assert ended.programme_card.extension.text() == "4 weeks more"
    QTest.keyClick(ended.programme_card.extension, Qt.Key.Key_Return)
    assert ended.programme_card.isHidden()
    assert ended.due_card.line == "Due today · week 1 of 4"


def test_where_a_sign_stands_no_list_of_routines_stands_beside_it(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    days = frozenset({FRIDAY.weekday()})
    home.planner.change(
        (Slot(routine_id="strength", weekdays=days), Slot(routine_id="desk", weekdays=days)), None
    )
    tell(home, red_flags=("chest",))
    page = opened(qtbot, home, theme)
    assert page.due_list.isHidden()
    assert page.due_card.isHidden()


def test_a_morning_of_days_ago_is_asked_about_by_its_weekday_and_marked(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, sore_side=Side.LEFT, areas=("hip",))
    home.session(date(2026, 3, 2))
    page = opened(qtbot, home, theme)
    assert page.morning_card.question == "How was your left hip the morning after Monday?"
    QTest.keyClick(page.morning_card.scale, Qt.Key.Key_5)
    (rating,) = home.pains.between(date(2026, 3, 3), date(2026, 3, 3))
    assert (rating.nrs, rating.recalled) == (5, True)
    assert page.morning_card.isHidden()


def test_a_morning_that_cannot_be_told_is_skipped_not_zero(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.session(date(2026, 3, 5))
    page = opened(qtbot, home, theme)
    QTest.mouseClick(page.morning_card.skip, Qt.MouseButton.LeftButton)
    assert page.morning_card.isHidden()
    assert home.pains.between(FRIDAY.date(), FRIDAY.date()) == ()
    (skipped,) = home.pains.skipped_between(FRIDAY.date(), FRIDAY.date())
    assert skipped.moment is Moment.MORNING
    page.refresh()
    assert page.morning_card.isHidden()


@pytest.mark.parametrize(("answer", "woke"), [("Yes", True), ("No", False), ("I can’t say", None)])
def test_with_outer_hip_pain_the_night_is_asked_about_too(
    qtbot: QtBot, home: Household, theme: Theme, answer: str, woke: bool | None
) -> None:
    tell(home, sore_side=Side.LEFT, areas=("outer hip",), flags=("gtps",))
    home.session(date(2026, 3, 5))
    page = opened(qtbot, home, theme)
    card = page.morning_card
    QTest.keyClick(card.scale, Qt.Key.Key_2)
    # The number is kept at once, whatever becomes of the second question.
    (kept,) = home.pains.between(FRIDAY.date(), FRIDAY.date())
    assert (kept.nrs, kept.woke_at_night) == (2, None)
    assert card.question == "Did your left outer hip wake you that night?"
    assert not card.scale.isVisible()
    button = next(each for each in (card.yes, card.no, card.rather_not) if each.text() == answer)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (rating,) = home.pains.between(FRIDAY.date(), FRIDAY.date())
    assert (rating.nrs, rating.woke_at_night) == (2, woke)
    assert card.isHidden()


def test_a_night_that_nobody_told_of_does_not_stand_in_the_way_of_the_next_morning(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    tell(home, sore_side=Side.LEFT, areas=("outer hip",), flags=("gtps",))
    home.session(date(2026, 3, 5))
    page = opened(qtbot, home, theme)
    QTest.keyClick(page.morning_card.scale, Qt.Key.Key_2)
    assert not page.morning_card.scale.isVisible()
    home.session(FRIDAY.date(), hour=18)
    home.clock.set_now(FRIDAY + timedelta(days=1))
    page.refresh()
    assert page.morning_card.question == "How is your left outer hip this morning?"
    assert page.morning_card.scale.isVisible()


@pytest.mark.parametrize("flag", sorted(OPERATION_FLAGS))
def test_after_an_operation_nothing_is_started_that_is_not_due(
    qtbot: QtBot, home: Household, theme: Theme, flag: str
) -> None:
    home.plan(0)
    tell(home, flags=(flag,))
    page = opened(qtbot, home, theme)
    assert not page.due_card.start_button.isVisible()
    asked: list[object] = []
    page.start_requested.connect(lambda routine, _form: asked.append(routine))
    QTest.keyClick(page, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not asked
    tell(home, flags=())
    page.refresh()
    assert page.due_card.start_button.text().startswith("Start anyway")


def test_what_a_sign_had_cut_short_is_offered_again_once_it_is_cleared(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.preferences.change(replace(home.preferences.current, questions_left=True))
    tell(home, red_flags=("chest",))
    page = opened(qtbot, home, theme)
    assert page.notices == []
    tell(home, red_flags=())
    page.refresh()
    (notice,) = page.notices
    assert notice.startswith("A warning sign had ended the first questions.")
    button = next(
        each for each in page.findChildren(QPushButton) if each.text() == "Continue the questions"
    )
    with qtbot.waitSignal(page.first_start_requested):
        QTest.mouseClick(button, LEFT)


def test_warnings_stand_above_what_is_only_told(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    page = opened(qtbot, home, theme)
    page.show_notice("No sound.", kind=MessageKind.WARNING)
    page.show_notice("A check is due.", kind=MessageKind.INFO)
    page.show_notice("Saved.", kind=MessageKind.SUCCESS)
    page.show_notice("The disk is full.", kind=MessageKind.WARNING)
    bars = sorted(page.findChildren(MessageBar), key=lambda bar: bar.y())
    shown = [bar.text for bar in bars if bar.isVisible() and bar.text in page.notices]
    assert shown == ["The disk is full.", "No sound.", "Saved.", "A check is due."]
