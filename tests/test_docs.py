"""The documents hold: links lead somewhere, commands exist, examples load."""

import re
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest

from hipcoach.cli import main
from hipcoach.commands.output import DONE
from hipcoach.domain.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^()\s]+)\)")
# Put together here, so that this file doesn't hold them itself.
FORBIDDEN = ("pypi" + ".org", "issue" + " #", "/wo" + "rk/")


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def broken_links(document: Path) -> list[str]:
    """Return the relative links of a document that lead nowhere."""
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_resolves(document: Path) -> None:
    assert broken_links(document) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# A head\n[x](gone.md) [y](#a-head) [z](#other) [w](https://e.org/)\n")
    assert broken_links(document) == ["gone.md", "#other"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_make_command_is_a_target(document: Path) -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.MULTILINE))
    assert named <= targets


def test_the_readme_names_the_two_commands() -> None:
    assert {"make run", "make test"} <= set(re.findall(r"^make [a-z]+", README, re.MULTILINE))


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`hipcoach ([a-z]+)", README))))
def test_every_command_of_the_readme_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == DONE
    assert f"hipcoach {command}" in capsys.readouterr().out


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`(?:hipcoach )?(--[a-z-]+)", README))))
def test_every_option_of_the_readme_exists(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ""
    for words in (
        [],
        *([word] for word in ("rehearse", "propose", "export", "import", "report", "screenshots")),
    ):
        with pytest.raises(SystemExit):
            main([*words, "--help"])
        shown += capsys.readouterr().out
    assert re.search(rf"{option}\b", shown)


def test_the_readme_names_every_system_library_the_bootstrap_looks_for() -> None:
    bootstrap = (ROOT / "tools" / "bootstrap.py").read_text(encoding="utf-8")
    packages = set(re.findall(r'"(lib[a-z0-9.+-]+|fonts-[a-z-]+)"', bootstrap))
    packages = {name for name in packages if ".so" not in name}
    assert packages
    assert {name for name in packages if name not in README} == set()


def test_the_settings_example_is_what_holds_before_anybody_chose() -> None:
    text = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
    example = re.search(r"```toml settings\n(.*?)```", text, re.DOTALL)
    assert example is not None
    found = tomllib.loads(example[1])
    assert msgspec.convert(found, Settings) == Settings()
    told = msgspec.json.decode(msgspec.json.encode(Settings()))
    for untold in (
        "usual_pain",
        "since",
        "minutes",
        "birth_year",
        "sex",
        "weight_bearing",
        "pregnancy_week",
        "injection_on",
        "demand",
        "fear_of_moving",
    ):  # they have no value to begin with
        assert told["me"].pop(untold) is None
    assert found == told


def test_no_file_speaks_of_anything_but_the_project() -> None:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=30,
    ).stdout
    names = [name for name in listing.decode().split("\0") if name]
    assert "README.md" in names
    found = []
    for name in names:
        path = ROOT / name
        if not path.is_file():
            continue  # taken away, and not told to git yet
        text = path.read_bytes().decode("utf-8", errors="replace").lower()
        found += [f"{name}: {word}" for word in FORBIDDEN if word in text]
    assert found == []
