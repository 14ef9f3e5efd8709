"""The people who show the exercises: their colours and how they are built."""

from dataclasses import dataclass
from typing import Final
from zlib import crc32

from hipcoach.domain.settings import ShownPerson
from hipcoach.figure.person import Build


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who shows exercises: colours as "#rrggbb", and a build."""

    who: ShownPerson
    skin: str
    hair: str
    top: str
    leggings: str
    build: Build


PEOPLE: Final = (
    Person(ShownPerson.MIRA, "#e2ae8b", "#4a2f27", "#2f8c88", "#56708c", Build()),
    Person(
        ShownPerson.SAM,
        "#8d5d41",
        "#241d1b",
        "#5b86c6",
        "#667085",
        Build(limbs=1.04, trunk=1.05, bun=False, bust=False, long_hair=False),
    ),
    Person(
        ShownPerson.EDITH,
        "#efcab0",
        "#b4b8bc",
        "#8a6aa8",
        "#726b92",
        Build(limbs=0.97, trunk=1.06, bun=False, long_hair=False),
    ),
    Person(
        ShownPerson.LEO,
        "#c68f63",
        "#33261f",
        "#578a4e",
        "#5f7568",
        Build(limbs=1.08, trunk=1.12, bun=False, bust=False, long_hair=False),
    ),
)


def person_for(who: ShownPerson, exercise_id: str) -> Person:
    """Return who shows an exercise: the chosen one, else one of four by its id."""
    if who is ShownPerson.TURNS:
        return PEOPLE[crc32(exercise_id.encode()) % len(PEOPLE)]
    return next(person for person in PEOPLE if person.who is who)
