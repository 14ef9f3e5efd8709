"""A change of the settings is in force, on the disk and told, at once."""

from pathlib import Path

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.settings import LeadSide, Settings, VoiceSettings
from hipcoach.storage.settings import SettingsStore

CHANGED = Settings(lead_side=LeadSide.RIGHT, voice=VoiceSettings(rate_wpm=120))


class FullFile:
    """A settings file on a full disk."""

    def save(self, settings: Settings) -> None:
        raise DiskFullError("There is no room.")


def test_a_change_is_in_force_kept_and_told(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    preferences = Preferences(Settings(), store)
    told: list[Settings] = []
    preferences.listen(told.append)
    preferences.change(CHANGED)
    assert preferences.current == CHANGED
    assert told == [CHANGED]
    assert store.load().settings == CHANGED
    assert preferences.problem == ""


def test_no_change_is_not_told(tmp_path: Path) -> None:
    preferences = Preferences(CHANGED, SettingsStore(tmp_path / "settings.toml"))
    told: list[Settings] = []
    preferences.listen(told.append)
    preferences.change(Settings(lead_side=LeadSide.RIGHT, voice=VoiceSettings(rate_wpm=120)))
    assert told == []
    assert not (tmp_path / "settings.toml").exists()


def test_a_change_that_cannot_be_kept_is_in_force_and_said() -> None:
    preferences = Preferences(Settings(), FullFile())
    told: list[Settings] = []
    preferences.listen(told.append)
    preferences.change(CHANGED)
    assert preferences.current == CHANGED
    assert told == [CHANGED]
    assert preferences.problem == "There is no room."


def test_the_problem_goes_away_with_the_next_change(tmp_path: Path) -> None:
    preferences = Preferences(Settings(), SettingsStore(tmp_path / "no" / "settings.toml"))
    preferences.change(CHANGED)
    assert preferences.problem
    (tmp_path / "no").mkdir()
    preferences.change(Settings())
    assert preferences.problem == ""
