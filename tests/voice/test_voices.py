import pytest

from hipcoach.voice.voices import (
    VoiceInfo,
    VoiceStatus,
    best_voice,
    language_tag,
    main_language,
    voices_by_language,
)

GERMAN = VoiceInfo("gmw/de", "German", "de")
BRITISH = VoiceInfo("gmw/en", "English (Great Britain)", "en-gb")
NEW_YORK = VoiceInfo("gmw/en-us-nyc", "English (New York)", "en-us-nyc")
AMERICAN = VoiceInfo("gmw/en-us", "English (America)", "en-us")
ALL = (GERMAN, BRITISH, NEW_YORK, AMERICAN)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-us", AMERICAN),
        ("en_US", AMERICAN),
        ("en-gb", BRITISH),
        ("en-au", BRITISH),
        ("de-at", GERMAN),
    ],
)
def test_the_best_voice_speaks_the_language_and_if_possible_its_region(
    language: str, expected: VoiceInfo
) -> None:
    assert best_voice(ALL, language) == expected


def test_the_systems_own_choice_wins_within_the_language_only() -> None:
    assert best_voice(ALL, "en-us", BRITISH.id) == BRITISH
    assert best_voice(ALL, "en-us", GERMAN.id) == AMERICAN


def test_without_the_language_any_voice_is_better_than_none() -> None:
    assert best_voice((GERMAN,), "en-us") == GERMAN
    assert best_voice((), "en-us") is None


def test_voices_are_grouped_by_main_language_in_alphabetical_order() -> None:
    groups = voices_by_language(ALL)
    assert list(groups) == ["de", "en"]
    assert groups["en"] == (AMERICAN, BRITISH, NEW_YORK)


def test_tags_have_one_spelling() -> None:
    assert language_tag(" en_GB ") == "en-gb"
    assert main_language("en_GB") == "en"


def test_before_asking_nothing_is_known_and_nothing_is_wrong() -> None:
    assert VoiceStatus(available=False).problem == ""
