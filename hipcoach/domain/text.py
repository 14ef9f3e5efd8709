"""The one door through which texts below the window are translated."""

from collections.abc import Callable

Translator = Callable[[str, str, int | None], str]


class _Installed:
    """Holds the translator that the window installs; identity until then."""

    def __init__(self) -> None:
        self.translator: Translator | None = None


_installed = _Installed()


def translate(context: str, text: str, number: int | None = None) -> str:
    """Return the text in the person's language, or as it is when none is installed.

    `number` is what the text counts: some languages have more forms than one and many. English
    writes its two as "{days} day(s)", and gets the one that is right.
    """
    translator = _installed.translator
    told = text if translator is None else translator(context, text, number)
    return told if number is None else told.replace("(s)", "" if number == 1 else "s")


def install_translator(translator: Translator | None) -> None:
    """Let `translate` ask this function from now on; None takes it away again."""
    _installed.translator = translator
