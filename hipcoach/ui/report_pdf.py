"""The one page for a person's therapist, painted in vectors with text that can be selected.

The same painting goes into a PDF and onto the preview. Only where things stand is decided here;
every figure comes from `coaching/therapist_report.py`.
"""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from hipcoach import __version__
from hipcoach.coaching.therapist_report import (
    Paper,
    PlannedRoutine,
    ReportOptions,
    SitePain,
    TherapistReport,
)
from hipcoach.domain.pain import PainZone
from hipcoach.domain.prescription import Side
from hipcoach.domain.text import translate
from hipcoach.domain.week import weekdays_in_order
from hipcoach.ui.labels import (
    annotation_word,
    dose_text,
    plain_date,
    short_day,
    site_text,
    weekday_names,
)
from hipcoach.ui.report_charts import adherence_chart, pain_chart
from hipcoach.ui.report_paint import BODY_PT, HEAD_PT, SMALL_PT, UNITS, Ink, Pencil

_CONTEXT = "ReportPdf"
_DPI = 72 * UNITS
MARGIN_PT = 36.0
_GAP = 12.0
_ROW = 11.5
_CHARTS_PT = (100.0, 190.0)
SIZES_PT = {Paper.A4: (595.0, 842.0), Paper.LETTER: (612.0, 792.0)}
_PAGES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
_RIGHT = Qt.AlignmentFlag.AlignRight


