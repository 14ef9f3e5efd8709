"""hipcoach speaks to nobody outside the machine: its sources have no way to."""

import ast
from collections.abc import Iterator
from pathlib import Path

import hipcoach

SOURCES = Path(hipcoach.__file__).parent
FORBIDDEN = {
    "http",
    "ssl",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "asyncio",
    "requests",
    "httpx",
    "aiohttp",
}
FORBIDDEN |= {"urllib.request", "socketserver", "poplib", "imaplib", "telnetlib"}
REMOTE = {"AF_INET", "AF_INET6", "create_connection", "create_server", "getaddrinfo"}


def reaching_out(tree: ast.Module) -> Iterator[str]:
    """Yield what in a source could reach another machine."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [module, *(f"{module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "socket" and node.attr in REMOTE:
                yield f"socket.{node.attr}"
            continue
        elif isinstance(node, ast.Call):
            names = []
        else:
            continue
        if isinstance(node, ast.Call):
            is_bare = isinstance(node.func, ast.Attribute) and node.func.attr == "socket"
            if is_bare and not any("AF_UNIX" in ast.unparse(each) for each in node.args):
                yield ast.unparse(node)
            continue
        for name in names:
            parts = name.split(".")
            if name in FORBIDDEN or parts[0] in FORBIDDEN or parts[:2] == ["urllib", "request"]:
                yield name
            if parts[:2] == ["PySide6", "QtNetwork"] and len(parts) > 2 and "Local" not in parts[2]:
                yield name


def test_no_source_reaches_another_machine() -> None:
    words = {*FORBIDDEN, "urllib", "socket", "QtNetwork"}
    found: list[str] = []
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8") if path.name != "resources_rc.py" else ""
        # Most name none of this, and needn't be taken apart.
        if any(f"{verb} {word}" in text for verb in ("import", "from") for word in words) or (
            "QtNetwork" in text
        ):
            name = path.relative_to(SOURCES)
            found += [f"{name}: {each}" for each in reaching_out(ast.parse(text))]
    assert found == []


def test_the_check_sees_what_would() -> None:
    for line in (
        "import urllib.request",
        "from http.client import HTTPConnection",
        "from PySide6.QtNetwork import QTcpSocket",
        "import socket\nsocket.create_connection(('a', 1))",
        "import socket\nsocket.socket(socket.AF_INET)",
        "import socket\nsocket.socket()",
    ):
        assert list(reaching_out(ast.parse(line))), line
