"""Consort in the browser: pages over the same answers and commands as the command line."""
