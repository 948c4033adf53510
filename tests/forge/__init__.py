"""Tests of what sopgen tells a forge, and asks of it."""
