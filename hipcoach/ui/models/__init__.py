"""What tables and lists show, made from what the use cases tell: no figures of its own."""
