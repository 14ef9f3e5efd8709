"""The library of exercises and routines, and the loader of its files."""
