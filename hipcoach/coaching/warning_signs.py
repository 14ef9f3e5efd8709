"""Warning signs: told anywhere, they stand until a person clears them in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from hipcoach.coaching.care_ports import WarningSignStore
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import (
    CANCER_SIGN,
    PARTS_OF_CANCER_SIGN,
    UNWELL,
    sign_of,
    signs_among,
    without_signs,
)
from hipcoach.domain.errors import StorageError
from hipcoach.domain.safety import RedFlag, RedFlagTier
from hipcoach.domain.settings import Settings
from hipcoach.domain.warning_sign import ClearedBy, WarningSign
from hipcoach.player.clock import Clock


class WarningSigns:
    """Keeps the profile and the record at one about which signs stand.

    The profile says what stands, and every gate asks it; the record says since when, and how
    what no longer stands was cleared. A sign that leaves the profile in any other way than by
    `clear` or `withdraw` comes back at once; so does one whose settings were lost.
    """

    def __init__(
        self,
        store: WarningSignStore | None,
        preferences: Preferences,
        flags: Sequence[RedFlag],
        clock: Clock,
    ) -> None:
        """Work with these; without a store the profile alone is looked after."""
        self._store = store
        self._preferences = preferences
        self._flags = tuple(flags)
        self._clock = clock
        self._is_busy = False
        self.problem = ""

    def begin(self) -> None:
        """Bring record and profile together now, and after every change of the settings.

        A command that only looks leaves this out.
        """
        self._preferences.listen(self._on_change)
        self._on_change(self._preferences.current)

    def told(self) -> tuple[WarningSign, ...]:
        """Return every sign that was ever told, oldest first; raises StorageError."""
        return () if self._store is None else self._store.every()

    @property
    def today(self) -> date:
        """Return today's date."""
        return self._clock.today()

    def plain(self, sign: str) -> str:
        """Return a sign in plain words; its id where it isn't known."""
        known = sign_of(self._flags, sign)
        return sign if known is None else known.plain

    def tell(self, signs: Iterable[str]) -> None:
        """Let these signs stand from now on."""
        me = self._preferences.current.me
        red_flags = tuple(dict.fromkeys((*me.red_flags, *signs)))
        if red_flags != me.red_flags:
            me = replace(me, red_flags=red_flags, soon_acknowledged=False)
            self._preferences.change(replace(self._preferences.current, me=me))

    def feel_unwell(self) -> None:
        """Let it stand that a person felt dizzy or unwell in a session."""
        self.tell((UNWELL.id,))

    def withdraw(self, sign: str) -> None:
        """Undo a tick on the page on which it was made; it leaves no trace."""
        store = self._store
        self._end((sign,), lambda each: None if store is None else store.remove(each.uid))

    def clear(self, signs: Iterable[str], by: ClearedBy, on: date) -> None:
        """Note how and on which day these signs were cleared; they stand no longer."""
        signs = tuple(signs)
        if CANCER_SIGN in signs:
            # It may have been told in two parts; whoever saw one saw both.
            signs += PARTS_OF_CANCER_SIGN
        store, now = self._store, self._clock.now()

        def note(each: WarningSign) -> None:
            if store is not None:
                store.add(replace(each, cleared_by=by, cleared_on=on, cleared_at=now))

        self._end(signs, note)

    def _end(self, signs: tuple[str, ...], note: Callable[[WarningSign], None]) -> None:
        def note_all() -> None:
            for each in self.told():
                if each.is_open and each.sign in signs:
                    note(each)

        self._guarded(note_all)
        me = without_signs(self._preferences.current.me, signs)
        self._is_busy = True
        try:
            self._preferences.change(replace(self._preferences.current, me=me))
        finally:
            self._is_busy = False

    def _on_change(self, settings: Settings) -> None:
        store = self._store
        if not self._is_busy and store is not None:
            self._guarded(lambda: self._bring_together(store, settings))

    def _bring_together(self, store: WarningSignStore, settings: Settings) -> None:
        told = dict.fromkeys((*settings.me.red_flags, *signs_among(settings.me.flags)))
        standing = {each.sign for each in store.every() if each.is_open}
        now = self._clock.now()
        for sign in told:
            if sign in standing:
                continue
            known = sign_of(self._flags, sign)
            store.add(
                WarningSign(
                    uid=str(uuid4()),
                    sign=sign,
                    # One of a newer hipcoach: it is looked at soon, and stops nothing here.
                    tier=RedFlagTier.SOON if known is None else known.tier,
                    told_at=now,
                    local_date=self._clock.today(),
                )
            )
        self.tell(sorted(standing - told.keys()))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do what writes; the profile keeps what stands even where the record can't be written."""
        try:
            work()
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)
