"""Edits a document's file in place: only what is asked for changes, byte for byte."""

from sopgen.editing.edits import Edit, edited
from sopgen.editing.fields import with_field
from sopgen.editing.writing import create_whole, write_whole

__all__ = ["Edit", "create_whole", "edited", "with_field", "write_whole"]
