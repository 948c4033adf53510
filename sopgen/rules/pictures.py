"""Rules on pictures (SOP404, SOP405)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.library import Leads
from sopgen.model.finding import Route
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule
from sopgen.rules.targets import address_of, similar_file, targets

Found = Iterator[tuple[str, Route | Span, str]]


_EMPTY_ALT: Final = re.compile(
    r"^(image|img|picture|photo|screenshot|untitled|\S+\.(png|jpe?g|gif|svg|webp))$", re.IGNORECASE
)


@rule("SOP404", "missing-picture")
def missing_picture(case: Case) -> Found:
    """A picture's file is not there.

    Why: The page shows a broken frame where the reader needs the form or the screen.

    Wrong:
        ## Scope

        ![The form for call-backs](form.png)

    Right:
        ## Scope

        ![The form for call-backs](https://example.org/form.png)
    """
    for link, target in targets(case, Leads.MISSING, Leads.OUTSIDE, images=True):
        message = f"There is no picture {target.path}."
        yield message, address_of(case.document, link), similar_file(case, target.path)


@rule("SOP405", "missing-alternative-text")
def missing_alternative_text(case: Case) -> Found:
    """A picture has no text for those who do not see it (WCAG 2.2, 1.1.1).

    Why: Who cannot see the picture, or reads on a bad line, must get what it says in words.

    Wrong:
        ## Scope

        ![](https://example.org/form.png)

    Right:
        ## Scope

        ![The form for call-backs, first page](https://example.org/form.png)
    """
    for link in case.document.links:
        if link.is_image and (not link.text.strip() or _EMPTY_ALT.match(link.text.strip())):
            hint = "Say in the square brackets what it shows: ![The form's first page](form.png)."
            yield "The picture has no alternative text.", link.span, hint
