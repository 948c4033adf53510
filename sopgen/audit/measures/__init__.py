"""What the library shows, counted: each measure says of how many things something is true."""

from sopgen.audit.measures.counting import Measure, Missing
from sopgen.audit.measures.registry import MEASURES, measure_all

__all__ = ["MEASURES", "Measure", "Missing", "measure_all"]
