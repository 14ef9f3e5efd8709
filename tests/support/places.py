"""Every place of the window but the session, each reached as a person reaches it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from hipcoach.app import Window
from hipcoach.domain.selfcheck import Check
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.main_window import CHECKS, EXERCISES, LEARN, PLAN, PROGRESS, SETTINGS, TODAY
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.pages.record.record_part import RecordPart


def places(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Open one place after the other, and give its name and the widget that holds it."""
    # The settings before the rest is made: a change of look restyles every page there is.
    for walk in (
        *(_settings, _today, _progress, _exercises, _plan, _checks, _learn),
        *(_first_start, _practice),
    ):
        yield from walk(window)


def _sheet(name: str, sheet: Sheet, ask: Callable[[], object]) -> Iterator[tuple[str, QWidget]]:
    ask()
    yield name, sheet
    if sheet.isVisible():
        sheet.close_sheet()


def _today(window: Window) -> Iterator[tuple[str, QWidget]]:
    page = window.pages.today
    window.main.show_page(TODAY)
    yield "today", page
    logging = page.findChild(PainLogging)
    assert logging is not None
    page.log_pain_requested.emit()
    assert logging.sheet is not None
    yield "today, log pain", logging.sheet
    logging.sheet.close_sheet()


def _progress(window: Window) -> Iterator[tuple[str, QWidget]]:
    services = window.services
    window.main.show_page(PROGRESS)
    page = window.pages.progress()
    yield "progress", page
    record = page.findChild(RecordPart)
    assert record is not None
    today = services.clock.today()
    session = services.sessions.between(today - timedelta(days=14), today)[-1]
    shown = record.session_sheet
    yield from _sheet("a session", shown, lambda: shown.show_session(session.uid))
    yield from _sheet(
        "a session corrected", shown, lambda: shown.show_session(session.uid, correcting=True)
    )
    yield from _sheet("a session entered", record.enter_sheet, record.enter_sheet.ask)
    yield from _sheet("an event", record.event_sheet, record.event_sheet.ask_new)
    page.therapist_requested.emit()
    sheet = next(each for each in page.findChildren(Sheet) if each.isVisible())
    yield "for my therapist", sheet
    sheet.close_sheet()


def _exercises(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_page(EXERCISES)
    page = window.pages.exercises()
    yield "exercises", page
    page.open_exercise("clamshell")
    yield "an exercise", page
    page.go_back()


def _plan(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_page(PLAN)
    page, routine = window.pages.plan(), window.services.book.routines["strength"]
    page.show_routines()
    yield "routines", page
    page.open_routine("strength")
    yield "a routine", page
    page.routine.copy_requested.emit(routine)
    yield "a routine written", page
    page.editor.preview_requested.emit(routine)
    yield "a routine previewed", page
    page.preview.closed.emit()
    page.editor.discard()
    page.routines.paper_requested.emit()
    yield "a paper sheet", page
    page.paper.closed.emit()
    page.show_days()
    yield "days", page
    page.halves.chosen.emit("doses")
    page.halves.set_current("doses")
    yield "doses", page
    page.show_routines()


def _checks(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_page(CHECKS)
    page = window.pages.checks()
    yield "checks", page
    for check in Check:
        page.open_check(check)
        yield f"check {check.value}", page
        page.go_back()


def _learn(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_page(LEARN)
    page = window.pages.learn()
    yield "learn", page
    page.open_lesson("strength")
    yield "a lesson", page
    page.go_back()
    page.open_help()
    yield "help", page
    page.go_back()


def _settings(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_page(SETTINGS)
    page = window.pages.settings()
    for section in page.sections:
        page.show_section(section)
        yield f"settings, {section.title}", page
    flow = page.flow
    yield from _sheet("export", flow.export_sheet, page.data.export_requested.emit)
    yield from _sheet("restore", flow.restore_sheet, page.data.restore_requested.emit)
    yield from _sheet("erase", flow.erase_sheet, page.data.erase_requested.emit)


def _first_start(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_first_start()
    page = window.pages.first_start()
    for step in (*page.steps, page.advice_step):
        page._show(step)
        yield f"first start, {step.title}", page
    page._show(page.steps[0])


def _practice(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.main.show_practice()
    flow = window.pages.practice()
    for page in (flow.hearing, flow.done):
        flow.setCurrentWidget(page)
        yield f"practice, {page.step.title}", page
    flow.finished.emit(False)
