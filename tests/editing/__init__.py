"""Edits in place."""
