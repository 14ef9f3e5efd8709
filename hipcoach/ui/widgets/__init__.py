"""The parts the pages are made of: they show plain values and report what was asked."""
