"""The screens that ask about the person: where, how much, and what a clinician named."""

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from hipcoach.coaching.intake import NOT_SURE, choose_pathway
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.questions import answered
from hipcoach.coaching.where_it_hurts import ASKED_AREAS, places_of, with_places
from hipcoach.domain.questions import AnswerKind
from hipcoach.ui.labels import site_text
from hipcoach.ui.models.body_spots import SPOTS
from hipcoach.ui.pages.first_start.pointed_ticks import Pointing
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.me_fields import UsualPainField, change_me
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.body_map import BodyMap
from hipcoach.ui.widgets.body_picture import BodyPicture
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel
from hipcoach.ui.widgets.tick_box import RadioChoice


class WhereStep(Step):
    """What hipcoach is, in two lines, and where it is sore: a body to point at."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            self.tr("Where is it sore?"),
            self.tr("Pick every place that is, the sorest first."),
            parent,
        )
        self._preferences = preferences
        self.map = BodyMap(theme, self, areas=ASKED_AREAS, several=True, closer=True)
        self.told = TextLabel(theme, role=TextRole.HEADING, wrap=True, parent=self)
        self.body.addWidget(self.told)
        self.add_below(
            self.tr(
                "hipcoach leads you through hip exercises, by voice and on the screen. "
                "Everything stays on this computer."
            ),
            self.tr(
                "It is no medical advice; no clinician has reviewed it. In doubt, do as your "
                "doctor or physiotherapist says."
            ),
        )
        self.set_picture(self.map)
        self.map.picked.connect(self._on_picked)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next") if self.map.picks else self.tr("I can’t point to it")

    def entered(self) -> None:
        """Show what is kept."""
        told = places_of(self._preferences.current.me)
        if set(told) != set(self.map.picks):
            self.map.set_picks(told)
        self._tell()

    def first_field(self) -> QWidget | None:
        """Begin on the body."""
        return self.map

    def _on_picked(self) -> None:
        me = with_places(self._preferences.current.me, self.map.picks)
        change_me(self._preferences, me)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        names = [site_text(each) for each in self.map.picks]
        text = ", ".join(names)
        self.told.setText(text[:1].upper() + text[1:])
        self.told.setVisible(bool(names))


class PainStep(Step):
    """How much it usually hurts; the body shows where."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            self.tr("How much does it usually hurt?"),
            self.tr("From 0 to 10. Later pain is judged against it."),
            parent,
        )
        self._preferences = preferences
        card = Card(theme, self)
        self.pain = UsualPainField(theme, preferences, card)
        card.body.addWidget(self.pain)
        self.body.addWidget(card)
        self._map = BodyMap(theme, self, areas=ASKED_AREAS, closer=True)
        self._map.setEnabled(False)
        for region in self._map.regions:
            region.setEnabled(False)
        self.set_picture(self._map)
        self.pain.selection_changed.connect(self._on_selected)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("I can’t say") if self.pain.value() is None else self.tr("Next")

    def entered(self) -> None:
        """Show what is kept."""
        self.pain.refresh()
        self._show()

    def left(self) -> str:
        """Take a digit that still waits for another."""
        self.pain.settle()
        return ""

    def first_field(self) -> QWidget | None:
        """Begin on the scale."""
        return self.pain

    def _on_selected(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        value = self.pain.value()
        places = places_of(self._preferences.current.me)
        self._map.set_values({} if value is None else dict.fromkeys(places, value))


class ToldStep(Step):
    """What a doctor or therapist said it is; the plan follows the way for that."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        self._question = next(each for each in content.questions if each.kind is AnswerKind.PATHWAY)
        super().__init__(theme, self._question.asks, self._question.why, parent)
        self._preferences = preferences
        self._content = content
        card = Card(theme, self, padding=UNIT)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._choices: dict[str, RadioChoice] = {}
        last = content.pathways[NOT_SURE]
        for pathway in (*(p for p in content.pathways.values() if p is not last), last):
            choice = RadioChoice(theme, pathway.told, parent=card)
            self._group.addButton(choice)
            column.addWidget(choice)
            self._choices[pathway.id] = choice
        card.setAccessibleName(self.title)
        card.body.addLayout(column)
        self.body.addWidget(card)
        picture = BodyPicture(theme, {key: SPOTS.get(key, ()) for key in self._choices}, self)
        self._pointing = Pointing(picture, self)
        self._pointing.watch(self._choices)
        self.set_picture(picture)
        self._group.buttonToggled.connect(lambda _button, _on: self.changed.emit())

    @property
    def chosen(self) -> str:
        """The pathway that is chosen, empty before."""
        return next((key for key, each in self._choices.items() if each.isChecked()), "")

    def choice(self, pathway_id: str) -> RadioChoice:
        """Return the round of a pathway; raises KeyError for one that isn't offered."""
        return self._choices[pathway_id]

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next") if self.chosen else self._content.pathways[NOT_SURE].told

    def entered(self) -> None:
        """Show what is kept."""
        me = self._preferences.current.me
        is_answered = self._question.id in me.questions_answered
        self._group.setExclusive(False)
        for key, choice in self._choices.items():
            choice.setChecked(is_answered and key == me.pathway)
        self._group.setExclusive(True)
        self._pointing.refresh()

    def left(self) -> str:
        """Keep the answer."""
        me = choose_pathway(self._preferences.current.me, self.chosen or NOT_SURE, self._content)
        me = answered(me, self._question)
        if me != self._preferences.current.me:
            change_me(self._preferences, me)
        return ""

    def first_field(self) -> QWidget | None:
        """Begin with the chosen round, else the first."""
        return self._choices[self.chosen] if self.chosen else next(iter(self._choices.values()))
