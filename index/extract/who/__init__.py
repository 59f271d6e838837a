"""Whom a text names, and who speaks in it."""
