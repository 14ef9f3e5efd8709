"""The page: its text is read back, its picture is looked at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, qGray
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from hipcoach.coaching.therapist_report import Paper, ReportOptions, TherapistReport
from hipcoach.domain.annotation import Annotation, AnnotationKind
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.report_pdf import MARGIN_PT, SIZES_PT, report_pdf, report_picture
from tests.support.world import EVENING

QUESTIONS = "Is it fine to walk an hour a day?"
PAPERS = pytest.mark.parametrize("paper", list(Paper))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> TherapistReport:
    """The report of twelve weeks of sample data."""
    paths = DataPaths.find(tmp_path_factory.mktemp("report") / "data")
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    made = services.therapist.make(*services.therapist.usual_period())
    services.close()
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> TherapistReport:
    """The report of nothing."""
    paths = DataPaths.find(tmp_path_factory.mktemp("report") / "data")
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    made = services.therapist.make(*services.therapist.usual_period())
    services.close()
    return made


def crowded(report: TherapistReport) -> TherapistReport:
    """Return a report with far more of everything than a page has room for."""
    routine = replace(report.routines[0], items=report.routines[0].items * 12)
    notes = [
        Annotation(
            uid=str(n), day=report.first, kind=AnnotationKind.OWN, at=EVENING, text="w " * 99
        )
        for n in range(60)
    ]
    return replace(
        report,
        routines=(routine, routine),
        annotations=tuple(notes),
        areas=("hip and all around it",) * 40,
        precautions=("something long to mind",) * 40,
        signs=("a sign",) * 90,
        sites=(report.sites[0],) * 3,
        caveats=report.caveats * 3,
    )


def words(data: bytes) -> str:
    (page,) = PdfReader(BytesIO(data)).pages
    return " ".join(page.extract_text().split())


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[QPdfDocument]:
    made = QPdfDocument()
    yield made
    made.close()
    made.deleteLater()


def picture(document: QPdfDocument, data: bytes, paper: Paper) -> QImage:
    """Return the page as a viewer shows it, two pixels a point."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.pageCount() == 1
    wide, high = SIZES_PT[paper]
    shown = document.render(0, QSize(round(wide * 2), round(high * 2)))
    buffer.close()
    white = QImage(shown.size(), QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    from PySide6.QtGui import QPainter

    painter = QPainter(white)
    painter.drawImage(0, 0, shown)
    painter.end()
    return white


def ink(image: QImage, *, inside: bool) -> int:
    """Count the dark pixels inside the margins, or outside of them."""
    edge = round(MARGIN_PT * 2) - 3
    found = 0
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            is_in = edge <= x < image.width() - edge and edge <= y < image.height() - edge
            if is_in == inside and qGray(image.pixel(x, y)) < 225:
                found += 1
    return found


@PAPERS
def test_the_text_can_be_read_back(qtbot: QtBot, report: TherapistReport, paper: Paper) -> None:
    text = words(report_pdf(report, ReportOptions(paper=paper, questions=QUESTIONS, name="Ada")))
    total = report.adherence
    site = report.sites[0]
    assert site.change is not None
    assert site.change.now is not None
    for told in (
        "Exercise and pain at home",
        "Ada. Written down by myself",
        "Not reviewed by a clinician.",
        f"{total.percent} %",
        f"{total.completed} of {total.due} due",
        f"{site.baseline:g} → {site.change.now:g}",
        "points, −",
        f"{report.zones.too_much} of {report.zones.told}",
        "Sore side left",
        "First steps",
        "Clamshell",
        "Exercises that hurt more than 5 of 10",
        "What changed",
        "My questions",
        QUESTIONS,
        "Days without a rating are unknown, not free of pain.",
    ):
        assert told in text, told


@PAPERS
def test_it_is_one_vector_page_of_the_right_size(
    qtbot: QtBot, report: TherapistReport, paper: Paper
) -> None:
    data = report_pdf(report, ReportOptions(paper=paper))
    (page,) = PdfReader(BytesIO(data)).pages
    wide, high = SIZES_PT[paper]
    assert abs(float(page.mediabox.width) - wide) < 1
    assert abs(float(page.mediabox.height) - high) < 1
    assert len(page.images) == 0
    assert len(data) < 120_000


@PAPERS
@pytest.mark.parametrize("kind", ["sample", "empty", "crowded"])
def test_the_picture_fills_the_page_and_keeps_its_margins(
    document: QPdfDocument,
    report: TherapistReport,
    empty: TherapistReport,
    paper: Paper,
    kind: str,
) -> None:
    told = {"sample": report, "empty": empty, "crowded": crowded(report)}[kind]
    questions = "long " * 400 if kind == "crowded" else ""
    data = report_pdf(told, ReportOptions(paper=paper, questions=questions))
    image = picture(document, data, paper)
    assert ink(image, inside=True) > 2_000
    assert ink(image, inside=False) == 0


def test_nothing_known_is_said_and_not_drawn_as_zero(qtbot: QtBot, empty: TherapistReport) -> None:
    text = words(report_pdf(empty, ReportOptions()))
    assert text.count("not known") == 3
    assert "No ratings in this time." in text
    assert "Nothing was due." in text
    assert " 0 %" not in text


def test_what_has_no_room_is_counted(qtbot: QtBot, report: TherapistReport) -> None:
    text = words(report_pdf(crowded(report), ReportOptions()))
    assert text.count(" more") >= 2


def test_the_preview_is_the_same_page(qtbot: QtBot, report: TherapistReport) -> None:
    shown = report_picture(report, ReportOptions(paper=Paper.LETTER), 850)
    assert (shown.width(), shown.height()) == (850, 1100)
    dark = sum(qGray(shown.pixel(x, y)) < 200 for x in range(0, 850, 3) for y in range(0, 1100, 3))
    assert dark > 1_000


def test_days_are_written_the_same_for_every_reader(qtbot: QtBot, report: TherapistReport) -> None:
    fixed = replace(report, first=date(2026, 1, 5), last=date(2026, 2, 1))
    assert "5 January 2026 to 1 February 2026" in words(report_pdf(fixed, ReportOptions()))


def test_a_file_of_it_opens(qtbot: QtBot, report: TherapistReport, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    target.write_bytes(report_pdf(report, ReportOptions()))
    assert PdfReader(target).metadata is not None
