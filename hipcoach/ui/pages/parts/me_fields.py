"""What a person tells about themselves, each answer kept as soon as it is given."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.coaching.hip_rules import SIDED_FLAGS
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.preferences import Preferences
from hipcoach.coaching.safety_gate import CHILD_FLAG
from hipcoach.coaching.warning_signs import WarningSigns
from hipcoach.domain.exercise import plain_things
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import FlagSide, InHand, Profile
from hipcoach.domain.text import translate
from hipcoach.ui.dialogs.clear_signs_dialog import ClearSignsDialog
from hipcoach.ui.pages.parts.chips import ChipGroup
from hipcoach.ui.pages.parts.page_layouts import ColumnsLayout
from hipcoach.ui.theme import UNIT, Theme
from hipcoach.ui.widgets.nrs_scale import NrsScale
from hipcoach.ui.widgets.segmented import Segmented
from hipcoach.ui.widgets.tick_box import RadioChoice, TickBox


def area_names() -> dict[str, str]:
    """Return the areas that can be sore, in the order they are offered."""
    return {
        "hip": translate("Areas", "hip"),
        "groin": translate("Areas", "groin"),
        "outer hip": translate("Areas", "outer hip"),
        "buttock": translate("Areas", "buttock"),
        "thigh": translate("Areas", "thigh"),
        "lower back": translate("Areas", "lower back"),
        "pelvis": translate("Areas", "pelvis"),
    }


def capitalised(text: str) -> str:
    """Write the first letter large and leave the others as they are."""
    return text[:1].upper() + text[1:]


def equipment_options(content: ContentSource) -> list[tuple[str, str]]:
    """Return what the routines make use of, as (id, name): one list of plain things.

    A chair or stool is a chair and a stool; either is enough where an exercise names both.
    """
    needed: dict[str, None] = {}
    for routine in content.routines.values():
        for each in routine.equipment:
            needed.update(dict.fromkeys(plain_things(each)))
    names = content.equipment_names
    return [(each, capitalised(names.get(each, each))) for each in needed]


def change_me(preferences: Preferences, me: Profile) -> None:
    """Keep another profile."""
    preferences.change(replace(preferences.current, me=me))


class SideField(Segmented):
    """Which side is sore."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self._preferences = preferences
        self.setAccessibleName(self.tr("Sore side"))
        self.set_options(
            [
                (Side.LEFT.value, self.tr("Left")),
                (Side.RIGHT.value, self.tr("Right")),
                (Side.BILATERAL.value, self.tr("Both, or the middle")),
            ]
        )
        self.chosen.connect(self._on_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_current(self._preferences.current.me.sore_side.value)

    def focus_target(self) -> QWidget:
        """Return the part that takes the keyboard."""
        parts = self.findChildren(QAbstractButton)
        return next((each for each in parts if each.isChecked()), self)

    def _on_chosen(self, key: str) -> None:
        me = self._preferences.current.me
        change_me(self._preferences, replace(me, sore_side=Side(key)))


class AreasField(ChipGroup):
    """Where it is sore; the first ticked one is the place that ratings are about."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        name = translate("Areas", "Sore areas")
        options = [(key, capitalised(text)) for key, text in area_names().items()]
        super().__init__(theme, options, name=name, parent=parent)
        self._preferences = preferences
        self.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_checked(self._preferences.current.me.areas)

    def _on_changed(self) -> None:
        me = self._preferences.current.me
        change_me(self._preferences, replace(me, areas=self.checked()))


class UsualPainField(NrsScale):
    """How much it usually hurts."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            question=translate("UsualPainField", "Your usual pain"),
            low_words=translate("UsualPainField", "no pain"),
            high_words=translate("UsualPainField", "worst imaginable"),
            parent=parent,
        )
        self._preferences = preferences
        self.selection_changed.connect(self._on_selected)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        usual = self._preferences.current.me.usual_pain
        if usual != self.value():
            self.set_value(usual)

    def _on_selected(self, value: int) -> None:
        me = self._preferences.current.me
        change_me(self._preferences, replace(me, usual_pain=value))


class TickList(QWidget):
    """Sentences to tick, one below the other."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
        narrowest: int = 0,
    ) -> None:
        """Offer (key, text) pairs, none of them ticked.

        They stand in two columns where each may be `narrowest` pixels wide or more, in one where
        that is 0.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        lines: QVBoxLayout | ColumnsLayout
        if narrowest:
            lines = ColumnsLayout(self, narrowest=theme.px(narrowest), gap=0)
            theme.changed.connect(lambda: lines.set_narrowest(theme.px(narrowest)))
        else:
            lines = QVBoxLayout(self)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(0)
        self._boxes: dict[str, TickBox] = {}
        self._cells: dict[str, QVBoxLayout] = {}
        for key, text in options:
            cell = QWidget(self)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            box = TickBox(theme, text, parent=cell)
            box.clicked.connect(self._on_clicked)
            column.addWidget(box)
            lines.addWidget(cell)
            self._boxes[key] = box
            self._cells[key] = column
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are offered."""
        return tuple(self._boxes)

    def box(self, key: str) -> TickBox:
        """Return the box of a key; raises KeyError when there is none."""
        return self._boxes[key]

    def checked(self) -> tuple[str, ...]:
        """Return the ticked keys in the order they are shown."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_checked(self, keys: Iterable[str]) -> None:
        """Tick exactly these without telling anyone."""
        wanted = set(keys)
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)

    def put_below(self, key: str, widget: QWidget) -> None:
        """Put something of its own right below a box, in the order of the Tab key too."""
        self._cells[key].addWidget(widget)

    def _on_clicked(self) -> None:
        self.changed.emit()


