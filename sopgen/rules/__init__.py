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
    language,
    lifecycle,
    lookalikes,
    portable,
    references,
    steps,
    structure,
)
from sopgen.rules.registry import Case, Rule, collect

RULES: Final[Mapping[str, Rule]] = collect(
    (
        *(files, fields, structure, headings, generated, entries, steps, attributes),
        *(portable, lookalikes, references, lifecycle, control, language),
    )
)

__all__ = ["RULES", "Case", "Rule"]
