"""The rules that documents are held to, one module a family."""

from collections.abc import Mapping
from typing import Final

from sopgen.rules import (
    attributes,
    control,
    entries,
    fields,
    files,
    generated,
    headings,
    identity,
    language,
    lifecycle,
    links,
    lookalikes,
    pictures,
    portable,
    steps,
    structure,
    supersession,
)
from sopgen.rules.registry import Case, Rule, collect

RULES: Final[Mapping[str, Rule]] = collect(
    (
        *(files, fields, structure, headings, generated, entries, steps, attributes, portable),
        *(lookalikes, links, pictures, identity, supersession, lifecycle, control, language),
    )
)

__all__ = ["RULES", "Case", "Rule"]
