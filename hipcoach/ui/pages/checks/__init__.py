"""The parts of the page of self-checks."""
