"""What the exercises did to pain: the zone of each session, and what hurt more than is fit.

Pain during and after a session tells of the exercises (the zones are those of the NEMEX-TJR
programme, Ageberg 2010, by what is usual where that lies above 5); the worst of any site decides.
A session without such a rating is in no zone: nothing is known of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hipcoach.domain.pain import Moment, PainRating, PainZone, pain_zone, tolerable_up_to

_ZONES = (PainZone.COMFORTABLE, PainZone.ACCEPTABLE, PainZone.TOO_MUCH)
_TELLING = frozenset((Moment.DURING, Moment.AFTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneCounts:
    """How many sessions stayed in each zone of pain, and how many told nothing."""

    comfortable: int
    acceptable: int
    too_much: int
    untold: int

    @property
    def told(self) -> int:
        """The sessions that pain was told of."""
        return self.comfortable + self.acceptable + self.too_much

    def percent(self, zone: PainZone) -> int | None:
        """Return a zone's share of the sessions told of, in whole per cent."""
        counts = {
            PainZone.COMFORTABLE: self.comfortable,
            PainZone.ACCEPTABLE: self.acceptable,
            PainZone.TOO_MUCH: self.too_much,
        }
        return round(100 * counts[zone] / self.told) if self.told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provoked:
    """One exercise that hurt more than is tolerable: how often, and the worst (NRS 0-10)."""

    exercise_id: str
    name: str
    times: int
    worst: int


@dataclass(frozen=True, slots=True)
class ExercisePain:
    """One rating given during an exercise, of a site."""

    exercise_id: str
    name: str
    nrs: int
    site: str = ""


def zone_counts(
    sessions: Iterable[str], ratings: Iterable[PainRating], usual: Mapping[str, float]
) -> ZoneCounts:
    """Count these sessions, by uid, by the worst that was told during or after them.

    `usual` is the usual pain of each site (NRS), by which pain of it is judged.
    """
    worst: dict[str, PainZone] = {}
    for rating in ratings:
        if rating.moment in _TELLING and rating.session_uid is not None:
            zone = pain_zone(rating.nrs, usual.get(rating.site))
            known = worst.get(rating.session_uid, zone)
            worst[rating.session_uid] = max(known, zone, key=_ZONES.index)
    zones = [worst.get(uid) for uid in set(sessions)]
    return ZoneCounts(
        comfortable=zones.count(PainZone.COMFORTABLE),
        acceptable=zones.count(PainZone.ACCEPTABLE),
        too_much=zones.count(PainZone.TOO_MUCH),
        untold=zones.count(None),
    )


def provoked(pains: Iterable[ExercisePain], usual: Mapping[str, float]) -> tuple[Provoked, ...]:
    """Return the exercises that hurt more than is tolerable, the most often first, then the worst.

    `usual` is the usual pain of each site (NRS).
    """
    found: dict[str, list[ExercisePain]] = {}
    for pain in pains:
        if pain.nrs > tolerable_up_to(usual.get(pain.site)):
            found.setdefault(pain.exercise_id, []).append(pain)
    ranked = [
        Provoked(
            exercise_id=exercise_id,
            name=min(pain.name for pain in own),
            times=len(own),
            worst=max(pain.nrs for pain in own),
        )
        for exercise_id, own in found.items()
    ]
    return tuple(sorted(ranked, key=lambda each: (-each.times, -each.worst, each.name)))
