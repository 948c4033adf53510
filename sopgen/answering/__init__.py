"""What an assistant may ask of the procedures, and the answers: always with citation and validity.

Nothing here knows MCP. `published` is the one port: a repository and a published site answer
through it alike.
"""
