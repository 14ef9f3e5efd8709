from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.domain.errors import StorageError
from hipcoach.domain.plan import Slot
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import InHand, WeightBearing
from hipcoach.domain.settings import Settings, VoiceLevel
from hipcoach.domain.warning_sign import ClearedBy
from hipcoach.ui.dialogs.clear_signs_dialog import Clearing, ClearSignsDialog
from hipcoach.ui.pages.first_start.about_steps import QuestionsStep, WhereStep
from hipcoach.ui.pages.first_start.more_step import NO, YES, MoreStep
from hipcoach.ui.pages.first_start.proposal_step import ProposalStep
from hipcoach.ui.pages.first_start.ready_steps import DaysStep, HearingStep, ThingsStep
from hipcoach.ui.pages.first_start.safety_steps import SignsStep
from hipcoach.ui.pages.first_start_page import FirstStartPage
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
RIGHT, CTRL = Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


def make_page(home: Household, theme: Theme) -> FirstStartPage:
    return FirstStartPage(
        home.preferences,
        home.planner,
        home.intake,
        home.content,
        home.say,
        theme,
        pathways=home.pathways,
    )


@pytest.fixture
def page(qtbot: QtBot, home: Household, theme: Theme) -> FirstStartPage:
    page = make_page(home, theme)
    qtbot.addWidget(page)
    page.resize(1100, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


class Keyboard:
    """Presses keys where the keyboard is, as a person without a mouse does."""

    def __init__(self, page: FirstStartPage) -> None:
        self._page = page

    @property
    def place(self) -> QWidget:
        place = self._page.focusWidget()
        assert place is not None
        return place

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.place, key)

    def tab_to(self, wanted: QWidget) -> None:
        target = wanted.focusProxy() or wanted
        for _ in range(40):
            if self.place is target:
                return
            self.press(TAB)
        raise AssertionError(f"the Tab key never came to {wanted.accessibleName()}")

    def go_on(self) -> None:
        QTest.keyClick(self.place, ENTER, CTRL)


def step(page: FirstStartPage, kind: type) -> None:
    assert isinstance(page.current, kind), page.current.title


def walk_to(page: FirstStartPage, number: int) -> None:
    while page.current is not page.steps[number]:
        page.go_on()


def test_the_whole_of_it_by_keyboard_alone(home: Household, page: FirstStartPage) -> None:
    keyboard = Keyboard(page)
    done: list[bool] = []
    page.finished.connect(lambda: done.append(True))
    assert keyboard.place is page.next
    keyboard.press(ENTER)

    where = page.current
    assert isinstance(where, WhereStep)
    # The choice rests on both sides: Left is two to the left of it.
    keyboard.press(Qt.Key.Key_Home)
    keyboard.tab_to(where.areas)
    keyboard.press(SPACE, RIGHT, RIGHT, ENTER)
    keyboard.tab_to(where.pain)
    keyboard.press(Qt.Key.Key_4)
    keyboard.tab_to(page.next)
    keyboard.press(ENTER)

    questions = page.current
    assert isinstance(questions, QuestionsStep)
    assert page.next.text() == "None of these"
    keyboard.press(TAB, SPACE)
    assert page.next.text() == "Next"
    keyboard.go_on()

    step(page, SignsStep)
    assert page.next.text() == "None of these"
    keyboard.go_on()
    step(page, SignsStep)
    keyboard.go_on()

    things = page.current
    assert isinstance(things, ThingsStep)
    keyboard.press(RIGHT, SPACE)
    keyboard.tab_to(things.in_hand.choice(InHand.KEYBOARD))
    keyboard.press(Qt.Key.Key_Down)
    keyboard.go_on()

    step(page, MoreStep)
    keyboard.go_on()

    days = page.current
    assert isinstance(days, DaysStep)
    keyboard.press(SPACE, RIGHT, SPACE)
    keyboard.tab_to(days.goals.line)
    QTest.keyClicks(keyboard.place, "Climb stairs")
    keyboard.go_on()

    proposal = page.current
    assert isinstance(proposal, ProposalStep)
    assert proposal.reasons[0].startswith("Outer-hip friendly: Because the outside of your hip")
    keyboard.go_on()

    hearing = page.current
    assert isinstance(hearing, HearingStep)
    keyboard.press(ENTER)
    assert home.spoken == [hearing.sentence]
    keyboard.tab_to(hearing.rate)
    keyboard.press(RIGHT)
    keyboard.go_on()
    assert page.next.text() == "Open Today"
    assert done == []
    keyboard.press(ENTER)
    assert done == [True]

    kept = home.kept()
    assert kept.first_start_done
    assert kept.me.sore_side is Side.LEFT
    assert kept.me.areas == ("hip", "outer hip")
    assert kept.me.usual_pain == 4
    assert kept.me.flags == ("gtps", "pathway_not_sure")
    assert kept.me.red_flags == ()
    assert kept.me.equipment == ("support_surface",)
    assert kept.me.in_hand is InHand.CLICKER
    assert kept.voice.rate_wpm == 150
    assert kept.me.goals == ("Climb stairs",)
    (plan,) = home.plans.versions()
    # Two days for strength with one between, easy movement on the third.
    strength, easy = plan.slots
    assert (strength.routine_id, easy.routine_id) == ("outer_hip", "walking")
    assert strength.weekdays | easy.weekdays == {1, 2, 4}
    assert len(strength.weekdays) == 2
    assert plan.valid_from == home.clock.now().date()
    assert plan.programme is not None
    assert plan.programme.weeks == 8
    assert plan.programme.phases[-1].goal == "Towards: Climb stairs"


