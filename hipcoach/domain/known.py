"""Looks up what an id names, and says in words when it isn't there."""

from collections.abc import Mapping
from typing import TypeVar

from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.text import translate

T = TypeVar("T")
_CONTEXT = "Known"


class UnknownIdError(HipcoachError, KeyError):
    """An id names nothing that is there; the text is for the person."""

    def __str__(self) -> str:
        """Return the text as it is: a KeyError would quote it."""
        return str(self.args[0])


def known(things: Mapping[str, T], wanted: str) -> T:
    """Return the exercise, routine or pathway of an id; raises UnknownIdError."""
    found = things.get(wanted)
    if found is None:
        told = translate(
            _CONTEXT,
            "“{id}” is not there any more: it was deleted, or its file can’t be used. Nothing "
            "takes its place.",
        )
        raise UnknownIdError(told.format(id=wanted))
    return found
