"""Tests of replacing a folder as a whole."""
