"""A copy of what a person told about themselves, in the record: precautions outlive a lost file."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime

import msgspec

from hipcoach.coaching.care_ports import RecordValues
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import Settings
from hipcoach.domain.warning_sign import RecordValue
from hipcoach.player.clock import Clock

KEY = "profile"
_FIELDS = frozenset(field.name for field in fields(Profile))


def guard_profile(
    preferences: Preferences,
    values: RecordValues,
    clock: Clock,
    reset_keys: Collection[str] = (),
) -> bool:
    """Keep a copy of the profile from now on; return whether a lost one was taken from it.

    It was lost where the settings tell nothing of a person and the record does. What was reset
    of it alone (`reset_keys`, such as me.flags) comes back alone.
    """
    copy = _copy(values)
    is_lost = preferences.current.me == Profile() and copy is not None
    if is_lost and copy is not None:
        # Whoever told something of themselves was past the first start.
        preferences.change(replace(preferences.current, me=copy, first_start_done=True))
    elif copy is not None:
        names = {key.split(".")[1] for key in reset_keys if key.startswith("me.")}
        known = {name: getattr(copy, name) for name in names if name in _FIELDS}
        if known:
            me = replace(preferences.current.me, **known)
            is_lost = me != preferences.current.me
            preferences.change(replace(preferences.current, me=me))
    preferences.listen(lambda settings: _keep(settings, values, clock.now()))
    _keep(preferences.current, values, clock.now())
    return is_lost


def _copy(values: RecordValues) -> Profile | None:
    found = values.get(KEY)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found, type=Profile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _keep(settings: Settings, values: RecordValues, at: datetime) -> None:
    text = msgspec.json.encode(settings.me).decode()
    if settings.me != Profile() and values.get(KEY) != text:
        values.set(RecordValue(key=KEY, value_json=text, at=at))
