"""Says that a version of the plan can't be read, and what can be done; on Today and on Plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coaching.lost_plans import LostPlan, LostPlans
from hipcoach.ui.labels import date_text
from hipcoach.ui.pages.parts.answer_row import AnswerRow
from hipcoach.ui.theme import UNIT, Theme


class LostPlanRow(AnswerRow):
    """One version that can't be read, with what can be done about it."""

    go_on_requested = Signal()
    anew_requested = Signal()

    def __init__(self, theme: Theme, lost: LostPlan, *, parent: QWidget, is_on_plan: bool) -> None:
        super().__init__(theme, parent)
        self.lost = lost
        words = self._sentences(is_on_plan)
        self.say(words, about=words)
        go_on = (
            self.tr("Keep my plan as it is now")
            if lost.is_to_come or lost.day is None
            else self.tr("Continue with the plan before it")
        )
        self.go_on = self.add_answer(go_on, is_offered=lost.has_earlier)
        self.anew = self.add_answer(self.tr("Make a new plan"), is_offered=not is_on_plan)
        self.go_on.clicked.connect(self.go_on_requested)
        self.anew.clicked.connect(self.anew_requested)

    def _sentences(self, is_on_plan: bool) -> str:
        lost = self.lost
        if lost.day is None:
            told = self.tr(
                "A change of your plan can’t be read, and neither can its day. What is shown "
                "here may not be what was planned last."
            )
        elif lost.is_to_come:
            told = self.tr("The plan that starts on {day} can’t be read.")
        else:
            told = self.tr(
                "Your plan from {day} can’t be read, so hipcoach doesn’t know what is due. The "
                "plan before it doesn’t take its place unless you say so."
            )
        if lost.day is not None:
            told = told.format(day=date_text(lost.day))
        restored = self.tr("A backup may still have it: Settings, Your data, Restore a backup.")
        anew = self.tr("Or set the days below anew.") if is_on_plan else ""
        return " ".join(filter(None, (told, restored, anew)))


class LostPlanRows(QWidget):
    """All of them, one below the other; hidden while everything can be read."""

    change_requested = Signal(object)
    """What the person chose, as a call to be made; it may raise HipcoachError."""
    anew_requested = Signal()
    """The person wants to make the plan anew."""

    def __init__(
        self, plans: LostPlans, theme: Theme, *, is_on_plan: bool = False, parent: QWidget
    ) -> None:
        """Tell what `plans` can't read; on the Plan page itself none is led there."""
        super().__init__(parent)
        self._plans = plans
        self._theme = theme
        self._is_on_plan = is_on_plan
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * UNIT)
        self.rows: list[LostPlanRow] = []
        self._shown: tuple[LostPlan, ...] = ()
        self.hide()

    def refresh(self) -> bool:
        """Show what can't be read by now; return whether there is any."""
        lost = self._plans.lost()
        if lost != self._shown:
            self._shown = lost
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [self._row(each) for each in lost]
        self.setVisible(bool(lost))
        return bool(lost)

    def _row(self, lost: LostPlan) -> LostPlanRow:
        row = LostPlanRow(self._theme, lost, parent=self, is_on_plan=self._is_on_plan)
        plans = self._plans
        row.go_on_requested.connect(
            lambda: self.change_requested.emit(lambda: plans.go_on_before(lost))
        )
        row.anew_requested.connect(self.anew_requested)
        self._column.addWidget(row)
        return row
