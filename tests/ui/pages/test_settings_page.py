from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from hipcoach import __version__
from hipcoach.coaching.precautions import clear
from hipcoach.domain.errors import StorageError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import FlagSide, InHand, Since
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.settings import (
    ColourMode,
    LeadSide,
    Metronome,
    OutputLoss,
    Settings,
    ShownPerson,
    VoiceLevel,
)
from hipcoach.ui.pages.settings.reminders_section import RemindersSection
from hipcoach.ui.pages.settings.sound_section import SoundSection
from hipcoach.ui.pages.settings.voice_section import grouped
from hipcoach.ui.pages.settings_page import SettingsPage
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.household import Household, Speech, Voice

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def opened(qtbot: QtBot, home: Household, theme: Theme) -> Callable[..., SettingsPage]:
    def open_page(speech: Speech | None = None) -> SettingsPage:
        page = SettingsPage(
            home.preferences,
            home.content,
            home.speech if speech is None else lambda: speech,
            home.say,
            home.sampled.append,
            home.beep,
            theme,
            home.keeper,
            home.clock,
            home.clinic,
            home.content.clinic_logs,
        )
        qtbot.addWidget(page)
        page.resize(1000, 2400)
        with qtbot.waitActive(page):
            page.show()
        # One test reaches fields of several sections; the list has tests of its own.
        page.list.sections_chosen.emit(page.sections)
        return page

    return open_page


@pytest.fixture
def page(opened: Callable[..., SettingsPage]) -> SettingsPage:
    return opened()


def press(segmented: Segmented, text: str) -> None:
    parts = segmented.findChildren(QAbstractButton)
    QTest.mouseClick(next(each for each in parts if each.text() == text), LEFT_BUTTON)


def field(widget: QWidget) -> QWidget:
    found = widget.focusProxy()
    assert isinstance(found, QSlider | QSpinBox)
    return found


def test_voice_and_tones_are_kept(home: Household, page: SettingsPage) -> None:
    press(page.voice.level, "Essentials")
    QTest.keyClick(field(page.voice.rate), Qt.Key.Key_Right)
    QTest.keyClick(field(page.voice.voice_volume), Qt.Key.Key_Left)
    QTest.keyClick(field(page.sounds.beep_volume), Qt.Key.Key_Home)
    kept = home.kept().voice
    assert kept.level is VoiceLevel.ESSENTIALS
    assert (kept.rate_wpm, kept.voice_volume, kept.beep_volume) == (150, 85, 0)


def test_voices_are_grouped_by_language_and_chosen(home: Household, page: SettingsPage) -> None:
    box = page.voice.voice
    assert [box.itemText(at) for at in range(box.count())] == [
        "The best there is",
        "English",
        "English (America)",
        "English (Great Britain)",
        "German",
        "German",
    ]
    box.setFocus()
    # The name of a language is passed over.
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert home.kept().voice.voice_id == "gmw/en-us"
    QTest.keyClick(box, Qt.Key.Key_Down)
    chosen = home.kept().voice
    assert (chosen.voice_id, chosen.earlier_voices) == ("gmw/en", ("gmw/en-us",))
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert home.kept().voice.voice_id == ""


def test_a_voice_that_is_not_here_stays_chosen(
    home: Household, opened: Callable[..., SettingsPage]
) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, voice=replace(current.voice, voice_id="gone")))
    page = opened(Speech(voices=()))
    assert page.voice.voice.currentText() == "gone (not here now)"
    assert home.kept().voice.voice_id == "gone"


def test_voices_that_come_later_are_listed(
    home: Household, opened: Callable[..., SettingsPage]
) -> None:
    speech = Speech(voices=[])
    assert isinstance(speech.voices, list)
    page = opened(speech)
    assert page.voice.voice.count() == 1
    speech.voices.append(Voice("a", "Ada", "en"))
    page.refresh()
    assert page.voice.voice.findData("a") > 0


def test_the_language_of_the_words_comes_first() -> None:
    voices = [Voice("1", "Anna", "de"), Voice("2", "Zoe", "en-gb"), Voice("3", "Amy", "en-us")]
    assert [(code, [each.name for each in group]) for code, group in grouped(voices)] == [
        ("en", ["Amy", "Zoe"]),
        ("de", ["Anna"]),
    ]


