"""The design tokens of the window and the theme object which widgets ask for them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from hipcoach.ui.style_sheet import STYLE_SHEET, refresh
from hipcoach.ui.typeface import own_family

UNIT: Final = 8
RADIUS: Final = 12
HIT_TARGET: Final = 44
MIN_TEXT_SCALE: Final = 1.0
MAX_TEXT_SCALE: Final = 1.5


class ThemeMode(StrEnum):
    """What the person chose: a fixed look, or the one of their system."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class TextRole(StrEnum):
    """What a text is for, which decides its size and weight."""

    SMALL = "small"
    BODY = "body"
    STRONG = "strong"
    HEADING = "heading"
    TITLE = "title"
    DISPLAY = "display"
    HERO = "hero"


TYPE_SIZES: Final[dict[TextRole, int]] = {
    TextRole.SMALL: 13,
    TextRole.BODY: 15,
    TextRole.STRONG: 15,
    TextRole.HEADING: 22,
    TextRole.TITLE: 26,
    TextRole.DISPLAY: 30,
    TextRole.HERO: 52,
}
_BOLD_ROLES: Final = frozenset(TextRole) - {TextRole.SMALL, TextRole.BODY}


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    """Relative luminance of a "#rrggbb" colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two "#rrggbb" colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(first: str, second: str, share: float) -> str:
    """The "#rrggbb" colour which lies `share` (0 to 1) of the way from the first to the second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _scale(low: str, middle: str, high: str) -> tuple[str, ...]:
    return tuple(
        mix(low, middle, i / 5) if i <= 5 else mix(middle, high, (i - 5) / 5) for i in range(11)
    )


@dataclass(frozen=True)
class Palette:
    """Every colour of one look as "#rrggbb"; nothing but caution and pain is warm."""

    is_dark: bool
    ground: str
    surface: str
    line: str
    track: str
    text: str
    muted: str
    mark: str
    primary: str
    primary_hover: str
    on_primary: str
    on_primary_muted: str
    primary_soft: str
    pain: str
    pain_soft: str
    on_pain: str
    left: str
    on_left: str
    right: str
    on_right: str
    mat: str
    figure: str
    band: str
    worked: str
    pain_scale: tuple[str, ...]
    effort_scale: tuple[str, ...]

    def on_scale(self, color: str) -> str:
        """The text colour that reads better on a colour of one of the two scales."""
        dark, light = ("#10191a", "#ffffff")
        return dark if contrast(color, dark) >= contrast(color, light) else light


LIGHT: Final = Palette(
    is_dark=False,
    ground="#f4f2ec",
    surface="#fffdf8",
    line="#e3ded2",
    track="#e3ded2",
    text="#1d2b2c",
    muted="#556265",
    mark="#7c8786",
    primary="#1f5f63",
    primary_hover="#184e52",
    on_primary="#fffdf8",
    on_primary_muted="#c9dddc",
    primary_soft="#e6eeec",
    pain="#b04b2a",
    pain_soft="#f8e9e1",
    on_pain="#fffdf8",
    left="#2f6fb2",
    on_left="#fffdf8",
    right="#5d6a12",
    on_right="#fffdf8",
    mat="#ebe8de",
    figure="#4e686a",
    band="#e5a92e",
    worked="#ef8460",
    pain_scale=_scale("#fbeee7", "#d68763", "#6e2610"),
    effort_scale=_scale("#e6eeec", "#6ea3a3", "#123f42"),
)

# On a dark ground the scales run from dim to bright: more always stands out more.
DARK: Final = Palette(
    is_dark=True,
    ground="#10191a",
    surface="#172324",
    line="#2a3b3d",
    track="#263638",
    text="#eef3f1",
    muted="#93a5a5",
    mark="#708282",
    primary="#6fc3bd",
    primary_hover="#85d0ca",
    on_primary="#10191a",
    on_primary_muted="#234445",
    primary_soft="#1f3435",
    pain="#f3a07f",
    pain_soft="#3a251d",
    on_pain="#10191a",
    left="#7db4ee",
    on_left="#10191a",
    right="#c6d166",
    on_right="#10191a",
    mat="#1b282a",
    figure="#a9bbb9",
    band="#f0bd4f",
    worked="#f2906c",
    pain_scale=_scale("#33231d", "#a8583a", "#ffc9b0"),
    effort_scale=_scale("#1f3435", "#36756f", "#b4e8e3"),
)


