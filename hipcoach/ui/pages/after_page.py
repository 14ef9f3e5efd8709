"""After a session: pain now, the worst of it, effort, control and a note."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.progress_report import PainDuring
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session_keys import SessionAction
from hipcoach.ui.labels import site_text
from hipcoach.ui.pages.parts.kind_chips import KindChips
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.text_limits import LimitedText
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.nrs_scale import NrsScale, ScaleTone
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_WIDEST = 820
_NOT_SAID, _STEADY, _UNSTEADY = "not said", "steady", "not steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterthoughts:
    """The answers; None where nothing was said."""

    pain_now: int | None
    pain_worst: int | None
    effort: int | None
    control_steady: bool | None
    note: str
    kind: PainKind | None = None


class AfterPage(QWidget):
    """Asks five things, none of which has to be answered."""

    saved = Signal(object)
    """The Afterthoughts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: PainDuring | None = None
        self._is_lower_meant = False
        self._may_lose = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST, middle_height=True)
        outer.addWidget(self._scroll, 1)
        column = self._scroll.column
        self._message = MessageBar(theme, self)
        column.addWidget(self._message)
        column.addWidget(
            TextLabel(theme, self.tr("Well done. A few questions"), role=TextRole.DISPLAY)
        )
        self._now_card, self._now_title, self.now = self._rating_card(
            self.tr("Pain now"), self.tr("no pain"), self.tr("worst pain imaginable")
        )
        self.kinds = KindChips(
            theme, name=self.tr("What it feels like, if you like to say"), parent=self._now_card
        )
        self._now_card.body.addSpacing(UNIT)
        self._now_card.body.addWidget(
            TextLabel(theme, self.tr("What it feels like, if you like to say"), tone=TextTone.MUTED)
        )
        self._now_card.body.addWidget(self.kinds)
        self.others = QuietButton(theme, self.tr("Another place hurts, too"), parent=self._now_card)
        self._now_card.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        worst_card, _, self.worst = self._rating_card(
            self.tr("The worst during the session"),
            self.tr("no pain"),
            self.tr("worst pain imaginable"),
        )
        self.told_more = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=worst_card)
        self.told_more.hide()
        self.take_told = SecondaryButton(theme, "", parent=worst_card)
        self.take_told.hide()
        self.take_told.clicked.connect(self._take_told)
        worst_card.body.addWidget(self.told_more)
        worst_card.body.addWidget(self.take_told, 0, Qt.AlignmentFlag.AlignLeft)
        self.worst.selection_changed.connect(lambda _value: self._compare_worst())
        _, _, self.effort = self._rating_card(
            self.tr("How hard was it?"),
            self.tr("no effort"),
            self.tr("as hard as can be"),
            tone=ScaleTone.EFFORT,
        )
        last = Card(theme, self)
        last.body.setSpacing(2 * UNIT)
        last.body.addWidget(
            TextLabel(theme, self.tr("Did you keep steady control?"), role=TextRole.STRONG)
        )
        self.control = Segmented(
            theme,
            (
                (_NOT_SAID, self.tr("I’d rather not say")),
                (_STEADY, self.tr("Steady")),
                (_UNSTEADY, self.tr("Not always steady")),
            ),
            name=self.tr("Control"),
            parent=last,
        )
        last.body.addWidget(self.control)
        last.body.addWidget(TextLabel(theme, self.tr("A note"), role=TextRole.STRONG))
        self.note = LimitedText(last)
        self.note.setAccessibleName(self.tr("A note"))
        self.note.setPlaceholderText(self.tr("Anything you want to remember"))
        self.note.setFixedHeight(theme.px(88))
        last.body.addWidget(self.note)
        column.addWidget(last)
        self.save = PrimaryButton(theme, self.tr("Save"), hint=self.tr("Enter"), parent=self)
        self.save.clicked.connect(self._save)
        EnterKey(self, self.save)
        row = QHBoxLayout()
        row.setContentsMargins(5 * UNIT, 2 * UNIT, 5 * UNIT, 3 * UNIT)
        row.setSpacing(2 * UNIT)
        self.skip = QuietButton(theme, self.tr("Skip these"), hint=self.tr("Esc"), parent=self)
        self.skip.clicked.connect(self._skip)
        row.addWidget(self.skip)
        words = self.tr("You may leave any of it out. Space goes to the next question.")
        row.addWidget(TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self), 1)
        row.addWidget(self.save)
        outer.addLayout(row)

    def tell(self, text: str, is_problem: bool) -> None:
        """Say something above the questions."""
        kind = MessageKind.of_outcome(is_problem=is_problem)
        self._message.show_message(text, kind=kind)
        self._scroll.ensureWidgetVisible(self._message)

    def questions(self) -> tuple[str, ...]:
        """Return what is asked, as it may be spoken."""
        return (self.tr("How is the pain now? Type a number from 0 to 10."),)

    def ask(self, site: str, told: PainDuring | None = None) -> None:
        """Ask afresh about a site; `told` is the worst that was rated during the session."""
        self._told = told
        self._is_lower_meant = False
        self._may_lose = False
        self._prepare_told()
        self._now_title.setText(self.tr("Pain in your {site} now").format(site=site_text(site)))
        for scale in (self.now, self.worst, self.effort):
            scale.set_value(None)
        self._message.hide()
        self._compare_worst()
        self.kinds.set_kind(None)
        self.control.set_current(_NOT_SAID)
        self.note.clear()
        self._scroll.to_top()
        self.setAccessibleName(self.tr("After the session"))
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand(self, action: SessionAction) -> None:
        """Let a clicker or a head-set rate, go from one question to the next, and save."""
        if action is SessionAction.MAIN:
            self._next()
            return
        # There may be none, which the types of Qt don't tell.
        focused: object = self.window().focusWidget()
        for scale in (self.now, self.worst, self.effort):
            if isinstance(focused, QWidget) and scale.isAncestorOf(focused):
                scale.step(1 if action is SessionAction.NEXT else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space go on to the next question, and Escape skip them all."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._next()
            return
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.skip.click()
            return
        super().keyPressEvent(event)

    def _rating_card(
        self, title: str, low: str, high: str, *, tone: ScaleTone = ScaleTone.PAIN
    ) -> tuple[Card, TextLabel, NrsScale]:
        card = Card(self._theme, self)
        label = TextLabel(self._theme, title, role=TextRole.STRONG, wrap=True, parent=card)
        scale = NrsScale(
            self._theme, question=title, low_words=low, high_words=high, tone=tone, parent=card
        )
        card.body.addWidget(label)
        card.body.addWidget(scale)
        self._scroll.column.addWidget(card)
        return card, label, scale

    def _next(self) -> None:
        # There may be none, which the types of Qt don't tell.
        focused: object = self.window().focusWidget()
        scales = (self.now, self.worst, self.effort)
        here = next(
            (
                index
                for index, scale in enumerate(scales)
                if isinstance(focused, QWidget) and scale.isAncestorOf(focused)
            ),
            None,
        )
        if here is None:
            self._save()
            return
        scales[here].settle()
        target = scales[here + 1] if here + 1 < len(scales) else self.save
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(target, 2 * UNIT, 8 * UNIT)

    def _prepare_told(self) -> None:
        """Word what may be said of the worst, and keep its room: a number moves nothing then."""
        told = self._told
        for widget in (self.told_more, self.take_told):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(told is not None)
            widget.setSizePolicy(policy)
        if told is not None:
            words = self.tr("You rated {nrs} of 10 during {name}.")
            self.told_more.setText(words.format(nrs=told.nrs, name=told.exercise))
            self.take_told.setText(self.tr("Use {nrs} as the worst").format(nrs=told.nrs))
            self.take_told.updateGeometry()

    def _compare_worst(self) -> None:
        """Say it where the worst is told to be less than what was rated on the way."""
        told, worst = self._told, self.worst.value()
        is_lower = told is not None and worst is not None and worst < told.nrs
        self.told_more.setVisible(is_lower)
        self.take_told.setVisible(is_lower)

    def _take_told(self) -> None:
        if self._told is not None:
            self.worst.set_value(self._told.nrs)
            self._compare_worst()
            self.worst.setFocus(Qt.FocusReason.OtherFocusReason)

    def _skip(self) -> None:
        """Save no answer; what was entered is lost only when it is asked for twice."""
        if self._is_answered and not self._may_lose:
            self._may_lose = True
            self.tell(
                self.tr("What you entered is not saved. Skip again to leave it; Enter saves it."),
                True,
            )
            return
        self.saved.emit(
            Afterthoughts(pain_now=None, pain_worst=None, effort=None, control_steady=None, note="")
        )

    @property
    def _is_answered(self) -> bool:
        scales = (self.now, self.worst, self.effort)
        return (
            any(scale.value() is not None for scale in scales)
            or self.kinds.kind() is not None
            or self.control.current() != _NOT_SAID
            or bool(self.note.toPlainText().strip())
        )

    def _save(self) -> None:
        for scale in (self.now, self.worst, self.effort):
            scale.settle()
        if not self.told_more.isHidden() and not self._is_lower_meant:
            # Once it was said, a second Save means it.
            self._is_lower_meant = True
            self.tell(
                self.tr("{text} Save again to keep the lower number.").format(
                    text=self.told_more.text()
                ),
                True,
            )
            self.take_told.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = self.control.current()
        self.saved.emit(
            Afterthoughts(
                pain_now=self.now.value(),
                pain_worst=self.worst.value(),
                effort=self.effort.value(),
                control_steady=None if said == _NOT_SAID else said == _STEADY,
                note=self.note.toPlainText(),
                kind=self.kinds.kind(),
            )
        )
