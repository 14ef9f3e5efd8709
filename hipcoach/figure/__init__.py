"""The figure: a body jointed in three dimensions that shows an exercise, without a window."""
