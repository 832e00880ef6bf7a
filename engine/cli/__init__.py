"""The command line: parse, call the workbench, print. Only here are refusals caught."""

from engine.cli.main import main

__all__ = ["main"]
