"""The question of the day, the next stage on Today, and the pathway under Plan."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from hipcoach.coaching.pathway_desk import PathwayDesk
from hipcoach.coaching.questions import QuestionDesk, asked_now
from hipcoach.domain.profile import InHand, Profile
from hipcoach.domain.session import Session, SessionStatus
from hipcoach.ui.pages.plan.pathway_card import PathwayCard
from hipcoach.ui.pages.today.care_cards import CareCards
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


def done(home: Household, number: int, routine: str = "first_steps") -> None:
    for _ in range(number):
        now = home.clock.now()
        home.sessions.start(
            Session(
                uid=f"s{now:%m%d%H}",
                routine=home.content.routines[routine],
                started_at=now,
                local_date=now.date(),
                status=SessionStatus.COMPLETED,
            )
        )
        home.clock.tick(86_400_000)


def cards_of(home: Household, theme: Theme, qtbot: QtBot) -> CareCards:
    cards = CareCards(
        theme,
        QuestionDesk(home.content, home.preferences, home.sessions),
        home.pathways,
        lambda: home.clock.now().date(),
    )
    qtbot.addWidget(cards)
    cards.changed.connect(cards.refresh)
    cards.refresh()
    cards.show()
    return cards


def told(home: Household, **changes: object) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, **changes)))  # type: ignore[arg-type]


EARLY = ("pathway", "pregnancy", "bone_health", "nerve_signs", "injection")


def test_a_question_comes_at_its_moment_and_goes_with_its_answer(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    told(home, questions_answered=EARLY)
    cards = cards_of(home, theme, qtbot)
    assert cards.question.isHidden()
    done(home, 1)
    cards.refresh()
    assert cards.question.question is not None
    assert cards.question.question.id == "groin_pinch"
    QTest.mouseClick(cards.question.answers["yes"], LEFT)
    assert "fai" in home.kept().me.flags
    assert cards.question.question.id == "looseness"
    QTest.mouseClick(cards.question.answers["no"], LEFT)
    assert cards.question.question.id == "in_hand"
    QTest.mouseClick(cards.question.answers["nothing"], LEFT)
    assert cards.question.isHidden()
    assert home.kept().me.in_hand is InHand.NOTHING
    asked = {*EARLY, "groin_pinch", "looseness", "in_hand"}
    assert set(home.kept().me.questions_answered) == asked


def test_not_sure_takes_the_careful_answer_and_says_so(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    told(home, questions_answered=EARLY)
    done(home, 1)
    cards = cards_of(home, theme, qtbot)
    said: list[str] = []
    cards.told.connect(said.append)
    not_sure = next(
        each for each in cards.findChildren(QAbstractButton) if each.text() == "Not sure"
    )
    QTest.mouseClick(not_sure, LEFT)
    assert "fai" in home.kept().me.flags
    assert home.kept().me.questions_unsure == ("groin_pinch",)
    assert said[0].startswith("Until you know, the careful answer holds: Does bending")
    QTest.mouseClick(cards.question.answers["no"], LEFT)
    skips = [each.text() for each in cards.findChildren(QAbstractButton) if each.isVisible()]
    assert "Skip" in skips, "what isn't about safety may be skipped"


def test_what_an_earlier_version_let_be_skipped_is_settled_by_the_careful_answer(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    told(
        home,
        questions_answered=tuple(each for each in EARLY if each != "pregnancy"),
        questions_skipped=("pregnancy",),
        flags=("fai", "hip_instability"),
    )
    cards = cards_of(home, theme, qtbot)
    desk = QuestionDesk(home.content, home.preferences, home.sessions)
    open_one = desk.before_session()
    assert open_one is not None
    assert open_one.id == "pregnancy"
    desk.skip(open_one)
    assert desk.before_session() is None
    assert "pregnancy" in home.kept().me.flags
    told(home, questions_asked_again=("in_hand", "minutes"))
    done(home, 3)
    cards.refresh()
    assert cards.question.question is not None
    assert cards.question.question.id == "pregnancy_week"
    desk.skip(cards.question.question)
    cards.refresh()
    assert cards.question.question.id == "demand"
    QTest.mouseClick(cards.question.answers["much"], LEFT)
    assert cards.question.question.id == "fear_of_moving"
    assert isinstance(cards.question.field, QSpinBox)
    cards.question.field.setValue(8)
    QTest.mouseClick(cards.question.answers["save"], LEFT)
    assert home.kept().me.fear_of_moving == 8
    assert home.kept().me.demand == "much"


def test_every_question_can_be_asked_and_skipped(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    told(home, flags=("pregnancy", "thr_early"))
    done(home, 6)
    cards = cards_of(home, theme, qtbot)
    seen: list[str] = []
    desk = QuestionDesk(home.content, home.preferences, home.sessions)
    while cards.question.question is not None:
        seen.append(cards.question.question.id)
        assert cards.question.answers
        desk.skip(cards.question.question)
        cards.refresh()
    assert seen == [each.id for each in home.content.questions if each.id != "pregnancy"]
    assert asked_now(home.content.questions, home.preferences.current.me, 50) is None


def test_the_next_stage_moves_only_when_accepted(
    home: Household, theme: Theme, qtbot: QtBot
) -> None:
    told(home, flags=("thr_early",), questions_answered=EARLY)
    home.pathways.choose("after_replacement")
    proposal = home.pathways.proposal("", frozenset(range(7)))
    assert proposal is not None
    home.pathways.adopt(proposal)
    cards = cards_of(home, theme, qtbot)
    assert cards.stage.isHidden()
    told(home, flags=("pathway_after_replacement",))
    cards.refresh()
    assert "Cleared for exercise" in cards.stage.go_on.text()
    assert home.pathways.standing().stage.id == "first_weeks"  # type: ignore[union-attr]
    QTest.mouseClick(cards.stage.go_on, LEFT)
    assert home.pathways.standing().stage.id == "cleared"  # type: ignore[union-attr]
    assert cards.stage.isHidden()
    plan = home.planner.current()
    assert plan is not None
    assert "post_op" not in plan.routine_ids


def test_a_pathway_is_chosen_under_plan(home: Household, theme: Theme, qtbot: QtBot) -> None:
    home.plan(0, 2, 4)
    card = PathwayCard(theme, home.pathways)
    qtbot.addWidget(card)
    card.changed.connect(card.refresh)
    card.refresh()
    card.show()
    assert card.choice.currentData() == "not_sure"
    index = card.choice.findData("hip_arthritis")
    card.choice.setCurrentIndex(index)
    card.choice.activated.emit(index)
    assert home.kept().me.pathway == "hip_arthritis"
    assert "Learn the movements" in card.words.text()
    assert not card.go_on.isVisible()
    QTest.mouseClick(card.use, LEFT)
    plan = home.planner.current()
    assert plan is not None
    assert plan.routine_ids[0] == "hip_arthritis"
    assert isinstance(home.pathways, PathwayDesk)
    assert home.preferences.current.me != Profile()
