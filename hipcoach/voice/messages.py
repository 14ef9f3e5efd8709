"""What the voice client and its worker say to each other, one JSON object a line."""

from enum import StrEnum
from typing import Literal

import msgspec

from hipcoach.voice.voices import VoiceInfo


class Fault(StrEnum):
    """Why the worker could not do as asked."""

    NONE = ""
    ENGINE = "engine"  # no line can be rendered here
    FOLDER = "folder"  # the clip could not be written
    VOICE = "voice"  # the engine has no such voice
    LINE = "line"  # this one line could not be rendered


class Request(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing asked of the worker; `rate` is in words a minute."""

    id: int
    op: Literal["hello", "render", "quit"]
    text: str = ""
    voice: str = ""
    rate: int = 140
    path: str = ""


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The worker's answer to the request of the same id; `ms` is a clip's length."""

    id: int
    ok: bool
    fault: Fault = Fault.NONE
    error: str = ""
    ms: int = 0
    engine: str = ""
    version: str = ""
    default_voice: str = ""
    voices: tuple[VoiceInfo, ...] = ()