def test_trouble_with_speech_is_told_where_the_voice_is_set(
    opened: Callable[..., SettingsPage],
) -> None:
    page = opened(Speech(available=False, voices=(), problem="No voice was found here."))
    told = [
        each
        for each in page.voice.findChildren(QWidget)
        if each.isVisible() and each.property("text") == "No voice was found here."
    ]
    assert len(told) == 1


def test_the_voice_can_be_heard(home: Household, page: SettingsPage) -> None:
    QTest.mouseClick(page.voice.play, LEFT_BUTTON)
    assert len(home.spoken) == 1


def test_two_voices_can_be_heard_beside_each_other(home: Household, page: SettingsPage) -> None:
    voice = page.voice
    QTest.mouseClick(voice.hear_first, LEFT_BUTTON)
    QTest.mouseClick(voice.hear_second, LEFT_BUTTON)
    assert home.sampled == ["gmw/en-us", "gmw/en"], "the spoken language's, two different ones"
    voice.first.setCurrentIndex(voice.first.findData("gmw/en"))
    QTest.mouseClick(voice.hear_first, LEFT_BUTTON)
    assert home.sampled[-1] == "gmw/en"
    assert home.kept().voice.voice_id == "", "to hear is not to choose"


def test_who_speaks_is_compared_with_the_likeliest_other(
    home: Household, opened: Callable[..., SettingsPage]
) -> None:
    heart = Voice("hibari/heart", "Heart (natural)", "en-us")
    caribbean = Voice("gmw/en-029", "English (Caribbean)", "en-029")
    voice = opened(Speech(voices=(heart, caribbean, *Speech.voices), speaker=heart)).voice
    QTest.mouseClick(voice.hear_first, LEFT_BUTTON)
    QTest.mouseClick(voice.hear_second, LEFT_BUTTON)
    assert home.sampled == ["hibari/heart", "gmw/en-us"]


def test_no_rate_is_offered_beyond_what_is_understood_and_the_one_set_is_kept(
    home: Household, opened: Callable[..., SettingsPage]
) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, voice=replace(current.voice, rate_wpm=260)))
    heart = Voice("hibari/heart", "Heart", "en-us", slowest_wpm=140, fastest_wpm=230)
    page = opened(Speech(voices=(heart,), speaker=heart, speaks="It speaks at 230."))
    slider = field(page.voice.rate)
    assert isinstance(slider, QSlider)
    assert (slider.minimum(), slider.maximum(), slider.value()) == (140, 230, 230)
    assert home.preferences.current.voice.rate_wpm == 260
    told = [each.text() for each in page.voice.findChildren(TextLabel) if each.isVisible()]
    assert told.count("It speaks at 230.") == 1
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert home.kept().voice.rate_wpm == 220


def test_new_exercises_are_explained_until_somebody_turns_it_off(
    home: Household, page: SettingsPage
) -> None:
    toggle = page.voice.lead_through
    assert toggle.isChecked()
    toggle.click()
    assert not home.kept().voice.lead_through
    press(page.voice.level, "Beeps")
    assert not toggle.isEnabled(), "nothing is said, so there is nothing to explain"


def test_a_tone_can_be_heard(home: Household, page: SettingsPage) -> None:
    QTest.mouseClick(page.sounds.play, LEFT_BUTTON)
    assert home.beeps == 1


def test_metronome_and_what_an_unplugged_head_set_does_are_kept(
    home: Household, page: SettingsPage
) -> None:
    assert page.sounds.steps.currentText() == "As the exercise says"
    press(page.sounds.metronome, "Walks and reps")
    QTest.keyClick(page.sounds.steps, Qt.Key.Key_Down)
    press(page.sounds.output_loss, "Go on")
    kept = home.kept().voice
    assert kept.metronome is Metronome.ALWAYS
    assert kept.steps_per_min == 60
    assert kept.output_loss is OutputLoss.GO_ON


def test_a_beat_that_was_written_by_hand_shows_as_the_nearest(
    home: Household, opened: Callable[..., SettingsPage]
) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, voice=replace(current.voice, steps_per_min=97)))
    assert opened().sounds.steps.currentText() == "100 steps a minute"
    assert home.kept().voice.steps_per_min == 97


