"""What a language's table of spoken words holds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """The words of one language that take the place of signs and abbreviations.

    `units` map to one and many; those in `units_when_stuck` are units only right behind the
    number ("5in", never "5 in a row"). `fractions` map "1/2" to its words alone and behind a
    whole number; `part_of` says a fraction of a `{unit}`. `first` and `then` are patterns and
    what takes their place, before and after numbers have been seen to.
    """

    range_word: str
    units: Mapping[str, tuple[str, str]]
    units_when_stuck: Mapping[str, tuple[str, str]]
    nouns_of_length: tuple[str, ...]
    fractions: Mapping[str, tuple[str, str]]
    part_of: Mapping[str, str]
    first: tuple[tuple[str, str], ...]
    then: tuple[tuple[str, str], ...]
    abbreviations: Mapping[str, str]
