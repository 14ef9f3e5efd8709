"""The morning after the last session, asked for before a new one."""

from hipcoach.coaching.pain_diary import asks_about_night
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.session_desk import SessionDesk
from hipcoach.domain.errors import StorageError
from hipcoach.player.clock import Clock
from hipcoach.ui.pages.morning_page import MorningAnswer, MorningPage
from hipcoach.ui.pages.today.header import NOON


class SessionMorning:
    """Asks on a page while nobody told of that morning, and saves what is told."""

    def __init__(
        self, page: MorningPage, desk: SessionDesk, preferences: Preferences, clock: Clock
    ) -> None:
        """Ask on this page."""
        self._page = page
        self._desk = desk
        self._preferences = preferences
        self._clock = clock

    def ask(self) -> bool:
        """Ask, if there is anything to ask; return whether there is."""
        question = self._desk.diary.morning_due()
        if question is None:
            return False
        self._page.ask(
            question,
            self._desk.site,
            is_morning=self._clock.day_ends.hour <= self._clock.now().hour < NOON,
            with_night=asks_about_night(self._preferences.current.me),
        )
        return True

    def save(self, told: MorningAnswer) -> None:
        """Save an answer; one that can't be written is asked for again another time."""
        diary, site = self._desk.diary, self._desk.site
        try:
            if told.nrs is None:
                diary.skip_morning(site)
            else:
                diary.rate_morning(told.nrs, site, woke_at_night=told.woke_at_night)
        except StorageError:
            # The session itself will tell that nothing can be written just now.
            return
