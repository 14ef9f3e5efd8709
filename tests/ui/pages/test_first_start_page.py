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
from hipcoach.domain.profile import WeightBearing
from hipcoach.domain.settings import Settings
from hipcoach.domain.warning_sign import ClearedBy
from hipcoach.ui.dialogs.clear_signs_dialog import Clearing, ClearSignsDialog
from hipcoach.ui.pages.first_start_page import FirstStartPage
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.body_map import BodyMap
from hipcoach.ui.widgets.body_picture import BodyPicture
from tests.support.household import Household

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


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


def at(page: FirstStartPage) -> QWidget:
    """Return the screen that is shown by now."""
    return page.current


def walk_to(page: FirstStartPage, step: QWidget) -> None:
    """Go on until a screen is shown, past whatever has to be seen first."""
    for _ in range(40):
        if page.current is step:
            return
        page.go_on()
    raise AssertionError(f"it stays at {page.current.title}")


def tell(home: Household, **changes: object) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, **changes)))  # type: ignore[arg-type]


def test_the_whole_of_it_by_keyboard_alone(home: Household, page: FirstStartPage) -> None:
    keyboard = Keyboard(page)
    done: list[bool] = []
    page.finished.connect(done.append)
    groin = page.where.map.region("left groin")
    assert page.where.map.isAncestorOf(keyboard.place)
    assert page.next.text() == "I can’t point to it"
    keyboard.press(Qt.Key.Key_Right, SPACE)
    assert groin.isChecked()
    assert page.where.told.text() == "Left groin"
    keyboard.press(ENTER)

    assert at(page) is page.pain
    assert page.next.text() == "I can’t say"
    keyboard.press(Qt.Key.Key_4, ENTER)

    assert at(page) is page.signs_now
    assert page.next.text() == "None of these"
    keyboard.press(ENTER)
    assert at(page) is page.signs_lately
    keyboard.press(ENTER)

    assert at(page) is page.care
    keyboard.press(SPACE)
    assert page.next.text() == "Next"
    keyboard.press(ENTER)

    assert at(page) is page.told
    assert page.next.text() == "Nobody has told me"
    keyboard.press(ENTER)

    assert at(page) is page.plan
    assert page.plan.reasons[0].startswith("Outer-hip friendly: Because the outside of your hip")
    assert keyboard.place is page.next
    assert page.next.text() == "Start now"
    assert done == []
    keyboard.press(ENTER)
    assert done == [True]

    kept = home.kept()
    assert kept.first_start_done
    assert kept.me.sore_side is Side.LEFT
    assert kept.me.areas == ("groin",)
    assert kept.me.usual_pain == 4
    assert kept.me.flags == ("gtps", "pathway_not_sure")
    assert kept.me.red_flags == ()
    (plan,) = home.plans.versions()
    # From today, a Monday, with a day between.
    (strength,) = plan.slots
    assert strength.routine_id == "outer_hip"
    assert strength.weekdays == {0, 2, 4}
    assert plan.valid_from == home.clock.now().date()
    assert plan.programme is not None
    assert plan.programme.weeks == 8


def test_one_question_a_screen_with_a_picture_and_true_progress(page: FirstStartPage) -> None:
    assert len(page.steps) <= 7, "with the practice's page at most eight"
    for number, each in enumerate(page.steps):
        walk_to(page, each)
        assert page.accessibleName() == f"{each.title}, screen {number + 1} of {len(page.steps)}"
        assert page.dots.accessibleName() == f"Screen {number + 1} of {len(page.steps)}"
        assert page.place.text() == f"{number + 1} of {len(page.steps)}"
        kinds: tuple[type[QWidget], ...] = (BodyMap, BodyPicture, type(page.plan.week))
        assert any(shown.isVisible() for kind in kinds for shown in each.findChildren(kind))


def test_nothing_is_preselected(page: FirstStartPage) -> None:
    for each in page.steps[:-1]:
        walk_to(page, each)
        ticked = [box for box in each.findChildren(QAbstractButton) if box.isChecked()]
        assert ticked == [], each.title


def test_what_is_ticked_or_looked_at_is_shown_on_the_body(page: FirstStartPage) -> None:
    walk_to(page, page.signs_now)
    picture = page.signs_now.findChild(BodyPicture)
    assert isinstance(picture, BodyPicture)
    assert picture.lit == {"fall_trauma"}, "the keyboard is on it"
    QTest.mouseClick(page.signs_now.ticks.box("chest"), LEFT)
    assert "chest" in picture.lit


