"""What a person told about themselves outlives a lost settings file."""

import re
from dataclasses import replace
from pathlib import Path

from hipcoach.domain.profile import Profile
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, load_settings
from hipcoach.storage.paths import DataPaths


def test_precautions_come_back_from_the_record(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock()
    services = build(paths, load_settings(paths), clock)
    told = Profile(flags=("thr_early", "gtps"), usual_pain=4)
    services.preferences.change(replace(services.preferences.current, me=told))
    services.close()
    for damage in (b"[voice", b""):
        paths.settings.write_bytes(damage)
        services = build(paths, load_settings(paths), clock)
        assert services.preferences.current.me == told
        assert any("taken from the record" in notice for notice in services.notices)
        services.close()
    # Nothing is taken back that the person changed since.
    services = build(paths, load_settings(paths), clock)
    assert not any("taken from the record" in notice for notice in services.notices)
    services.preferences.change(
        replace(services.preferences.current, me=replace(told, flags=("gtps",)))
    )
    services.close()
    services = build(paths, load_settings(paths), clock)
    assert services.preferences.current.me.flags == ("gtps",)
    services.close()


def test_precautions_that_alone_are_wrong_come_back_alone(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock()
    services = build(paths, load_settings(paths), clock)
    told = Profile(flags=("thr_early", "gtps"), usual_pain=4)
    services.preferences.change(replace(services.preferences.current, me=told))
    services.close()
    text = paths.settings.read_text()
    for wrong in ("flags = 7", 'flags = ["gtps", 7]'):
        paths.settings.write_text(re.sub(r"flags = \[[^\]]*\]", wrong, text, count=1))
        services = build(paths, load_settings(paths), clock)
        assert services.preferences.current.me == told
        assert any("me.flags" in notice for notice in services.notices)
        services.close()
