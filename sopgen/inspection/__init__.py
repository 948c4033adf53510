"""Holds every document of a library against every rule."""

from sopgen.inspection.edits import require_as_valid
from sopgen.inspection.extended import extended, with_finding
from sopgen.inspection.folder import inspect_folder, inspecting
from sopgen.inspection.inspector import Inspection, Levels, inspect, levels_of, selected

__all__ = [
    "Inspection",
    "Levels",
    "extended",
    "inspect",
    "inspect_folder",
    "inspecting",
    "levels_of",
    "require_as_valid",
    "selected",
    "with_finding",
]
