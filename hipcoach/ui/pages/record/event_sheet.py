"""What happened on a day: a flare, a fall, a new dose, an appointment, or in one's own words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.record_words import event_kind_text
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST = 200


class EventSheet(ScrolledSheet):
    """Asks what happened, when, and for a word about it."""

    saved = Signal(object, object, object, str)
    """The annotation that is changed or None, then day, kind and words."""
    removed = Signal(object)
    """The annotation to take out."""

    def __init__(self, theme: Theme, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(theme, parent)
        self._today = today
        self._changed: Annotation | None = None
        self._asked: tuple[object, ...] = ()
        self._title = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self.column.addWidget(self._title)
        self.kinds = ChipGroup(
            theme,
            [(kind.value, event_kind_text(kind)) for kind in AnnotationKind],
            name=self.tr("What happened"),
            parent=self,
        )
        for kind in AnnotationKind:
            self.kinds.chip(kind.value).clicked.connect(lambda _=False, kind=kind: self._tick(kind))
        self.column.addWidget(self.kinds)
        self.column.addWidget(TextLabel(theme, self.tr("When"), role=TextRole.STRONG, parent=self))
        self.day = DayField(theme, name=self.tr("When"), parent=self)
        self.column.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        self.words = QLineEdit(self)
        limit_line(self.words, _LONGEST)
        self.words.setAccessibleName(self.tr("A few words"))
        self.words.textChanged.connect(lambda _text: self._allow())
        self.column.addWidget(self.words)
        self._hint = TextLabel(
            theme,
            self.tr("It is shown as a flag in the picture of your pain."),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.column.addWidget(self._hint)
        self.cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        self.remove = QuietButton(theme, self.tr("Remove"), parent=self)
        self.save = PrimaryButton(theme, self.tr("Save"), hint=self.tr("Enter"), parent=self)
        self.set_cancel(self.cancel)
        self.remove.clicked.connect(self._remove)
        self.save.clicked.connect(self._save)
        EnterKey(self, self.save)
        self.foot.addWidget(self.cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self.remove)
        self.foot.addWidget(self.save)

    def ask_new(self) -> None:
        """Ask about something new."""
        self.ask(None)

    def ask(self, annotation: Annotation | None) -> None:
        """Ask about one that was written down before, or about something new."""
        self._changed = annotation
        today = self._today()
        if annotation is None:
            self._title.setText(self.tr("What happened?"))
            self.kinds.set_checked(())
            self.day.set_day(today, last=today)
            self.words.clear()
        else:
            self._title.setText(self.tr("Change this event"))
            self.kinds.set_checked((annotation.kind.value,))
            self.day.set_day(annotation.day, last=max(today, annotation.day))
            self.words.setText(annotation.text)
        self.remove.setVisible(annotation is not None)
        self._allow()
        self._asked = self._entered_now()
        self.open_sheet()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind(self) -> AnnotationKind | None:
        ticked = self.kinds.checked()
        return AnnotationKind(ticked[0]) if ticked else None

    def _tick(self, kind: AnnotationKind) -> None:
        self.kinds.set_checked((kind.value,))
        self._allow()

    def _allow(self) -> None:
        kind = self._kind()
        needs_words = kind is AnnotationKind.OWN
        self.words.setPlaceholderText(
            self.tr("What was it?") if needs_words else self.tr("A few words, if you like")
        )
        has_words = bool(self.words.text().strip())
        self.save.setEnabled(kind is not None and (has_words or not needs_words))

    def _save(self) -> None:
        kind = self._kind()
        if kind is None or not self.save.isEnabled():
            return
        self.close_sheet()
        self.saved.emit(self._changed, self.day.day(), kind, self.words.text())

    def _remove(self) -> None:
        self.close_sheet()
        self.removed.emit(self._changed)

    def has_unsaved(self) -> bool:
        """Whether anything was entered since it was asked."""
        return self._entered_now() != self._asked

    def _entered_now(self) -> tuple[object, ...]:
        return (self._kind(), self.day.day(), self.words.text())
