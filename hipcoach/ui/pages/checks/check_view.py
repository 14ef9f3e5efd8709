"""One self-check: how it is done, what is measured, and what came of it so far."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coaching.check_desk import CheckDesk, CheckReading, Trial
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import (
    MAX_ACTIVITIES,
    Check,
    CheckGuide,
    CheckResult,
    Hands,
    unit_of,
)
from hipcoach.progress.check_schedule import Allowance
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.pages.checks.check_fields import (
    HELD,
    NOT_HELD,
    NumberField,
    RatingRow,
    TrialRow,
)
from hipcoach.ui.pages.checks.check_words import (
    movement_text,
    reading_lines,
    side_text,
    title_of,
    trial_text,
    value_text,
)
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone
from hipcoach.ui.widgets.tick_box import TickBox
from hipcoach.ui.widgets.toggle import Toggle

_HAND_CHECKS = (Check.CHAIR_STAND, Check.SINGLE_LEG_STAND)


class CheckView(QWidget):
    """Shows one check; what is measured is kept when the person says so."""

    left = Signal()
    trial_requested = Signal(object, bool)
    """Lead through this Trial; True for practice, which is not kept."""
    changed = Signal()
    """A result was kept, taken out or brought back."""

    def __init__(
        self,
        desk: CheckDesk,
        guide: CheckGuide,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._guide = guide
        self._theme = theme
        self._removed: CheckResult | None = None
        self.trials: list[TrialRow] = []
        self.numbers: list[NumberField] = []
        self.ratings: list[RatingRow] = []
        self.hands: Segmented | None = None
        self.aid: QLineEdit | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = ScrollColumn(theme, self)
        outer.addWidget(self._scroll)
        column = self._scroll.column
        self.back = QuietButton(
            theme,
            self.tr("All checks"),
            icon_name="chevron-left",
            hint=self.tr("Alt+←"),
            parent=self,
        )
        self.back.clicked.connect(self.left)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(TextLabel(theme, guide.name, role=TextRole.TITLE, wrap=True, parent=self))
        column.addWidget(self._how_card(figures))
        self.problem = TextLabel(theme, tone=TextTone.PAIN, wrap=True, parent=self)
        self.problem.hide()
        self.helper = TickBox(
            theme, self.tr("Somebody is with me, or I can hold on at once"), parent=self
        )
        self.helper.setVisible(self._needs_helper)
        self.measure = Card(theme, self)
        self._fill_measure()
        column.addWidget(self.measure)
        self.results = Card(theme, self)
        column.addWidget(self.results)
        self.reminder = Toggle(
            theme,
            self.tr("Tell me on Today when it is due, every {days} days").format(
                days=desk.repeat_days(guide.check)
            ),
            checked=desk.is_chosen(guide.check),
            parent=self,
        )
        self.reminder.toggled.connect(lambda is_on: desk.choose(guide.check, is_wanted=bool(is_on)))
        column.addWidget(self.reminder)
        column.addStretch(1)
        self.refresh()

    @property
    def check(self) -> Check:
        """Which check it is."""
        return self._guide.check

    @property
    def _needs_helper(self) -> bool:
        return self._desk.allowance(self._guide.check) is Allowance.WITH_HELPER

    def refresh(self) -> None:
        """Show what came of it so far."""
        while (item := self.results.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        readings = self._desk.readings(self._guide.check)
        self.results.setVisible(bool(readings) or self._removed is not None)
        self._add(self.results, self.tr("What came of it"), role=TextRole.HEADING)
        for reading in readings:
            self._add_reading(reading)
        if self._guide.check is Check.ACTIVITIES:
            self._add_mean()
        advice = next((each.advice for each in readings if each.advice), "")
        if advice:
            self._add(self.results, advice, bold=True)
        if readings:
            self._add(
                self.results,
                self.tr("A check tells how you do, not what you have. It is no diagnosis."),
                tone=TextTone.MUTED,
            )
        if self._removed is not None:
            undo = SecondaryButton(self._theme, self.tr("Bring it back"), parent=self.results)
            undo.clicked.connect(self._bring_back)
            self.results.body.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, trial: Trial, value: float, *, was_held: bool) -> None:
        """Show what a guided trial measured, ready to be kept."""
        row = next(row for row in self.trials if row.trial == trial)
        if self._guide.check is Check.CHAIR_STAND and row.number is not None:
            # The arms were crossed: the number is told now.
            self._tell(self.tr("How many times did you stand up? Type the number."))
            row.number.setFocus(Qt.FocusReason.OtherFocusReason)
            row.number.selectAll()
            return
        row.take(value, was_held=was_held)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the parts ---------------------------------------------------------------

    def _add(
        self,
        card: Card,
        text: str,
        *,
        role: TextRole = TextRole.BODY,
        tone: TextTone = TextTone.TEXT,
        bold: bool | None = None,
    ) -> None:
        label = TextLabel(
            self._theme, text, role=role, tone=tone, bold=bold, wrap=True, parent=card
        )
        card.body.addWidget(label)
        label.show()

    def _how_card(self, figures: FigureBook | None) -> Card:
        guide, theme = self._guide, self._theme
        card = Card(theme, self)
        row = QHBoxLayout()
        row.setSpacing(3 * UNIT)
        stage = FigureStage(theme, figures=figures, parent=card)
        stage.setFixedSize(theme.px(220), theme.px(200))
        stage.show_exercise(guide.figure, "standing", words=guide.name)
        stage.set_pose(stage.worked_pose)
        words = QVBoxLayout()
        words.setSpacing(UNIT)
        words.addWidget(TextLabel(theme, guide.tells, wrap=True, bold=True, parent=card))
        for number, step in enumerate(guide.steps, start=1):
            words.addWidget(TextLabel(theme, f"{number}.  {step}", wrap=True, parent=card))
        words.addWidget(TextLabel(theme, guide.safety, wrap=True, tone=TextTone.PAIN, parent=card))
        source = TextLabel(
            theme,
            self.tr("Source: {source}").format(source=guide.source),
            role=TextRole.SMALL,
            tone=TextTone.MUTED,
            wrap=True,
            parent=card,
        )
        row.addWidget(stage, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        # An address has no place to break: it has the width of the card.
        card.body.addWidget(source)
        return card

    def _fill_measure(self) -> None:
        check, card, theme = self._guide.check, self.measure, self._theme
        card.body.setSpacing(2 * UNIT)
        against = self._desk.reason_against(check)
        self.save = PrimaryButton(theme, self.tr("Keep it"), parent=card)
        self.practise = QuietButton(theme, self.tr("Practise once first"), parent=card)
        if against:
            self._add(card, against, bold=True)
            self.save.hide()
            self.practise.hide()
            return
        card.body.addWidget(self.helper)
        if check is Check.HIP_RANGE:
            self._fill_range()
        elif check in (Check.ACTIVITIES, Check.INTERFERENCE):
            self._fill_ratings()
        else:
            self._fill_trials()
        card.body.addWidget(self.problem)
        foot = QWidget(card)
        buttons = FlowLayout(foot)
        buttons.addWidget(self.save)
        buttons.addWidget(self.practise)
        card.body.addWidget(foot)
        self.practise.setVisible(bool(self.trials))
        self.save.clicked.connect(self._save)
        self.practise.clicked.connect(lambda: self._lead(self.trials[0].trial, practice=True))

    def _fill_trials(self) -> None:
        check = self._guide.check
        for trial in self._desk.trials(check):
            row = TrialRow(self._theme, check, trial, self.measure)
            row.time_requested.connect(lambda trial=trial: self._lead(trial, practice=False))
            self.trials.append(row)
            self.measure.body.addWidget(row)
        if check in _HAND_CHECKS:
            options = [(Hands.FREE.value, self.tr("Arms crossed"))]
            if check is Check.SINGLE_LEG_STAND:
                options.append((Hands.AT_SUPPORT.value, self.tr("Hands at a worktop")))
            else:
                options.append((Hands.USED.value, self.tr("Hands helped")))
            self.hands = Segmented(
                self._theme, options, name=self.tr("Your hands"), wraps=True, parent=self.measure
            )
            self.hands.set_current(options[-1 if check is Check.SINGLE_LEG_STAND else 0][0])
            self.measure.body.addWidget(self.hands)
        elif check is Check.UP_AND_GO:
            self.aid = QLineEdit(self.measure)
            self.aid.setAccessibleName(self.tr("Aid that you used"))
            self.aid.setPlaceholderText(self.tr("Aid that you used, if any"))
            self.measure.body.addWidget(self.aid)

    def _fill_range(self) -> None:
        card = self.measure
        self.movement = ChoiceBox(self._theme, name=self.tr("Movement"), parent=card)
        for movement in self._desk.movements:
            self.movement.addItem(movement_text(movement), movement.value)
        self.side = Segmented(
            self._theme,
            [(side.value, side_text(side)) for side in (Side.LEFT, Side.RIGHT)],
            name=self.tr("Side"),
            parent=card,
        )
        card.body.addWidget(self.movement)
        card.body.addWidget(self.side)
        row = QWidget(card)
        flow = FlowLayout(row, gap=UNIT)
        for trial in self._desk.trials(Check.HIP_RANGE):
            field = NumberField(
                self._theme,
                name=trial_text(Check.HIP_RANGE, trial),
                unit=unit_of(Check.HIP_RANGE, self._about),
                parent=card,
            )
            self.numbers.append(field)
            flow.addWidget(field)
        card.body.addWidget(row)
        self.movement.currentIndexChanged.connect(self._on_movement)

    @property
    def _about(self) -> str:
        return str(self.movement.currentData())

    def _on_movement(self) -> None:
        for field in self.numbers:
            field.clear_number()
            field.set_unit(unit_of(Check.HIP_RANGE, self._about))

    def _fill_ratings(self) -> None:
        own = self._guide.check is Check.ACTIVITIES
        known = {each.result.about: each.result for each in self._desk.readings(self._guide.check)}
        names = self._desk.activities() if own else self._desk.hindrances
        count = MAX_ACTIVITIES if own else len(names)
        for number in range(count):
            about = names[number] if number < len(names) else ""
            row = RatingRow(
                self._theme,
                name=self.tr("Activity {number}").format(number=number + 1) if own else about,
                low=self.tr("not possible") if own else self.tr("not at all"),
                high=self.tr("as before") if own else self.tr("completely"),
                may_rename=own,
                parent=self.measure,
            )
            if row.line is not None:
                row.line.setText(about)
            if about in known:
                told = known[about]
                row.show_before(
                    self.tr("Before: {value}").format(
                        value=value_text(told.check, told.value, told.about)
                    )
                )
            self.ratings.append(row)
            self.measure.body.addWidget(row)

    def _add_reading(self, reading: CheckReading) -> None:
        self._add(self.results, title_of(reading.result), bold=True)
        self._add(self.results, "\n".join(reading_lines(reading)))
        remove = QuietButton(self._theme, self.tr("Remove"), parent=self.results)
        remove.setAccessibleDescription(title_of(reading.result))
        remove.clicked.connect(lambda: self._remove(reading.result))
        self.results.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        remove.show()

    def _add_mean(self) -> None:
        mean = self._desk.activity_mean()
        if mean is not None:
            told = self.tr("All of them: {value}").format(value=title_of(mean.result))
            self._add(self.results, told, bold=True)
            self._add(self.results, "\n".join(reading_lines(mean)))

    # -- what is asked for -------------------------------------------------------

    def _lead(self, trial: Trial, *, practice: bool) -> None:
        if self._may_go_on():
            self.trial_requested.emit(trial, practice)

    def _may_go_on(self) -> bool:
        if self._needs_helper and not self.helper.isChecked():
            self._tell(self.tr("First say that somebody is with you, or that you can hold on."))
            return False
        self.problem.hide()
        return True

    def _save(self) -> None:
        if not self._may_go_on():
            return
        try:
            anything = self._keep()
        except HipcoachError as error:
            self._tell(str(error))
            return
        if not anything:
            self._tell(self.tr("Nothing was measured yet."))
            return
        for row in self.trials:
            row.clear()
        for field in self.numbers:
            field.clear_number()
        self._removed = None
        self.refresh()
        self.changed.emit()

    def _keep(self) -> bool:
        desk, check = self._desk, self._guide.check
        if check is Check.HIP_RANGE:
            values = [each for field in self.numbers if (each := field.number) is not None]
            if values:
                desk.keep(check, values, side=Side(self.side.current()), about=self._about)
            return bool(values)
        if self.ratings:
            told = [
                (row.about, value)
                for row in self.ratings
                if row.about and (value := row.scale.value()) is not None
            ]
            for about, value in told:
                desk.keep(check, [value], about=about)
            return bool(told)
        if check is Check.FOUR_STAGE_BALANCE:
            states = [row.held.current() for row in self.trials if row.held is not None]
            if not {HELD, NOT_HELD} & set(states):
                return False
            desk.keep_stages([state == HELD for state in states])
            return True
        return self._keep_trials()

    def _keep_trials(self) -> bool:
        hands = Hands.FREE if self.hands is None else Hands(self.hands.current())
        aid = "" if self.aid is None else self.aid.text()
        by_side: dict[Side, list[float]] = {}
        for row in self.trials:
            if row.number is not None and row.number.number is not None:
                by_side.setdefault(row.trial.side, []).append(row.number.number)
        for side, values in by_side.items():
            self._desk.keep(self._guide.check, values, side=side, hands=hands, aid=aid)
        return bool(by_side)

    def _remove(self, result: CheckResult) -> None:
        try:
            self._desk.remove(result)
        except HipcoachError as error:
            self._tell(str(error))
            return
        self._removed = result
        self.refresh()
        self.changed.emit()

    def _bring_back(self) -> None:
        if self._removed is not None:
            self._desk.put_back(self._removed)
            self._removed = None
            self.refresh()
            self.changed.emit()

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
