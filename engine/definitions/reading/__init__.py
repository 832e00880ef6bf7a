"""Text files -> nodes with places -> typed fields -> definitions."""
