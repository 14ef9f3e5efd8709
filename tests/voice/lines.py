"""Lines of our sessions and counts, for the tests that need a voice."""

LINES = (
    "Next: Feet-together stand.", "Knees follow your toes.", "Keep the band tight.", "One.",
    "Lie on your back, feet planted.", "Back foot doesn't push.",
    "Lie on your back, legs straight.", "Press out gently.", "Right leg stays in front.",
    "Two sets of six.", "One set of eight each side, in turn.",
    "Stand tall, worktop within reach.", "Step-up.", "Next: Side-to-side weight shift.", "Ten.",
    "Supported split squat.", "Hand on your support.", "Walking with a cane.",
)  # fmt: skip
"""Chosen so that each engine takes as long for them as for all of our lines."""
COUNTS = (
    "One", "Two", "Three", "Four", "Five", "Six",
    "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
