"""Hands the page tree to a site engine, and swaps what the engine made into place when whole."""
