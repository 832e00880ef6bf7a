"""Alembic migrations; a new one is a file in ``versions`` and a new ``schema.HEAD``."""
