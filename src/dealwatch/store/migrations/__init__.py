"""Alembic migrations: one numbered file a schema, never changed once released.

They know the schema of their own day only, so they import nothing of dealwatch; `migrate` runs them.
"""
