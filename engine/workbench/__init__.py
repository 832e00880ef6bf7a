"""The workbench: where library, store and clock meet. ``Workbench`` carries commands out."""

from engine.workbench.workbench import Done, Workbench

__all__ = ["Done", "Workbench"]
