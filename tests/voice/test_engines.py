"""Several engines behind one worker: which speaks, how fast, and what happens without one."""

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from hipcoach.voice import wav
from hipcoach.voice.calibration import LINES
from hipcoach.voice.engines import RenderError, interpolated
from hipcoach.voice.loudness import Levels
from hipcoach.voice.messages import Fault
from hipcoach.voice.renderer import Renderer
from hipcoach.voice.respelling import RESPELLED, in_spoken_form, respelled
from hipcoach.voice.voices import (
    ESPEAK_ENGINE,
    NATURAL_ENGINE,
    PICO_ENGINE,
    VoiceInfo,
    best_voice,
    speaks,
)

HEART = VoiceInfo("hibari/heart", "Heart", "en-us", engine=NATURAL_ENGINE, version="1",
                  slowest_wpm=130, fastest_wpm=210)  # fmt: skip
SYSTEM = VoiceInfo("com.example.Daniel", "Daniel", "en-gb", engine="nsss")
PICO = VoiceInfo("pico/en-US", "Pico", "en-us", engine=PICO_ENGINE)
PICO_GERMAN = VoiceInfo("pico/de-DE", "Pico", "de-de", engine=PICO_ENGINE)
ESPEAK = VoiceInfo("gmw/en-us", "English", "en-us", engine=ESPEAK_ENGINE)
ESPEAK_GERMAN = VoiceInfo("gmw/de", "German", "de", engine=ESPEAK_ENGINE)
ALL = (ESPEAK_GERMAN, ESPEAK, PICO_GERMAN, PICO, SYSTEM, HEART)
FRAMES = 8_000


