"""Before a session: how it is now, and what to fetch; the voice gets ready meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from hipcoach.domain.routine import Routine
from hipcoach.domain.session_keys import SessionAction
from hipcoach.ui.labels import dose_text, site_text
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.physical_keys import digit_of
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.nrs_scale import NrsScale, Zone
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 820


class BeforePage(QWidget):
    """Asks for pain now and shows the set-up list; it decides nothing about the answer."""

    answered = Signal(object)
    """The rating 0 to 10, or None when the person would rather not say."""
    flare_accepted = Signal()
    voice_late = Signal()
    """The voice takes longer than was expected, whether it tells of its progress or not."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._late_timer = QTimer(self)
        self._late_timer.setSingleShot(True)
        self._late_timer.timeout.connect(self.voice_late)
        self._offers_flare = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._routine = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self._question = TextLabel(theme, role=TextRole.DISPLAY, wrap=True, parent=self)
        self._message = MessageBar(theme, self)
        column.addWidget(self._message)
        column.addWidget(self._routine)
        column.addWidget(self._question)
        self._scale_card = Card(theme, self)
        self.scale = NrsScale(
            theme,
            question=self.tr("Pain now, from 0 to 10"),
            low_words=self.tr("no pain"),
            high_words=self.tr("worst pain imaginable"),
            zones=(
                Zone(0, 2, self.tr("comfortable")),
                Zone(3, 5, self.tr("acceptable")),
                Zone(6, 10, self.tr("a gentler day")),
            ),
            parent=self._scale_card,
        )
        self._scale_card.body.addWidget(self.scale)
        self.others = QuietButton(theme, self.tr("Another place hurts, too"), parent=self)
        self._scale_card.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._scale_card)
        self._flare_text = TextLabel(theme, wrap=True, parent=self)
        column.addWidget(self._flare_text)
        self._list_card = Card(theme, self)
        self._list_title = TextLabel(theme, role=TextRole.STRONG, parent=self._list_card)
        self._list_card.body.addWidget(self._list_title)
        self._chips = QWidget(self._list_card)
        self._chip_flow = FlowLayout(self._chips)
        self._list_card.body.addWidget(self._chips)
        self._exercises = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self._list_card)
        self._list_card.body.addWidget(self._exercises)
        column.addWidget(self._list_card)
        self._add_bottom(outer)
        self.scale.selection_changed.connect(lambda _value: self._name_buttons())

    def _add_bottom(self, outer: QVBoxLayout) -> None:
        theme = self._theme
        self.progress_text = TextLabel(theme, tone=TextTone.MUTED, parent=self)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName(self.tr("Getting the voice ready"))
        self.back = QuietButton(theme, self.tr("Not now"), hint=self.tr("Esc"), parent=self)
        self.skip = QuietButton(theme, self.tr("Start without a rating"), parent=self)
        self.start = PrimaryButton(theme, "", hint=self.tr("Enter"), parent=self)
        self.back.clicked.connect(self.left)
        self.skip.clicked.connect(lambda: self.answered.emit(None))
        self.start.clicked.connect(self._go_on)
        EnterKey(self, self.start)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.setSpacing(2 * UNIT)
        for widget in (self.back, self._progress, self.progress_text):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.start)
        outer.addLayout(row)

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    @property
    def set_up_text(self) -> str:
        """What is to be fetched, as a screen reader hears it."""
        return self._chips.accessibleName()

    @property
    def offers_flare(self) -> bool:
        """Whether only the gentler version is offered."""
        return self._offers_flare

    def ask(self, routine: Routine, site: str, equipment: Sequence[str]) -> None:
        """Ask about a site before a routine; `equipment` is in plain words."""
        self._offers_flare = False
        self._routine.setText(routine.name)
        self._question.setText(self.tr("How is your {site} now?").format(site=site_text(site)))
        self.setAccessibleName(self._question.text())
        self.scale.set_value(None)
        self._scale_card.show()
        self._flare_text.hide()
        self._message.hide()
        self._show_list(routine, equipment)
        self.show_progress(1, 1)
        self._name_buttons()
        self._scroll.to_top()
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def expect_voice(self, within_ms: int) -> None:
        """Wait for the voice, and tell when it takes longer than this."""
        # A little later, so that nobody's clock says it is still in time.
        self._late_timer.start(within_ms + 50)

    def ask_again(self) -> None:
        """Offer the start of a session that was cut off, without a rating."""
        self._question.setText(self.tr("Going on where you stopped"))
        self.setAccessibleName(self._question.text())
        self._scale_card.hide()
        self.skip.hide()
        self.start.setText(self.tr("Go on"))
        self.start.setEnabled(True)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_flare(self, routine: Routine, equipment: Sequence[str]) -> None:
        """Offer the gentler version and nothing else."""
        self._offers_flare = True
        self._question.setText(self.tr("A sore day: let’s keep it gentle"))
        self.setAccessibleName(self._question.text())
        self._flare_text.setText(
            self.tr(
                "From 6 on, only the gentler version is offered: fewer sets and easier "
                "exercises. A flare day done small counts as done; resting today is fine, too."
            )
        )
        self._scale_card.hide()
        self._flare_text.show()
        self._show_list(routine, equipment)
        self._name_buttons()
        self._scroll.to_top()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, text: str, is_problem: bool) -> None:
        """Say something above the question."""
        kind = MessageKind.of_outcome(is_problem=is_problem)
        self._message.show_message(text, kind=kind)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many lines of speech are ready; nothing when all are."""
        waits = done < total
        self._progress.setVisible(waits)
        self.progress_text.setVisible(waits)
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self.progress_text.setText(self.tr("Getting the voice ready…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, space and Escape from anywhere on the page."""
        key = event.key()
        if event.isAutoRepeat():
            event.accept()
        elif (digit := digit_of(event)) is not None and self._scale_card.isVisible():
            self.scale.type_digit(digit)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            self.hand(SessionAction.MAIN)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hand(self, action: SessionAction) -> None:
        """Let a clicker or a head-set rate and start; without a rating it takes two presses."""
        if action is not SessionAction.MAIN:
            if self._scale_card.isVisible():
                self.scale.step(1 if action is SessionAction.NEXT else -1)
        elif self.start.isEnabled():
            self._go_on()
        elif self.skip.hasFocus():
            self.skip.click()
        else:
            self.skip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if not self.start.isEnabled():
            return
        if self._offers_flare:
            self.flare_accepted.emit()
            return
        self.scale.settle()
        self.answered.emit(self.scale.value())

    def _show_list(self, routine: Routine, equipment: Sequence[str]) -> None:
        self._chip_flow.clear()
        self._list_title.setText(
            self.tr("Have these at hand") if equipment else self.tr("Nothing to fetch")
        )
        self._chips.setAccessibleName(", ".join(equipment))
        for name in equipment:
            chip = Card(self._theme, self._chips, padding=10)
            chip.body.addWidget(TextLabel(self._theme, name, parent=chip))
            self._chip_flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(equipment))
        lines = [f"{item.exercise.name} · {dose_text(item)}" for item in routine.items]
        self._exercises.setText("\n".join(lines))
        # The new chips are measured now, or the card would keep its old height for a while.
        self._chip_flow.invalidate()
        self._list_card.body.invalidate()
        self._list_card.updateGeometry()

    def _name_buttons(self) -> None:
        flare = self._offers_flare
        self.skip.setVisible(not flare)
        self.start.setText(self.tr("Start the gentler version") if flare else self.tr("Start"))
        self.start.setEnabled(flare or self.scale.value() is not None)
