"""How long texts may be: longer ones are refused in words, never cut unseen.

A note of a megabyte once took a window half a minute to lay out.
"""

from typing import Final

# A page and a half; nobody's note of a day was longer.
LONGEST_NOTE: Final = 4_000
# The longest text that is taken in from a file, beside a file of one's own.
LONGEST_TAKEN: Final = 20_000
# Longer texts, as a record of an earlier version may hold, are shown up to here.
LONGEST_SHOWN: Final = 20_000
LONGEST_ID: Final = 200
