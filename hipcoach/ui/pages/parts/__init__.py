"""Fields and arrangements that several pages are made of."""
