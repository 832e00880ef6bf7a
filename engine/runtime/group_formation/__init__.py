"""Candidate groups from the constraint survey (domain.md 2.1)."""
