"""The store through its two doors."""
