"""The baseline of each site: fixed once its seven days are over, moved only with a reason."""

from datetime import date, timedelta
from uuid import uuid4

from hipcoach.coaching.ports import BaselineStore, PainStore
from hipcoach.domain.baseline import Baseline
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.text import translate
from hipcoach.player.clock import Clock
from hipcoach.progress.change import WINDOW_DAYS, BaselineWindow, baseline_from, first_baseline
from hipcoach.progress.pain_trend import FIRM_DAYS, daily_values

_CONTEXT = "Baselines"
_REACH = timedelta(days=WINDOW_DAYS - 1)


class Baselines:
    """Tells and keeps what later weeks are compared with."""

    def __init__(self, kept: BaselineStore, pains: PainStore, clock: Clock) -> None:
        """Work on these stores."""
        self._kept = kept
        self._pains = pains
        self._clock = clock

    def of(self, site: str) -> Baseline | None:
        """Return the baseline that holds: the one kept last, else what the first ratings say.

        None while one of them can't be read: which of them holds isn't known then.
        """
        if not self._kept.is_whole(site):
            return None
        kept = self._kept.of_site(site)
        if kept:
            return kept[-1]
        found = self._first(site)
        return None if found is None else self._baseline(site, found, "")

    def history(self, site: str) -> tuple[Baseline, ...]:
        """Return every baseline that was kept, oldest first; each has the reason it was set."""
        return self._kept.of_site(site)

    def settle(self, site: str) -> None:
        """Fix the first baseline, so that ratings entered later no longer move it."""
        if self._kept.of_site(site) or not self._kept.is_whole(site):
            return
        found = self._first(site)
        if found is None:
            return
        try:
            self._kept.add(self._baseline(site, found, ""))
        except StorageError:
            # Nothing is lost: it is reckoned again until there is room to keep it.
            return

    def choose(self, site: str, first_day: date, reason: str) -> Baseline:
        """Compare with the seven days from `first_day` from now on.

        Raises HipcoachError without a reason, with days to come, and with too few ratings.
        """
        if not reason.strip():
            raise HipcoachError(
                translate(_CONTEXT, "Say why the baseline is set anew, in a word or two.")
            )
        if first_day + _REACH >= self._clock.today():
            raise HipcoachError(translate(_CONTEXT, "These seven days are not over yet."))
        ratings = self._pains.of_site(site, first_day, first_day + _REACH)
        days = daily_values(ratings, site)
        found = baseline_from(days, first_day)
        if found is None:
            told = translate(
                _CONTEXT,
                "Pain was rated on {rated} of these seven days; a baseline needs {least}.",
            )
            raise HipcoachError(told.format(rated=len(days), least=FIRM_DAYS))
        baseline = self._baseline(site, found, reason.strip())
        self._kept.add(baseline)
        return baseline

    def _first(self, site: str) -> BaselineWindow | None:
        today = self._clock.today()
        found = first_baseline(daily_values(self._pains.of_site(site, date.min, today), site))
        is_over = found is not None and found.first_day + _REACH < today
        return found if is_over else None

    def _baseline(self, site: str, found: BaselineWindow, reason: str) -> Baseline:
        return Baseline(
            uid=str(uuid4()),
            site=site,
            first_day=found.first_day,
            value=found.value,
            reason=reason,
            set_at=self._clock.now(),
        )
