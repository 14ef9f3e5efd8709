"""Records in, plain series out: what the charts and the report draw."""
