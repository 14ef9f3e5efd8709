"""What a physiotherapist would recognise: frozen values, ranges checked, no I/O."""
