"""The voices an engine offers, and which of them to take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hipcoach.domain.text import translate
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM

NATURAL_ENGINE: Final = "hibari"
PICO_ENGINE: Final = "pico"
ESPEAK_ENGINE: Final = "espeak-ng"
# Between them, whatever the system brings: SAPI5 or NSSpeechSynthesizer.
_RANKS: Final = {NATURAL_ENGINE: 0, PICO_ENGINE: 2, ESPEAK_ENGINE: 3}


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """One voice; `language` is a tag such as "en-us".

    `engine` and its `version` render it. From `slowest_wpm` to `fastest_wpm` words a minute
    it is understood; faster or slower it does not speak.
    """

    id: str
    name: str
    language: str
    engine: str = ""
    version: str = ""
    slowest_wpm: int = SLOWEST_WPM
    fastest_wpm: int = FASTEST_WPM

    def understood(self, rate_wpm: int) -> int:
        """Return the rate at which it speaks where `rate_wpm` is set, in words a minute."""
        return max(self.slowest_wpm, min(self.fastest_wpm, rate_wpm))


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """Whether there is speech here, and what to do about it when there is none.

    Before the engine has been asked for the first time nothing is known:
    `available` is False and `problem` is empty. `speaker` is the voice that speaks now,
    and `speaks` says in a sentence which that is and why.
    """

    available: bool
    engine: str = ""
    version: str = ""
    voices: tuple[VoiceInfo, ...] = ()
    problem: str = ""
    speaker: VoiceInfo | None = None
    speaks: str = ""


def language_tag(language: str) -> str:
    """Return a language in one spelling: "en_US" becomes "en-us"."""
    return language.strip().lower().replace("_", "-")


def main_language(language: str) -> str:
    """Return the language without its region: "en-us" becomes "en"."""
    return language_tag(language).partition("-")[0]


def best_voice(
    voices: Sequence[VoiceInfo], language: str = "en-us", engine_default: str = ""
) -> VoiceInfo | None:
    """Return the voice to take when the person chose none; None when there are no voices.

    Of those that speak the language: the natural voice, then the system's own (its default
    first), then Pico, then espeak-ng; of one engine the same region, then the plainest tag.
    Without the language, whatever there is.
    """
    wanted = language_tag(language)

    def rank(voice: VoiceInfo) -> tuple[bool, int, bool, bool, int]:
        tag = language_tag(voice.language)
        return (
            main_language(tag) != main_language(wanted),
            _RANKS.get(voice.engine, 1),
            voice.id != engine_default,
            tag != wanted,
            len(tag),
        )

    return min(voices, key=rank, default=None)


def speaks(
    speaker: VoiceInfo, voices: Sequence[VoiceInfo], rate_wpm: int, *, is_chosen: bool
) -> str:
    """Say which voice speaks and why, and at which rate where the one set is beyond it."""
    said = [] if is_chosen else [_why(speaker, voices).format(voice=speaker.name)]
    if rate_wpm != speaker.understood(rate_wpm):
        said.append(
            translate(
                "Voice",
                "{set} words a minute are set. This voice is understood from {slowest} to "
                "{fastest}, so it speaks at {rate}.",
            ).format(
                set=rate_wpm,
                slowest=speaker.slowest_wpm,
                fastest=speaker.fastest_wpm,
                rate=speaker.understood(rate_wpm),
            )
        )
    return " ".join(said)


def _why(speaker: VoiceInfo, voices: Sequence[VoiceInfo]) -> str:
    if speaker.engine == NATURAL_ENGINE:
        return translate("Voice", "{voice} speaks: the natural voice that comes with hipcoach.")
    if any(voice.engine == NATURAL_ENGINE for voice in voices):
        return translate("Voice", "{voice} speaks: there is no natural voice in this language.")
    if speaker.engine in (PICO_ENGINE, ESPEAK_ENGINE):
        return translate(
            "Voice", "{voice} speaks: the natural voice is not installed on this computer."
        )
    return translate(
        "Voice",
        "{voice} speaks, the voice of this computer: the natural voice is not installed here.",
    )


def voices_by_language(voices: Sequence[VoiceInfo]) -> Mapping[str, tuple[VoiceInfo, ...]]:
    """Group voices by main language, languages and names in alphabetical order."""
    groups: dict[str, list[VoiceInfo]] = {}
    for voice in sorted(voices, key=lambda v: (main_language(v.language), v.name, v.id)):
        groups.setdefault(main_language(voice.language), []).append(voice)
    return {language: tuple(group) for language, group in groups.items()}
