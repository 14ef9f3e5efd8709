"""Whether an exercise is for this person, and the buttons that try it out and take it up."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.precautions import Judgement, Standing, clearable, reason_words
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.ui.pages.parts.exercise_caution import CautionBand
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ExerciseTrial(QWidget):
    """Shows what a person's precautions say, and lets them try the exercise where they may.

    `stopped` says why nothing may be tried just now. `can_add` where there are routines of one's
    own that it could be added to.
    """

    try_requested = Signal()
    add_requested = Signal()
    clear_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        exercise: Exercise,
        judgement: Judgement,
        precautions: Mapping[str, str],
        parent: QWidget | None = None,
        *,
        can_add: bool = False,
        stopped: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        if judgement.reasons:
            lines = [reason_words(reason, precautions) for reason in judgement.reasons]
            band = CautionBand(theme, lines, title=self._title(judgement), parent=self)
            band.setAccessibleName(" ".join((self._title(judgement), *lines)))
            column.addWidget(band)
            if self._leaves_out(judgement) and clearable(judgement.reasons):
                cleared = SecondaryButton(theme, self.tr("My therapist cleared this"), parent=self)
                cleared.clicked.connect(self.clear_requested)
                band.body.addSpacing(UNIT)
                band.body.addWidget(cleared, 0, Qt.AlignmentFlag.AlignLeft)
        elif judgement.note:
            note = judgement.note[:1].upper() + judgement.note[1:]
            column.addWidget(TextLabel(theme, note, tone=TextTone.MUTED, wrap=True, parent=self))
        if stopped:
            column.addWidget(TextLabel(theme, stopped, tone=TextTone.PAIN, wrap=True, parent=self))
        elif judgement.standing is not Standing.AVOID:
            row = QHBoxLayout()
            row.setSpacing(2 * UNIT)
            button = PrimaryButton(theme, self.tr("Try it now"), icon_name="play", parent=self)
            button.clicked.connect(self.try_requested)
            row.addWidget(button)
            if can_add:
                add = SecondaryButton(theme, self.tr("Add to a routine"), parent=self)
                add.clicked.connect(self.add_requested)
                row.addWidget(add)
            words = self._amount(exercise, judgement)
            row.addWidget(TextLabel(theme, words, tone=TextTone.MUTED, wrap=True, parent=self), 1)
            column.addLayout(row)

    @staticmethod
    def _leaves_out(judgement: Judgement) -> bool:
        return judgement.standing is Standing.AVOID or judgement.only_side is not None

    def _title(self, judgement: Judgement) -> str:
        if judgement.standing is Standing.AVOID and not clearable(judgement.reasons):
            return self.tr("Not for you until a doctor has looked at this")
        if judgement.standing is Standing.AVOID:
            return self.tr("Not for you until your therapist says yes")
        if judgement.only_side is Side.LEFT:
            return self.tr("Only with the left leg until your therapist says yes")
        if judgement.only_side is Side.RIGHT:
            return self.tr("Only with the right leg until your therapist says yes")
        return self.tr("Go easy on this one")

    def _amount(self, exercise: Exercise, judgement: Judgement) -> str:
        if exercise.laterality is Laterality.UNILATERAL and judgement.only_side is None:
            return self.tr("One set on each side, guided.")
        return self.tr("One set, guided.")
