"""What a person told about themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import unclear
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.pathway import PATHWAY_FLAG
from hipcoach.domain.settings import Settings
from hipcoach.domain.text import translate
from hipcoach.ui.pages.parts.fold_button import FoldButton
from hipcoach.ui.pages.parts.goal_fields import GoalsField, MinutesField, SinceField
from hipcoach.ui.pages.parts.me_fields import (
    AreasField,
    EquipmentField,
    InHandField,
    PrecautionList,
    SideField,
    SignList,
    UsualPainField,
    change_me,
)
from hipcoach.ui.pages.parts.norm_fields import BirthYearField, SexField
from hipcoach.ui.pages.parts.weight_field import WeightField
from hipcoach.ui.pages.settings.section import Section
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.buttons import QuietButton, SecondaryButton
from hipcoach.ui.widgets.text_label import TextLabel


class MeSection(Section):
    """Side, areas, usual pain, what for, what is at hand."""

    questions_requested = Signal()
    """The person wants to be asked again, and a plan proposed from it."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Me"), parent)
        # First, where it is looked for: it changes everything below.
        self.again = SecondaryButton(theme, self.tr("Go through the questions again"), parent=self)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.again.clicked.connect(self.questions_requested)
        self.side = SideField(theme, preferences, self)
        self.areas = AreasField(theme, preferences, self)
        self.pain = UsualPainField(theme, preferences, self)
        self.equipment = EquipmentField(theme, preferences, content, self)
        self.in_hand = InHandField(theme, preferences, self)
        self.add_wide(self.tr("Sore side"), self.side)
        self.since = SinceField(theme, preferences, self)
        self.minutes = MinutesField(theme, preferences, self)
        self.goals = GoalsField(theme, preferences, self)
        self.add_wide(self.tr("Sore areas"), self.areas)
        self.add_wide(self.tr("Since when"), self.since)
        self.add_wide(self.tr("Usual pain"), self.pain)
        self.add_wide(self.tr("What you want to do again"), self.goals)
        self.add_wide(self.tr("Time for a session"), self.minutes)
        self.add_wide(self.tr("What you have"), self.equipment)
        self.add_wide(self.tr("To press during a session"), self.in_hand)
        self.birth_year = BirthYearField(theme, preferences, self)
        self.sex = SexField(theme, preferences, self)
        hint = self.tr("Only for the published values beside self-checks")
        self.add_row(self.tr("Year of birth"), self.birth_year, hint=hint)
        self.add_wide(self.tr("Sex"), self.sex, hint=hint)

    def refresh(self) -> None:
        """Show what is kept."""
        self.side.refresh()
        self.areas.refresh()
        self.since.refresh()
        self.goals.refresh()
        self.minutes.refresh()
        self.pain.refresh()
        self.equipment.refresh()
        self.in_hand.refresh()
        self.birth_year.refresh()
        self.sex.refresh()


def precaution_groups(content: ContentSource) -> list[tuple[str, tuple[str, ...]]]:
    """Return every precaution there is in groups, as (title, flags)."""
    sorted_out = [
        (
            translate("CareSection", "Operation on a hip"),
            (
                "thr_early",
                "thr_posterior",
                "thr_posterior_early",
                "thr_anterior",
                "thr_lateral_early",
            ),
        ),
        (
            translate("CareSection", "Hip and groin"),
            (
                "gtps",
                "fai",
                "hip_instability",
                "groin_strain",
                "proximal_hamstring",
                "side_lying_pain",
            ),
        ),
        (
            translate("CareSection", "Back and pelvis"),
            ("flexion_sensitive_back", "extension_sensitive_back", "sciatica", "sij_pain"),
        ),
        (
            translate("CareSection", "Knees, shoulders and getting about"),
            (
                "knee_pain",
                "kneeling_intolerant",
                "shoulder_pain",
                "balance_impaired",
                "floor_transfer_hard",
            ),
        ),
        (
            translate("CareSection", "General health"),
            (
                "high_bp",
                "osteoporosis",
                "pregnancy",
                "blood_thinner",
                "opioid_patch",
                "reflux",
                "epilepsy",
                "dvt_signs",
                "undiagnosed_pain",
            ),
        ),
        (
            translate("CareSection", "Warmth, cold and TENS"),
            (
                "skin_break",
                "reduced_sensation",
                "poor_circulation",
                "acute_swelling",
                "active_cancer_area",
                "pacemaker_or_implant",
                "cold_allergy",
                "raynaud",
                "pregnancy_abdomen",
                "driving",
            ),
        ),
    ]
    known = {flag for _, flags in sorted_out for flag in flags}
    # A pathway is chosen under Plan, not ticked.
    others = tuple(
        flag
        for flag in content.precautions
        if flag not in known and not flag.startswith(PATHWAY_FLAG)
    )
    if others:
        sorted_out.append((translate("CareSection", "Others"), others))
    return [
        (title, tuple(flag for flag in flags if flag in content.precautions))
        for title, flags in sorted_out
    ]


