"""Measurements for `make bench`: ratios taken in one run, since machines differ."""
