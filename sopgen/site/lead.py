"""Sets the first sentence of a purpose apart from the rest, where there is a rest to speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from sopgen.site.bodies import Part

_SHORT: Final = 160
# Only a sentence without any markup: else it is cut where an element is still open.
_FIRST: Final = re.compile(r"\A<p>([^<]{20,}?(?:[.!?](?=\s+\S)|[。！？](?=\S)))\s*(?!</p>)")


def with_lead(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a purpose; what is sanitised HTML stays so."""
    if not parts or len(parts[0].html) < _SHORT:
        return tuple(parts)
    marked = _FIRST.sub(r'<p><span class="sop-lead__first">\1</span> ', str(parts[0].html))
    return (Part(parts[0].heading, Markup(marked)), *parts[1:])  # noqa: S704 sanitised before
