"""sopgen: standard operating procedures as code.

Documents are Markdown files with YAML front matter, kept in git: read once into a frozen
`Document`, checked by rules, and published as a static site with their history.
"""

__version__ = "0.1.0"
