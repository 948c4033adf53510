"""The pages of the site, as a tree of files that any engine can take."""
