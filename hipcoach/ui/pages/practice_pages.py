"""Round the practice: whether the voice is heard, and what comes after."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.practice import EXERCISE
from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.session_keys import SessionAction
from hipcoach.domain.settings import VoiceLevel
from hipcoach.domain.text import translate
from hipcoach.ui.figures import FigureBook
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.pages.first_start.step import Step
from hipcoach.ui.pages.parts.page_layouts import CentredLayout
from hipcoach.ui.pages.parts.scroll_column import ScrollColumn
from hipcoach.ui.pages.parts.voice_fields import VoiceVolumeField
from hipcoach.ui.session_keys import first_sign
from hipcoach.ui.theme import UNIT, TextRole, Theme
from hipcoach.ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.figure_stage import FigureStage
from hipcoach.ui.widgets.text_label import TextLabel

_WIDEST = 1000
_EDGE = 5 * UNIT
_PICTURE = 300


class _Picture(QWidget):
    """The exercise of the practice, as a drawn figure that stands still."""

    def __init__(self, theme: Theme, figures: FigureBook | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stage = FigureStage(theme, figures=figures, parent=self)
        self.stage.show_exercise(EXERCISE, "seated")
        column.addWidget(self.stage)

    def sizeHint(self) -> QSize:
        """Large enough to be seen, small enough for the words beside it."""
        return QSize(self._theme.px(_PICTURE), self._theme.px(_PICTURE))


class _Page(QWidget):
    """A screen with a primary button, quiet ones beside it, and a way out."""

    left = Signal()
    """The person wants to be elsewhere."""

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.step = step
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = ScrollColumn(theme, self, widest=_WIDEST)
        self._scroll.column.addWidget(step)
        column.addWidget(self._scroll, 1)
        foot = QWidget(self)
        self._foot = CentredLayout(foot, widest=theme.px(_WIDEST))
        self._foot.setContentsMargins(_EDGE, UNIT, _EDGE, 3 * UNIT)
        bar = QWidget(foot)
        self.bar = QHBoxLayout(bar)
        self.bar.setContentsMargins(0, 0, 0, 0)
        self.quiet = QuietButton(theme, "", parent=bar)
        self.primary = PrimaryButton(theme, "", hint=self.tr("Enter"), parent=bar)
        self.bar.addWidget(self.quiet)
        self.bar.addStretch(1)
        self.bar.addWidget(self.primary)
        self._foot.addWidget(bar)
        column.addWidget(foot)
        EnterKey(self, self.primary)
        self.setAccessibleName(step.title)
        theme.changed.connect(lambda: self._foot.set_widest(theme.px(_WIDEST)))

    def focus_primary(self) -> None:
        """Give the keyboard to the one primary action."""
        self._scroll.to_top()
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape for the way out."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HearingPage(_Page):
    """Plays a sentence, and begins the practice with the voice or with the words alone."""

    accepted = Signal()
    """The practice may begin."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        say: Callable[[str], None],
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        """`say` speaks a line."""
        self.sentence = translate("HearingPage", "Breathe in slowly, and let the breath go.")
        step = Step(
            theme,
            translate("HearingPage", "Can you hear this well?"),
            translate("HearingPage", "Sit down where you can see the screen, and listen."),
        )
        super().__init__(theme, step, parent)
        self._preferences = preferences
        self._say = say
        card = Card(theme, step)
        card.body.setSpacing(2 * UNIT)
        card.body.addWidget(
            TextLabel(
                theme,
                self.tr("“{sentence}”").format(sentence=self.sentence),
                role=TextRole.HEADING,
                wrap=True,
                parent=card,
            )
        )
        row = QHBoxLayout()
        self.play = SecondaryButton(
            theme, self.tr("Play it again"), icon_name="sound-on", parent=card
        )
        row.addWidget(self.play)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(
            TextLabel(theme, self.tr("How loud"), role=TextRole.STRONG, parent=card)
        )
        self.volume = VoiceVolumeField(theme, preferences, card)
        card.body.addWidget(self.volume)
        step.body.addWidget(card)
        step.set_picture(_Picture(theme, figures, step))
        step.add_below(
            self.tr(
                "Three minutes of practice: slow breathing, and the keys. Space pauses, {key} says "
                "that it hurts."
            ).format(key=_pain_key(preferences))
        )
        self.quiet.setText(self.tr("Skip the practice"))
        self.primary.setText(self.tr("I hear it well"))
        self.silent = QuietButton(theme, self.tr("I hear nothing"), parent=self)
        self.bar.insertWidget(self.bar.count() - 1, self.silent)
        QWidget.setTabOrder(self.quiet, self.silent)
        QWidget.setTabOrder(self.silent, self.primary)
        self.play.clicked.connect(lambda: say(self.sentence))
        self.primary.clicked.connect(lambda: self._answer(VoiceLevel.FULL))
        self.silent.clicked.connect(lambda: self._answer(VoiceLevel.SILENT))

    def begin(self) -> None:
        """Play the sentence, and wait for the answer."""
        self.volume.refresh()
        self.focus_primary()
        self._say(self.sentence)

    def _answer(self, level: VoiceLevel) -> None:
        current = self._preferences.current
        # Who hears well keeps what was set before, unless that was silence.
        if level is VoiceLevel.SILENT or current.voice.level is VoiceLevel.SILENT:
            self._preferences.change(replace(current, voice=replace(current.voice, level=level)))
        self.accepted.emit()


class PracticeDonePage(_Page):
    """Says that this was all, and leads on to the first session."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        figures: FigureBook | None = None,
    ) -> None:
        step = Step(theme, translate("PracticeDonePage", "That is all there is to know"))
        super().__init__(theme, step, parent)
        self._preferences = preferences
        self.pain = TextLabel(theme, wrap=True, parent=step)
        for each in (
            TextLabel(theme, self.tr("Space pauses and goes on."), wrap=True, parent=step),
            self.pain,
            TextLabel(theme, self.tr("Esc asks whether to end."), wrap=True, parent=step),
        ):
            step.body.addWidget(each)
        KEY_LABELS.changed.connect(self._name_key)
        self._name_key()
        step.set_picture(_Picture(theme, figures, step))
        self.quiet.setText(self.tr("Later"))
        self.primary.setText(self.tr("Start the first session"))
        self.quiet.clicked.connect(self.left)

    def _name_key(self) -> None:
        words = self.tr("{key} says that it hurts; up to 5 of 10 is fine to go on with.")
        self.pain.setText(words.format(key=_pain_key(self._preferences)))


def _pain_key(preferences: Preferences) -> str:
    """Return the key that says that it hurts, or the words of its button where it has none."""
    key = first_sign(preferences.current.keys, SessionAction.PAIN)
    return key or translate("PracticeDonePage", "“It hurts”")
