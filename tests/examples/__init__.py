"""Example documents: `valid` ones, and `invalid` ones that say what is wrong with them.

An invalid document says so in its own first comment, in the front matter or in the text:
`# expect: SOP209 7, SOP314 21:9` is a code and a line (and, where it matters, a column) each.
Where the file cannot hold a comment, `name.md.expect` beside it holds the same without the mark.
A folder is a library of its own: those of its documents that say nothing must be in order.
"""