class PrecautionList(TickList):
    """Precautions by their flags; those not offered here stay as they are."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        flags: Sequence[str],
        parent: QWidget | None = None,
        *,
        with_sides: bool = False,
        name: str = "",
    ) -> None:
        """Offer these; `with_sides` asks for the hip of those that are about one."""
        options = [(flag, content.precautions[flag]) for flag in flags]
        name = name or translate("PrecautionList", "Precautions")
        super().__init__(theme, options, name=name, parent=parent)
        self._preferences = preferences
        self._sides: dict[str, FlagSideField] = {}
        if with_sides:
            for flag, text in options:
                if flag in SIDED_FLAGS:
                    self._sides[flag] = FlagSideField(theme, preferences, flag, text, self)
                    self.put_below(flag, self._sides[flag])
        self.changed.connect(self._on_changed)
        self.refresh()

    def side(self, flag: str) -> "FlagSideField":
        """Return the field for the hip of a flag; raises KeyError when it has none."""
        return self._sides[flag]

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_checked(self._preferences.current.me.flags)
        self._show_sides()

    def _show_sides(self) -> None:
        for flag, field in self._sides.items():
            field.refresh()
            field.setVisible(self.box(flag).isChecked())

    def _on_changed(self) -> None:
        me = self._preferences.current.me
        others = tuple(flag for flag in me.flags if flag not in self.keys)
        change_me(self._preferences, replace(me, flags=others + self.checked()))
        self._show_sides()


class FlagSideField(QWidget):
    """Which hip a precaution is about; until told, the sore one."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        flag: str,
        text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._flag = flag
        # Below the words of the box, not below the box.
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 0, UNIT)
        self.hips = Segmented(theme, parent=self)
        self.hips.setAccessibleName(self.tr("Which hip: {0}").format(text))
        self.hips.set_options(
            [
                (Side.LEFT.value, self.tr("Left hip")),
                (Side.RIGHT.value, self.tr("Right hip")),
                (Side.BILATERAL.value, self.tr("Both")),
            ]
        )
        row.addWidget(self.hips)
        row.addStretch(1)
        self.hips.chosen.connect(self._on_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        self.hips.set_current(self._preferences.current.me.flag_side(self._flag).value)

    def _on_chosen(self, key: str) -> None:
        me = self._preferences.current.me
        others = tuple(each for each in me.flag_sides if each.flag != self._flag)
        told = FlagSide(flag=self._flag, side=Side(key))
        change_me(self._preferences, replace(me, flag_sides=(*others, told)))


class SignList(TickList):
    """Red flags by their ids; those not offered here stay as they are.

    A tick of this visit can be undone; a sign that stood before it is cleared in words only.
    """

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        signs: WarningSigns,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        narrowest: int = 0,
    ) -> None:
        name = translate("SignList", "Signs to have looked at")
        super().__init__(theme, options, name=name, parent=parent, narrowest=narrowest)
        self._theme = theme
        self._preferences = preferences
        self._signs = signs
        self._stood: frozenset[str] = frozenset()
        self.changed.connect(self._on_changed)
        self.begin_visit()

    def begin_visit(self) -> None:
        """Show what stands; from now on that is cleared in words only."""
        self._stood = frozenset(self._preferences.current.me.red_flags)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands."""
        self.set_checked(self._preferences.current.me.red_flags)

    def _on_changed(self) -> None:
        ticked = set(self.checked())
        standing = {key for key in self._preferences.current.me.red_flags if key in self.keys}
        self._signs.tell(key for key in self.keys if key in ticked - standing)
        for key in sorted(standing - ticked):
            if key not in self._stood:
                self._signs.withdraw(key)
                continue
            said = ClearSignsDialog.ask(
                self,
                self._theme,
                (self._signs.plain(key),),
                self._signs.today,
                is_child=key == CHILD_FLAG,
            )
            if said is None:
                self.set_checked(self._preferences.current.me.red_flags)
            else:
                self._signs.clear((key,), said.by, said.on)


class EquipmentField(ChipGroup):
    """What is at hand of that which the routines make use of."""

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        content: ContentSource,
        parent: QWidget | None = None,
    ) -> None:
        name = translate("EquipmentField", "What you have")
        super().__init__(theme, equipment_options(content), name=name, parent=parent)
        self._preferences = preferences
        self.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        self.set_checked(self._preferences.current.me.equipment)

    def _on_changed(self) -> None:
        me = self._preferences.current.me
        change_me(self._preferences, replace(me, equipment=self.checked()))


class InHandField(QWidget):
    """What can be pressed during a session."""

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setAccessibleName(self.tr("What you can press in a session"))
        words = {
            InHand.KEYBOARD: self.tr("A keyboard within reach"),
            InHand.CLICKER: self.tr("A presenter clicker"),
            InHand.MEDIA_KEYS: self.tr("The keys of a headset or media keys"),
            InHand.NOTHING: self.tr("Nothing: let everything run by itself"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._choices: dict[InHand, RadioChoice] = {}
        for number, (in_hand, text) in enumerate(words.items()):
            choice = RadioChoice(theme, text, parent=self)
            self._group.addButton(choice, number)
            column.addWidget(choice)
            self._choices[in_hand] = choice
        self._group.idToggled.connect(self._on_toggled)
        self.refresh()

    def choice(self, in_hand: InHand) -> RadioChoice:
        """Return the round of an answer."""
        return self._choices[in_hand]

    def refresh(self) -> None:
        """Show what is kept."""
        self._group.blockSignals(True)
        self._choices[self._preferences.current.me.in_hand].setChecked(True)
        self._group.blockSignals(False)

    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            me = self._preferences.current.me
            change_me(self._preferences, replace(me, in_hand=list(InHand)[number]))
