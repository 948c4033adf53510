"""The rules that documents are held to, one module a family."""