class FakeEngine:
    """Speaks a word in 60 / pace seconds, and remembers what it was given."""

    default_voice = ""

    def __init__(
        self,
        voice: VoiceInfo,
        *,
        works: bool = True,
        is_measured: bool = False,
        levels: Levels | None = None,
    ) -> None:
        self.voices = (voice,)
        self.works = works
        self.is_measured = is_measured
        self.levels = levels
        self.spoken: list[tuple[str, float]] = []

    def load(self) -> None:
        if not self.works:
            raise RenderError(Fault.ENGINE, "its model is damaged")

    def first_pace(self, voice: str, rate_wpm: int) -> float:
        return rate_wpm * 0.7

    def known_levels(self, pace: float) -> Levels | None:
        return self.levels

    def speak(self, text: str, voice: str, pace: float) -> wav.Sound:
        self.spoken.append((text, pace))
        frames = round(len(text.replace("-", " ").split()) * 60 / pace * FRAMES)
        wave = (4_000, 4_000, -4_000, -4_000) * (frames // 4)
        return wav.Sound(array("h", wave), FRAMES)


def test_the_order_is_natural_then_the_systems_own_then_pico_then_espeak() -> None:
    order = []
    left: Sequence[VoiceInfo] = ALL
    while left:
        best = best_voice(left, "en-us")
        assert best is not None
        order.append(best)
        left = [each for each in left if each is not best]
    assert order[:4] == [HEART, SYSTEM, PICO, ESPEAK]
    assert best_voice(ALL, "de") == PICO_GERMAN


def test_who_speaks_and_why_is_said_in_a_sentence() -> None:
    assert "comes with hipcoach" in speaks(HEART, ALL, 140, is_chosen=False)
    assert "not installed" in speaks(ESPEAK, (ESPEAK,), 140, is_chosen=False)
    assert "in this language" in speaks(PICO_GERMAN, ALL, 140, is_chosen=False)
    assert "voice of this computer" in speaks(SYSTEM, (SYSTEM, ESPEAK), 140, is_chosen=False)
    assert speaks(HEART, ALL, 140, is_chosen=True) == ""


def test_a_rate_beyond_a_voice_is_said_with_the_one_it_speaks_at() -> None:
    said = speaks(HEART, ALL, 260, is_chosen=True)
    assert "260" in said
    assert "130" in said
    assert said.endswith("it speaks at 210.")
    assert HEART.understood(260) == 210
    assert HEART.understood(100) == 130
    assert HEART.understood(170) == 170


@pytest.mark.parametrize("rate", [120, 140, 180, 200])
def test_an_unknown_engine_is_driven_until_the_rate_is_right(tmp_path: Path, rate: int) -> None:
    engine = FakeEngine(VoiceInfo("v", "V", "en", engine="sapi5"))
    ms = Renderer([lambda: engine]).render("one two three four five", "v", rate, tmp_path / "a.wav")
    assert ms == pytest.approx(5 * 60_000 / rate, rel=0.05)


def test_a_measured_engine_speaks_its_lines_once_and_only_for_a_new_rate(tmp_path: Path) -> None:
    engine = FakeEngine(ESPEAK, is_measured=True)
    renderer = Renderer([lambda: engine])
    for rate in (140, 140, 180):
        renderer.render("three", ESPEAK.id, rate, tmp_path / "a.wav")
    assert len(engine.spoken) == 2 * len(LINES) + 3


def test_where_the_levels_are_known_nothing_is_spoken_before_the_line(tmp_path: Path) -> None:
    engine = FakeEngine(ESPEAK, is_measured=True, levels=Levels(3.0, -18.0))
    Renderer([lambda: engine]).render("three", ESPEAK.id, 140, tmp_path / "a.wav")
    assert [text for text, _ in engine.spoken] == ["three"]


def test_beyond_its_range_a_voice_speaks_at_its_limit(tmp_path: Path) -> None:
    engine = FakeEngine(HEART)
    renderer = Renderer([lambda: engine])
    long = "one two three four five six"
    fast, limit = (renderer.render(long, HEART.id, rate, tmp_path / "a.wav") for rate in (260, 210))
    assert fast == limit


def test_an_engine_that_does_not_load_leaves_its_place_to_the_next(tmp_path: Path) -> None:
    broken, sound = FakeEngine(HEART, works=False), FakeEngine(ESPEAK)
    told = Renderer([lambda: broken, lambda: sound]).hello(1, "")
    assert [voice.id for voice in told.voices] == [ESPEAK.id]
    renderer = Renderer([lambda: broken, lambda: sound])
    assert len(renderer.hello(1, ESPEAK.id).voices) == 2, "it is not loaded for nothing"
    with pytest.raises(RenderError, match="damaged") as caught:
        renderer.render("three", HEART.id, 140, tmp_path / "a.wav")
    assert caught.value.fault is Fault.VOICE
    assert [voice.id for voice in renderer.hello(2, HEART.id).voices] == [ESPEAK.id]


def test_without_any_engine_all_that_was_wrong_is_told() -> None:
    def missing() -> FakeEngine:
        raise RenderError(Fault.ENGINE, "not here")

    with pytest.raises(RenderError, match="not here; not here"):
        Renderer([missing, missing])


def test_own_names_are_read_in_their_spoken_form_as_whole_words() -> None:
    forms = {"TKE": "terminal knee extension", "Hip (A)": r"hip \1"}
    assert in_spoken_form("Next: TKE. TKEs.", forms) == "Next: terminal knee extension. TKEs."
    assert in_spoken_form("Hip (A) left.", forms) == r"hip \1 left."
    assert in_spoken_form("Clamshell.", forms) == "Clamshell."


def test_points_are_joined_by_lines_and_kept_within_their_ends() -> None:
    points = ((100.0, 1.0), (200.0, 3.0), (300.0, 4.0))
    assert [interpolated(points, at) for at in (0, 100, 150, 250, 900)] == [1, 1, 2, 3.5, 4]


@pytest.mark.parametrize("engine", RESPELLED)
@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        ("90/90 hip lift.", "ninety ninety hip lift."),
        ("Next: Bent-knee fall-out.", "Next: bent knee fallout."),
        ("Cat-camel.", "cat camel."),
        ("A TENS device, then tens of steps.", "A tens device, then tens of steps."),
        ("The IT band. It bands.", "The I T band. It bands."),
        ("190/90 stays.", "190/90 stays."),
    ],
)
def test_what_is_garbled_is_respelled_as_whole_words(engine: str, shown: str, spoken: str) -> None:
    assert respelled(shown, engine) == spoken
