"""Formulas and sentences of a workflow, checked before anything runs on it."""

from typing import Final

from engine.definitions.fields import Reader
from engine.definitions.workflow import Workflow

FACTS: Final = (
    *("today", "network", "members", "records", "tasks", "phases", "projects", "ballots"),
    *("documents", "milestones", "project", "network_facts"),
)
"""The names every formula knows, besides parameters, measures and decision tables."""


def check_formulas(workflow: Workflow, reader: Reader) -> None:
    """Report formulas that do not parse or name what is not there."""
