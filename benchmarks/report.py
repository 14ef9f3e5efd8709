"""One line for each figure: its name, what was found, what is wanted, met or not."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Prints the lines as they come and remembers the aims that were missed."""

    write: Callable[[str], None]
    missed: list[str] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Print what the next lines are about."""
        self.write(f"\n{text}")

    def at_most(self, name: str, figure: float, aim: float, unit: str = "") -> None:
        """Print a figure that has an upper limit."""
        is_met = figure <= aim
        if not is_met:
            self.missed.append(name)
        verdict = "met" if is_met else "NOT MET"
        found, wanted = f"{_short(figure)}{unit}", f"aim <= {_short(aim)}{unit}"
        self.write(f"  {name:<44} {found:>12}   {wanted:<18} {verdict}")

    def at_least(self, name: str, figure: float, aim: float, unit: str = "") -> None:
        """Print a figure that has a lower limit."""
        is_met = figure >= aim
        if not is_met:
            self.missed.append(name)
        verdict = "met" if is_met else "NOT MET"
        found, wanted = f"{_short(figure)}{unit}", f"aim >= {_short(aim)}{unit}"
        self.write(f"  {name:<44} {found:>12}   {wanted:<18} {verdict}")

    def plain(self, name: str, figure: float, unit: str = "") -> None:
        """Print a figure without an aim."""
        self.write(f"  {name:<44} {_short(figure) + unit:>12}")

    def missing(self, name: str, reason: str) -> None:
        """Say that something was not measured, and why."""
        self.write(f"  {name:<44} {'not measured':>12}   {reason}")


def _short(figure: float) -> str:
    return f"{figure:.2f}" if abs(figure) < 10 else f"{figure:.0f}"
