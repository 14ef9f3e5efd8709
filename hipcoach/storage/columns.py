"""Columns as the record's tables declare them."""

from typing import Final

# Adding nothing makes SQLite work the date out, so that 30 February is found out.
DATE: Final = "TEXT NOT NULL CHECK ({0} IS date({0}, '+0 days'))"
# The same where there may be none.
MAYBE_DATE: Final = "TEXT CHECK ({0} IS date({0}, '+0 days'))"
# What `instant_text` writes, so that text order is time order.
INSTANT: Final = "TEXT {1} CHECK ({0} LIKE '____-__-__T__:__:__.______+00:00')"
