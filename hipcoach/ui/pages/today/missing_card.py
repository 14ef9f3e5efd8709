"""Says what of the plan is missing or can't be read; nothing takes its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from hipcoach.coaching.lost_plans import LostPlans
from hipcoach.coaching.planned_routines import MissingRoutine, PlannedRoutines
from hipcoach.coaching.planner import Planner, Today
from hipcoach.coaching.ports import ContentSource
from hipcoach.ui.pages.parts.answer_row import AnswerRow
from hipcoach.ui.pages.parts.lost_plan_rows import LostPlanRows
from hipcoach.ui.plain_text import menu_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel


class MissingRow(AnswerRow):
    """One missing routine with its three ways out."""

    restore_requested = Signal()
    another_chosen = Signal(str)
    leave_out_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        missing: MissingRoutine,
        others: Sequence[tuple[str, str]],
        *,
        is_due: bool,
        parent: QWidget,
    ) -> None:
        """`others` are the routines that may be chosen instead, as (id, name)."""
        super().__init__(theme, parent)
        self.missing = missing
        self.say(missing.sentences, about=missing.name)
        self.restore = self.add_answer(
            self.tr("Restore the last good copy"), is_offered=missing.can_restore
        )
        self.another = self.add_answer(self.tr("Choose another routine"), is_offered=bool(others))
        self.leave_out = self.add_answer(self.tr("Leave it out today"), is_offered=is_due)
        self.menu = QMenu(self)
        for routine_id, name in others:
            action = self.menu.addAction(menu_text(name))
            action.triggered.connect(lambda _=False, key=routine_id: self.another_chosen.emit(key))
        self.restore.clicked.connect(self.restore_requested)
        self.another.clicked.connect(self._open_menu)
        self.leave_out.clicked.connect(self.leave_out_requested)

    def _open_menu(self) -> None:
        self.menu.popup(self.another.mapToGlobal(QPoint(0, self.another.height() + 4)))
        self.menu.setActiveAction(self.menu.actions()[0])


class MissingCard(Card):
    """The planned routines that aren't there, and versions of the plan that can't be read."""

    change_requested = Signal(object)
    """What the person chose, as a call to be made; it may raise HipcoachError."""
    days_requested = Signal()
    """The person wants to make the plan anew."""

    def __init__(
        self,
        planner: Planner,
        planned: PlannedRoutines,
        content: ContentSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        lost: LostPlans | None = None,
    ) -> None:
        """Tell what `planned` misses, and offer what is in `content` instead.

        `lost` knows what can't be read of the plan.
        """
        super().__init__(theme, parent)
        self._planner = planner
        self._planned = planned
        self._content = content
        self.rows: list[MissingRow] = []
        self._shown: object = None
        self.body.setSpacing(2 * UNIT)
        self._title = TextLabel(theme, "", role=TextRole.STRONG, parent=self)
        self.body.addWidget(self._title)
        self.lost = None if lost is None else LostPlanRows(lost, theme, parent=self)
        if self.lost is not None:
            self.body.addWidget(self.lost)
            self.lost.change_requested.connect(self.change_requested)
            self.lost.anew_requested.connect(self.days_requested)
        self.hide()

    def refresh(self, today: Today) -> None:
        """Show what is missing by now; hide when nothing is."""
        missing = self._planned.missing()
        others = [(each.id, each.name) for each in self._content.routines.values()]
        due = [each.routine_id for each in today.due if each.next is not None]
        shown = (missing, others, due)
        if shown != self._shown:
            self._shown = shown
            for row in self.rows:
                self.body.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [self._row(each, others, each.routine_id in due) for each in missing]
        is_lost = self.lost is not None and self.lost.refresh()
        title = (
            self.tr("Your plan can’t be read")
            if is_lost
            else self.tr("A planned routine is missing")
        )
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setVisible(is_lost or bool(missing))

    def _row(
        self, missing: MissingRoutine, others: Sequence[tuple[str, str]], is_due: bool
    ) -> MissingRow:
        row = MissingRow(self._theme, missing, others, is_due=is_due, parent=self)
        key, planner, planned = missing.routine_id, self._planner, self._planned
        reason = self.tr("“{name}” was missing").format(name=missing.name)
        row.restore_requested.connect(
            lambda: self.change_requested.emit(lambda: planned.restore(key))
        )
        row.another_chosen.connect(
            lambda other: self.change_requested.emit(lambda: planner.choose_another(key, other))
        )
        row.leave_out_requested.connect(
            lambda: self.change_requested.emit(lambda: planner.excuse_today(reason))
        )
        self.body.addWidget(row)
        return row
