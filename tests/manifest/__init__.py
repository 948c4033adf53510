"""Tests of the list of hashes of a site."""
