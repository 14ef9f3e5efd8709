"""The files that leave and enter hipcoach."""