def test_pace_and_lead_side_are_kept(home: Household, page: SettingsPage) -> None:
    QTest.keyClick(field(page.pace.get_ready), Qt.Key.Key_Up)
    QTest.keyClick(field(page.pace.position_change), Qt.Key.Key_Up)
    QTest.keyClick(field(page.pace.equipment), Qt.Key.Key_Down)
    QTest.keyClick(field(page.pace.floor), Qt.Key.Key_Down)
    QTest.mouseClick(page.pace.self_paced, LEFT_BUTTON)
    press(page.pace.lead_side, "Right")
    kept = home.kept()
    pace = kept.pace
    waits = (pace.get_ready_s, pace.position_change_s, pace.equipment_s, pace.floor_s)
    assert waits == (6, 20, 15, 35)
    assert pace.self_paced
    assert kept.lead_side is LeadSide.RIGHT


def test_appearance_is_kept(home: Household, page: SettingsPage) -> None:
    press(page.appearance.mode, "Dark")
    press(page.appearance.text_size, "130 %")
    QTest.mouseClick(page.appearance.reduced_motion, LEFT_BUTTON)
    look = home.kept().appearance
    assert (look.mode, look.text_scale, look.reduced_motion) == (ColourMode.DARK, 1.3, True)


def test_what_a_person_tells_is_kept(home: Household, page: SettingsPage) -> None:
    press(page.me.side, "Right")
    QTest.mouseClick(page.me.areas.chip("groin"), LEFT_BUTTON)
    page.me.pain.setFocus()
    QTest.keyClick(page.me.pain, Qt.Key.Key_6)
    QTest.mouseClick(page.me.equipment.chip("mat"), LEFT_BUTTON)
    QTest.mouseClick(page.me.in_hand.choice(InHand.NOTHING), LEFT_BUTTON)
    me = home.kept().me
    assert me.sore_side is Side.RIGHT
    assert (me.areas, me.usual_pain, me.equipment) == (("groin",), 6, ("mat",))
    assert me.in_hand is InHand.NOTHING


def tick(page: SettingsPage, flag: str) -> None:
    """Fold out the group of a precaution, if need be, and tick it."""
    group = page.care.group_of(flag)
    if not group.button.isChecked():
        QTest.mouseClick(group.button, LEFT_BUTTON)
    box = group.ticks.box(flag)
    assert box.isVisible()
    QTest.mouseClick(box, LEFT_BUTTON)


def test_every_precaution_is_offered_once_in_plain_words(
    home: Household, page: SettingsPage
) -> None:
    offered = [flag for group in page.care.groups for flag in group.ticks.keys]
    # A pathway is chosen under Plan.
    told = {k: v for k, v in home.content.precautions.items() if not k.startswith("pathway_")}
    assert sorted(offered) == sorted(told)
    assert "Others" not in [group.button.text() for group in page.care.groups]
    for flag, words in told.items():
        assert page.care.group_of(flag).ticks.box(flag).text() == words


def test_precautions_fold_out_and_keep_those_beside_them(
    home: Household, page: SettingsPage
) -> None:
    assert all(group.ticks.isHidden() for group in page.care.groups)
    tick(page, "gtps")
    tick(page, "knee_pain")
    assert set(home.kept().me.flags) == {"gtps", "knee_pain"}
    assert page.care.group_of("gtps").button.note == "1 ticked"
    tick(page, "gtps")
    assert home.kept().me.flags == ("knee_pain",)
    assert page.care.group_of("gtps").button.note == ""


def test_a_fold_opens_by_keyboard_and_what_is_ticked_is_never_hidden(
    home: Household, page: SettingsPage
) -> None:
    group = page.care.group_of("gtps")
    group.button.setFocus()
    QTest.keyClick(group.button, Qt.Key.Key_Return)
    assert group.ticks.isVisible()
    QTest.keyClick(group.button, Qt.Key.Key_Space)
    assert group.ticks.isHidden()
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, flags=("fai",))))
    page.refresh()
    assert group.ticks.isVisible()


def test_a_precaution_of_a_hip_asks_which(home: Household, page: SettingsPage) -> None:
    press(page.me.side, "Right")
    side = page.care.group_of("gtps").ticks.side("gtps")
    assert side.isHidden()
    tick(page, "gtps")
    assert side.isVisible()
    assert side.hips.current() == "right", "the sore one until told"
    press(page.me.side, "Left")
    assert side.hips.current() == "left"
    assert home.kept().me.flag_sides == ()
    press(side.hips, "Both")
    assert home.kept().me.flag_side("gtps") is Side.BILATERAL
    press(side.hips, "Right hip")
    assert home.kept().me.flag_sides == (FlagSide(flag="gtps", side=Side.RIGHT),)
    assert home.kept().me.flag_side("fai") is Side.LEFT
    tick(page, "gtps")
    assert side.isHidden()


