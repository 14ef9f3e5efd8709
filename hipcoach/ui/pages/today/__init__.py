"""The cards of the page of today."""
