"""The pathway under Plan: which one, where the person is on it, and what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.pathway_desk import PathwayDesk, PathwayStanding
from hipcoach.domain.errors import HipcoachError
from hipcoach.ui.labels import sessions_text, weeks_text
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class PathwayCard(Card):
    """Chooses a pathway, says how its stage stands, and plans a stage when asked to."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, theme: Theme, desk: PathwayDesk, parent: QWidget | None = None) -> None:
        """Show where this desk says the person is."""
        super().__init__(theme, parent)
        self._desk = desk
        self.body.setSpacing(UNIT)
        title = self.tr("Pathway")
        self.body.addWidget(TextLabel(theme, title, role=TextRole.HEADING, parent=self))
        self.choice = ChoiceBox(
            theme, name=self.tr("What a doctor or therapist said it is"), parent=self
        )
        for pathway in desk.pathways():
            self.choice.addItem(pathway.told, pathway.id)
        self.body.addWidget(self.choice)
        self.words = TextLabel(theme, wrap=True, parent=self)
        self.next_words = TextLabel(theme, tone=TextTone.MUTED, wrap=True, parent=self)
        self.body.addWidget(self.words)
        self.body.addWidget(self.next_words)
        row = QWidget(self)
        flow = FlowLayout(row, gap=UNIT)
        self.use = SecondaryButton(theme, self.tr("Plan this stage"), parent=row)
        self.go_on = SecondaryButton(theme, "", accented=True, parent=row)
        flow.addWidget(self.use)
        flow.addWidget(self.go_on)
        self.body.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.activated.connect(self._choose)
        self.use.clicked.connect(self._plan)
        self.go_on.clicked.connect(self._move)

    def refresh(self) -> None:
        """Show what is kept; raises StorageError."""
        found = self._desk.standing()
        self.setVisible(found is not None)
        if found is not None:
            self._tell(found)

    def _tell(self, found: PathwayStanding) -> None:
        self.choice.setCurrentIndex(max(0, self.choice.findData(found.pathway.id)))
        stage, progress = found.stage, found.progress
        place = self.tr("Stage {number} of {count}: {stage}. {goal}").format(
            number=found.pathway.stages.index(stage) + 1,
            count=len(found.pathway.stages),
            stage=stage.name,
            goal=stage.goal,
        )
        self.words.setText(f"{found.pathway.plain} {place}")
        if stage.criterion is None:
            self.next_words.setText(self.tr("This stage has no end."))
        else:
            self.next_words.setText(
                self.tr(
                    "Next when: {criterion} So far: {sessions} in {weeks}, {settled} settled in "
                    "a row."
                ).format(
                    criterion=stage.criterion.plain,
                    sessions=sessions_text(progress.sessions),
                    weeks=weeks_text(progress.weeks_done),
                    settled=progress.settled,
                )
            )
        self.go_on.setVisible(found.suggests_next)
        if found.following is not None:
            self.go_on.setText(self.tr("Start “{stage}”").format(stage=found.following.name))
            self.go_on.updateGeometry()

    def _choose(self, index: int) -> None:
        self._desk.choose(self.choice.itemData(index))
        self.changed.emit()

    def _plan(self) -> None:
        try:
            found = self._desk.standing()
            proposal = None if found is None else self._desk.proposal(found.stage.id)
            if proposal is None:
                self.failed.emit(self.tr("No plan is open now. Today says what comes first."))
                return
            self._desk.adopt(proposal)
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.changed.emit()

    def _move(self) -> None:
        try:
            self._desk.move_on()
        except HipcoachError as error:
            self.failed.emit(str(error))
            return
        self.changed.emit()