def test_other_precautions_ask_for_no_hip(page: SettingsPage) -> None:
    with pytest.raises(KeyError):
        page.care.group_of("high_bp").ticks.side("high_bp")


def test_what_a_therapist_cleared_is_listed_and_taken_back(
    home: Household, page: SettingsPage
) -> None:
    assert not page.care.cleared.isVisible()
    current = home.preferences.current
    me = clear(clear(replace(current.me, flags=("gtps",)), "clamshell"), "gone_by_now")
    home.preferences.change(replace(current, me=me))
    assert page.care.cleared.isVisible()
    assert page.care.cleared.names == [home.content.exercises["clamshell"].name, "gone_by_now"]
    QTest.mouseClick(page.care.cleared.buttons["gone_by_now"], LEFT_BUTTON)
    assert [each.exercise_id for each in home.kept().me.cleared] == ["clamshell"]
    QTest.mouseClick(page.care.cleared.buttons["clamshell"], LEFT_BUTTON)
    assert home.kept().me.cleared == ()
    assert not page.care.cleared.isVisible()


def test_a_new_sign_is_advised_about_afresh(home: Household, page: SettingsPage) -> None:
    current = home.preferences.current
    told = replace(current.me, red_flags=("night_pain",), soon_acknowledged=True)
    home.preferences.change(replace(current, me=told))
    page.refresh()
    assert page.care.signs.isVisible()
    QTest.mouseClick(page.care.signs.box("groin_lump"), LEFT_BUTTON)
    assert home.kept().me.red_flags == ("night_pain", "groin_lump")
    assert not home.kept().me.soon_acknowledged


def test_the_days_are_changed_in_the_plan(qtbot: QtBot, page: SettingsPage) -> None:
    with qtbot.waitSignal(page.days_requested):
        QTest.mouseClick(page.days.open_days, LEFT_BUTTON)


def test_settings_that_can_not_be_kept_hold_and_are_told(
    home: Household, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings) -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(home.file, "save", refuse)
        press(page.appearance.mode, "Dark")
        assert page.problem == "The disk is full."
        assert home.preferences.current.appearance.mode is ColourMode.DARK
    press(page.appearance.mode, "Light")
    assert page.problem == ""


def test_the_folder_is_told(home: Household, page: SettingsPage) -> None:
    assert page.data.folder.text() == str(home.folder)
    assert "the first one is to come" in page.data.last.text()


def test_about_tells_the_version(page: SettingsPage) -> None:
    texts = " ".join(str(each.property("text")) for each in page.about.findChildren(QWidget))
    assert __version__ in texts
    assert "GPL 3.0" in texts


def test_the_wheel_scrolls_the_page_and_changes_nothing(
    home: Household, page: SettingsPage
) -> None:
    before = home.preferences.current
    for widget in (field(page.voice.rate), field(page.pace.floor), page.voice.voice):
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(widget.mapToGlobal(QPoint(5, 5))),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, turn)
    assert home.preferences.current == before


def test_opening_it_changes_nothing(home: Household, page: SettingsPage) -> None:
    page.refresh()
    assert home.preferences.current == Settings()
    assert home.plans.versions() == ()


def shown(page: SettingsPage) -> list[str]:
    return [section.title for section in page.sections if section.isVisible()]


def test_the_list_leads_to_one_section_at_a_time(page: SettingsPage) -> None:
    names = page.list.names
    assert [names.item(row).text() for row in range(names.count())] == [
        section.title for section in page.sections
    ]
    for row, section in enumerate(page.sections):
        QTest.mouseClick(
            names.viewport(), LEFT_BUTTON, pos=names.visualItemRect(names.item(row)).center()
        )
        if row:
            assert shown(page) == [section.title]
    QTest.keyClick(names, Qt.Key.Key_Up)
    assert shown(page) == [page.data.title]
    page.show_section(page.voice)
    assert shown(page) == [page.voice.title]
    assert names.currentItem().text() == page.voice.title


