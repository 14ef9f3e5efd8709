"""`hipcoach propose`: print what first start would make of a file of answers."""

import argparse
from datetime import datetime
from itertools import groupby

import msgspec

from hipcoach.coaching.outlook import CLASSES, Outlook, outlook
from hipcoach.coaching.preparation import estimate_ms, lengths_in, options_from
from hipcoach.commands.course import Suggested, lived_through, load_course
from hipcoach.commands.output import DONE, print_utf8
from hipcoach.content.answers_file import WEEKDAYS, load_answers
from hipcoach.content.loader import load_library
from hipcoach.domain.equipment import stand_in
from hipcoach.domain.settings import Settings


def run(parsed: argparse.Namespace) -> int:
    """Print gate, pathway, plan and exercises for a file of answers; nothing is written."""
    today = datetime.now().astimezone().date()
    library = load_library()
    answers = load_answers(parsed.answers, library, today)
    options = options_from(Settings())
    found = outlook(
        answers.me,
        answers.weekdays,
        answers.first_day or today,
        library,
        lambda routine: estimate_ms(routine, options),
        stage_id=answers.stage,
        first_ms=lengths_in(Settings(), library, ()),
    )
    first_day = answers.first_day or today
    suggested: tuple[Suggested, ...] = ()
    if parsed.course is not None:
        suggested = lived_through(found, load_course(parsed.course, first_day), first_day)
    if parsed.json:
        print_utf8()
        document = as_document(found)
        if parsed.course is not None:
            document["course"] = [msgspec.to_builtins(each) for each in suggested]
        print(msgspec.json.encode(document).decode())
        return DONE
    for line in as_lines(found):
        print(line)
    if parsed.course is not None:
        print(f"Suggested in the course: {len(suggested)}")
        for each in suggested:
            print(f"  {each.day}: {each.decision}: {', '.join(each.about)}: {each.why}")
    return DONE


def as_document(found: Outlook) -> dict[str, object]:
    """Return the outlook as one JSON object; its keys stand in docs/file-formats.md."""
    proposal = found.proposal
    criterion = None if proposal is None else proposal.stage.criterion
    return {
        "open": found.is_open,
        "advice": list(found.advice),
        "signs": list(found.signs),
        "pathway": found.pathway.id,
        "pathway_name": found.pathway.name,
        "stage": None if proposal is None else proposal.stage.id,
        "stage_name": None if proposal is None else proposal.stage.name,
        "stage_weeks": None
        if proposal is None
        else [proposal.stage.weeks.low, proposal.stage.weeks.high],
        "goes_on_when": None if criterion is None else criterion.plain,
        "plan": [
            {
                "routine": line.routine_id,
                "name": line.name,
                "days": [WEEKDAYS[day] for day in line.weekdays],
                "times_per_day": line.times_per_day,
                "why": line.why,
                "exercises": list(line.exercises),
                "left_out": list(line.left_out),
            }
            for line in found.plan
        ],
        "programme_weeks": None if proposal is None else proposal.programme.weeks,
        "programme_why": None if proposal is None else proposal.programme_why,
        "aerobic": None if proposal is None else proposal.stage.aerobic,
        "notes": [] if proposal is None else list(proposal.notes),
        "needs": [] if proposal is None else list(proposal.needs),
        "stand_ins": {}
        if proposal is None
        else {each: stand_in(each, found.me.equipment) for each in proposal.needs},
        "wants": {}
        if proposal is None
        else {each: list(waiting) for each, waiting in proposal.wants.items()},
        "checks": [each.value for each in found.checks],
        "be_seen": list(found.pathway.be_seen),
        "guidelines": [each.citation for each in found.pathway.guidelines],
        "exercises": {
            group: [
                {
                    "id": each.id,
                    "name": each.name,
                    "reasons": list(each.reasons),
                    "side": each.side or None,
                }
                for each in found.group(group)
            ]
            for group in CLASSES
        },
    }


def as_lines(found: Outlook) -> list[str]:
    """Return the outlook for reading."""
    lines = [f"Exercise is {'open' if found.is_open else 'not open'}."]
    lines += [f"  {each}" for each in found.advice]
    lines += [f"  sign: {each}" for each in found.signs]
    lines.append(f"Pathway: {found.pathway.name} ({found.pathway.id})")
    proposal = found.proposal
    if proposal is None:
        lines.append("No plan is proposed.")
    else:
        stage = proposal.stage
        lines.append(
            f"Stage: {stage.name} ({stage.id}), {stage.weeks.low} to {stage.weeks.high} weeks"
        )
        if stage.criterion is not None:
            lines.append(f"  goes on when: {stage.criterion.plain}")
        lines.append("Plan:")
        lines += _plan_lines(found)
        lines.append(f"  {proposal.programme.weeks} weeks: {proposal.programme_why}")
        lines += [f"  beside it: {stage.aerobic}"] if stage.aerobic else []
        lines += [f"  note: {each}" for each in proposal.notes]
        for thing in proposal.needs:
            instead = stand_in(thing, found.me.equipment)
            lines.append(f"  needs: {thing}, or {instead}" if instead else f"  needs: {thing}")
        for thing, waiting in proposal.wants.items():
            lines.append(f"  with {thing} also: {', '.join(waiting)}")
    lines += [f"Be seen: {each}" for each in found.pathway.be_seen]
    for group in CLASSES:
        judged = found.group(group)
        lines.append(f"Exercises, {group}: {len(judged)}")
        for each in judged:
            side = f" ({each.side} side only)" if each.side else ""
            why = f": {' '.join(each.reasons)}" if each.reasons else ""
            lines.append(f"  {each.id}{side}{why}")
    return lines


def _plan_lines(found: Outlook) -> list[str]:
    by_day = sorted((day, line.name, line) for line in found.plan for day in line.weekdays or (-1,))
    lines: list[str] = []
    for day, group in groupby(by_day, key=lambda each: each[0]):
        name = "whenever you like" if day < 0 else WEEKDAYS[day]
        for _, _, line in group:
            often = f", {line.times_per_day} times a day" if line.times_per_day > 1 else ""
            lines.append(f"  {name}: {line.name} ({line.routine_id}){often}")
    for line in found.plan:
        lines.append(f"  {line.routine_id}: {line.why}")
        lines.append(f"    does: {', '.join(line.exercises)}")
        if line.left_out:
            lines.append(f"    leaves out: {', '.join(line.left_out)}")
    return lines
