"""What git knows of each document: its commits and its revisions."""
