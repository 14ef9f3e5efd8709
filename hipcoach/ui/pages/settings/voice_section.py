"""The voice: how much it says, who it is, how fast and how loud."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.voice_ports import VoiceChoice, VoiceState
from hipcoach.domain.settings import VoiceLevel, VoiceSettings
from hipcoach.ui.pages.parts.value_slider import WheelGuard
from hipcoach.ui.pages.parts.voice_fields import RateField, VoiceVolumeField
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.toggle import Toggle

# The words that are spoken are English so far.
_SPOKEN = "en"


def grouped(voices: Sequence[VoiceChoice]) -> list[tuple[str, list[VoiceChoice]]]:
    """Group voices by language, that of the spoken words first, names in order."""
    groups: dict[str, list[VoiceChoice]] = {}
    for voice in sorted(voices, key=lambda each: each.name.casefold()):
        groups.setdefault(voice.language.partition("-")[0].lower(), []).append(voice)
    ordered = sorted(groups, key=lambda code: (code != _SPOKEN, language_name(code).casefold()))
    return [(code, groups[code]) for code in ordered]


def language_name(code: str) -> str:
    """Name a language, or return its code where it has no name here."""
    language = QLocale.codeToLanguage(code)
    known = language not in (QLocale.Language.AnyLanguage, QLocale.Language.C)
    return QLocale.languageToString(language) if known else code


class VoiceSection(Section):
    """How much is said, by whom, how fast and how loud."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        voice_status: Callable[[], VoiceState],
        say: Callable[[str], None],
        sample: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Voice"), parent)
        self._preferences = preferences
        self._voice_status = voice_status
        self._listed: tuple[str, ...] = ()
        self._problem = self.add_text("")
        self.level = Segmented(
            theme,
            [
                (VoiceLevel.FULL.value, self.tr("Everything")),
                (VoiceLevel.ESSENTIALS.value, self.tr("Essentials")),
                (VoiceLevel.BEEPS.value, self.tr("Beeps")),
                (VoiceLevel.SILENT.value, self.tr("Silent")),
            ],
            name=self.tr("How much is said"),
            parent=self,
        )
        self.add_wide(
            self.tr("How much is said"),
            self.level,
            hint=self.tr("Essentials: names, sides, changes and the last three seconds."),
        )
        self.lead_through = Toggle(theme, self.tr("Explain exercises that are new"), parent=self)
        self.lead_through.setAccessibleDescription(
            self.tr("The first time you do an exercise, every step is said before the set.")
        )
        self.body.addWidget(self.lead_through)
        self.voice = ChoiceBox(theme, name=self.tr("Voice"), parent=self)
        self.voice.installEventFilter(WheelGuard(self))
        self.add_row(self.tr("Voice"), self.voice)
        self._speaks = self.add_text("")
        self.rate = RateField(theme, preferences, self)
        self.add_wide(self.tr("How fast"), self.rate)
        self.voice_volume = VoiceVolumeField(theme, preferences, self)
        self.add_wide(self.tr("How loud the voice is"), self.voice_volume)
        self.play = SecondaryButton(
            theme, self.tr("Hear the voice"), icon_name="sound-on", parent=self
        )
        self.play.clicked.connect(lambda: say(self.tr("Lift your hips, and lower them slowly.")))
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addStretch(1)
        self.body.addLayout(row)
        # Side by side, so that people choose by ear.
        self.first, self.hear_first = self._sample_box(self.tr("Voice to hear"), sample)
        self.second, self.hear_second = self._sample_box(
            self.tr("Voice to compare it with"), sample
        )
        self.add_text(self.tr("Compare two voices: each says a sentence and counts to three."))
        pair = QHBoxLayout()
        for box, button in ((self.first, self.hear_first), (self.second, self.hear_second)):
            half = QVBoxLayout()
            half.addWidget(box)
            half.addWidget(button)
            pair.addLayout(half, 1)
        self.body.addLayout(pair)
        self.lead_through.toggled.connect(self._on_lead_through_toggled)
        self.level.chosen.connect(self._on_level_chosen)
        self.voice.activated.connect(self._on_voice_chosen)

    def _sample_box(
        self, name: str, sample: Callable[[str], None]
    ) -> tuple[ChoiceBox, SecondaryButton]:
        box = ChoiceBox(self._theme, name=name, parent=self)
        box.installEventFilter(WheelGuard(self))
        button = SecondaryButton(
            self._theme, self.tr("Hear this voice"), icon_name="sound-on", parent=self
        )
        button.setAccessibleDescription(name)
        button.clicked.connect(lambda: sample(str(box.currentData() or "")))
        return box, button

    def refresh(self) -> None:
        """Show what is kept, and the voices there are by now."""
        voice = self._preferences.current.voice
        self.level.set_current(voice.level.value)
        self.lead_through.setChecked(voice.lead_through)
        self.lead_through.setEnabled(voice.level.speaks)
        self.voice_volume.refresh()
        status = self._voice_status()
        self.rate.refresh(status.speaker)
        self._speaks.setText(status.speaks)
        self._speaks.setVisible(bool(status.speaks))
        self._problem.setText(status.problem)
        self._problem.setVisible(bool(status.problem))
        self._list_voices(status, voice.voice_id)
        at = self.voice.findData(voice.voice_id)
        self.voice.setCurrentIndex(max(at, 0))

    def _list_voices(self, status: VoiceState, chosen: str) -> None:
        voices = status.voices
        listed = tuple(each.id for each in voices)
        if listed == self._listed and self.voice.findData(chosen) >= 0:
            return
        self._listed = listed
        self._list_samples(voices, status.speaker)
        model = QStandardItemModel(self.voice)
        model.appendRow(_voice_item(self.tr("The best there is"), ""))
        if chosen and chosen not in listed:
            # Kept, though it isn't here now.
            model.appendRow(_voice_item(self.tr("{0} (not here now)").format(chosen), chosen))
        for code, group in grouped(voices):
            header = QStandardItem(language_name(code))
            header.setFlags(Qt.ItemFlag.NoItemFlags)
            header.setFont(self._theme.font(TextRole.STRONG))
            model.appendRow(header)
            for voice in group:
                model.appendRow(_voice_item(voice.name, voice.id))
        self.voice.setModel(model)
        self.voice.setMaxVisibleItems(14)
        self.voice.view().setMinimumWidth(self._theme.px(260) + 2 * UNIT)
        self.voice.updateGeometry()

    def _list_samples(self, voices: Sequence[VoiceChoice], speaker: VoiceChoice | None) -> None:
        """Offer the voices of the spoken language: who speaks now, beside the likeliest other."""
        spoken = next((group for code, group in grouped(voices) if code == _SPOKEN), [])
        if speaker is not None:
            spoken.sort(key=lambda each: (each.id != speaker.id, each.language != speaker.language))
        for number, box in enumerate((self.first, self.second)):
            was = box.currentData()
            box.clear()
            for voice in spoken:
                box.addItem(voice.name, voice.id)
            box.setCurrentIndex(max(0, box.findData(was)) if was else min(number, box.count() - 1))
        for widget in (self.first, self.hear_first, self.second, self.hear_second):
            widget.setEnabled(bool(spoken))

    def _on_level_chosen(self, key: str) -> None:
        self._change(replace(self._preferences.current.voice, level=VoiceLevel(key)))
        self.lead_through.setEnabled(VoiceLevel(key).speaks)

    def _on_lead_through_toggled(self, checked: bool) -> None:
        voice = self._preferences.current.voice
        if voice.lead_through != checked:
            self._change(replace(voice, lead_through=checked))

    def _on_voice_chosen(self, index: int) -> None:
        chosen = self.voice.itemData(index)
        if isinstance(chosen, str):
            self._change(self._preferences.current.voice.choosing(chosen))

    def _change(self, voice: VoiceSettings) -> None:
        self._preferences.change(replace(self._preferences.current, voice=voice))


def _voice_item(text: str, voice_id: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(voice_id, Qt.ItemDataRole.UserRole)
    return item
