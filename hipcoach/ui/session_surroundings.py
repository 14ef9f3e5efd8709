"""What a running session holds on to outside its page: the screen kept on, and media keys."""

import sys
from collections.abc import Callable

from hipcoach.ui.pages.session_page import SessionPage
from hipcoach.ui.player_driver import PlayerDriver
from hipcoach.ui.session_stage import MediaControls
from hipcoach.ui.widgets.message_bar import Topic

MediaOffer = Callable[[PlayerDriver, SessionPage], MediaControls | None]


def offer_to_media_keys(driver: PlayerDriver, page: SessionPage) -> MediaControls | None:
    """Offer a session on D-Bus, where the system has it."""
    if sys.platform != "linux":
        return None
    from hipcoach.ui.mpris import controls_for  # noqa: PLC0415 (only where there is a bus)

    return controls_for(driver, page)


class SessionSurroundings:
    """Goes with one session at a time, from its start until it is left."""

    def __init__(self, keep_awake: Callable[[bool], str], media: MediaOffer | None) -> None:
        """Keep the computer awake by the first; offer a session to the desktop by the second."""
        self._keep_awake = keep_awake
        self._media = media
        self._controls: MediaControls | None = None
        self._page: SessionPage | None = None
        self._problem = ""

    def accompany(self, driver: PlayerDriver, page: SessionPage) -> None:
        """Stay awake while this session runs and for five minutes of pause."""
        self._page = page
        driver.resumed.connect(self._stay_awake)
        driver.lead_in_started.connect(self._stay_awake)
        driver.paused_for_long.connect(self._let_sleep)
        self._controls = None if self._media is None else self._media(driver, page)

    def leave(self) -> None:
        """Let the computer sleep, and be seen no more by the desktop."""
        self._let_sleep()
        self._page = None
        if self._controls is not None:
            self._controls.close()
            self._controls = None

    def _stay_awake(self) -> None:
        problem = self._keep_awake(True)
        if problem and problem != self._problem and self._page is not None:
            self._page.notices.stack(Topic.SCREEN, problem)
        self._problem = problem

    def _let_sleep(self) -> None:
        self._keep_awake(False)
