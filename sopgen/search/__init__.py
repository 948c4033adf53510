"""The search: an index of static files, made for people with a customer on the line.

The index is made when the site is built, and read by two small interpreters of the same files: the
one here, for `sopgen asks`, and `search-engine.js` in the browser. Everything that decides what is
found (separators, endings, stop words, synonyms, factors) is data in the index's head, so that both
give the same documents, steps and scores for every query.
"""

from sopgen.search.asking import FIRST, Trial, Trials, try_asks
from sopgen.search.entries import DocumentEntry, Facet, StepEntry
from sopgen.search.finding import Found, FoundStep, Outcome, Search, open_search
from sopgen.search.index import OtherFormatError
from sopgen.search.indexing import HEAD, make_index

__all__ = [
    "FIRST",
    "HEAD",
    "DocumentEntry",
    "Facet",
    "Found",
    "FoundStep",
    "OtherFormatError",
    "Outcome",
    "Search",
    "StepEntry",
    "Trial",
    "Trials",
    "make_index",
    "open_search",
    "try_asks",
]
