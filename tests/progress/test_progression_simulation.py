"""A thousand made-up patients whose every suggestion is accepted at once."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pain import PainRating
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.progression import Decision
from hipcoach.progress.decision import ExerciseSession, Facts, SitePain, decide
from hipcoach.progress.dose_steps import DELOAD_LEAST, step_down, step_up, volume
from hipcoach.progress.pain_course import course_of, usual_pain
from tests.domain.samples import MONDAY, rating

SITE = "left hip"
TOLD = 3
WEEKS = 8
LIBRARY = load_library(None).exercises
CLIMBABLE = [exercise for exercise in LIBRARY.values() if exercise.harder]


@dataclass
class Patient:
    """Pain that wanders, mornings that are sometimes not told, sessions every other day."""

    chance: random.Random
    exercise: Exercise
    ratings: list[PainRating] = field(default_factory=list)
    sessions: list[ExerciseSession] = field(default_factory=list)
    changed: date | None = None

    def __post_init__(self) -> None:
        self.level = self.chance.uniform(0, 4)
        self.drift = self.chance.uniform(-0.1, 0.06)
        self.care = self.chance.uniform(0.5, 1)
        self.prescription = Prescription(
            dose=self.exercise.start,
            rest_ms=self.exercise.rest_ms,
            laterality=self.exercise.laterality,
        )

    def pain(self, more: float = 0) -> int:
        return min(10, max(0, round(self.level + more + self.chance.gauss(0, 0.7))))

    def morning(self, day: date) -> int | None:
        """Tell the pain of a morning, now and then a flare, now and then nothing."""
        self.level = min(9, max(0, self.level + self.drift))
        if self.chance.random() > self.care + 0.2:
            return None
        flare = 3 if self.chance.random() < 0.06 else 0
        nrs = self.pain(flare)
        self.ratings.append(rating(f"m{day}", nrs, day=day))
        if self.sessions and self.sessions[-1].day == day - timedelta(days=1):
            last = self.sessions[-1]
            usual = usual_pain(self.ratings, SITE, last.day, TOLD)
            pain = SitePain(
                site=SITE,
                during=last.pains[0].during,
                after=last.pains[0].after,
                morning=nrs,
                usual=usual,
            )
            self.sessions[-1] = ExerciseSession(
                day=last.day,
                is_full=last.is_full,
                is_flare_version=last.is_flare_version,
                pains=(pain,),
                effort=last.effort,
                is_steady=last.is_steady,
            )
        return nrs

    def perform(self, day: date) -> None:
        told = self.chance.random() < self.care + 0.1
        self.sessions.append(
            ExerciseSession(
                day=day,
                is_full=self.chance.random() < self.care,
                is_flare_version=self.chance.random() < 0.05,
                pains=(
                    SitePain(
                        site=SITE,
                        during=self.pain(0.5) if told else None,
                        after=self.pain() if told else None,
                    ),
                ),
                spreads=self.chance.random() < 0.005,
                effort=self.chance.randint(3, 7) if told else None,
                is_steady=self.chance.random() < 0.9,
            )
        )

    def facts(self, today: date) -> Facts:
        since = [each for each in self.sessions if self.changed is None or each.day > self.changed]
        return Facts(
            today=today,
            sessions=tuple(since),
            courses=(course_of(self.ratings, SITE, today, TOLD),),
            adherence_percent=90 if self.care > 0.7 else 60,
            changed_days_ago=None if self.changed is None else (today - self.changed).days,
        )


def lived(seed: int) -> tuple[int, int]:
    """Live eight weeks; return how often the dose rose and how often it was lightened."""
    chance = random.Random(seed)
    patient = Patient(chance, chance.choice(CLIMBABLE))
    rises = lightened = 0
    for number in range(WEEKS * 7):
        day = MONDAY + timedelta(days=number)
        morning = patient.morning(day)
        if number % 2:
            continue
        facts = patient.facts(day)
        verdict = decide(facts)
        exercise, before = patient.exercise, patient.prescription
        easier = tuple(LIBRARY[each] for each in exercise.easier)
        harder = tuple(LIBRARY[each] for each in exercise.harder)
        flares = facts.courses[0].flares_in(7, day, patient.changed)
        step = None
        match verdict.decision:
            case Decision.UP:
                step = step_up(exercise, before, harder, ("band", "loop_band", "door_anchor"))
            case Decision.DOWN | Decision.DELOAD:
                step = step_down(exercise, before, easier)
                if step is not None and step.exercise is exercise:
                    off = 1 - volume(step.prescription.dose) / volume(before.dose)
                    assert DELOAD_LEAST - 1e-9 <= off <= 0.5, (seed, day)
                    assert step.prescription.dose.sets >= exercise.dosage.sets.low, (seed, day)
        if flares >= 2:
            assert verdict.decision in (Decision.STOP, Decision.DELOAD), (seed, day)
        if verdict.decision is Decision.UP and step is not None:
            rises += 1
            usual = facts.courses[0].usual
            assert flares < 2, (seed, day)
            for one in facts.sessions[-3:]:
                pain = one.pains[0]
                assert pain.morning is not None, (seed, day)
                assert pain.usual is not None, (seed, day)
                # A whole number can't tell 3.5 from 4; a whole point more is sore.
                assert pain.morning < pain.usual + 1, (seed, day)
            assert not facts.courses[0].has_risen, (seed, day)
            assert usual is not None, (seed, day)
            assert step.exercise is exercise or step.exercise.id in exercise.harder, (seed, day)
            assert patient.changed is None or (day - patient.changed).days >= 7, (seed, day)
            if step.exercise.ladder == exercise.ladder and step.exercise is not exercise:
                assert step.exercise.rung == exercise.rung + 1, (seed, day)
        lightened += verdict.decision is Decision.DELOAD
        if step is not None:
            patient.exercise, patient.prescription = step.exercise, step.prescription
            patient.changed = day
        assert morning is None or 0 <= morning <= 10
        patient.perform(day)
    return rises, lightened


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_patients(block: int) -> None:
    found = [lived(block * 100 + seed) for seed in range(100)]
    # Both happen, so that what is asserted of them is.
    assert sum(rises for rises, _ in found) > 0
    assert sum(lightened for _, lightened in found) > 0
