"""What a pain feels like: one word to tick, or none."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.pain_words import kind_words
from hipcoach.domain.pain import PainKind
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.theme import Theme

LOGGED_KINDS: Final = (
    PainKind.DULL,
    PainKind.SHARP,
    PainKind.STIFF,
    PainKind.TINGLING,
    PainKind.PINCHING,
)


class KindChips(ChipGroup):
    """The kinds of pain; ticking one lets the other go, ticking it again says nothing."""

    told = Signal(object)
    """The kind, or None."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        options = [(kind.value, kind_words(kind).capitalize()) for kind in LOGGED_KINDS]
        super().__init__(theme, options, name=name, parent=parent)
        for kind in LOGGED_KINDS:
            self.chip(kind.value).clicked.connect(lambda _=False, kind=kind: self._tick(kind))

    def kind(self) -> PainKind | None:
        """Return the ticked kind, or None."""
        ticked = self.checked()
        return PainKind(ticked[0]) if ticked else None

    def set_kind(self, kind: PainKind | None) -> None:
        """Tick a kind, or none, without telling anyone."""
        self.set_checked(() if kind is None else (kind.value,))

    def _tick(self, kind: PainKind) -> None:
        self.set_kind(kind if self.chip(kind.value).isChecked() else None)
        self.told.emit(self.kind())
