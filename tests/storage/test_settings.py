import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hipcoach.domain.errors import StorageError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Clearance, FlagSide, InHand, Profile
from hipcoach.domain.settings import (
    AppearanceSettings,
    ColourMode,
    LeadSide,
    PaceSettings,
    Settings,
    VoiceLevel,
    VoiceSettings,
)
from hipcoach.storage.settings import LoadedSettings, SettingsStore

AT = datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)
CHANGED = Settings(
    voice=VoiceSettings(level=VoiceLevel.BEEPS, voice_id='gmw/en\\x"', rate_wpm=120),
    pace=PaceSettings(get_ready_s=0, self_paced=True),
    appearance=AppearanceSettings(mode=ColourMode.DARK, text_scale=1.25, reduced_motion=True),
    lead_side=LeadSide.RIGHT,
    me=Profile(
        sore_side=Side.LEFT,
        areas=("groin", "outer hip"),
        usual_pain=0,
        flags=("thr_early",),
        flag_sides=(FlagSide(flag="thr_early", side=Side.RIGHT),),
        cleared=(
            Clearance(
                exercise_id="clamshell", flags=(FlagSide(flag="thr_early", side=Side.RIGHT),)
            ),
            Clearance(exercise_id="bridge"),
        ),
        red_flags=("night_pain",),
        soon_acknowledged=True,
        equipment=("mat",),
        in_hand=InHand.NOTHING,
    ),
    first_start_done=True,
    day_ends_hour=2,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture
def store(path: Path) -> SettingsStore:
    return SettingsStore(path, now=lambda: AT)


def test_without_a_file_the_first_values_hold(store: SettingsStore, path: Path) -> None:
    assert store.load() == LoadedSettings(Settings())
    assert not path.exists()


def test_settings_come_back_as_they_were(store: SettingsStore, path: Path) -> None:
    for settings in (CHANGED, Settings()):
        store.save(settings)
        assert store.load() == LoadedSettings(settings)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_written_as_people_would(store: SettingsStore, path: Path) -> None:
    store.save(CHANGED)
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert found["voice"]["level"] == "beeps"
    assert found["pace"]["get_ready_s"] == 0
    assert found["me"]["areas"] == ["groin", "outer hip"]
    store.save(Settings())
    assert "usual_pain" not in tomllib.loads(path.read_text(encoding="utf-8"))["me"]


def test_a_file_with_a_few_lines_is_enough(store: SettingsStore, path: Path) -> None:
    path.write_text("[voice]\nrate_wpm = 160\n[appearance]\ntext_scale = 1\n")
    assert store.load() == LoadedSettings(Settings(voice=VoiceSettings(rate_wpm=160)))


def test_a_file_from_before_precautions_had_sides_is_read(store: SettingsStore, path: Path) -> None:
    path.write_text('[me]\nsore_side = "left"\nflags = ["gtps"]\n')
    loaded = store.load()
    assert loaded.problem is None
    assert loaded.settings.me == Profile(sore_side=Side.LEFT, flags=("gtps",))
    assert loaded.settings.me.flag_side("gtps") is Side.LEFT


def test_keys_of_a_newer_hipcoach_are_named_and_left_out(store: SettingsStore, path: Path) -> None:
    path.write_text(
        'theme = "sea"\nfirst_start_done = true\n'
        "[voice]\nrate_wpm = 160\npitch = 3\n"
        "[weather]\nat = [8]\n"
        "[me]\nage_band = '60-69'\n"
    )
    loaded = store.load()
    assert loaded.settings == Settings(voice=VoiceSettings(rate_wpm=160), first_start_done=True)
    assert sorted(loaded.unknown_keys) == ["me.age_band", "theme", "voice.pitch", "weather"]
    assert loaded.problem is None
    assert path.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[voice\n", "Expected"),
        (b"\xff\xfe", "codec"),
    ],
)
def test_a_broken_file_is_set_aside(
    store: SettingsStore, path: Path, content: bytes, told: str
) -> None:
    path.write_bytes(content)
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert str(path) in loaded.problem
    assert told in loaded.problem
    assert "set aside as settings.damaged-20260302-080509.toml" in loaded.problem
    assert not path.exists()
    aside = path.with_name("settings.damaged-20260302-080509.toml")
    assert aside.read_bytes() == content
    store.save(CHANGED)
    assert store.load() == LoadedSettings(CHANGED)


