"""Year of birth and sex: told, if at all, for the published values beside self-checks."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.profile import FIRST_YEAR, LAST_YEAR, Sex
from hipcoach.ui.pages.parts.me_fields import change_me
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.segmented import Segmented

_UNTOLD = "untold"
_WIDTH = 150


class BirthYearField(QSpinBox):
    """A year that can be typed; at its lowest it is not told."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setRange(FIRST_YEAR - 1, LAST_YEAR)
        self.setSpecialValueText(self.tr("not told"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Year of birth"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.lineEdit().setTextMargins(12, 0, 0, 0)
        # Saved once it is typed to its end.
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        year = self._preferences.current.me.birth_year
        self.blockSignals(True)
        self.setValue(self.minimum() if year is None else year)
        self.blockSignals(False)

    def _keep(self) -> None:
        year = None if self.value() == self.minimum() else self.value()
        me = self._preferences.current.me
        if year != me.birth_year:
            change_me(self._preferences, replace(me, birth_year=year))


class SexField(Segmented):
    """Female, male, or not told."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=self.tr("Sex"), parent=parent)
        self._preferences = preferences
        self.set_options(
            (
                (_UNTOLD, self.tr("Not told")),
                (Sex.FEMALE.value, self.tr("Female")),
                (Sex.MALE.value, self.tr("Male")),
            )
        )
        self.chosen.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        sex = self._preferences.current.me.sex
        self.set_current(_UNTOLD if sex is None else sex.value)

    def _keep(self, key: str) -> None:
        me = self._preferences.current.me
        change_me(self._preferences, replace(me, sex=None if key == _UNTOLD else Sex(key)))
