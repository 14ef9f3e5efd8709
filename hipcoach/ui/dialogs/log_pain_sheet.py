"""Pain at any time: the main place with one press, any other on the map or in the list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipcoach.coaching.journal import LoggedPain
from hipcoach.domain.pain import PainKind
from hipcoach.domain.site import sites
from hipcoach.ui.dialogs.scrolled_sheet import ScrolledSheet
from hipcoach.ui.labels import site_text
from hipcoach.ui.pages.parts.kind_chips import KindChips
from hipcoach.ui.pages.parts.page_layouts import PairLayout
from hipcoach.ui.physical_keys import digit_of
from hipcoach.ui.text_limits import limit_line
from hipcoach.ui.theme import HIT_TARGET, UNIT, TextRole, Theme
from hipcoach.ui.widgets.body_map import BodyMap
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton
from hipcoach.ui.widgets.enter_key import EnterKey, EntryLine
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.ticking import SelectionFollower

_LONGEST_PLACE = 60
_LONGEST_NOTE = 500
_SITE_ROLE = Qt.ItemDataRole.UserRole


class _Places(QListWidget):
    """A list that asks for no more than its least room, and takes what there is."""

    def sizeHint(self) -> QSize:
        """As little as it may have."""
        return self.minimumSize()


class LogPainSheet(ScrolledSheet):
    """Asks how strong the pain is in one place after another; a digit and Enter are enough."""

    logged = Signal(object, str)
    """The LoggedPain of each place, and a note."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._told: dict[str, int] = {}
        self._kinds: dict[str, PainKind] = {}
        self._site = ""
        self._build_question(self.head)
        self._build_places(self.column)
        self.note = QLineEdit(self)
        limit_line(self.note, _LONGEST_NOTE)
        self.note.setPlaceholderText(self.tr("A note (optional)"))
        self.note.setAccessibleName(self.tr("A note"))
        self._side.addWidget(self.note)
        self.cancel = QuietButton(theme, self.tr("Cancel"), hint=self.tr("Esc"), parent=self)
        self.save = PrimaryButton(theme, self.tr("Save"), hint=self.tr("Enter"), parent=self)
        self.set_cancel(self.cancel)
        self.save.clicked.connect(self._save)
        EnterKey(self, self.save)
        self.foot.addWidget(self.cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)

    def _build_question(self, column: QVBoxLayout) -> None:
        theme = self._theme
        self._question = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        column.addWidget(self._question)
        self.scale = NrsScale(
            theme,
            question=self.tr("Pain now, from 0 to 10"),
            low_words=self.tr("no pain"),
            high_words=self.tr("worst pain imaginable"),
            parent=self,
        )
        self.scale.selection_changed.connect(self._on_rated)
        column.addWidget(self.scale)

    def _build_places(self, column: QVBoxLayout) -> None:
        theme = self._theme
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(3 * UNIT)
        self.map = BodyMap(theme, self)
        self.map.picked.connect(self.choose)
        row.addWidget(self.map, 1, Qt.AlignmentFlag.AlignTop)
        self._side = side = QVBoxLayout()
        side.setSpacing(UNIT)
        self._build_kinds(side)
        self._others = TextLabel(
            theme,
            self.tr("Anywhere else? Choose on the body or in the list."),
            role=TextRole.STRONG,
            wrap=True,
            parent=self,
        )
        side.addWidget(self._others)
        self.list = _Places(self)
        self.list.setAccessibleName(self.tr("Places"))
        self.list.setMinimumWidth(theme.px(190))
        # It takes what the map leaves, and never makes the sheet taller.
        self.list.setMinimumHeight(2 * HIT_TARGET)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_listed)
        SelectionFollower(self.list)
        side.addWidget(self.list, 1)
        self.own = EntryLine(self)
        limit_line(self.own, _LONGEST_PLACE)
        self.own.setPlaceholderText(self.tr("Another place"))
        self.own.setAccessibleName(self.tr("Another place, in your own words"))
        self.own.returnPressed.connect(self._add_own)
        side.addWidget(self.own)
        row.addLayout(side, 1)
        column.addLayout(row)

    def _build_kinds(self, column: QVBoxLayout) -> None:
        theme = self._theme
        words = self.tr("How does it feel? (optional)")
        line = QWidget(self)
        pair = PairLayout(line)
        pair.addWidget(TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=line))
        self.take_back = QuietButton(theme, self.tr("Leave this place out"), parent=line)
        self.take_back.clicked.connect(self._forget)
        pair.addWidget(self.take_back)
        column.addWidget(line)
        self.kinds = KindChips(theme, name=words, parent=self)
        self.kinds.told.connect(self._on_kind)
        column.addWidget(self.kinds)

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    @property
    def others_text(self) -> str:
        """What is said of other places."""
        return self._others.text()

    def ask(self, main_site: str, due: Sequence[str] = ()) -> None:
        """Ask about the main place first; `due` are others that weren't rated for a week."""
        self._told.clear()
        self._kinds.clear()
        self.note.clear()
        self.own.clear()
        self._fill_list(main_site, due)
        if due:
            names = ", ".join(site_text(site) for site in due)
            words = self.tr("Not rated for a week: {places}. Choose on the body or in the list.")
            self._others.setText(words.format(places=names))
        else:
            self._others.setText(self.tr("Anywhere else? Choose on the body or in the list."))
        self.choose(main_site)
        self._show_told()
        self.open_sheet()
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Show the whole map wherever there is room for it."""
        width = self.scroller.viewport().width()
        margins = self.column.contentsMargins()
        beside = self.map.minimumSizeHint().width() + self._side.minimumSize().width()
        beside += self._row.spacing() + margins.left() + margins.right()
        way = (
            QBoxLayout.Direction.LeftToRight
            if width >= beside
            else QBoxLayout.Direction.TopToBottom
        )
        self._row.setDirection(way)
        room = self.room_height(width)
        self.map.set_room(room - margins.top() - margins.bottom())
        super().fit()

    def choose(self, site: str) -> None:
        """Ask about a place, with what was told of it so far."""
        self._site = site
        self._question.setText(
            self.tr("How strong is the pain in your {site}?").format(site=site_text(site))
        )
        self.scale.setAccessibleName(self._question.text())
        self.scale.set_value(self._told.get(site))
        self.kinds.set_kind(self._kinds.get(site))
        self.map.set_current(site)
        self._mark_in_list(site)
        self.take_back.setEnabled(site in self._told)
        self.scroller.ensureWidgetVisible(self.scale, 0, 6 * UNIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits for the place that is asked about."""
        digit = digit_of(event)
        if digit is not None and not event.isAutoRepeat():
            self.scale.type_digit(digit)
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- answers -----------------------------------------------------------------

    def _on_rated(self, value: int) -> None:
        self._told[self._site] = value
        self._show_told()

    def _on_kind(self, kind: PainKind | None) -> None:
        if kind is None:
            self._kinds.pop(self._site, None)
        else:
            self._kinds[self._site] = kind

    def _forget(self) -> None:
        self._told.pop(self._site, None)
        self._kinds.pop(self._site, None)
        self.choose(self._site)
        self._show_told()
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_told(self) -> None:
        self.map.set_values(self._told)
        for row in range(self.list.count()):
            self._name_item(self.list.item(row))
        self.take_back.setEnabled(self._site in self._told)
        self.save.setEnabled(bool(self._told))

    def _save(self) -> None:
        if not self._told:
            return
        self.scale.settle()
        logged = tuple(
            LoggedPain(site=site, nrs=nrs, kind=self._kinds.get(site))
            for site, nrs in self._told.items()
        )
        self.close_sheet()
        self.logged.emit(logged, self.note.text())

    def has_unsaved(self) -> bool:
        """Whether a place was rated or words were typed."""
        return bool(self._told or self.note.text().strip() or self.own.text().strip())

    # -- the list ----------------------------------------------------------------

    def _fill_list(self, main_site: str, due: Sequence[str]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for site in dict.fromkeys((main_site, *due, *(each.text for each in sites()))):
            self._add_item(site)
        self.list.blockSignals(False)

    def _add_item(self, site: str) -> QListWidgetItem:
        item = QListWidgetItem(self.list)
        item.setData(_SITE_ROLE, site)
        item.setSizeHint(QSize(0, max(HIT_TARGET, self._theme.px(HIT_TARGET))))
        self._name_item(item)
        return item

    def _name_item(self, item: QListWidgetItem) -> None:
        site = str(item.data(_SITE_ROLE))
        name = site_text(site)
        name = name[:1].upper() + name[1:]
        nrs = self._told.get(site)
        item.setText(name if nrs is None else self.tr("{0} · {1}").format(name, nrs))

    def _mark_in_list(self, site: str) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_SITE_ROLE) == site:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _on_listed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.choose(str(item.data(_SITE_ROLE)))

    def _add_own(self) -> None:
        words = self.own.text().strip().lower()
        if not words:
            return
        known = [str(self.list.item(row).data(_SITE_ROLE)) for row in range(self.list.count())]
        if words not in known:
            self._add_item(words)
        self.own.clear()
        self.choose(words)
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)
