"""Measures sopgen beside its peers, on the same documents and in one run: `make bench`."""
