"""Change control, against real repositories."""
