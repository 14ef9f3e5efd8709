"""A file that a person wrote: an exercise, a routine or a figure."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """Its place inside the data folder, such as exercises/mine.toml, and what it holds.

    Bytes that are no UTF-8 stand in the text as lone surrogates, so that none is lost.
    """

    place: str
    text: str

    @classmethod
    def of(cls, place: str, data: bytes) -> Self:
        """Return a file that holds these bytes."""
        return cls(place=place, text=data.decode(errors="surrogateescape"))

    @property
    def data(self) -> bytes:
        """The bytes it holds."""
        return self.text.encode(errors="surrogateescape")

    @property
    def readable(self) -> str:
        """The text, with marks for bytes that are none."""
        return self.data.decode(errors="replace")
