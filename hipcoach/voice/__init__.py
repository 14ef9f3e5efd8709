"""Spoken lines rendered into clips by a worker process of their own."""
