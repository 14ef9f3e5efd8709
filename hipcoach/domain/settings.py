"""What a person sets once and keeps: voice, pace, looks, lead side and who they are."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.exercise import MAX_CADENCE
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.session_keys import SessionKeys
from hipcoach.domain.units import SECOND_MS

MIN_RATE_WPM = 80
MAX_RATE_WPM = 300
MAX_VOLUME = 100
MIN_TEXT_SCALE = 1.0
MAX_TEXT_SCALE = 1.5
MAX_DAY_ENDS_HOUR = 6
MAX_PACE_S = 120
KEPT_VOICES = 4


class VoiceLevel(StrEnum):
    """How much is said in a session."""

    FULL = "full"
    ESSENTIALS = "essentials"
    BEEPS = "beeps"
    SILENT = "silent"

    @property
    def speaks(self) -> bool:
        """Tell whether words are spoken."""
        return self in (VoiceLevel.FULL, VoiceLevel.ESSENTIALS)

    @property
    def beeps(self) -> bool:
        """Tell whether tones are played."""
        return self is not VoiceLevel.SILENT


class Metronome(StrEnum):
    """Which exercises are led by a beat."""

    OFF = "off"
    WALKING = "walking"
    ALWAYS = "always"


class OutputLoss(StrEnum):
    """What happens when the sound output that is heard goes away."""

    PAUSE = "pause"
    GO_ON = "go on"


class ColourMode(StrEnum):
    """Which of the two looks is shown."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ShownPerson(StrEnum):
    """Who shows the exercises: one of four people, or each of them in turns."""

    TURNS = "turns"
    MIRA = "mira"
    SAM = "sam"
    EDITH = "edith"
    LEO = "leo"


class LeadSide(StrEnum):
    """Which side is worked first."""

    WORSE = "worse"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """What is spoken, by whom and how loud, and which beat is heard.

    An empty `voice_id` is the system's own voice. `earlier_voices` were chosen before,
    the latest first; they speak when the chosen one is gone. `lead_through` says the
    movement of an exercise that is done for the first time. `steps_per_min` is 0 where
    the beat of a walk is that of its exercise.
    """

    level: VoiceLevel = VoiceLevel.FULL
    voice_id: str = ""
    rate_wpm: int = 140
    voice_volume: int = 90
    beep_volume: int = 70
    earlier_voices: tuple[str, ...] = ()
    metronome: Metronome = Metronome.WALKING
    steps_per_min: int = 0
    output_loss: OutputLoss = OutputLoss.PAUSE
    lead_through: bool = True

    def __post_init__(self) -> None:
        """Check the rate in words a minute, the volumes in per cent, and the steps a minute."""
        check_range("rate_wpm", self.rate_wpm, MIN_RATE_WPM, MAX_RATE_WPM)
        check_range("voice_volume", self.voice_volume, 0, MAX_VOLUME)
        check_range("beep_volume", self.beep_volume, 0, MAX_VOLUME)
        check_range("steps_per_min", self.steps_per_min, 0, MAX_CADENCE)

    def choosing(self, voice_id: str) -> Self:
        """Return the same with another voice, and the one before it as the next in line."""
        before = (self.voice_id, *self.earlier_voices)
        kept = (each for each in dict.fromkeys(before) if each and each != voice_id)
        return replace(self, voice_id=voice_id, earlier_voices=tuple(kept)[:KEPT_VOICES])


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceSettings:
    """How much time there is to get ready, in whole seconds as people set them."""

    get_ready_s: int = 5
    position_change_s: int = 15
    equipment_s: int = 20
    floor_s: int = 40
    self_paced: bool = False

    def __post_init__(self) -> None:
        """Check that each wait is a matter of seconds."""
        for name in ("get_ready_s", "position_change_s", "equipment_s", "floor_s"):
            check_range(name, getattr(self, name), 0, MAX_PACE_S)

    @property
    def get_ready_ms(self) -> int:
        """Time before a set, in ms."""
        return self.get_ready_s * SECOND_MS

    @property
    def position_change_ms(self) -> int:
        """Time to get into another position, in ms."""
        return self.position_change_s * SECOND_MS

    @property
    def equipment_ms(self) -> int:
        """Time to fetch something, in ms."""
        return self.equipment_s * SECOND_MS

    @property
    def floor_ms(self) -> int:
        """Time to get down to the floor or up from it, in ms."""
        return self.floor_s * SECOND_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceSettings:
    """How the window looks; `text_scale` 1.0 is the normal size."""

    mode: ColourMode = ColourMode.SYSTEM
    text_scale: float = MIN_TEXT_SCALE
    reduced_motion: bool = False
    system_font: bool = False
    person: ShownPerson = ShownPerson.TURNS

    def __post_init__(self) -> None:
        """Check the size of the text."""
        if not MIN_TEXT_SCALE <= self.text_scale <= MAX_TEXT_SCALE:
            rule = f"is not between {MIN_TEXT_SCALE} and {MAX_TEXT_SCALE}"
            raise RangeError("text_scale", self.text_scale, rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that is set, with the values that hold before anybody chose.

    `questions_left` where a warning sign ended the first start before its last question.
    What is done before `day_ends_hour`, 0 to 6, counts for the day before. `window` is where the
    window stood, as the window keeps it; `file_folder` is where the last file was saved or opened.
    """

    voice: VoiceSettings = field(default_factory=VoiceSettings)
    pace: PaceSettings = field(default_factory=PaceSettings)
    appearance: AppearanceSettings = field(default_factory=AppearanceSettings)
    keys: SessionKeys = field(default_factory=SessionKeys)
    reminders: ReminderSettings = field(default_factory=ReminderSettings)
    lead_side: LeadSide = LeadSide.WORSE
    me: Profile = field(default_factory=Profile)
    first_start_done: bool = False
    questions_left: bool = False
    day_ends_hour: int = 4
    window: str = ""
    file_folder: str = ""

    def __post_init__(self) -> None:
        """Check that a day ends at night."""
        check_range("day_ends_hour", self.day_ends_hour, 0, MAX_DAY_ENDS_HOUR)

    @property
    def first_side(self) -> Side:
        """Name the side worked first; with two sore hips, or none told apart, the left."""
        if self.lead_side is LeadSide.WORSE:
            return Side.RIGHT if self.me.sore_side is Side.RIGHT else Side.LEFT
        return Side(self.lead_side.value)
