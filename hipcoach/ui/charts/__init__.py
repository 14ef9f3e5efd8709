"""The charts, drawn with pyqtgraph; importing one costs half a second, so pages do it late."""
