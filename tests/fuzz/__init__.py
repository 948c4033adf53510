"""A coverage-guided fuzzer for all that reads documents; run by hand: `python -m tests.fuzz`."""
