"""The questions of the first start, one screen each."""
