"""Starts the library of another organisation: a complete repository from a few answers."""

from sopgen.starting.answers import FORGES, Answers, answers, forge_of
from sopgen.starting.files import repository_files
from sopgen.starting.placing import branch_in, place

__all__ = ["FORGES", "Answers", "answers", "branch_in", "forge_of", "place", "repository_files"]
