"""Which version holds on a day."""