@pytest.mark.parametrize(
    ("content", "told", "kept"),
    [
        ("[voice]\nrate_wpm = 9999\nvoice_volume = 40\n", "voice.rate_wpm is 9999", {}),
        ("[voice]\nrate_wpm = 'fast'\nvoice_volume = 40\n", "voice.rate_wpm is 'fast'", {}),
        ("pace = 3\n[voice]\nvoice_volume = 40\n", "pace is 3", {}),
        ("lead_side = 'up'\n[voice]\nvoice_volume = 40\n", "lead_side is 'up'", {}),
        (
            "[voice]\nvoice_volume = 40\n[me]\nusual_pain = 11\nflags = ['gtps', 'thr_early']\n",
            "me.usual_pain is 11",
            {"flags": ("gtps", "thr_early")},
        ),
        (
            "[voice]\nvoice_volume = 40\n[me]\nflags = ['gtps', 7, 'thr_early']\n",
            "me.flags.1 is 7",
            {"flags": ("gtps", "thr_early")},
        ),
    ],
)
def test_a_wrong_value_alone_is_reset_and_told(
    store: SettingsStore, path: Path, content: str, told: str, kept: dict[str, tuple[str, ...]]
) -> None:
    # With the mark that some editors put first, too.
    for data in (content.encode(), b"\xef\xbb\xbf" + content.encode()):
        path.write_bytes(data)
        loaded = store.load()
        assert loaded.settings == Settings(
            voice=VoiceSettings(voice_volume=40), me=Profile(flags=kept.get("flags", ()))
        )
        assert loaded.problem is not None
        assert str(path) in loaded.problem
        assert told in loaded.problem
        assert path.read_bytes() == data


def test_several_wrong_values_are_told_together(store: SettingsStore, path: Path) -> None:
    path.write_text("lead_side = 'up'\n[voice]\nrate_wpm = 1\nlevel = 'loud'\nbeep_volume = 20\n")
    loaded = store.load()
    assert loaded.settings == Settings(voice=VoiceSettings(beep_volume=20))
    assert loaded.problem is not None
    for name in ("lead_side", "voice.rate_wpm", "voice.level"):
        assert name in loaded.problem


def test_a_broken_file_that_cannot_be_set_aside(
    store: SettingsStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    path.write_text("[voice")
    monkeypatch.setattr(Path, "rename", refuse)
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert "could not be set aside" in loaded.problem


def test_a_file_that_may_not_be_read(store: SettingsStore, path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="could not be read or written: Is a directory"):
        store.load()


def test_no_folder_to_save_in(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file or directory"):
        SettingsStore(tmp_path / "none" / "settings.toml").save(Settings())


_TEXTS = st.lists(st.text(max_size=8), max_size=3).map(tuple)
_SETTINGS = st.builds(
    Settings,
    voice=st.builds(
        VoiceSettings,
        level=st.sampled_from(VoiceLevel),
        voice_id=st.text(),
        rate_wpm=st.integers(80, 300),
        voice_volume=st.integers(0, 100),
        beep_volume=st.integers(0, 100),
    ),
    pace=st.builds(
        PaceSettings,
        get_ready_s=st.integers(0, 120),
        position_change_s=st.integers(0, 120),
        equipment_s=st.integers(0, 120),
        floor_s=st.integers(0, 120),
        self_paced=st.booleans(),
    ),
    appearance=st.builds(
        AppearanceSettings,
        mode=st.sampled_from(ColourMode),
        text_scale=st.floats(1.0, 1.5),
        reduced_motion=st.booleans(),
    ),
    lead_side=st.sampled_from(LeadSide),
    me=st.builds(
        Profile,
        sore_side=st.sampled_from(Side),
        areas=_TEXTS,
        usual_pain=st.none() | st.integers(0, 10),
        flags=_TEXTS,
        red_flags=_TEXTS,
        soon_acknowledged=st.booleans(),
        equipment=_TEXTS,
        in_hand=st.sampled_from(InHand),
    ),
    first_start_done=st.booleans(),
    day_ends_hour=st.integers(0, 6),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(_SETTINGS)
def test_any_settings_come_back_as_they_were(store: SettingsStore, settings: Settings) -> None:
    store.save(settings)
    assert store.load() == LoadedSettings(settings)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a = " + b"9" * 5_000, "a number in it has thousands of digits"),
        (b"a = " + b"[" * 3_000, "its brackets are nested too deeply"),
        (b"\xff\xfe\xff", "it is not UTF-8 text"),
    ],
)
def test_why_a_file_is_no_settings_is_said_in_plain_words(
    store: SettingsStore, path: Path, data: bytes, told: str
) -> None:
    path.write_bytes(data)
    assert f"({told}" in (store.load(looks_only=True).problem or "")
