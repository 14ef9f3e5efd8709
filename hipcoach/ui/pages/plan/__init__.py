"""The two halves of Plan: routines, and the days they are due."""
