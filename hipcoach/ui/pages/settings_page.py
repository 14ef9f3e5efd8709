"""The page of the settings: every change holds, and is kept, at once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.clinic_file import ClinicFile
from hipcoach.coaching.keeping import RecordKeeper
from hipcoach.coaching.ports import ContentSource, LoginStart
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.voice_ports import VoiceState
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.clinic import ClinicLog
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import Clock
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.settings.clinic_section import ClinicSection
from hipcoach.ui.pages.settings.data_flow import DataFlow, Reopening
from hipcoach.ui.pages.settings.data_section import DataSection
from hipcoach.ui.pages.settings.keys_section import KeysSection
from hipcoach.ui.pages.settings.me_section import CareSection, MeSection
from hipcoach.ui.pages.settings.plan_sections import AboutSection, DaysSection
from hipcoach.ui.pages.settings.play_sections import AppearanceSection, PaceSection
from hipcoach.ui.pages.settings.reminders_section import RemindersSection
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.pages.settings.section_list import SectionList
from hipcoach.ui.pages.settings.sound_section import SoundSection, SoundState
from hipcoach.ui.pages.settings.voice_section import VoiceSection
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 880
_NARROWEST_FIELDS = 600


class SettingsPage(QWidget):
    """A list of sections with a search on the left, the fields of the chosen one on the right."""

    reopen_requested = Signal(Reopening)
    """The window is to begin anew on a record that was replaced, added to or erased."""
    days_requested = Signal()
    """The person wants to change the days of the plan."""
    questions_requested = Signal()
    """The person wants to go through the first questions again."""

    def __init__(
        self,
        preferences: Preferences,
        content: ContentSource,
        voice_status: Callable[[], VoiceState],
        say: Callable[[str], None],
        sample: Callable[[str], None],
        beep: Callable[[], None],
        theme: Theme,
        keeper: RecordKeeper,
        clock: Clock,
        clinic: ClinicFile,
        treatments: tuple[ClinicLog, ...],
        parent: QWidget | None = None,
        *,
        at_login: LoginStart | None = None,
        has_tray: Callable[[], bool] = lambda: False,
        signs: WarningSigns | None = None,
        sound: SoundState | None = None,
    ) -> None:
        """Show and change these; `say` speaks a line, `beep` plays a tone.

        `sample` has a voice, named by its id, say a sentence and count.

        `voice_status` tells who can speak; `at_login` is None where nothing starts at login.
        """
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self.list = SectionList(theme, self)
        self._halves.addWidget(self.list)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST)
        self._halves.addWidget(self._scroll, 1)
        page = self._scroll.column
        self._message = MessageBar(theme, self)
        page.addWidget(self._message)
        sections = QWidget(self)
        cards = QVBoxLayout(sections)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(2 * UNIT)
        nothing = self.tr("No setting has these words. Try another, or clear the search.")
        self._nothing = TextLabel(theme, nothing, tone=TextTone.MUTED, wrap=True, parent=self)
        # The Tab key goes from one to the next in the order they are made.
        self.me = MeSection(theme, preferences, content, sections)
        signs = signs or WarningSigns(None, preferences, content.red_flags, clock)
        self.care = CareSection(theme, preferences, content, signs, sections)
        self.voice = VoiceSection(theme, preferences, voice_status, say, sample, sections)
        self.sounds = SoundSection(theme, preferences, beep, sections, sound=sound)
        self.pace = PaceSection(theme, preferences, sections)
        self.days = DaysSection(theme, preferences, sections)
        self.reminders = RemindersSection(
            theme, preferences, sections, at_login=at_login, has_tray=has_tray
        )
        self.appearance = AppearanceSection(theme, preferences, sections)
        self.keys = KeysSection(theme, preferences, sections)
        self.clinic = ClinicSection(theme, clinic, treatments, sections)
        self.data = DataSection(theme, keeper, clock, sections)
        self.about = AboutSection(theme, sections)
        self.sections: tuple[Section, ...] = (
            self.me,
            self.care,
            self.voice,
            self.sounds,
            self.pace,
            self.days,
            self.reminders,
            self.appearance,
            self.keys,
            self.clinic,
            self.data,
            self.about,
        )
        for section in self.sections:
            cards.addWidget(section)
        page.addWidget(sections)
        page.addWidget(self._nothing)
        page.addStretch(1)
        self.list.set_sections(self.sections)
        self.list.sections_chosen.connect(self._show)
        self.flow = DataFlow(self.data, keeper, clock, theme, self)
        self.flow.told.connect(self._say_news)
        self.flow.problem_met.connect(self._say_problem)
        self.flow.reopen_requested.connect(self.reopen_requested)
        self.days.days_requested.connect(self.days_requested)
        self.me.questions_requested.connect(self.questions_requested)
        preferences.listen(self._on_changed)
        theme.changed.connect(self._lay_list)
        self.refresh()
        self._show((self.me,))

    @property
    def problem(self) -> str:
        """What could not be kept, empty when all is well."""
        return "" if self._message.isHidden() else self._message.text

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the list above the fields where there is no room beside them."""
        super().resizeEvent(event)
        self._lay_list()

    def show_section(self, section: Section) -> None:
        """Show one section alone, and mark it in the list."""
        self.list.choose(section)

    def refresh(self) -> None:
        """Show what is kept."""
        for section in self.sections:
            section.refresh()
        self._tell_problem()

    def _on_changed(self, _settings: Settings) -> None:
        self._tell_problem()

    def _tell_problem(self) -> None:
        if self._preferences.problem:
            self._say_problem(self._preferences.problem)
        else:
            self._message.hide()

    def _say_news(self, text: str) -> None:
        self._message.show_message(text, kind=MessageKind.SUCCESS)
        self._scroll.to_top()

    def _say_problem(self, text: str) -> None:
        self._message.show_message(text, kind=MessageKind.WARNING)
        self._scroll.to_top()

    def _lay_list(self) -> None:
        needed = self.list.width_beside + self._theme.px(_NARROWEST_FIELDS)
        above = self.width() < needed
        way = QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        self.list.lay_above(above)

    def _show(self, chosen: tuple[Section, ...]) -> None:
        for section in self.sections:
            section.setVisible(section in chosen)
        self._nothing.setVisible(not chosen)
        self._scroll.to_top()
