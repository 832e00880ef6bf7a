"""A method in layers: merging, locks, and the digest of what a definition means."""
