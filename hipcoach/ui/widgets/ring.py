"""The ring that drains round the largest digits of the screen."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.face import Face, mixed, paint_face

_BAND_SHARE: Final = 0.045
_DIGITS_WIDTH_SHARE: Final = 0.78
_FAR_WIDTH_SHARE: Final = 0.86
_DIGITS_LARGEST_SHARE: Final = 0.62
_SUB_SHARE: Final = 0.072
_SUB_WIDTH_SHARE: Final = 0.62
_SUB_OFF_MIDDLE: Final = 0.27
# Half the height of a digit, and how far a line reaches below its middle, by the size in pixels.
_HALF_DIGIT: Final = 0.365
_HALF_SUB: Final = 0.4
_FLASH_MS: Final = 600
# Where a sign takes the room of the digits, they stand small below it.
_SIGNED: Final = (Face.PAUSED, Face.DONE, Face.SWITCHING)
_SIGN_SHARE: Final = 0.36
_SIGNED_DIGITS_SHARE: Final = 0.22
_SIGNED_DROP: Final = 0.11
_TINTED: Final = (Face.RESTING, Face.SWITCHING)


class CountRing(QWidget):
    """Digits as large as the room allows, a line under them, and the time that remains round it."""

    clicked = Signal()
    """It was pressed with the mouse or a finger."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fraction = 1.0
        self._digits = ""
        self._sub_text = ""
        self._sub_px = 0
        self._face = Face.WORKING
        self._breath = 0.5
        self._digit_room = 2
        self._track: QPixmap | None = None
        self._digits_face: tuple[object, QFont] | None = None
        self._flash_color = ""
        self._flash_strength = 0.0
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(_FLASH_MS)
        self._flash.valueChanged.connect(self._on_flash_moved)
        self._flash.finished.connect(self._on_flash_finished)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)

    @property
    def fraction(self) -> float:
        """What remains, 0 to 1."""
        return self._fraction

    @property
    def digits(self) -> str:
        """The number or time shown."""
        return self._digits

    @property
    def sub_text(self) -> str:
        """The line under the digits."""
        return self._sub_text

    @property
    def is_flashing(self) -> bool:
        """Whether a switch is being shown just now."""
        return self._flash_strength > 0

    def set_fraction(self, fraction: float) -> None:
        """Drain the ring to what remains, 0 to 1; repaints only the stretch that changed."""
        fraction = min(1.0, max(0.0, fraction))
        if self._arc_steps(fraction) == self._arc_steps(self._fraction):
            return
        before, self._fraction = self._fraction, fraction
        self.update(self._stretch(before, fraction))

    def set_remaining(self, remaining_ms: int, total_ms: int) -> None:
        """Drain the ring to the time that remains, in whole seconds in reduced motion."""
        if total_ms <= 0:
            self.set_fraction(0.0)
            return
        if self._theme.reduced_motion:
            remaining_ms = math.ceil(remaining_ms / 1000) * 1000
        self.set_fraction(remaining_ms / total_ms)

    def set_digits(self, digits: str) -> None:
        """Show another number or time."""
        if digits == self._digits:
            return
        same_size = self._digit_count(digits) == self._digit_count(self._digits)
        self._digits = digits
        self._describe()
        self.update(self._digits_rect() if same_size else self._inner_rect().toAlignedRect())

    def set_sub_text(self, sub_text: str) -> None:
        """Show another line under the digits."""
        if sub_text == self._sub_text:
            return
        moved = bool(sub_text) != bool(self._sub_text)
        self._sub_text = sub_text
        self._describe()
        self.update(self._inner_rect().toAlignedRect() if moved else self._sub_rect())

    def set_digit_room(self, characters: int) -> None:
        """Keep the digits' size for this many characters, so that nothing jumps on the way."""
        if characters != self._digit_room:
            self._digit_room = max(1, characters)
            self.update(self._inner_rect().toAlignedRect())

    def set_sub_px(self, size_px: int) -> None:
        """Write the line under the digits at least this large where it has room; 0 is as usual."""
        if size_px != self._sub_px:
            self._sub_px = size_px
            self.update(self._inner_rect().toAlignedRect())

    def sub_capital_height(self) -> float:
        """The height of a capital of the line under the digits in pixels, as shown now."""
        return QFontMetricsF(self._sub_font()).capHeight()

    def track_ratio(self) -> float:
        """The scale of the display that the track was last painted for."""
        return self._track_pixmap().devicePixelRatio()

    def digits_bottom(self) -> float:
        """Where the digits end, in pixels from the top."""
        return self._digits_baseline().y()

    def sub_top(self) -> float:
        """Where a capital of the line under the digits begins, in pixels from the top."""
        metrics = QFontMetricsF(self._sub_font())
        text_top = self._sub_rect().center().y() - metrics.height() / 2
        return text_top + metrics.ascent() - metrics.capHeight()

    @property
    def face(self) -> Face:
        """How the session stands, as shown."""
        return self._face

    @property
    def breath_px(self) -> int:
        """The half width of the breath of a rest, in pixels."""
        return self._breath_px(self._breath)

    def set_face(self, face: Face, breath: float = 0.5) -> None:
        """Show how the session stands; a rest is shown as full as a `breath` is, 0 to 1."""
        if face is not self._face:
            self._face, self._breath = face, breath
            if face is not Face.SWITCHING and self.is_flashing:
                self._flash.stop()
                self._flash_strength = 0.0
            self.update()
        elif face is Face.RESTING and self._breath_px(breath) != self._breath_px(self._breath):
            self._breath = breath
            self.update(self._inner_rect().toAlignedRect())

    def flash(self, color: str) -> None:
        """Light the inside up once in a "#rrggbb" colour, as at a switch of sides."""
        self._flash.stop()
        self._flash_color = color
        self._flash_strength = 1.0
        self._flash.start()
        self.update(self._inner_rect().toAlignedRect())

    def digit_height(self) -> float:
        """The height of a digit in pixels as it is shown now."""
        return QFontMetricsF(self._digits_font()).tightBoundingRect("0").height()

    def sizeHint(self) -> QSize:
        """A good size at arm's length; more is better."""
        return QSize(360, 360)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(120, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the track afresh for the new size."""
        self._track = None
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press on the ring for a key."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies within the region asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        square = self._square()
        painter.drawPixmap(square.topLeft(), self._track_pixmap())
        if self._fraction > 0:
            painter.setPen(self._arc_pen())
            if self._fraction >= 1.0:
                painter.drawEllipse(self._band_rect())
            else:
                span = -max(1, round(self._fraction * 360 * 16))
                painter.drawArc(self._band_rect(), 90 * 16, span)
        inner = self._inner_rect()
        if not event.region().intersects(inner.toAlignedRect()):
            return
        self._paint_inside(painter, inner)
        if self._flash_strength > 0:
            color = QColor(self._flash_color)
            color.setAlphaF(0.35 * self._flash_strength)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(inner)
        is_filled = self._face is Face.HOLDING
        painter.setPen(palette.on_primary if is_filled else palette.text)
        painter.setFont(self._digits_font())
        painter.drawText(self._digits_baseline(), self._digits)
        if self._sub_text:
            painter.setPen(palette.on_primary if is_filled else palette.muted)
            if self._face in _TINTED:
                painter.setPen(palette.text)
            painter.setFont(self._sub_font())
            painter.drawText(self._sub_rect(), Qt.AlignmentFlag.AlignCenter, self._sub_text)

    def _arc_pen(self) -> QPen:
        """The line of what remains: dashed on the way, thin at rest, grey while paused."""
        palette = self._theme.palette
        colors = {Face.PAUSED: palette.mark, Face.GETTING_READY: palette.text}
        pen = QPen(QColor(colors.get(self._face, palette.primary)), self._band())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._face is Face.RESTING:
            pen.setWidthF(self._band() * 0.4)
        if self._face is Face.GETTING_READY:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.2, 1.2])
        return pen

    def _paint_inside(self, painter: QPainter, inner: QRectF) -> None:
        """Paint what is known from afar: a lit disc, a full one, a breath, halves or two bars."""
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        match self._face:
            case Face.WORKING:
                painter.setBrush(QColor(palette.surface))
                painter.drawEllipse(inner)
            case Face.HOLDING:
                gap = inner.width() * 0.02
                painter.setBrush(QColor(palette.primary))
                painter.drawEllipse(inner.adjusted(gap, gap, -gap, -gap))
            case Face.RESTING:
                radius = self._breath_px(self._breath)
                light = mixed(palette.ground, palette.primary, 0.4)
                painter.setBrush(QColor(light))
                painter.drawEllipse(inner.center(), radius, radius)
            case Face.SWITCHING:
                for start, color in ((90, palette.left), (270, palette.right)):
                    painter.setBrush(QColor(mixed(palette.ground, color, 0.5)))
                    painter.drawPie(inner, start * 16, 180 * 16)
                paint_face(painter, self._sign_rect(), self._face, palette)
            case Face.PAUSED | Face.DONE:
                paint_face(painter, self._sign_rect(), self._face, palette)
            case _:
                pass

    def _sign_rect(self) -> QRectF:
        """The room of a sign above the digits."""
        square = self._square()
        side = square.width() * _SIGN_SHARE
        top = square.top() + square.height() * 0.15
        return QRectF(square.center().x() - side / 2, top, side, side)

    def _breath_px(self, breath: float) -> int:
        """The half width of the disc of a breath, in whole pixels."""
        return round(self._inner_rect().width() / 2 * (0.66 + 0.34 * breath))

    def _square(self) -> QRectF:
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _band(self) -> float:
        return max(6.0, self._square().width() * _BAND_SHARE)

    def _band_rect(self) -> QRectF:
        half = self._band() / 2 + 1
        return self._square().adjusted(half, half, -half, -half)

    def _inner_rect(self) -> QRectF:
        inset = self._band() + 3
        return self._square().adjusted(inset, inset, -inset, -inset)

    def _track_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._track is None or self._track.devicePixelRatio() != ratio:
            square = self._square()
            side = max(1, round(square.width() * ratio))
            track = QPixmap(side, side)
            track.setDevicePixelRatio(ratio)
            track.fill(Qt.GlobalColor.transparent)
            painter = QPainter(track)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.palette.track), self._band()))
            painter.drawEllipse(self._band_rect().translated(-square.topLeft()))
            painter.end()
            self._track = track
        return self._track

    def _arc_steps(self, fraction: float) -> int:
        """The arc's length in half pixels: less can't be seen and isn't painted."""
        if fraction <= 0.0:
            return -1
        return math.ceil(fraction * math.pi * self._band_rect().width() * 2)

    def _stretch(self, first: float, last: float) -> QRect:
        """The room of the band between two fractions, the round ends included."""
        rect = self._band_rect()
        radius = rect.width() / 2
        low, high = sorted((first, last))
        count = max(2, math.ceil((high - low) * 24) + 1)
        reach = QRectF()
        for index in range(count):
            turn = (low + (high - low) * index / (count - 1)) * math.tau
            point = rect.center() + QPointF(math.sin(turn), -math.cos(turn)) * radius
            margin = self._band() + (radius * 0.04 if high - low > 0.02 else 0.0)
            spot = QRectF(point.x() - margin, point.y() - margin, 2 * margin, 2 * margin)
            reach = reach.united(spot)
        if low <= 0.0 or high >= 1.0:
            # A full ring has no ends, an empty one no arc: the cap at the top comes or goes.
            top = QPointF(rect.center().x(), rect.top())
            margin = self._band()
            reach = reach.united(QRectF(top.x() - margin, top.y() - margin, 2 * margin, 2 * margin))
        return reach.toAlignedRect()

    def _digit_count(self, digits: str) -> int:
        return max(self._digit_room, len(digits))

    def _digits_font(self) -> QFont:
        """Return the font of the digits; measuring text is dear, and sixty frames ask for it."""
        key = (
            self.size(),
            self._digit_count(self._digits),
            self._digits.count(":"),
            self._face,
            bool(self._sub_text),
            self._sub_px,
        )
        if self._digits_face is None or self._digits_face[0] != key:
            self._digits_face = (key, self._measured_font())
        return self._digits_face[1]

    def _measured_font(self) -> QFont:
        square = self._square().width()
        width_share = QFontMetricsF(self._theme.font_px(100, bold=True)).horizontalAdvance("0")
        count = self._digit_count(self._digits)
        # A colon is narrower than a digit.
        needed = width_share / 100 * (count - 0.5 * self._digits.count(":"))
        share = _DIGITS_WIDTH_SHARE if not self._sub_px else _FAR_WIDTH_SHARE
        if self._face in _SIGNED:
            return self._theme.font_px(int(square * _SIGNED_DIGITS_SHARE), bold=True)
        room = self._inner_rect().width() * share
        size = min(room / needed, square * _DIGITS_LARGEST_SHARE)
        if self._sub_px:
            # Lifted far, they come to where the ring is narrow.
            while size > 9 and needed * size > self._chord(self._lift(size) + size * _HALF_DIGIT):
                size *= 0.97
        return self._theme.font_px(int(size), bold=True)

    def _lift(self, digits_px: float) -> float:
        """How far above the middle digits of a size stand, to make room for the line below."""
        square = self._square().width()
        if not self._sub_text:
            return 0.0
        if not self._sub_px:
            return square * 0.05
        line_top = square * (_SUB_OFF_MIDDLE - 0.045) - self._sub_px * _HALF_DIGIT
        return max(0.0, digits_px * _HALF_DIGIT - line_top)

    def _chord(self, off_middle: float) -> float:
        """How wide the ring's inside is so far from its middle, with some air."""
        radius = self._inner_rect().width() / 2
        return 1.9 * math.sqrt(max(0.0, radius * radius - off_middle * off_middle))

    def _digits_baseline(self) -> QPointF:
        font = self._digits_font()
        metrics = QFontMetricsF(font)
        square = self._square()
        lift = self._lift(font.pixelSize())
        if self._face in _SIGNED:
            lift = -square.width() * _SIGNED_DROP
        left = square.center().x() - metrics.horizontalAdvance(self._digits) / 2
        height = metrics.tightBoundingRect("0").height()
        return QPointF(left, square.center().y() - lift + height / 2)

    def _digits_rect(self) -> QRect:
        """The full width of the ring's inside at the digits' height."""
        metrics = QFontMetricsF(self._digits_font())
        inner = self._inner_rect()
        base = self._digits_baseline().y()
        top = base - metrics.ascent()
        return QRectF(
            inner.left(), top, inner.width(), metrics.ascent() + metrics.descent()
        ).toAlignedRect()

    def _sub_font(self) -> QFont:
        square = self._square().width()
        usual = max(self._theme.px(13), round(square * _SUB_SHARE))
        font = self._theme.font_px(max(usual, self._sub_px))
        width = QFontMetricsF(font).horizontalAdvance(self._sub_text)
        room = square * _SUB_WIDTH_SHARE
        if self._sub_px:
            room = self._chord(square * _SUB_OFF_MIDDLE + font.pixelSize() * _HALF_SUB)
        if width > room:
            font.setPixelSize(max(9, int(font.pixelSize() * room / width)))
        return font

    def _sub_rect(self) -> QRect:
        square = self._square()
        height = max(square.width() * _SUB_SHARE, float(self._sub_px)) * 1.6
        middle = square.center().y() + square.width() * _SUB_OFF_MIDDLE
        inner = self._inner_rect()
        return QRectF(inner.left(), middle - height / 2, inner.width(), height).toAlignedRect()

    def _on_flash_moved(self, value: object) -> None:
        # In reduced motion the light stands still until it goes out.
        if not self._theme.reduced_motion and isinstance(value, float):
            self._flash_strength = value
            self.update(self._inner_rect().toAlignedRect())

    def _on_flash_finished(self) -> None:
        self._flash_strength = 0.0
        self.update(self._inner_rect().toAlignedRect())

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._digits} {self._sub_text}".strip())

    def _restyle(self) -> None:
        self._track = None
        self._digits_face = None
        self.update()
