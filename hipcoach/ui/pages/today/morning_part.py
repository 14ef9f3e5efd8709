"""The morning after a session, asked for on Today until it is answered or put off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hipcoach.coaching.pain_diary import PainDiary, asks_about_night
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.pain import PainRating
from hipcoach.player.clock import Clock
from hipcoach.ui.pages.today.header import NOON
from hipcoach.ui.pages.today.morning_card import MorningCard


class MorningPart:
    """Fills the morning's card, and passes what is answered to the diary."""

    def __init__(
        self,
        card: MorningCard,
        diary: PainDiary,
        preferences: Preferences,
        clock: Clock,
        save: Callable[[Callable[[], object]], None],
    ) -> None:
        """Ask on this card; `save` makes a change and tells when it can't be made."""
        self._card = card
        self._diary = diary
        self._preferences = preferences
        self._clock = clock
        self._save = save
        self._put_off_on: date | None = None
        self._rating: PainRating | None = None
        card.hide()
        card.rated.connect(lambda nrs: save(lambda: self._rate(nrs)))
        card.put_off.connect(self._put_off)
        card.skipped.connect(lambda: save(lambda: diary.skip_morning(self._site)))
        card.night_answered.connect(self._tell_night)

    @property
    def _site(self) -> str:
        return self._preferences.current.me.main_site

    def refresh(self) -> None:
        """Ask what is to be asked by now; raises StorageError."""
        today = self._clock.today()
        question = self._diary.morning_due()
        if self._rating is not None and self._rating.local_date == today:
            self._card.ask_night(self._site)
        elif question is None or self._put_off_on == today:
            self._card.hide()
            return
        else:
            is_morning = self._clock.day_ends.hour <= self._clock.now().hour < NOON
            self._card.ask(question, self._site, is_morning=is_morning)
        self._card.show()

    def _rate(self, nrs: int) -> None:
        rating = self._diary.rate_morning(nrs, self._site)
        if asks_about_night(self._preferences.current.me):
            # Kept already; the night is added to it when that is told.
            self._rating = rating

    def _tell_night(self, woke: bool | None) -> None:
        rating, self._rating = self._rating, None
        if rating is not None:
            self._save(lambda: self._diary.keep(replace(rating, woke_at_night=woke)))

    def _put_off(self) -> None:
        self._put_off_on = self._clock.today()
        self._card.hide()
