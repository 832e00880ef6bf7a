"""Definitions: text files become workflows, with every problem located."""