class PrecautionGroup(QWidget):
    """Precautions of one kind, folded away until asked for or ticked."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        title: str,
        flags: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button = FoldButton(theme, title, self)
        self.ticks = PrecautionList(
            theme, preferences, content, flags, self, with_sides=True, name=title
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self.ticks)
        self.ticks.hide()
        self.button.toggled.connect(self.ticks.setVisible)
        self.ticks.changed.connect(self._count)

    def refresh(self) -> None:
        """Show what is kept; what is ticked is never hidden."""
        self.ticks.refresh()
        self._count()
        if self.ticks.checked():
            self.button.setChecked(True)

    def _count(self) -> None:
        number = len(self.ticks.checked())
        self.button.set_note("" if not number else self.tr("{0} ticked").format(number))


class ClearedList(QWidget):
    """Exercises that a therapist cleared, each of which can be taken back."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._content = content
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: dict[str, QWidget] = {}
        self.buttons: dict[str, QuietButton] = {}
        self.refresh()

    @property
    def names(self) -> list[str]:
        """What is listed."""
        return [self._name(exercise_id) for exercise_id in self._rows]

    def refresh(self) -> None:
        """Show what is kept."""
        wanted = [each.exercise_id for each in self._preferences.current.me.cleared]
        if wanted == list(self._rows):
            return
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self.buttons = {}, {}
        for exercise_id in wanted:
            self._add(exercise_id)

    def _add(self, exercise_id: str) -> None:
        name = self._name(exercise_id)
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        button = QuietButton(self._theme, self.tr("Take back"), parent=row)
        button.setAccessibleName(self.tr("Take back that {0} was cleared").format(name))
        button.clicked.connect(lambda: self._take_back(exercise_id))
        line.addWidget(TextLabel(self._theme, name, wrap=True, parent=row), 1)
        line.addWidget(button)
        self._column.addWidget(row)
        row.show()
        self._rows[exercise_id] = row
        self.buttons[exercise_id] = button

    def _take_back(self, exercise_id: str) -> None:
        change_me(self._preferences, unclear(self._preferences.current.me, exercise_id))

    def _name(self, exercise_id: str) -> str:
        exercise = self._content.exercises.get(exercise_id)
        return exercise_id if exercise is None else exercise.name


class CareSection(Section):
    """Precautions, what a therapist cleared, and signs that belong before a professional."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        signs: WarningSigns,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Precautions"), parent)
        self._preferences = preferences
        self.add_text(
            self.tr(
                "Tick what applies to you. Exercises that don’t go with it are left out, and "
                "others come with a word of care."
            )
        )
        folds = QWidget(self)
        column = QVBoxLayout(folds)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.groups: list[PrecautionGroup] = []
        for title, flags in precaution_groups(content):
            group = PrecautionGroup(theme, preferences, content, title, flags, folds)
            column.addWidget(group)
            self.groups.append(group)
        self.signs_button = FoldButton(theme, self.tr("Signs to have looked at"), folds)
        options = [(flag.id, flag.plain) for flag in content.red_flags]
        self.signs = SignList(theme, preferences, signs, options, folds)
        self.signs.hide()
        self.signs_button.toggled.connect(self.signs.setVisible)
        column.addWidget(self.signs_button)
        column.addWidget(self.signs)
        self.body.addWidget(folds)
        self.weight = WeightField(theme, preferences, self)
        self._weight_block = self.add_wide(self.weight.accessibleName(), self.weight)
        self.cleared = ClearedList(theme, preferences, content, self)
        self._cleared_block = self.add_wide(
            self.tr("Cleared by your therapist"),
            self.cleared,
            hint=self.tr("For what you had told us then; anything new leaves it out again."),
        )
        preferences.listen(self._on_changed)
        self.refresh()

    def group_of(self, flag: str) -> PrecautionGroup:
        """Return the group that offers a flag; raises StopIteration when none does."""
        return next(group for group in self.groups if flag in group.ticks.keys)

    def refresh(self) -> None:
        """Show what is kept; what is ticked is never hidden."""
        for group in self.groups:
            group.refresh()
        self.signs.begin_visit()
        if self.signs.checked():
            self.signs_button.setChecked(True)
        self.weight.refresh()
        self._show_cleared()

    def _on_changed(self, _settings: Settings) -> None:
        # The hip that a precaution is about goes with the sore side.
        for group in self.groups:
            group.ticks.refresh()
        self._show_cleared()

    def _show_cleared(self) -> None:
        self.cleared.refresh()
        me = self._preferences.current.me
        self._cleared_block.setVisible(bool(me.cleared))
        self._weight_block.setVisible(is_operated(me))
