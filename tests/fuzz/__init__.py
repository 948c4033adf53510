"""Coverage-guided fuzzers for all that strangers write; by hand: `python -m tests.fuzz read`."""
