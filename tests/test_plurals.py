"""No text says "1 days": what is counted has its singular."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hipcoach
from hipcoach.domain.text import translate

ROOT = Path(hipcoach.__file__).parent
TRANSLATING = {"tr", "_tr", "translate"}
# A place, and what it counts: "{days} days", "{count} more suggestions".
COUNTED = re.compile(r"\{\w+\}(?: more| other| full)? ([a-z]+(?:s|\(s\)))\b(?! of the )")
# Words with an s that are no plurals.
SINGULAR = {"is", "was", "has", "as", "this", "its", "less", "times", "needs", "asks", "leaves"}
SINGULAR |= {"becomes", "says", "begins", "ends", "works", "stays", "takes", "comes", "does"}
SINGULAR |= {"minus", "plus", "lasts", "goes", "s", "serves", "helps", "counts", "wants"}
# How a function may tell one from many itself, with a whole sentence for each.
OWN_WAY = re.compile(r"[!=]= 1\b|[<>]=? 1\b|\b1 [!=]=|def _many_")
# What is never one, each with the reason.
NEVER_ONE = {
    "{weeks} weeks are long enough": "six is said in words, others are two or more",
    "in {weeks} weeks": "a span of one week is said in another sentence",
    "as {weeks} weeks before": "a span of one week is said in another sentence",
    "characters; the": "a limit of the program",
    "Up to {longest} characters": "a limit of the program",
    "up to {longest} characters": "a limit of the program",
    "it has {length} characters": "it is longer than a limit",
    "exercises at most": "a limit of the program",
    "{sets} sets are the most": "a limit of the program",
    "{count} flares within seven days": "two at the least",
    "every {days} days": "checks are due every 14 days or more rarely",
    "words a minute": "a pace of speech",
    "of {whole} days rated": "a week",
    "of {aim} minutes": "an aim of the program",
    "after {minutes} minutes": "minutes and seconds, as 3:20",
    "{voice} speaks": "speaks is a verb",
    "{other} speaks": "speaks is a verb",
    "{count} days a week": "1 day a week stands beside it",
    "steps a minute": "a cadence",
}


def texts() -> Iterator[tuple[str, ast.Call, str, str]]:
    """Yield file, call, text and the source of the function round it, for each text shown."""
    for path in sorted(ROOT.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not COUNTED.search(source):
            continue
        tree = ast.parse(source)
        lines = source.splitlines()
        functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            words = [each for each in node.args if isinstance(each, ast.Constant)]
            text = next((str(each.value) for each in reversed(words) if " " in str(each.value)), "")
            if called not in TRANSLATING or "{" not in text:
                continue
            around = [
                each for each in functions if each.lineno <= node.lineno <= (each.end_lineno or 0)
            ]
            first, last = (around[-1].lineno, around[-1].end_lineno) if around else (1, None)
            body = "\n".join(lines[first - 1 : last])
            yield path.relative_to(ROOT).as_posix(), node, text, body


def test_what_is_counted_has_a_form_for_one() -> None:
    wrong = []
    for file, call, text, around in texts():
        for word in COUNTED.findall(text):
            if word in SINGULAR or any(each in text for each in NEVER_ONE):
                continue
            if word.endswith("(s)"):
                if len(call.args) < 3:
                    wrong.append(f"{file}:{call.lineno} doesn't say how many: {text}")
            elif not OWN_WAY.search(around):
                wrong.append(f"{file}:{call.lineno} has no form for one: {text}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("number", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_english_gets_the_form_that_is_right(number: int, told: str) -> None:
    assert translate("Test", "{days} day(s)", number).format(days=number) == told