def qpalette(palette: Palette) -> QPalette:
    """The Qt palette of one look, for Fusion and for the style sheet, which names its roles."""
    role = QPalette.ColorRole
    colors = {
        role.Window: palette.ground,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.ground,
        role.Text: palette.text,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.BrightText: palette.pain,
        role.Highlight: palette.primary,
        role.HighlightedText: palette.on_primary,
        role.Accent: palette.primary,
        role.Link: palette.primary,
        role.LinkVisited: palette.primary,
        role.PlaceholderText: palette.muted,
        role.ToolTipBase: palette.surface,
        role.ToolTipText: palette.text,
        role.Light: palette.primary_soft,
        role.Midlight: palette.line,
        role.Mid: palette.mark,
        role.Dark: palette.mark,
        role.Shadow: palette.line,
    }
    result = QPalette()
    for each, color in colors.items():
        result.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(palette.mark))
    return result


class Theme(QObject):
    """The look in force; widgets ask it for colours and fonts and repaint on `changed`."""

    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        mode: ThemeMode = ThemeMode.SYSTEM,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        system_font: bool = False,
    ) -> None:
        """A theme that is not applied yet; text_scale is held between 1.0 and 1.5."""
        super().__init__(parent)
        self._mode = ThemeMode(mode)
        self._text_scale = _held(text_scale)
        self._reduced_motion = reduced_motion
        self._system_font = system_font
        self._families: list[str] = []
        self._app: QApplication | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_look_changed)

    @property
    def mode(self) -> ThemeMode:
        """What the person chose."""
        return self._mode

    @property
    def text_scale(self) -> float:
        """How much larger than designed every text is, 1.0 to 1.5."""
        return self._text_scale

    @property
    def reduced_motion(self) -> bool:
        """Whether things should appear instead of moving, by our switch or the system's."""
        return self._reduced_motion or _system_wants_less_motion()

    @property
    def palette(self) -> Palette:
        """The tokens of the look in force."""
        if self._mode is ThemeMode.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode is ThemeMode.DARK else LIGHT

    def set_mode(self, mode: ThemeMode) -> None:
        """Choose light, dark or the system's look."""
        if ThemeMode(mode) is not self._mode:
            self._mode = ThemeMode(mode)
            self._refresh()

    def set_text_scale(self, text_scale: float) -> None:
        """Make every text larger; held between 1.0 and 1.5."""
        if _held(text_scale) != self._text_scale:
            self._text_scale = _held(text_scale)
            self._refresh()

    def set_reduced_motion(self, reduced_motion: bool) -> None:
        """Turn our own reduced-motion switch on or off."""
        if reduced_motion != self._reduced_motion:
            self._reduced_motion = reduced_motion
            self.changed.emit()

    def set_system_font(self, system_font: bool) -> None:
        """Write in the system's font instead of the app's own."""
        if system_font != self._system_font:
            self._system_font = system_font
            self._refresh()

    def color(self, token: Callable[[Palette], str]) -> QColor:
        """The colour of a token, as in theme.color(lambda p: p.muted)."""
        return QColor(token(self.palette))

    def px(self, size: float) -> int:
        """A length that grows with the text, in whole pixels."""
        return round(size * self._text_scale)

    def motion_ms(self, duration_ms: int) -> int:
        """How long a movement may take: the asked time, or nothing in reduced motion."""
        return 0 if self.reduced_motion else duration_ms

    def font(self, role: TextRole = TextRole.BODY, *, bold: bool | None = None) -> QFont:
        """The font in a role's size and weight, with digits of one width."""
        heavy = role in _BOLD_ROLES if bold is None else bold
        return self.font_px(self.px(TYPE_SIZES[role]), bold=heavy)

    def font_px(self, size: int, *, bold: bool = False) -> QFont:
        """The font at a size in pixels (not scaled again), with digits of one width."""
        font = QFont()
        font.setFamilies(self._font_families())
        font.setPixelSize(max(1, size))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _font_families(self) -> list[str]:
        if not self._families:
            # What the system writes in; once this look is applied, the app's font is ours.
            self._families = [
                QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
            ]
        own = "" if self._system_font else own_family()
        return [own, *self._families] if own else self._families

    def apply(self, app: QApplication) -> None:
        """Give the application this look, and again whenever it changes."""
        self._app = app
        if app.styleSheet() != STYLE_SHEET:
            app.setStyle("Fusion")
            app.setStyleSheet(STYLE_SHEET)
        self._paint_application()
        self.changed.emit()

    def _paint_application(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(qpalette(self.palette))
        self._app.setFont(self.font())
        QToolTip.setFont(self.font(TextRole.SMALL))
        refresh(self._app)

    def _refresh(self) -> None:
        self._paint_application()
        self.changed.emit()

    def _on_system_look_changed(self) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._refresh()


def _held(text_scale: float) -> float:
    return min(MAX_TEXT_SCALE, max(MIN_TEXT_SCALE, float(text_scale)))


def _system_wants_less_motion() -> bool:
    # Qt tells the system's wish from 6.12 on only.
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    return preference is not None and getattr(preference(), "name", "") == "ReducedMotion"