def test_the_search_finds_what_a_section_says(page: SettingsPage) -> None:
    names, search = page.list.names, page.list.search
    QTest.keyClicks(search, "questions again")
    assert shown(page) == [page.me.title]
    search.clear()
    QTest.keyClicks(search, "TEXT SIZE")
    assert page.appearance.title in shown(page)
    visible = [each for each in range(names.count()) if not names.item(each).isHidden()]
    assert [names.item(each).text() for each in visible] == shown(page)
    search.clear()
    QTest.keyClicks(search, "zzz")
    assert shown(page) == []
    assert any(
        each.isVisible() and each.text().startswith("No setting has these words")
        for each in page.findChildren(TextLabel)
    )
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert shown(page) == [page.me.title]
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert names.hasFocus()


def test_a_narrow_page_has_a_box_to_choose_from(page: SettingsPage) -> None:
    page.resize(660, 800)
    QApplication.processEvents()
    assert not page.list.names.isVisible()
    QTest.keyClicks(page.list.picker, page.keys.title[0])
    page.list.picker.activated.emit(page.list.picker.findText(page.keys.title))
    assert shown(page) == [page.keys.title]
    page.resize(1100, 800)
    QApplication.processEvents()
    assert page.list.names.currentItem().text() == page.keys.title


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [660, 944, 1764])
def test_nothing_is_squeezed(page: SettingsPage, theme: Theme, scale: float, width: int) -> None:
    theme.set_text_scale(scale)
    page.resize(width, 2400)
    QApplication.processEvents()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            right = button.mapTo(page, button.rect().topRight()).x()
            assert right < width, button.text()
            if isinstance(button, QPushButton):
                assert button.height() >= 44, button.text()
    for above, below in zip(page.sections, page.sections[1:], strict=False):
        assert not above.geometry().intersects(below.geometry())


# -- reminders ---------------------------------------------------------------------------


class Login:
    """Starting at login, which may fail."""

    def __init__(self) -> None:
        self.is_on = False
        self.problem = ""

    def set_on(self, is_on: bool) -> None:
        if self.problem:
            raise StorageError(self.problem)
        self.is_on = is_on


@pytest.fixture
def login() -> Login:
    return Login()


@pytest.fixture
def section(qtbot: QtBot, home: Household, theme: Theme, login: Login) -> RemindersSection:
    section = RemindersSection(theme, home.preferences, at_login=login, has_tray=lambda: True)
    qtbot.addWidget(section)
    section.resize(596, 1000)
    section.refresh()
    with qtbot.waitActive(section):
        section.show()
    return section


def test_reminders_are_off_and_show_their_details_once_on(
    home: Household, section: RemindersSection
) -> None:
    assert not home.preferences.current.reminders.reminds
    assert not section.add_time.isVisible()
    assert not section.quiet_from.isVisible()
    assert not section.in_tray.isVisible()
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    assert home.kept().reminders == ReminderSettings(on=True, asked=True)
    assert section.add_time.isVisible()
    assert section.quiet_from.isVisible()
    assert section.quiet_from.lineEdit().width() > 40, "room for its digits"
    assert section.in_tray.isVisible()
    QTest.mouseClick(section.in_tray, LEFT_BUTTON)
    assert home.kept().reminders.in_tray


def test_times_are_added_typed_and_taken_away(home: Household, section: RemindersSection) -> None:
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    QTest.mouseClick(section.add_time, LEFT_BUTTON)
    assert home.kept().reminders.times == (time(9), time(17))
    section.times[0].setFocus()
    QTest.keyClick(section.times[0], Qt.Key.Key_Up)
    assert home.kept().reminders.times == (time(10), time(17))
    for _ in range(2):
        QTest.mouseClick(section.add_time, LEFT_BUTTON)
    assert len(home.kept().reminders.times) == 4
    assert not section.add_time.isVisible()
    QTest.mouseClick(section.remove_time, LEFT_BUTTON)
    assert len(home.kept().reminders.times) == 3


def test_quiet_hours_and_the_evening_are_kept(home: Household, section: RemindersSection) -> None:
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    QTest.keyClick(section.quiet_from, Qt.Key.Key_Down)
    QTest.keyClick(section.quiet_until, Qt.Key.Key_Up)
    QTest.keyClick(section.evening_at, Qt.Key.Key_Up)
    kept = home.kept().reminders
    assert (kept.quiet_from, kept.quiet_until) == (time(20), time(9))
    assert kept.evening_at == time(20)
    QTest.keyClick(section.evening, Qt.Key.Key_Space)
    assert not home.kept().reminders.evening
    assert not section.evening_at.isVisible()


