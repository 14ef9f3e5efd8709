"""The rates of speech that every engine keeps, in words a minute."""

from typing import Final

SLOWEST_WPM: Final = 80
FASTEST_WPM: Final = 450