def test_what_is_below_the_edge_is_seen_before_it_is_answered(
    home: Household, page: FirstStartPage, theme: Theme
) -> None:
    theme.set_text_scale(1.5)
    page.resize(1024, 600)
    walk_to(page, page.signs_now)
    for _ in range(3):
        QApplication.processEvents()
    presses = 0
    while page.next.text() == "See the rest":
        page.go_on()
        presses += 1
        assert at(page) is page.signs_now
    assert presses > 0
    last = page.signs_now.ticks.box(page.signs_now.ticks.keys[-1])
    assert last.mapTo(page, last.rect().bottomLeft()).y() < page.height()
    page.go_on()
    assert at(page) is page.signs_lately


@pytest.mark.parametrize(
    ("flag", "title"),
    [("cold_leg", "Please get help now"), ("calf_swelling", "Please be seen today")],
)
def test_an_urgent_sign_ends_it_with_advice_and_without_a_plan(
    qtbot: QtBot, home: Household, page: FirstStartPage, flag: str, title: str
) -> None:
    walk_to(page, page.signs_now)
    QTest.mouseClick(page.signs_now.ticks.box(flag), LEFT)
    page.go_on()
    assert at(page) is page.advice_step
    assert page.advice_step.card.title == title
    with qtbot.waitSignal(page.finished) as told:
        QTest.mouseClick(page.next, LEFT)
    assert told.args == [False]
    assert home.kept().me.red_flags == (flag,)
    assert home.kept().first_start_done
    assert home.plans.versions() == ()


