"""The screens that get things, days and the voice ready."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coaching.planner import Planner
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.errors import StorageError
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.week import weekdays_in_order
from hipcoach.ui.labels import weekday_names
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.days_fields import DEFAULT_WEEKDAYS, WeekdaysField
from hipcoach.ui.pages.parts.goal_fields import GoalsField, MinutesField
from hipcoach.ui.pages.parts.me_fields import EquipmentField, InHandField
from hipcoach.ui.pages.parts.voice_fields import RateField, VoiceVolumeField
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


class ThingsStep(Step):
    """What is at hand."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("What do you have at hand?"), parent=parent)
        self.body.setSpacing(4 * UNIT)
        self.equipment = EquipmentField(theme, preferences, content, self)
        self.add_question(
            self.tr("For the exercises"),
            self.equipment,
            hint=self.tr("The first routine needs a mat, a cushion and a chair."),
        )
        card = Card(theme, self, padding=UNIT)
        self.in_hand = InHandField(theme, preferences, card)
        card.body.addWidget(self.in_hand)
        self.add_question(
            self.tr("To press during a session"),
            card,
            hint=self.tr("One key pauses and goes on. With nothing, no exercise waits for a key."),
        )

    def entered(self) -> None:
        """Show what is kept."""
        self.equipment.refresh()
        self.in_hand.refresh()

    def first_field(self) -> QWidget | None:
        """Begin with the equipment."""
        return self.equipment


class DaysStep(Step):
    """On which days, for how long, and what for; the plan is proposed from it."""

    def __init__(
        self,
        theme: Theme,
        planner: Planner,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            self.tr("Which days suit you?"),
            self.tr("Three days a week are a good start. Any other day is fine too, any time."),
            parent,
        )
        self._planner = planner
        self.body.setSpacing(4 * UNIT)
        self.weekdays = WeekdaysField(theme, self)
        self.minutes = MinutesField(theme, preferences, self)
        self.goals = GoalsField(theme, preferences, self)
        self.weekdays.set_weekdays(DEFAULT_WEEKDAYS)
        self.add_question(self.tr("Days"), self.weekdays)
        self.add_question(self.tr("Time for a session"), self.minutes)
        self.add_question(
            self.tr("What do you want to do again?"),
            self.goals,
            hint=self.tr("Activities in your own words. You can leave it out."),
        )

    def entered(self) -> None:
        """Show the days of the plan there is already, and what is kept."""
        self.minutes.refresh()
        self.goals.refresh()
        try:
            plan = self._planner.current()
        except StorageError:
            return
        if plan is not None:
            self.weekdays.set_weekdays(plan.weekdays)

    def left(self) -> str:
        """Keep an activity that stands in the line still."""
        self.goals.take_in()
        return ""

    def first_field(self) -> QWidget | None:
        """Begin with Monday."""
        return self.weekdays


class HearingStep(Step):
    """Whether the voice is heard well."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            self.tr("Can you hear this well?"),
            self.tr("Sit or stand where you will exercise, and listen."),
            parent,
        )
        self._preferences = preferences
        self._say = say
        self.sentence = self.tr("Lie on your back. Lift your hips, and lower them slowly.")
        card = Card(theme, self)
        card.body.setSpacing(2 * UNIT)
        quote = TextLabel(
            theme,
            self.tr("“{0}”").format(self.sentence),
            role=TextRole.HEADING,
            wrap=True,
            parent=card,
        )
        card.body.addWidget(quote)
        self.play = SecondaryButton(
            theme, self.tr("Play it"), icon_name="sound-on", accented=True, parent=card
        )
        self.play.clicked.connect(lambda: say(self.sentence))
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addStretch(1)
        card.body.addLayout(row)
        self.volume = VoiceVolumeField(theme, preferences, card)
        self.rate = RateField(theme, preferences, card)
        for text, field in (
            (self.tr("How loud"), self.volume),
            (self.tr("How fast"), self.rate),
        ):
            card.body.addWidget(TextLabel(theme, text, role=TextRole.STRONG, parent=card))
            card.body.addWidget(field)
        self.body.addWidget(card)
        self.answer = Segmented(
            theme,
            [
                ("hear", self.tr("I hear it well")),
                ("captions", self.tr("I don’t hear anything")),
            ],
            name=self.tr("Can you hear it?"),
            parent=self,
        )
        self.body.addWidget(self.answer)
        self._hint = TextLabel(
            theme,
            self.tr(
                "Turn up the computer’s own volume and play it again. Or go on without sound: "
                "every word is on the screen as well."
            ),
            tone=TextTone.MUTED,
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self._hint)
        self.answer.chosen.connect(self._on_answered)
        self.entered()

    def entered(self) -> None:
        """Show what is kept."""
        self.volume.refresh()
        self.rate.refresh()
        silent = self._preferences.current.voice.level is VoiceLevel.SILENT
        self.answer.set_current("captions" if silent else "hear")
        self._hint.setVisible(silent)

    def first_field(self) -> QWidget | None:
        """Begin with listening."""
        return self.play

    def _on_answered(self, key: str) -> None:
        self._hint.setVisible(key == "captions")
        current = self._preferences.current
        level = VoiceLevel.SILENT if key == "captions" else VoiceLevel.FULL
        self._preferences.change(replace(current, voice=replace(current.voice, level=level)))


class DoneStep(Step):
    """What was set up, in two sentences."""

    def __init__(
        self, theme: Theme, planner: Planner, content: ContentSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, self.tr("That’s all"), parent=parent)
        self._planner = planner
        self._content = content
        card = Card(theme, self)
        card.body.setSpacing(2 * UNIT)
        self._plan = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=card)
        card.body.addWidget(self._plan)
        for text in (
            self.tr("Space starts, pauses and goes on. P says that it hurts."),
            self.tr("Go gently: up to 5 of 10 is fine to go on with. Stop whatever feels wrong."),
            self.tr("Everything can be changed under Settings."),
        ):
            card.body.addWidget(TextLabel(theme, text, tone=TextTone.MUTED, wrap=True, parent=card))
        self.body.addWidget(card)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Open Today")

    def entered(self) -> None:
        """Say what was planned."""
        try:
            plan = self._planner.current()
        except StorageError:
            plan = None
        if plan is None:
            self._plan.setText(self.tr("No days are chosen yet."))
            return
        names = weekday_names(in_full=True)
        lines: list[str] = []
        for slot in plan.slots:
            routine = self._content.routines.get(slot.routine_id)
            name = routine.name if routine is not None else slot.routine_id
            days = ", ".join(names[day] for day in weekdays_in_order() if day in slot.weekdays)
            if days:
                lines.append(self.tr("{routine}: {days}").format(routine=name, days=days))
            else:
                lines.append(self.tr("{routine}, whenever you like").format(routine=name))
        self._plan.setText("\n".join(lines))
