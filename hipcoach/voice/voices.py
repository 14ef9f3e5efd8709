"""The voices an engine offers, and which of them to take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """One voice of the engine; `language` is a tag such as "en-us"."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """Whether there is speech here, and what to do about it when there is none.

    Before the engine has been asked for the first time nothing is known:
    `available` is False and `problem` is empty.
    """

    available: bool
    engine: str = ""
    version: str = ""
    voices: tuple[VoiceInfo, ...] = ()
    problem: str = ""


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

    The system's own default comes first if it speaks the language, then the same
    region, then the plainest tag of the language, then whatever there is.
    """
    wanted = language_tag(language)

    def rank(voice: VoiceInfo) -> tuple[bool, bool, bool, int]:
        tag = language_tag(voice.language)
        return (
            main_language(tag) != main_language(wanted),
            voice.id != engine_default,
            tag != wanted,
            len(tag),
        )

    return min(voices, key=rank, default=None)


def voices_by_language(voices: Sequence[VoiceInfo]) -> Mapping[str, tuple[VoiceInfo, ...]]:
    """Group voices by main language, languages and names in alphabetical order."""
    groups: dict[str, list[VoiceInfo]] = {}
    for voice in sorted(voices, key=lambda v: (main_language(v.language), v.name, v.id)):
        groups.setdefault(main_language(voice.language), []).append(voice)
    return {language: tuple(group) for language, group in groups.items()}