@pytest.mark.parametrize(
    ("flag", "title"),
    [("cold_leg", "Please get help now"), ("calf_swelling", "Please be seen today")],
)
def test_an_urgent_sign_ends_it_with_advice_and_without_a_plan(
    qtbot: QtBot, home: Household, page: FirstStartPage, flag: str, title: str
) -> None:
    walk_to(page, 3)
    signs = page.current
    assert isinstance(signs, SignsStep)
    QTest.mouseClick(signs.ticks_of(flag).box(flag), Qt.MouseButton.LeftButton)
    page.go_on()
    assert page.current is page.advice_step
    assert page.advice_step.card.title == title
    with qtbot.waitSignal(page.finished):
        QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert home.kept().me.red_flags == (flag,)
    assert home.kept().first_start_done
    assert home.plans.versions() == ()


def test_a_sign_of_an_earlier_visit_is_cleared_in_words_only(
    home: Household, page: FirstStartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_to(page, 3)
    signs = page.current
    assert isinstance(signs, SignsStep)
    box = signs.ticks_of("chest").box("chest")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    page.refresh()
    said: list[Clearing | None] = [None, Clearing(ClearedBy.MISTAKE, date(2026, 3, 2))]
    monkeypatch.setattr(ClearSignsDialog, "ask", lambda *_a, **_k: said.pop(0))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.isChecked()
    assert home.kept().me.red_flags == ("chest",)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert home.kept().me.red_flags == ()


def test_what_a_sign_cut_short_goes_on_after_the_signs(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, 3)
    signs = page.current
    assert isinstance(signs, SignsStep)
    QTest.mouseClick(signs.ticks_of("chest").box("chest"), Qt.MouseButton.LeftButton)
    page.go_on()
    page.go_on()
    assert home.kept().first_start_done
    assert home.kept().questions_left
    page.refresh()
    assert page.current is page.steps[0], "it still stands"
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, red_flags=())))
    page.refresh()
    assert page.current is page.steps[4]


@pytest.mark.parametrize("flag", ["thr_early", "gtps"])
def test_the_weight_on_an_operated_leg_is_asked(
    home: Household, page: FirstStartPage, flag: str
) -> None:
    walk_to(page, 2)
    questions = page.current
    assert isinstance(questions, QuestionsStep)
    assert not questions.weight.isVisible()
    QTest.mouseClick(questions.ticks.box(flag), Qt.MouseButton.LeftButton)
    assert questions.weight.isVisible() is (flag == "thr_early")
    if questions.weight.isVisible():
        assert questions.weight.choice(None).isChecked()
        questions.weight.choice(WeightBearing.PARTIAL).click()
        assert home.kept().me.weight_bearing is WeightBearing.PARTIAL


def test_a_sign_ticked_by_mistake_can_be_taken_back(home: Household, page: FirstStartPage) -> None:
    walk_to(page, 3)
    signs = page.current
    assert isinstance(signs, SignsStep)
    box = signs.ticks_of("chest").box("chest")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    page.go_on()
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.current is signs
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    page.go_on()
    assert page.current is page.steps[4]
    assert home.kept().me.red_flags == ()


def test_under_16_goes_no_further(qtbot: QtBot, home: Household, page: FirstStartPage) -> None:
    walk_to(page, 4)
    signs = page.current
    assert isinstance(signs, SignsStep)
    QTest.mouseClick(signs.ticks_of("child").box("child"), Qt.MouseButton.LeftButton)
    page.go_on()
    assert page.advice_step.card.title == "hipcoach is not made for you yet"
    with qtbot.waitSignal(page.finished):
        page.go_on()
    assert home.plans.versions() == ()


def test_a_sign_for_an_appointment_is_acknowledged_and_it_goes_on(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, 4)
    signs = page.current
    assert isinstance(signs, SignsStep)
    QTest.mouseClick(signs.ticks_of("night_pain").box("night_pain"), Qt.MouseButton.LeftButton)
    page.go_on()
    assert page.current is page.advice_step
    assert page.next.text() == "I will book one"
    assert not home.kept().me.soon_acknowledged
    QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert isinstance(page.current, ThingsStep)
    assert home.kept().me.soon_acknowledged
    assert home.kept().me.red_flags == ("night_pain",)