def test_sit_breaks_have_hours_of_their_own(home: Household, section: RemindersSection) -> None:
    assert not section.sit_every.isVisible()
    QTest.mouseClick(section.sit_breaks, LEFT_BUTTON)
    assert section.sit_every.isVisible()
    QTest.keyClick(section.sit_from, Qt.Key.Key_Up)
    kept = home.kept().reminders
    assert (kept.sit_breaks, kept.on, kept.sit_from) == (True, False, time(10))


def test_starting_at_login_is_asked_of_the_system(section: RemindersSection, login: Login) -> None:
    QTest.mouseClick(section.login, LEFT_BUTTON)
    assert login.is_on
    login.problem = "The disk is full."
    QTest.mouseClick(section.login, LEFT_BUTTON)
    assert section.problem.text() == "The disk is full."
    assert section.login.isChecked()


def test_without_tray_and_login_neither_is_offered(
    qtbot: QtBot, home: Household, theme: Theme
) -> None:
    section = RemindersSection(theme, home.preferences)
    qtbot.addWidget(section)
    section.refresh()
    section.show()
    assert not section.login.isVisible()
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    assert not section.in_tray.isVisible()
    assert any("no tray" in each.text() for each in section.findChildren(TextLabel))


def test_the_questions_can_be_gone_through_again(
    qtbot: QtBot, home: Household, page: SettingsPage
) -> None:
    QTest.keyClicks(page.me.goals.line, "Dance")
    QTest.keyClick(page.me.goals.line, Qt.Key.Key_Return)
    assert home.kept().me.goals == ("Dance",)
    since = page.me.since.findChildren(QAbstractButton)
    QTest.mouseClick(next(each for each in since if each.text() == "Some months"), LEFT_BUTTON)
    assert home.kept().me.since is Since.MONTHS
    with qtbot.waitSignal(page.questions_requested):
        QTest.mouseClick(page.me.again, LEFT_BUTTON)


# -- people ------------------------------------------------------------------------------


def test_who_shows_the_exercises_is_chosen_with_one_press(
    home: Household, page: SettingsPage
) -> None:
    choices = {each.who: each for each in page.appearance.person.choices}
    assert choices[ShownPerson.TURNS].isChecked()

    def person() -> ShownPerson:
        return home.preferences.current.appearance.person

    QTest.mouseClick(choices[ShownPerson.EDITH], LEFT_BUTTON)
    assert person() is ShownPerson.EDITH
    choices[ShownPerson.EDITH].setFocus()
    QTest.keyClick(choices[ShownPerson.EDITH], Qt.Key.Key_Right)
    assert person() is ShownPerson.LEO
    # What a screen reader does first is to toggle.
    choices[ShownPerson.SAM].toggle()
    assert person() is ShownPerson.SAM
    assert [who for who, each in choices.items() if each.isChecked()] == [ShownPerson.SAM]
    choices[ShownPerson.SAM].toggle()
    assert [who for who, each in choices.items() if each.isChecked()] == [ShownPerson.SAM]


def test_the_system_font_is_a_toggle(home: Household, page: SettingsPage) -> None:
    toggle = page.appearance.system_font
    assert not toggle.isChecked()
    QTest.mouseClick(toggle, LEFT_BUTTON)
    assert home.preferences.current.appearance.system_font
    # What a screen reader does first is to toggle.
    toggle.toggle()
    assert not home.preferences.current.appearance.system_font


class SilentMachine(QObject):
    """Nothing is heard until it is looked for again."""

    available_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.available = False
        self.looks = 0

    @property
    def problem(self) -> str:
        return "" if self.available else "The sound stopped working."

    def look_again(self) -> None:
        self.looks += 1


def test_sound_that_came_back_is_looked_for(qtbot: QtBot, home: Household, theme: Theme) -> None:
    machine = SilentMachine()
    section = SoundSection(theme, home.preferences, home.beep, sound=machine)
    qtbot.addWidget(section)
    section.show()
    assert section.problem.text() == "The sound stopped working."
    QTest.mouseClick(section.look, LEFT_BUTTON)
    assert machine.looks == 1
    assert section.problem.text() == "Looking for sound…"
    machine.available = True
    machine.available_changed.emit(True)
    assert not section.look.isVisible()
    assert not section.problem.isVisible()
