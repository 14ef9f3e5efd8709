"""Writing down and correcting: pain at any time, missed sessions, events, and what was kept."""
