"""The library's texts as Markdown and plain text, for those who read without a browser."""
