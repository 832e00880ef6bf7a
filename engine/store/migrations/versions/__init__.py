"""One file per migration, each from the revision before it."""
