"""Draws the steps of a procedure as a flowchart: what follows what, and under which condition."""

from sopgen.site.flowchart.chart import Box, Chart, Kind, Label, Line, Route
from sopgen.site.flowchart.drawing import draw
from sopgen.site.flowchart.plan import Exit, Stage, is_worth_drawing

__all__ = [
    "Box",
    "Chart",
    "Exit",
    "Kind",
    "Label",
    "Line",
    "Route",
    "Stage",
    "draw",
    "is_worth_drawing",
]
