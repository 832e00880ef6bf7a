"""Telling: events and verdicts as sentences for people."""