def test_an_operation_is_told_to_ask_first(page: FirstStartPage) -> None:
    walk_to(page, 2)
    questions = page.current
    assert isinstance(questions, QuestionsStep)
    words = "After an operation"

    def advice() -> list[QWidget]:
        return [
            each
            for each in questions.findChildren(QWidget)
            if each.isVisible() and str(each.property("text")).startswith(words)
        ]

    assert advice() == []
    QTest.mouseClick(questions.ticks.box("thr_early"), Qt.MouseButton.LeftButton)
    assert len(advice()) == 1


def test_answers_are_there_again_after_it_was_closed_half_way(
    qtbot: QtBot, home: Household, theme: Theme, page: FirstStartPage
) -> None:
    walk_to(page, 1)
    where = page.current
    assert isinstance(where, WhereStep)
    QTest.mouseClick(where.areas.chip("groin"), Qt.MouseButton.LeftButton)
    page.close()
    assert not home.kept().first_start_done
    again = make_page(home, theme)
    qtbot.addWidget(again)
    walk_to(again, 1)
    where = again.current
    assert isinstance(where, WhereStep)
    assert where.areas.checked() == ("groin",)


def test_going_through_the_days_twice_keeps_one_plan(home: Household, page: FirstStartPage) -> None:
    walk_to(page, 9)
    (first,) = home.plans.versions()
    assert first.weekdays == {0, 2, 4}
    page.go_back()
    page.go_back()
    page.go_on()
    page.go_on()
    assert home.plans.versions() == (first,)


def proposal_of(page: FirstStartPage) -> ProposalStep:
    walk_to(page, 8)
    proposal = page.current
    assert isinstance(proposal, ProposalStep)
    return proposal


def test_the_pathway_is_chosen_and_the_rest_is_skipped_or_answered(
    home: Household, page: FirstStartPage
) -> None:
    more = next(each for each in page.steps if isinstance(each, MoreStep))
    page._show(more)
    assert more.answers["pregnancy"].current() == "skip"
    more.pathway.setCurrentIndex(more.pathway.findData("gluteal_tendon"))
    more.answers["pregnancy"].set_current(NO)
    more.answers["bone_health"].set_current(YES)
    page.go_on()
    me = home.kept().me
    assert me.pathway == "gluteal_tendon"
    assert set(me.flags) == {"gtps", "osteoporosis", "pathway_gluteal_tendon"}
    assert set(me.questions_answered) == {"pathway", "pregnancy", "bone_health"}
    assert set(me.questions_skipped) == {"nerve_signs", "injection"}
    page.go_back()
    assert more.pathway.currentData() == "gluteal_tendon"
    assert more.answers["pregnancy"].current() == NO
    page.go_on()
    assert home.kept().me == me
    page.go_on()
    proposal = page.current
    assert isinstance(proposal, ProposalStep)
    assert "LEAP" in proposal.reasons[0]
    page.go_on()
    standing = home.pathways.standing()
    assert standing is not None
    assert (standing.pathway.id, standing.stage.id) == ("gluteal_tendon", "getting_used")


