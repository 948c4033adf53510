"""Adapters to the programs that turn the page tree into a site."""
