"""The outputs of a fixed library of broken documents, compared whole."""
