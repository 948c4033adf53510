"""The tests of sopgen."""
