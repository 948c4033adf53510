"""Puts a folder in another's place as a whole, or not at all."""

from sopgen.placing.workshop import Workshop

__all__ = ["Workshop"]
