"""The charts, the only users of pyqtgraph."""