def test_every_line_of_the_proposal_can_be_changed(home: Household, page: FirstStartPage) -> None:
    proposal = proposal_of(page)
    assert proposal.reasons == (
        "First steps: To begin gently, with movements that most sore hips can do.",
        "Six weeks are long enough to see whether it helps. Then you look back.",
    )
    assert proposal.note.isHidden()
    assert not proposal.slots.start.isVisible()
    (row,) = proposal.slots.rows
    QTest.mouseClick(row.weekdays.chip("2"), Qt.MouseButton.LeftButton)
    added = next(
        each for each in proposal.slots.menu.actions() if each.text() == "Five minutes at the desk"
    )
    added.trigger()
    QTest.mouseClick(proposal.slots.rows[0].remove, Qt.MouseButton.LeftButton)
    QTest.mouseClick(proposal.slots.rows[0].weekdays.chip("1"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(proposal.phases.endless, Qt.MouseButton.LeftButton)
    page.go_on()
    (plan,) = home.plans.versions()
    assert plan.slots == (Slot(routine_id="desk", weekdays=frozenset({1})),)
    assert plan.programme is None


def test_other_answers_make_another_proposal(home: Household, page: FirstStartPage) -> None:
    current = home.preferences.current
    me = replace(current.me, areas=("lower back",))
    home.preferences.change(replace(current, me=me))
    proposal = proposal_of(page)
    assert [row.routine_id for row in proposal.slots.rows] == ["low_back_and_hip"]
    page.go_back()
    days = page.current
    assert isinstance(days, DaysStep)
    QTest.mouseClick(days.minutes.findChildren(QAbstractButton)[1], Qt.MouseButton.LeftButton)
    page.go_on()
    assert home.kept().me.minutes == 10
    assert [row.routine_id for row in proposal.slots.rows] == ["first_steps"]
    assert proposal.reasons[0].startswith("First steps: To begin gently")


def test_a_plan_there_is_stays_until_a_new_one_is_asked_for(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.plan(0, 3, routine="strength")
    page = make_page(home, theme)
    qtbot.addWidget(page)
    page.show()
    proposal = proposal_of(page)
    assert [row.routine_id for row in proposal.slots.rows] == ["strength"]
    assert proposal.reasons == ()
    page.go_on()
    assert len(home.plans.versions()) == 1
    page.go_back()
    QTest.mouseClick(proposal.anew, Qt.MouseButton.LeftButton)
    page.go_on()
    current = home.planner.current()
    assert current is not None
    assert current.routine_ids == ("first_steps",)


def test_an_appointment_comes_first_and_the_plan_is_gentle(
    home: Household, page: FirstStartPage
) -> None:
    current = home.preferences.current
    me = replace(current.me, red_flags=("night_pain",), areas=("outer hip",))
    home.preferences.change(replace(current, me=replace(me, soon_acknowledged=True)))
    proposal = proposal_of(page)
    assert "Book your appointment first" in proposal.note.text
    assert [row.routine_id for row in proposal.slots.rows] == ["first_steps"]


def test_it_begins_again_from_the_beginning(home: Household, page: FirstStartPage) -> None:
    walk_to(page, 10)
    page.go_on()
    assert page.current is page.steps[0]
    assert home.kept().first_start_done


def test_a_plan_that_can_not_be_kept_stays_on_its_screen(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, 8)
    home.database.write("DROP TABLE plan_versions")
    page.go_on()
    assert isinstance(page.current, ProposalStep)
    assert "plan_versions" in page.problem


def test_goals_are_added_and_taken_out_by_key(home: Household, page: FirstStartPage) -> None:
    walk_to(page, 7)
    days = page.current
    assert isinstance(days, DaysStep)
    for goal in ("Walk", "Dance", "Walk", "Swim", "Ski", "Garden", "Cycle"):
        if days.goals.line.isEnabled():
            QTest.keyClicks(days.goals.line, goal)
            QTest.keyClick(days.goals.line, ENTER)
    assert home.kept().me.goals == ("Walk", "Dance", "Swim", "Ski", "Garden")
    assert page.current is days
    QTest.keyClick(days.goals.goals[0], ENTER)
    assert home.kept().me.goals == ("Dance", "Swim", "Ski", "Garden")


def test_settings_that_can_not_be_kept_are_told(
    home: Household, page: FirstStartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings) -> None:
        raise StorageError("The disk is full.")

    walk_to(page, 1)
    monkeypatch.setattr(home.file, "save", refuse)
    where = page.current
    assert isinstance(where, WhereStep)
    where.areas.chip("thigh").click()
    page.go_on()
    assert page.problem == "The disk is full."
    assert isinstance(page.current, QuestionsStep)


def test_without_hearing_anything_captions_remain(home: Household, page: FirstStartPage) -> None:
    walk_to(page, 9)
    hearing = page.current
    assert isinstance(hearing, HearingStep)
    parts = {each.text(): each for each in hearing.answer.findChildren(QAbstractButton)}
    QTest.mouseClick(parts["I don’t hear anything"], Qt.MouseButton.LeftButton)
    assert home.kept().voice.level is VoiceLevel.SILENT
    QTest.mouseClick(parts["I hear it well"], Qt.MouseButton.LeftButton)
    assert home.kept().voice.level is VoiceLevel.FULL


def test_each_screen_has_a_name_and_its_place(page: FirstStartPage) -> None:
    for number, each in enumerate(page.steps):
        walk_to(page, number)
        assert page.accessibleName() == each.title
        assert page.dots.accessibleName() == f"Screen {number + 1} of {len(page.steps)}"


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(880, 600), (1100, 720), (1920, 1080)])
def test_nothing_is_squeezed(
    page: FirstStartPage, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    theme.set_text_scale(scale)
    page.resize(*size)
    for number in range(len(page.steps)):
        walk_to(page, number)
        for _ in range(3):
            # A change of size travels up and down again.
            QApplication.processEvents()
        for each in page.findChildren(QAbstractButton):
            if not each.isVisible() or each.width() == 0:
                continue
            name = f"{page.current.title}: {each.text()}"
            needed = (
                each.heightForWidth(each.width())
                if each.hasHeightForWidth()
                else each.minimumSizeHint().height()
            )
            assert each.height() >= max(44, needed), name
            assert each.mapTo(page, each.rect().topRight()).x() < size[0], name
