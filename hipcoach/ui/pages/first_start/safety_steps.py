"""The screens that look for what belongs before a professional, and for what needs care."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.care_answers import CARE_LINES, INJECTION, ticked_care, with_care
from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.safety import SURGERY, RedFlag
from hipcoach.ui.models.body_spots import SPOTS
from hipcoach.ui.pages.first_start.pointed_ticks import Pointing
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.me_fields import SignList, TickList, change_me
from hipcoach.ui.pages.parts.weight_field import WeightField
from hipcoach.ui.pages.record.day_fields import DayField
from hipcoach.ui.pages.safety_advice import Advice
from hipcoach.ui.pages.today.advice_card import AdviceCard
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.body_picture import BodyPicture
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel, TextTone

_BELOW_TICK = 44
# The least width of a line to tick where two stand beside each other.
_TICK_LEAST = 300


class _TicksStep(Step):
    """Lines to tick, of which none may be passed over unseen."""

    ticks: TickList

    @property
    def must_be_seen(self) -> bool:
        """Whether every line has to have been in view before it can be gone on from."""
        return True

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("Next") if self.ticks.checked() else self.tr("None of these")


class SignsStep(_TicksStep):
    """Signs to tick, with a body that shows where each of them is."""

    ticks: SignList

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str,
        preferences: Preferences,
        signs: WarningSigns,
        flags: Sequence[RedFlag],
        parent: QWidget | None = None,
    ) -> None:
        """Ask about these signs, in this order."""
        super().__init__(theme, title, lead, parent)
        card = Card(theme, self, padding=UNIT)
        options = [(flag.id, flag.to_tick) for flag in flags]
        self.ticks = SignList(theme, preferences, signs, options, card, narrowest=_TICK_LEAST)
        for flag in flags:
            self.ticks.box(flag.id).setAccessibleDescription(flag.plain)
        self.ticks.changed.connect(self._on_changed)
        card.body.addWidget(self.ticks)
        self.body.addWidget(card)
        picture = BodyPicture(theme, {flag.id: SPOTS.get(flag.id, ()) for flag in flags}, self)
        self._pointing = Pointing(picture, self)
        self._pointing.watch({key: self.ticks.box(key) for key in self.ticks.keys})
        self.set_picture(picture)

    def begin_visit(self) -> None:
        """Let what stands be cleared in words only; what is ticked from now on can be undone."""
        self.ticks.begin_visit()
        self._pointing.refresh()

    def entered(self) -> None:
        """Show what is kept."""
        self.ticks.refresh()
        self._pointing.refresh()

    def first_field(self) -> QWidget | None:
        """Begin with the first sign."""
        return self.ticks

    def _on_changed(self) -> None:
        self._pointing.refresh()
        self.changed.emit()


class CareStep(_TicksStep):
    """What exercises have to mind; a line left empty is a no, and who isn't sure ticks it."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            theme,
            self.tr("Does any of this fit you?"),
            self.tr("Empty counts as no. Not sure? Tick it, and hipcoach takes care."),
            parent,
        )
        self._preferences = preferences
        self._questions = content.questions
        self._today = today
        words = {
            "gtps": self.tr("Pain at the outside of the hip"),
            "flexion_sensitive_back": self.tr("Back pain, worse when bending"),
            "extension_sensitive_back": self.tr("Back pain, worse when arching"),
            "nerve_signs": self.tr("Pain or tingling down to below the knee"),
            "floor_transfer_hard": self.tr("Getting down to the floor or up is hard"),
            "balance_impaired": self.tr("A fall in the last year, or unsteady"),
            "cane": self.tr("Walking with a stick"),
            "bone_health": self.tr("Osteoporosis, or a bone that broke easily"),
            INJECTION: self.tr("A hip injection in the last three months"),
            "thr_early": self.tr("A hip operation, not cleared for exercise yet"),
            "pregnancy": self.tr("Pregnant, or a birth within three months"),
        }
        card = Card(theme, self, padding=UNIT)
        options = [(key, words[key]) for key in CARE_LINES]
        self.ticks = TickList(theme, options, name=self.title, parent=card, narrowest=_TICK_LEAST)
        card.body.addWidget(self.ticks)
        self.body.addWidget(card)
        self.when = DayField(theme, name=self.tr("Day of the injection"), parent=card)
        self._injected = self._day_row(card)
        self.ticks.put_below(INJECTION, self._injected)
        self.weight = WeightField(theme, preferences, card)
        self._operated = self._weight_part(card)
        self.ticks.put_below("thr_early", self._operated)
        picture = BodyPicture(theme, {key: SPOTS[key] for key in CARE_LINES}, self)
        self._pointing = Pointing(picture, self)
        self._pointing.watch({key: self.ticks.box(key) for key in CARE_LINES})
        self.set_picture(picture)
        self.ticks.changed.connect(self._on_changed)
        self.when.dateChanged.connect(lambda _day: self._keep(is_done=False))

    def _day_row(self, parent: QWidget) -> QWidget:
        row = QWidget(parent)
        line = QHBoxLayout(row)
        line.setContentsMargins(_BELOW_TICK, 0, 0, UNIT)
        line.addWidget(
            TextLabel(
                self._theme,
                self.tr("On which day? Leave today if you don’t know."),
                tone=TextTone.MUTED,
                wrap=True,
                parent=row,
            ),
            1,
        )
        line.addWidget(self.when)
        return row

    def _weight_part(self, parent: QWidget) -> QWidget:
        part = QWidget(parent)
        column = QVBoxLayout(part)
        column.setContentsMargins(_BELOW_TICK, 0, 0, UNIT)
        column.setSpacing(UNIT)
        for text, role in (
            (
                self.tr("Ask your surgeon or physiotherapist before you start here."),
                TextRole.BODY,
            ),
            (self.weight.accessibleName(), TextRole.STRONG),
        ):
            column.addWidget(TextLabel(self._theme, text, role=role, wrap=True, parent=part))
        column.addWidget(self.weight)
        return part

    def entered(self) -> None:
        """Show what is kept."""
        me = self._preferences.current.me
        self.when.blockSignals(True)
        self.when.set_day(me.injection_on or self._today(), last=self._today())
        self.when.blockSignals(False)
        self.ticks.set_checked(ticked_care(me, self._questions))
        self.weight.refresh()
        self._show()

    def left(self) -> str:
        """Take what is empty for a no."""
        self._keep(is_done=True)
        return ""

    def first_field(self) -> QWidget | None:
        """Begin with the first line."""
        return self.ticks

    def _on_changed(self) -> None:
        self._keep(is_done=False)
        self._show()
        self.changed.emit()

    def _keep(self, *, is_done: bool) -> None:
        before = self._preferences.current.me
        me = with_care(
            before,
            self.ticks.checked(),
            self._questions,
            injected_on=self.when.day(),
            is_done=is_done,
        )
        if me != before:
            change_me(self._preferences, me)

    def _show(self) -> None:
        ticked = self.ticks.checked()
        self._injected.setVisible(INJECTION in ticked)
        self._operated.setVisible(SURGERY in ticked or is_operated(self._preferences.current.me))
        self._pointing.refresh()


class AdviceStep(Step):
    """What to do about the ticked signs."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        advice: Callable[[], Advice | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Your answers matter"), parent=parent)
        self._preferences = preferences
        self._advice = advice
        self.card = AdviceCard(theme, self, with_clear=False)
        self.body.addWidget(self.card)
        self._picture = BodyPicture(theme, SPOTS, self, lit_only=True)
        self.set_picture(self._picture)

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        advice = self._advice()
        if advice is None:
            return self.tr("Next")
        return self.tr("Finish here") if advice.stops else advice.clear_text

    def entered(self) -> None:
        """Show the advice for the signs ticked by now."""
        advice = self._advice()
        if advice is not None:
            self.card.tell(advice)
            self._picture.light(sign.id for sign in advice.signs)

    def left(self) -> str:
        """Keep that the advice to book an appointment was read."""
        advice = self._advice()
        if advice is not None and not advice.stops:
            me = self._preferences.current.me
            change_me(self._preferences, replace(me, soon_acknowledged=True))
        return ""
