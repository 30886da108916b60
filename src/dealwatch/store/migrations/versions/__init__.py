"""The migrations, in order: each one whole schema change, triggers included."""
