"""The same documents for machines."""
