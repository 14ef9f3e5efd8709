"""The questions that wait for an answer."""
