"""Tests of starting a library, and of what the new repository does by itself."""
