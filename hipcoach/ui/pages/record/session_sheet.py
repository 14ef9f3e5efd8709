"""One session as it was kept: every set, the pain told, what was changed; all to be corrected."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from hipcoach.coaching.edits import Edits
from hipcoach.coaching.journal import Journal
from hipcoach.coaching.session_history import SessionHistory, SessionView, SetCell
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.session import Session
from hipcoach.player.clock import Clock
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.labels import date_text, minutes_text, site_text
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.pages.record.day_fields import ClockField, DayField
from hipcoach.ui.pages.record.set_table import SetTable
from hipcoach.ui.plain_text import tip
from hipcoach.ui.record_words import change_text, form_text, rating_text
from hipcoach.ui.text_limits import LimitedText, limit_line
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey, EntryLine
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.message_bar import MessageBar, MessageKind
from hipcoach.ui.widgets.nrs_scale import NrsScale, ScaleTone
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_LONGEST_NOTE = 500
_NOT_SAID, _STEADY, _UNSTEADY = "not said", "steady", "not steady"
_CONTROL = {_NOT_SAID: None, _STEADY: True, _UNSTEADY: False}


class SessionSheet(ScrolledSheet):
    """Shows a session; each correction is kept at once and can be taken back."""

    deleted = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        history: SessionHistory,
        journal: Journal,
        edits: Edits,
        site: Callable[[], str],
        clock: Clock,
    ) -> None:
        """Correct by `history` and `journal`; `site` names the main place of a person."""
        super().__init__(theme, parent)
        self._history = history
        self._journal = journal
        self._edits = edits
        self._site = site
        self._clock = clock
        self._uid = ""
        self._correcting = False
        self._parts: list[QWidget] = []
        self.tables: list[SetTable] = []
        self.scales: dict[Moment, NrsScale] = {}
        self.message = MessageBar(theme, self)
        self.message.action_requested.connect(self._undo)
        self.body.insertWidget(0, self.message)
        self.close_button = QuietButton(theme, self.tr("Close"), hint=self.tr("Esc"), parent=self)
        self.undo_button = QuietButton(theme, self.tr("Undo"), parent=self)
        self.redo_button = QuietButton(theme, self.tr("Redo"), parent=self)
        self.delete_button = QuietButton(theme, self.tr("Delete session"), parent=self)
        self.correct_button = PrimaryButton(theme, "", hint=self.tr("Enter"), parent=self)
        self.set_cancel(self.close_button)
        self.undo_button.clicked.connect(self._undo)
        self.redo_button.clicked.connect(self._redo)
        self.delete_button.clicked.connect(self._delete)
        self.correct_button.clicked.connect(self._toggle)
        EnterKey(self, self.correct_button)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.undo_button)
        self.foot.addWidget(self.redo_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.delete_button)
        self.foot.addWidget(self.correct_button)
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def session_uid(self) -> str:
        """The session that is shown."""
        return self._uid

    def show_session(self, session_uid: str, *, correcting: bool = False) -> None:
        """Show a session; nothing happens when it is gone."""
        self._uid = session_uid
        self._correcting = correcting
        self.message.hide()
        if self._fill():
            self.open_sheet()
            self.correct_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> list[str]:
        """What is said, line by line."""
        return [
            label.text()
            for label in self._inner.findChildren(TextLabel)
            if label.text() and not label.isHidden()
        ]

    # -- what is shown -----------------------------------------------------------

    def _fill(self) -> bool:
        view = self._history.view(self._uid)
        if view is None:
            return False
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.tables, self.scales = [], [], {}
        self._fill_head(view)
        for item in view.items:
            self._title(item.name)
            if item.done_instead:
                words = self.tr("Done in its place: {name}").format(name=item.done_instead)
                self._line(words, TextTone.MUTED)
            table = SetTable(self._theme, item, correcting=self._correcting, parent=self._inner)
            table.changed.connect(self._on_set)
            self.tables.append(table)
            self._add(table)
        self._fill_pain(view)
        self._fill_effort(view.session)
        self._fill_changes(view)
        self._fill_note(view.session)
        self._name_buttons()
        return True

    def _fill_head(self, view: SessionView) -> None:
        session = view.session
        self._add(
            TextLabel(
                self._theme,
                date_text(session.local_date),
                role=TextRole.HEADING,
                wrap=True,
                parent=self._inner,
            )
        )
        # Cut, not rounded, so that nearly all never reads as all.
        share = self.tr("{0} % of it done").format(int(view.share * 100 + 1e-9))
        parts = [session.routine.name, f"{session.started_at:%H:%M}", share]
        if session.played_ms:
            parts.append(minutes_text(session.played_ms))
        parts.append(form_text(session.form))
        if session.entered_later:
            parts.append(self.tr("entered later"))
        if session.is_sample:
            parts.append(self.tr("sample data"))
        self._line(" · ".join(part for part in parts if part), TextTone.MUTED)
        if self._correcting and session.entered_later:
            self._fill_when(session)

    def _fill_when(self, session: Session) -> None:
        when = QWidget(self._inner)
        row = FlowLayout(when, gap=UNIT)
        self.day = DayField(self._theme, name=self.tr("Day"), parent=when)
        self.clock = ClockField(self._theme, name=self.tr("Begun at"), parent=when)
        self.day.set_day(session.started_at.date(), last=self._clock.now().date())
        self.clock.set_clock(session.started_at.timetz().replace(tzinfo=None))
        move = QuietButton(self._theme, self.tr("Move it there"), parent=when)
        move.clicked.connect(self._move)
        for widget in (self.day, self.clock, move):
            row.addWidget(widget)
        self._add(when)

    def _fill_pain(self, view: SessionView) -> None:
        self._title(self.tr("Pain"))
        for rating in view.ratings:
            words = rating_text(rating, view)
            if self._correcting:
                self._removable(words, partial(self._journal.remove_rating, rating))
            else:
                self._line(words)
        if not view.ratings and not self._correcting:
            self._line(self.tr("Nothing was told."), TextTone.MUTED)
        if not self._correcting:
            return
        site = self._site()
        for moment, title in (
            (Moment.BEFORE, self.tr("Before, {site}")),
            (Moment.AFTER, self.tr("After, {site}")),
        ):
            known = _rating_of(view, moment, site)
            words = title.format(site=site_text(site))
            self._line(words, TextTone.MUTED)
            scale = NrsScale(self._theme, question=words, parent=self._inner)
            scale.set_value(None if known is None else known.nrs)
            scale.chosen.connect(
                lambda nrs, moment=moment, known=known: self._rate(moment, site, known, nrs)
            )
            self.scales[moment] = scale
            self._add(scale)

    def _fill_effort(self, session: Session) -> None:
        if not self._correcting:
            parts = []
            if session.effort is not None:
                parts.append(self.tr("Effort {0} of 10").format(session.effort))
            if session.control_steady is not None:
                steady = session.control_steady
                parts.append(
                    self.tr("control steady") if steady else self.tr("control not always steady")
                )
            if parts:
                self._title(self.tr("Effort"))
                self._line(" · ".join(parts))
            return
        self._title(self.tr("How hard was it?"))
        self.effort = NrsScale(
            self._theme,
            question=self.tr("How hard was it?"),
            tone=ScaleTone.EFFORT,
            parent=self._inner,
        )
        self.effort.set_value(session.effort)
        self.effort.chosen.connect(
            lambda effort: self._do(lambda: self._history.set_effort(self._uid, effort))
        )
        self._add(self.effort)
        self.control = Segmented(
            self._theme,
            (
                (_NOT_SAID, self.tr("Not said")),
                (_STEADY, self.tr("Steady")),
                (_UNSTEADY, self.tr("Not always steady")),
            ),
            name=self.tr("Control"),
            parent=self._inner,
        )
        told = session.control_steady
        self.control.set_current(next(key for key, each in _CONTROL.items() if each is told))
        self.control.chosen.connect(
            lambda key: self._do(lambda: self._history.set_control(self._uid, _CONTROL[key]))
        )
        self._add(self.control)

    def _fill_changes(self, view: SessionView) -> None:
        if view.changes or self._correcting:
            self._title(self.tr("What was changed, and why"))
        for change in view.changes:
            words = change_text(change, view.items)
            if self._correcting:
                self._removable(
                    words,
                    partial(self._history.remove_change, self._uid, change),
                )
            else:
                self._line(words)
        if self._correcting:
            self.change_line = self._edit(self.tr("What you changed, and why"), "", EntryLine)
            self.change_line.returnPressed.connect(self._note_change)

    def _fill_note(self, session: Session) -> None:
        if self._correcting:
            self._title(self.tr("A note"))
            self.note = LimitedText(self._inner, text=session.note, enter_ends=True)
            self.note.setAccessibleName(self.tr("A note"))
            self.note.setPlaceholderText(self.tr("A note"))
            self.note.setFixedHeight(self._theme.px(88))
            self._add(self.note)
            self.note.editing_finished.connect(self._keep_note)
        elif session.note:
            self._title(self.tr("A note"))
            self._line(session.note)

    # -- parts -------------------------------------------------------------------

    def _add(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self.column.addWidget(widget)
        # Shown at once, or it would take no room before the next round of events.
        widget.show()

    def _title(self, text: str) -> None:
        role = TextRole.STRONG
        self._add(TextLabel(self._theme, text, role=role, wrap=True, parent=self._inner))

    def _line(self, text: str, tone: TextTone = TextTone.TEXT) -> None:
        self._add(TextLabel(self._theme, text, tone=tone, wrap=True, parent=self._inner))

    def _removable(self, words: str, remove: Callable[[], None]) -> None:
        line = QWidget(self._inner)
        pair = PairLayout(line)
        pair.addWidget(TextLabel(self._theme, words, wrap=True, parent=line))
        button = QuietButton(self._theme, self.tr("Remove"), parent=line)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda: self._do(remove))
        pair.addWidget(button)
        self._add(line)

    def _edit(self, name: str, text: str, kind: type[QLineEdit] = QLineEdit) -> QLineEdit:
        line = kind(text, self._inner)
        limit_line(line, _LONGEST_NOTE)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        self._add(line)
        return line

    # -- corrections -------------------------------------------------------------

    def _on_set(self, cell: SetCell, amount: int) -> None:
        # The steppers show it already, and keep the keyboard.
        self._do(lambda: self._history.set_done(self._uid, cell, amount), refill=False)

    def _rate(self, moment: Moment, site: str, known: PainRating | None, nrs: int) -> None:
        if known is None:
            self._do(lambda: self._history.rate(self._uid, moment, nrs, site))
        else:
            self._do(lambda: self._journal.change_rating(known, replace(known, nrs=nrs)))

    def _note_change(self) -> None:
        words = self.change_line.text().strip()
        if words:
            self._do(lambda: self._history.note_change(self._uid, words))
            self.change_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_note(self) -> None:
        note = self.note.toPlainText()
        self._do(lambda: self._history.set_note(self._uid, note), refill=False)

    def _move(self) -> None:
        wanted = self._clock.at(self.day.day(), self.clock.clock())
        self._do(lambda: self._history.set_start(self._uid, wanted))

    def _delete(self) -> None:
        try:
            self._history.delete(self._uid)
        except HipcoachError as error:
            self._say(error)
            return
        self.close_sheet()
        self.deleted.emit()

    def _undo(self) -> None:
        self._do(self._edits.undo)
        self._leave_what_is_gone()

    def _leave_what_is_gone(self) -> None:
        if self._history.view(self._uid) is None:
            self.close_sheet()
            self.closed.emit()

    def _redo(self) -> None:
        self._do(self._edits.redo)
        self._leave_what_is_gone()

    def _do(self, change: Callable[[], object], *, refill: bool = True) -> None:
        try:
            change()
            self.message.hide()
        except HipcoachError as error:
            self._say(error)
            refill = True
        if refill:
            self._refill()
        self._name_buttons()

    def _refill(self) -> None:
        """Show anew what is kept, and leave the page where it is."""
        bar = self.scroller.verticalScrollBar()
        before = bar.value()
        self._fill()
        self.fit()
        bar.setValue(before)

    def _say(self, error: HipcoachError) -> None:
        self.message.show_message(str(error), kind=MessageKind.WARNING)

    def _toggle(self) -> None:
        if self._correcting:
            # Done: each correction is kept already.
            self.close_sheet()
            self.closed.emit()
            return
        self._correcting = True
        self._refill()

    def has_unsaved(self) -> bool:
        """Whether a change was typed and not added."""
        line = getattr(self, "change_line", None) if self._correcting else None
        return isinstance(line, QLineEdit) and bool(line.text().strip())

    def _name_buttons(self) -> None:
        self.correct_button.setText(self.tr("Done") if self._correcting else self.tr("Correct"))
        self.delete_button.setVisible(self._correcting)
        undo, redo = self._edits.undo_text, self._edits.redo_text
        self.undo_button.setVisible(bool(undo))
        self.redo_button.setVisible(bool(redo))
        self.undo_button.setAccessibleDescription(undo)
        self.redo_button.setAccessibleDescription(redo)
        self.undo_button.setToolTip(tip(undo))
        self.redo_button.setToolTip(tip(redo))


def _rating_of(view: SessionView, moment: Moment, site: str) -> PainRating | None:
    found = [each for each in view.ratings if each.moment is moment and each.site == site]
    return found[-1] if found else None
