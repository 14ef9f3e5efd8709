"""A copy of what a person told about themselves, in the record: precautions outlive a lost file."""

from dataclasses import replace
from datetime import datetime

import msgspec

from hipcoach.coaching.care_ports import RecordValues
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import Settings
from hipcoach.domain.warning_sign import RecordValue
from hipcoach.player.clock import Clock

KEY = "profile"


def guard_profile(preferences: Preferences, values: RecordValues, clock: Clock) -> bool:
    """Keep a copy of the profile from now on; return whether a lost one was taken from it.

    It was lost where the settings tell nothing of a person and the record does.
    """
    found = values.get(KEY)
    is_lost = preferences.current.me == Profile() and found is not None
    if is_lost and found is not None:
        try:
            me = msgspec.json.decode(found, type=Profile)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            is_lost = False
        else:
            # Whoever told something of themselves was past the first start.
            preferences.change(replace(preferences.current, me=me, first_start_done=True))
    preferences.listen(lambda settings: _keep(settings, values, clock.now()))
    _keep(preferences.current, values, clock.now())
    return is_lost


def _keep(settings: Settings, values: RecordValues, at: datetime) -> None:
    text = msgspec.json.encode(settings.me).decode()
    if settings.me != Profile() and values.get(KEY) != text:
        values.set(RecordValue(key=KEY, value_json=text, at=at))
