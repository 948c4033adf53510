"""From a file's bytes to a `Document`: front matter, outline, sections, steps."""
