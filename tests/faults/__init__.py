"""Tests that really kill, really fill a disk and really change what a build stands on."""
