"""Deciding: one module for each kind of command; wishes become events or refusals."""
