"""A routine compiled into a timeline, and a cursor over it moved by an injected clock."""
