"""The library for the terminal: one exercise as a row of fields, or as lines to read."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from hipcoach.domain.clinic import ClinicLog
from hipcoach.domain.exercise import DosageRange, Exercise, Span
from hipcoach.domain.prescription import Dose, Laterality
from hipcoach.domain.text import translate
from hipcoach.domain.units import SECOND_MS

_CONTEXT = "LibraryText"
_WIDTH = 88


def exercise_row(exercise: Exercise) -> dict[str, Any]:
    """Return all fields of an exercise, ready to be written as JSON; durations in ms."""
    row: dict[str, Any] = msgspec.to_builtins(exercise)
    return row


def exercise_lines(
    exercise: Exercise, equipment_names: Mapping[str, str], precautions: Mapping[str, str]
) -> list[str]:
    """Return an exercise as lines to read."""
    lines = [exercise.name, "=" * len(exercise.name)]
    lines.extend(_paragraph(exercise.summary))
    things = (equipment_names.get(each, each) for each in exercise.equipment)
    about = (
        ("id", exercise.id),
        (translate(_CONTEXT, "also called"), ", ".join(exercise.other_names)),
        (translate(_CONTEXT, "for"), exercise.category.value),
        (translate(_CONTEXT, "areas"), ", ".join(exercise.areas)),
        (translate(_CONTEXT, "muscles"), ", ".join(exercise.muscles)),
        (translate(_CONTEXT, "position"), exercise.position.value),
        (translate(_CONTEXT, "equipment"), ", ".join(things)),
        (translate(_CONTEXT, "sides"), _sides(exercise)),
        (translate(_CONTEXT, "begin with"), dose_text(exercise.start)),
        (translate(_CONTEXT, "range"), range_text(exercise.dosage)),
        (translate(_CONTEXT, "easier"), ", ".join(exercise.easier)),
        (translate(_CONTEXT, "harder"), ", ".join(exercise.harder)),
    )
    lines.append("")
    widest = max(len(name) for name, _ in about)
    for name, words in about:
        if words:
            lines.extend(_field(name, words, widest))
    _section(lines, translate(_CONTEXT, "How to get into position"), (exercise.setup,), "")
    numbered = [f"{at}. {words}" for at, words in enumerate(exercise.steps, start=1)]
    _section(lines, translate(_CONTEXT, "How it goes"), numbered, "")
    _section(lines, translate(_CONTEXT, "What to mind"), exercise.cues, "- ")
    _section(lines, translate(_CONTEXT, "Common mistakes"), exercise.mistakes, "- ")
    _section(lines, translate(_CONTEXT, "Take care"), (exercise.caution,), "")
    for title, flags in (
        (translate(_CONTEXT, "Left out for a person who told of"), exercise.avoid_flags),
        (translate(_CONTEXT, "With a warning for a person who told of"), exercise.caution_flags),
    ):
        _section(lines, title, [precautions.get(flag, flag) for flag in flags], "- ")
    _section(lines, translate(_CONTEXT, "Source"), (exercise.source,), "")
    return lines


def clinic_log_lines(log: ClinicLog) -> list[str]:
    """Return a treatment of the clinic as lines to read."""
    lines = [log.name, "=" * len(log.name), *_paragraph(log.what), "", f"id  {log.id}"]
    _section(lines, translate(_CONTEXT, "Why it stays in the clinic"), (log.why_clinic,), "")
    _section(lines, translate(_CONTEXT, "Take care"), (log.caution,), "")
    _section(lines, translate(_CONTEXT, "Source"), (log.source,), "")
    return lines


def dose_text(dose: Dose) -> str:
    """Write a dose in short: 2 × 8, tempo 2-1-2-0; 3 × 30 s."""
    if dose.reps is not None:
        tempo = "" if dose.tempo is None else dose.tempo.text
        told = translate(_CONTEXT, "{sets} × {reps}, tempo {tempo}")
        return told.format(sets=dose.sets, reps=dose.reps, tempo=tempo)
    seconds = (dose.hold_ms or dose.duration_ms or 0) / SECOND_MS
    return translate(_CONTEXT, "{sets} × {seconds} s").format(
        sets=dose.sets, seconds=f"{seconds:g}"
    )


def range_text(dosage: DosageRange) -> str:
    """Write the published range of each part of the dose, one after the other."""
    parts = [translate(_CONTEXT, "sets {0}").format(_span(dosage.sets))]
    for words, span, unit in (
        (translate(_CONTEXT, "repetitions {0}"), dosage.reps, 1),
        (translate(_CONTEXT, "hold {0} s"), dosage.hold_ms, SECOND_MS),
        (translate(_CONTEXT, "time {0} s"), dosage.duration_ms, SECOND_MS),
        (translate(_CONTEXT, "rest {0} s"), dosage.rest_ms, SECOND_MS),
        (translate(_CONTEXT, "days a week {0}"), dosage.days_per_week, 1),
    ):
        if span is not None and span.high:
            parts.append(words.format(_span(span, unit)))
    return "; ".join(parts)


def _span(span: Span, unit: int = 1) -> str:
    low, high = f"{span.low / unit:g}", f"{span.high / unit:g}"
    return low if low == high else f"{low}-{high}"


def _sides(exercise: Exercise) -> str:
    if exercise.laterality is Laterality.UNILATERAL and exercise.side_means is not None:
        told = translate(_CONTEXT, "one after the other; the side is that of the {leg}")
        return told.format(leg=exercise.side_means.value)
    if exercise.laterality is Laterality.ALTERNATING:
        return translate(_CONTEXT, "in turn")
    return translate(_CONTEXT, "both at once")


def _section(lines: list[str], title: str, texts: Iterable[str], mark: str) -> None:
    told = [text for text in texts if text]
    if told:
        lines.extend(("", title))
        for text in told:
            lines.extend(_paragraph(f"{mark}{text}", indent="  "))


def _paragraph(text: str, *, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _field(name: str, words: str, widest: int) -> list[str]:
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=f"{name:<{widest}}  ",
        subsequent_indent=" " * (widest + 2),
    )
