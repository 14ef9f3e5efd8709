"""A guided-session player for hip physiotherapy at home."""

from typing import Final

__version__: Final = "0.1.0"
