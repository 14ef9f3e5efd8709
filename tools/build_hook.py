"""Compiles resources.qrc into a module of the package, for a wheel and for an editable install."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GENERATED = "hipcoach/ui/resources_rc.py"
RCC = "from PySide6.scripts.pyside_tool import rcc; rcc()"


class ResourceHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is untyped to mypy here
    """The step of the build that runs pyside6-rcc."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the generated module and name it, since git ignores it and hatchling would too."""
        compile_resources(Path(self.root))
        build_data["artifacts"].append(GENERATED)


def compile_resources(root: Path) -> None:
    """Compile ``resources.qrc`` under ``root``; raises RuntimeError with what rcc said."""
    # The entry point is called in this interpreter's environment: an isolated build has its own.
    run = subprocess.run(
        [sys.executable, "-c", RCC, "resources.qrc", "-o", GENERATED],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        message = f"pyside6-rcc could not compile resources.qrc:\n{run.stdout}{run.stderr}"
        raise RuntimeError(message)
