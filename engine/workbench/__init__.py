"""The workbench: where library, store and clock meet. ``Workbench`` carries commands out."""

from engine.workbench.workbench import Done, Make, Workbench

__all__ = ["Done", "Make", "Workbench"]