def report_pdf(report: TherapistReport, options: ReportOptions) -> bytes:
    """Return the page as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(_PAGES[options.paper]),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    writer.setTitle(_tr("Exercise and pain, for my therapist"))
    writer.setCreator(f"hipcoach {__version__}")
    painter = QPainter(writer)
    try:
        paint_report(painter, report, options)
    finally:
        painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def report_picture(report: TherapistReport, options: ReportOptions, width: int) -> QImage:
    """Return the page as a picture, so many pixels wide."""
    wide, high = SIZES_PT[options.paper]
    picture = QImage(width, round(width * high / wide), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    share = width / (wide * UNITS)
    painter.scale(share, share)
    try:
        paint_report(painter, report, options)
    finally:
        painter.end()
    return picture


def paint_report(painter: QPainter, report: TherapistReport, options: ReportOptions) -> None:
    """Paint the page on a painter whose unit is a tenth of a point."""
    _Page(painter, report, options).paint()


class _Page:
    """Lays the page out: fixed rows from the top, questions and caveats from the foot."""

    def __init__(self, painter: QPainter, report: TherapistReport, options: ReportOptions) -> None:
        self._pencil = Pencil(painter, QGuiApplication.font().family())
        self._report = report
        self._options = options
        wide, high = SIZES_PT[options.paper]
        self._area = QRectF(0, 0, wide, high).adjusted(MARGIN_PT, MARGIN_PT, -MARGIN_PT, -MARGIN_PT)

    def paint(self) -> None:
        foot = self._caveats(self._area.bottom())
        foot = self._questions(foot - 8)
        y = self._head(self._area.top())
        y = self._tiles(y + 8)
        y = self._about(y + 8)
        y = self._charts(y + 8, foot)
        y = self._zones(y + 6)
        self._columns(y + 10, foot - 8)

    # -- rows from the top -----------------------------------------------------------------

    def _head(self, y: float) -> float:
        area, report = self._area, self._report
        title = _tr("Exercise and pain at home")
        self._pencil.text(QRectF(area.left(), y, area.width(), 24), title, 18, bold=True)
        period = _tr("{first} to {last}").format(
            first=plain_date(report.first), last=plain_date(report.last)
        )
        room = QRectF(area.left(), y + 2, area.width(), 14)
        self._pencil.text(room, period, 10.5, bold=True, align=_RIGHT)
        days = translate(_CONTEXT, "{days} day(s)", report.days).format(days=report.days)
        room = QRectF(area.left(), y + 15, area.width(), 12)
        self._pencil.text(room, days, SMALL_PT, ink=Ink.MUTED, align=_RIGHT)
        made = _tr(
            "Written down by myself with hipcoach, printed on {day}. Not reviewed by a clinician."
        ).format(day=plain_date(report.made_on))
        if self._options.name.strip():
            made = f"{self._options.name.strip()}. {made}"
        room = QRectF(area.left(), y + 25, area.width(), 12)
        self._pencil.text(room, self._pencil.fitted(made, area.width(), BODY_PT), ink=Ink.MUTED)
        return y + 37

    def _tiles(self, y: float) -> float:
        tiles = list(self._tile_texts())
        wide = (self._area.width() - _GAP * (len(tiles) - 1)) / len(tiles)
        high = 56.0
        for index, (head, big, small) in enumerate(tiles):
            at = QRectF(self._area.left() + index * (wide + _GAP), y, wide, high)
            self._pencil.box(at, Ink.SOFT, radius=5)
            inside = at.adjusted(8, 6, -8, -4)
            fit = self._pencil.fitted
            self._pencil.text(inside, fit(head, inside.width(), SMALL_PT), SMALL_PT, ink=Ink.MUTED)
            self._pencil.text(inside.translated(0, 10), big, 15, bold=True)
            self._pencil.text(
                QRectF(inside.left(), inside.top() + 29, inside.width(), 20),
                small,
                SMALL_PT,
                ink=Ink.MUTED,
                wrap=True,
            )
        return y + high

    def _tile_texts(self) -> Iterator[tuple[str, str, str]]:
        report, total = self._report, self._report.adherence
        percent = _tr("none due") if total.percent is None else f"{total.percent} %"
        small = _tr("{done} of {due} due; {partial} in part, {missed} missed").format(
            done=total.completed, due=total.due, partial=total.partial, missed=total.missed
        )
        if total.excused:
            small += _tr(", {excused} excused").format(excused=total.excused)
        yield _tr("Sessions done"), percent, small
        site = report.sites[0] if report.sites else None
        yield self._pain_tile(site)
        zones = report.zones
        big = _tr("{count} of {told}").format(count=zones.too_much, told=zones.told)
        small = _tr("of the sessions with a rating; {untold} have none").format(untold=zones.untold)
        head = _tr("Sessions with pain over {most}").format(most=f"{report.tolerable:g}")
        yield head, big if zones.told else _tr("not known"), small
        flares = 0 if site is None else site.flares
        mornings = 0 if site is None else site.mornings
        small = _tr("of {mornings} rated; 2 or more over the usual").format(mornings=mornings)
        yield _tr("Flares on the morning"), str(flares) if mornings else _tr("not known"), small

    def _pain_tile(self, site: SitePain | None) -> tuple[str, str, str]:
        if site is None:
            return _tr("Pain, 0 to 10"), _tr("not known"), _tr("No ratings in this time.")
        name = site_text(site.site)
        head = _tr("{site}: baseline → now").format(site=name[:1].upper() + name[1:])
        if site.baseline is None:
            return head, _tr("no baseline"), _tr("It takes 4 rated days in 7.")
        change = site.change
        if change is None or change.now is None or change.points is None:
            return head, f"{site.baseline:g} → ?", _tr("No newer week has 4 rated days.")
        return head, f"{site.baseline:g} → {change.now:g}", _change_text(site)

    def _about(self, y: float) -> float:
        report = self._report
        sides = {Side.LEFT: _tr("left"), Side.RIGHT: _tr("right"), Side.BILATERAL: _tr("both")}
        facts = [
            (_tr("Sore side"), sides[report.sore_side]),
            (_tr("Areas"), ", ".join(report.areas) or _tr("not told")),
            (_tr("Precautions told"), "; ".join(report.precautions) or _tr("none told")),
        ]
        if report.usual_pain is not None:
            facts.insert(2, (_tr("Usual pain at the start"), str(report.usual_pain)))
        if report.signs:
            facts.append((_tr("Warning signs told"), "; ".join(report.signs)))
        label_w = 104.0
        for label, text in facts:
            at = QRectF(self._area.left(), y, label_w, 12)
            self._pencil.text(at, label, BODY_PT, ink=Ink.MUTED)
            wide = self._area.width() - label_w
            high = min(self._pencil.height(text, wide), 34.0)
            room = QRectF(self._area.left() + label_w, y, wide, high)
            self._clipped(room, text)
            y += max(high, 11.0) + 1.5
        return y

    def _charts(self, y: float, foot: float) -> float:
        report, area = self._report, self._area
        rows = sum(1 + len(routine.items) for routine in report.routines)
        # What the lists don't need goes to the charts.
        spare = foot - y - (110 + 12 * len(report.sites) + _ROW * max(rows, 6))
        high = min(max(spare, _CHARTS_PT[0]), _CHARTS_PT[1]) if report.sites else _CHARTS_PT[0]
        wide = area.width() * 0.6
        site = report.sites[0] if report.sites else None
        title = (
            _tr("Pain by week")
            if site is None
            else _tr("Pain by week, {site}").format(site=site_text(site.site))
        )
        self._title(area.left(), y, title)
        right = area.left() + wide + _GAP
        self._title(right, y, _tr("Sessions a week"))
        y += 13
        if site is not None:
            pain_chart(self._pencil, QRectF(area.left(), y, wide, high), report, site)
        else:
            self._pencil.text(
                QRectF(area.left(), y + 10, wide, 12),
                _tr("No ratings in this time."),
                ink=Ink.MUTED,
            )
        if any(week.due or week.excused for week in report.weeks):
            adherence_chart(self._pencil, QRectF(right, y, area.right() - right, high), report)
        else:
            room = QRectF(right, y + 10, area.right() - right, 12)
            self._pencil.text(room, _tr("Nothing was due."), ink=Ink.MUTED)
        y += high
        for other in report.sites[1:]:
            self._pencil.text(
                QRectF(area.left(), y + 2, area.width(), 12),
                self._pencil.fitted(_site_line(other), area.width()),
            )
            y += 12
        return y

    def _zones(self, y: float) -> float:
        zones, area = self._report.zones, self._area
        self._title(area.left(), y, _tr("Worst pain during or after each session"))
        if not zones.told:
            self._pencil.text(
                QRectF(area.left(), y + 13, area.width(), 12), _tr("Not told."), ink=Ink.MUTED
            )
            return y + 25
        x = area.left()
        counts = (
            (PainZone.COMFORTABLE, zones.comfortable, Ink.PALE, _tr("0 to 2")),
            (PainZone.ACCEPTABLE, zones.acceptable, Ink.LINE, _tr("3 to 5")),
            (PainZone.TOO_MUCH, zones.too_much, Ink.PAIN, _tr("6 to 10")),
        )
        told: list[str] = []
        for zone, count, ink, name in counts:
            wide = area.width() * count / zones.told
            if wide:
                self._pencil.box(QRectF(x, y + 14, wide, 8), ink, outline=Ink.WHITE)
            x += wide
            told.append(
                _tr("{zone}: {percent} % ({count})").format(
                    zone=name, percent=zones.percent(zone), count=count
                )
            )
        self._pencil.text(
            QRectF(area.left(), y + 24, area.width(), 12), "     ".join(told), SMALL_PT
        )
        return y + 35

    # -- two columns in the middle ---------------------------------------------------------

    def _columns(self, top: float, bottom: float) -> None:
        wide = (self._area.width() - 2 * _GAP) / 2
        left = QRectF(self._area.left(), top, wide, bottom - top)
        right = QRectF(left.right() + 2 * _GAP, top, wide, bottom - top)
        self._routine_column(left)
        self._change_column(right)

    def _routine_column(self, at: QRectF) -> None:
        done = {each.name: each.percent for each in self._report.exercises}
        rows: list[tuple[str, str, bool]] = []
        for routine in self._report.routines:
            rows.append((routine.name, _weekdays(routine), True))
            for item in routine.items:
                percent = done.get(item.name)
                share = "" if percent is None else f" · {percent} %"
                rows.append((item.name, dose_text(item.prescription) + share, False))
        if not rows:
            rows.append((_tr("No routine is planned."), "", False))
        title = _tr("Routines now, and the share done")
        self._list(at, title, rows)

    def _change_column(self, at: QRectF) -> None:
        report = self._report
        hurt = [
            (
                each.name,
                _tr("{times} ×, worst {worst}").format(times=each.times, worst=each.worst),
                False,
            )
            for each in report.provoked
        ] or [(_tr("None told."), "", False)]
        most = 14.0 + _ROW * min(len(hurt), 5)
        upper = QRectF(at.left(), at.top(), at.width(), most)
        title = _tr("Exercises that hurt more than {most} of 10").format(
            most=f"{report.tolerable:g}"
        )
        self._list(upper, title, hurt)
        changed = [(each.day, each.text) for each in report.plan_changes]
        changed += [
            (
                each.day,
                _tr("{name}: {before} → {after}").format(
                    name=each.name
                    if each.name == each.before_name
                    else f"{each.before_name} → {each.name}",
                    before=dose_text(each.before),
                    after=dose_text(each.after),
                ),
            )
            for each in report.dose_changes
        ]
        changed += [
            (each.day, f"{annotation_word(each)}{f': {each.text}' if each.text else ''}")
            for each in report.annotations
        ]
        changed += [(each.day, each.text) for each in report.clinic_lines]
        changed += [(each.day, each.text) for each in report.check_lines]
        changed.sort(key=lambda each: each[0], reverse=True)
        rows = [(f"{short_day(day)}  {text}", "", False) for day, text in changed]
        lower = QRectF(at.left(), upper.bottom() + 6, at.width(), at.bottom() - upper.bottom() - 6)
        self._list(lower, _tr("What changed"), rows or [(_tr("Nothing."), "", False)])

    def _list(self, at: QRectF, title: str, rows: list[tuple[str, str, bool]]) -> None:
        """Write as many rows as there is room for, and say how many more there are."""
        step = _ROW
        room = int((at.height() - 13) // step)
        if room < 1:
            return
        self._title(at.left(), at.top(), self._pencil.fitted(title, at.width(), HEAD_PT))
        shown = rows if len(rows) <= room else rows[: max(0, room - 1)]
        y = at.top() + 13
        for text, value, is_head in shown:
            taken = self._pencil.width(value, BODY_PT) + 6 if value else 0.0
            line = self._pencil.fitted(text, at.width() - taken, BODY_PT, bold=is_head)
            self._pencil.text(QRectF(at.left(), y, at.width(), step), line, bold=is_head)
            if value:
                self._pencil.text(
                    QRectF(at.left(), y, at.width(), step), value, ink=Ink.MUTED, align=_RIGHT
                )
            y += step
        if len(shown) < len(rows):
            more = _tr("and {count} more").format(count=len(rows) - len(shown))
            self._pencil.text(QRectF(at.left(), y, at.width(), step), more, ink=Ink.MUTED)

    # -- from the foot ---------------------------------------------------------------------

    def _questions(self, bottom: float) -> float:
        area = self._area
        text = self._options.questions.strip()
        wide = area.width() - 20
        high = min(max(self._pencil.height(text, wide) if text else 0.0, 40.0), 130.0) + 26
        at = QRectF(area.left(), bottom - high, area.width(), high)
        self._pencil.box(at, Ink.WHITE, radius=5, outline=Ink.MARK)
        self._title(at.left() + 10, at.top() + 6, _tr("My questions"))
        inside = QRectF(at.left() + 10, at.top() + 20, wide, high - 25)
        if text:
            self._clipped(inside, text)
        else:
            for line in (16.0, 34.0):
                y = inside.top() + line
                self._pencil.line(QPointF(inside.left(), y), QPointF(inside.right(), y))
        return at.top()

    def _caveats(self, bottom: float) -> float:
        text = " ".join(
            (
                *self._report.caveats,
                _tr(
                    "Weekly values are medians of each day's morning, before and unprompted "
                    "ratings. A session counts as done from 80 % of its dose; excused days "
                    "leave what is due."
                ),
            )
        )
        high = self._pencil.height(text, self._area.width(), SMALL_PT)
        at = QRectF(self._area.left(), bottom - high, self._area.width(), high)
        self._pencil.text(at, text, SMALL_PT, ink=Ink.MUTED, wrap=True)
        return at.top()

    def _title(self, x: float, y: float, text: str) -> None:
        at = QRectF(x, y, self._area.right() - x, 13)
        self._pencil.text(at, text, HEAD_PT, bold=True, ink=Ink.MARK)

    def _clipped(self, at: QRectF, text: str) -> None:
        """Write a wrapped text; one that is too long is cut at a word and says so."""
        words = text
        while self._pencil.height(words, at.width()) > at.height() + 0.5 and " " in words:
            words = words.rstrip(" …").rpartition(" ")[0] + " …"
        self._pencil.text(at, words, wrap=True)


def _site_line(site: SitePain) -> str:
    name = site_text(site.site)
    if site.baseline is None or site.change is None or site.change.now is None:
        text = translate(
            _CONTEXT,
            "{site}: rated on {days} day(s), worst {worst}; not enough for a change",
            site.rated_days,
        )
        return text.format(site=name, days=site.rated_days, worst=site.worst)
    text = translate(
        _CONTEXT,
        "{site}: {before} → {now} ({change}); worst {worst}, rated on {days} day(s)",
        site.rated_days,
    )
    return text.format(
        site=name,
        before=f"{site.baseline:g}",
        now=f"{site.change.now:g}",
        change=_change_text(site),
        worst=site.worst,
        days=site.rated_days,
    )


def _change_text(site: SitePain) -> str:
    change = site.change
    if change is None or change.points is None:
        return ""
    points = f"{change.points:+g}".replace("-", "−")
    if change.points == 0:
        points = "0"
    counted = 1 if abs(change.points) == 1 else 2
    if change.percent is None:
        return translate(_CONTEXT, "{points} point(s)", counted).format(points=points)
    percent = f"{change.percent:+d}".replace("-", "−") if change.percent else "0"
    told = translate(_CONTEXT, "{points} point(s), {percent} %", counted)
    return told.format(points=points, percent=percent)


def _weekdays(routine: PlannedRoutine) -> str:
    if not routine.weekdays:
        return _tr("no days")
    if len(routine.weekdays) == 7:
        return _tr("every day")
    names = weekday_names()
    return ", ".join(names[day] for day in weekdays_in_order() if day in routine.weekdays)


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
