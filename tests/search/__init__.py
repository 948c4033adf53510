"""The search: how words are read, what the index holds, what is found."""
