"""Use cases: what a person does with the program, without a window."""