def test_a_sign_of_an_earlier_visit_is_cleared_in_words_only(
    home: Household, page: FirstStartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_to(page, page.signs_now)
    box = page.signs_now.ticks.box("chest")
    QTest.mouseClick(box, LEFT)
    page.refresh()
    said: list[Clearing | None] = [None, Clearing(ClearedBy.MISTAKE, date(2026, 3, 2))]
    monkeypatch.setattr(ClearSignsDialog, "ask", lambda *_a, **_k: said.pop(0))
    QTest.mouseClick(box, LEFT)
    assert box.isChecked()
    assert home.kept().me.red_flags == ("chest",)
    QTest.mouseClick(box, LEFT)
    assert home.kept().me.red_flags == ()


def test_what_a_sign_cut_short_goes_on_with_the_signs_that_are_left(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, page.signs_now)
    QTest.mouseClick(page.signs_now.ticks.box("chest"), LEFT)
    page.go_on()
    page.go_on()
    assert home.kept().first_start_done
    assert home.kept().questions_left
    page.refresh()
    assert at(page) is page.where, "it still stands"
    tell(home, red_flags=())
    page.refresh()
    assert at(page) is page.signs_lately
    walk_to(page, page.plan)
    assert page.next.text() == "Start now", "it is still the first time"
    page.go_on()
    assert not home.kept().questions_left
    assert home.plans.versions() != ()


@pytest.mark.parametrize("flag", ["thr_early", "gtps"])
def test_the_weight_on_an_operated_leg_is_asked_once_an_operation_is_ticked(
    home: Household, page: FirstStartPage, flag: str
) -> None:
    walk_to(page, page.care)
    assert not page.care.weight.isVisible()
    QTest.mouseClick(page.care.ticks.box(flag), LEFT)
    assert page.care.weight.isVisible() is (flag == "thr_early")
    if not page.care.weight.isVisible():
        return
    assert not any(box.isChecked() for box in page.care.weight.findChildren(QAbstractButton))
    page.care.weight.choice(WeightBearing.PARTIAL).click()
    assert home.kept().me.weight_bearing is WeightBearing.PARTIAL
    page.care.weight.choice(None).click()
    assert home.kept().me.weight_allowed is WeightBearing.NONE


def test_an_operation_without_a_word_on_weight_is_taken_with_care(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, page.care)
    QTest.mouseClick(page.care.ticks.box("thr_early"), LEFT)
    walk_to(page, page.told)
    assert home.kept().me.weight_allowed is WeightBearing.NONE


def test_a_safety_question_is_never_skipped(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.care)
    asked = {"pregnancy", "bone_health", "nerve_signs", "injection"}
    QTest.mouseClick(page.care.ticks.box("bone_health"), LEFT)
    assert asked & set(home.kept().me.questions_answered) == {"bone_health"}
    walk_to(page, page.told)
    me = home.kept().me
    assert asked <= set(me.questions_answered)
    assert me.questions_skipped == ()
    assert "osteoporosis" in me.flags


def test_the_day_of_an_injection_is_asked_below_it(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.care)
    assert not page.care.when.isVisible()
    QTest.mouseClick(page.care.ticks.box("injection"), LEFT)
    assert page.care.when.isVisible()
    assert home.kept().me.injection_on == date(2026, 3, 2), "today is the careful day"
    page.care.when.set_day(date(2026, 2, 20), last=date(2026, 3, 2))
    assert home.kept().me.injection_on == date(2026, 2, 20)
    QTest.mouseClick(page.care.ticks.box("injection"), LEFT)
    assert home.kept().me.injection_on is None


def test_a_sign_ticked_by_mistake_can_be_taken_back(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.signs_now)
    box = page.signs_now.ticks.box("chest")
    QTest.mouseClick(box, LEFT)
    page.go_on()
    QTest.mouseClick(page.back, LEFT)
    assert at(page) is page.signs_now
    QTest.mouseClick(box, LEFT)
    page.go_on()
    assert at(page) is page.signs_lately
    assert home.kept().me.red_flags == ()


def test_under_16_goes_no_further(qtbot: QtBot, home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.signs_lately)
    QTest.mouseClick(page.signs_lately.ticks.box("child"), LEFT)
    page.go_on()
    assert page.advice_step.card.title == "hipcoach is not made for you yet"
    with qtbot.waitSignal(page.finished):
        page.go_on()
    assert home.plans.versions() == ()


def test_a_sign_for_an_appointment_is_acknowledged_and_it_goes_on(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, page.signs_lately)
    QTest.mouseClick(page.signs_lately.ticks.box("night_pain"), LEFT)
    page.go_on()
    assert at(page) is page.advice_step
    assert page.next.text() == "I will book one"
    assert not home.kept().me.soon_acknowledged
    QTest.mouseClick(page.next, LEFT)
    assert at(page) is page.care
    assert home.kept().me.soon_acknowledged
    assert home.kept().me.red_flags == ("night_pain",)


def test_answers_are_there_again_after_it_was_closed_half_way(
    qtbot: QtBot, home: Household, theme: Theme, page: FirstStartPage
) -> None:
    page.where.map.region("right groin").click()
    page.close()
    assert not home.kept().first_start_done
    again = make_page(home, theme)
    qtbot.addWidget(again)
    assert again.where.map.picks == ("right groin",)


def test_going_through_the_plan_twice_keeps_one(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.plan)
    page.go_on()
    (first,) = home.plans.versions()
    walk_to(page, page.plan)
    page.go_on()
    assert home.plans.versions() == (first,)


def test_the_pathway_is_chosen_and_leads_the_plan(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.told)
    page.told.choice("gluteal_tendon").click()
    assert page.next.text() == "Next"
    page.go_on()
    me = home.kept().me
    assert me.pathway == "gluteal_tendon"
    assert set(me.flags) == {"gtps", "pathway_gluteal_tendon"}
    assert "LEAP" in page.plan.reasons[0]
    page.go_back()
    assert page.told.chosen == "gluteal_tendon"
    page.go_on()
    assert home.kept().me == me
    page.go_on()
    standing = home.pathways.standing()
    assert standing is not None
    assert (standing.pathway.id, standing.stage.id) == ("gluteal_tendon", "getting_used")


def test_the_first_week_is_shown_as_figures_with_minutes(page: FirstStartPage) -> None:
    walk_to(page, page.plan)
    words = [tile.words for tile in page.plan.week.tiles]
    assert len(words) == 7
    assert words[0].startswith("Today, First steps, ")
    assert words[0].endswith("minutes")
    assert words[1] == "Tuesday, Rest"
    assert page.plan.week.accessibleDescription() == ". ".join(words)


def test_every_line_of_the_proposal_can_be_changed(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.plan)
    proposal = page.plan
    assert proposal.reasons == (
        "First steps: To begin gently, with movements that most sore hips can do.",
        "Six weeks are long enough to see whether it helps. Then you look back.",
    )
    assert proposal.note.isHidden()
    assert not proposal.slots.isVisible()
    QTest.mouseClick(proposal.fold, LEFT)
    (row,) = proposal.slots.rows
    QTest.mouseClick(row.weekdays.chip("2"), LEFT)
    assert proposal.week.tiles[2].words == "Wednesday, Rest"
    added = next(
        each for each in proposal.slots.menu.actions() if each.text() == "Five minutes at the desk"
    )
    added.trigger()
    QTest.mouseClick(proposal.slots.rows[0].remove, LEFT)
    QTest.mouseClick(proposal.slots.rows[0].weekdays.chip("1"), LEFT)
    QTest.mouseClick(proposal.phases.endless, LEFT)
    page.go_on()
    (plan,) = home.plans.versions()
    assert plan.slots == (Slot(routine_id="desk", weekdays=frozenset({1})),)
    assert plan.programme is None


def test_other_answers_make_another_proposal(home: Household, page: FirstStartPage) -> None:
    tell(home, areas=("lower back",))
    walk_to(page, page.plan)
    assert [row.routine_id for row in page.plan.slots.rows] == ["low_back_and_hip"]
    page.go_back()
    tell(home, minutes=10)
    page.go_on()
    assert [row.routine_id for row in page.plan.slots.rows] == ["first_steps"]
    assert page.plan.reasons[0].startswith("First steps: To begin gently")


def test_equipment_is_asked_where_a_plan_waits_for_it(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, page.plan)
    assert page.plan.needs is None, "first steps wait for nothing"
    page.go_back()
    page.go_back()
    # A hip that is cleared by now: to one that isn't, the aid is taken to have come with it.
    tell(home, pathway="after_replacement")
    walk_to(page, page.plan)
    needs = page.plan.needs
    assert needs is not None
    chip = needs.chip("walking_aid")
    QTest.mouseClick(chip, LEFT)
    assert "walking_aid" in home.kept().me.equipment
    assert page.plan.needs is needs, "it stays, to be taken back"
    QTest.mouseClick(chip, LEFT)
    assert "walking_aid" not in home.kept().me.equipment


def test_a_plan_there_is_stays_until_a_new_one_is_asked_for(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    home.preferences.change(replace(home.preferences.current, first_start_done=True))
    home.plan(0, 3, routine="strength")
    page = make_page(home, theme)
    qtbot.addWidget(page)
    page.show()
    walk_to(page, page.plan)
    assert [row.routine_id for row in page.plan.slots.rows] == ["strength"]
    assert page.plan.reasons == ()
    assert page.next.text() == "Save the plan"
    page.go_on()
    assert len(home.plans.versions()) == 1
    walk_to(page, page.plan)
    QTest.mouseClick(page.plan.fold, LEFT)
    QTest.mouseClick(page.plan.anew, LEFT)
    page.go_on()
    current = home.planner.current()
    assert current is not None
    assert current.routine_ids == ("first_steps",)


def test_it_can_be_saved_for_later(qtbot: QtBot, home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.plan)
    with qtbot.waitSignal(page.finished) as told:
        QTest.mouseClick(page.later, LEFT)
    assert told.args == [False]
    assert home.plans.versions() != ()


def test_an_appointment_comes_first_and_the_plan_is_gentle(
    home: Household, page: FirstStartPage
) -> None:
    tell(home, red_flags=("night_pain",), areas=("outer hip",), soon_acknowledged=True)
    walk_to(page, page.plan)
    assert "Book your appointment first" in page.plan.note.text
    assert [row.routine_id for row in page.plan.slots.rows] == ["first_steps"]


def test_it_begins_again_from_the_beginning(home: Household, page: FirstStartPage) -> None:
    walk_to(page, page.plan)
    page.go_on()
    assert at(page) is page.where
    assert home.kept().first_start_done


def test_a_plan_that_can_not_be_kept_stays_on_its_screen(
    home: Household, page: FirstStartPage
) -> None:
    walk_to(page, page.plan)
    home.database.write("DROP TABLE plan_versions")
    page.go_on()
    assert at(page) is page.plan
    assert "plan_versions" in page.problem


def test_settings_that_can_not_be_kept_are_told(
    home: Household, page: FirstStartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(home.file, "save", refuse)
    page.where.map.region("left thigh").click()
    page.go_on()
    assert page.problem == "The disk is full."
    assert at(page) is page.pain


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(880, 600), (1024, 600), (1100, 720), (1920, 1080)])
def test_nothing_is_squeezed(
    page: FirstStartPage, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    theme.set_text_scale(scale)
    page.resize(*size)
    for each in page.steps:
        walk_to(page, each)
        for _ in range(3):
            # A change of size travels up and down again.
            QApplication.processEvents()
        places = set(page.where.map.regions) | set(page.pain.findChildren(BodyMap))
        for button in page.findChildren(QAbstractButton):
            if not button.isVisible() or button.width() == 0 or button.parent() in places:
                continue
            if isinstance(button.parent(), BodyMap):
                continue
            name = f"{page.current.title}: {button.text()}"
            needed = (
                button.heightForWidth(button.width())
                if button.hasHeightForWidth()
                else button.minimumSizeHint().height()
            )
            assert button.height() >= max(44, needed), name
            assert button.mapTo(page, button.rect().topRight()).x() < size[0], name


@pytest.mark.parametrize("size", [(1024, 600), (1100, 720), (1920, 1080)])
def test_every_place_of_the_body_can_be_hit(page: FirstStartPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    for region in page.where.map.regions:
        room = region.mask().boundingRect()
        assert room.width() >= 30, region.site
        assert room.height() >= 40, region.site
