"""A long purpose begins with its first sentence, and loses nothing."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from sopgen.site.bodies import Part
from sopgen.site.lead import with_lead

FIRST = "Stop the loss within two minutes when a card is lost, stolen or used by others."
REST = "Then find out what happened, replace what is lost, report it, and tell the customer why."


def lead_of(html: str) -> str:
    return str(with_lead([Part(None, Markup(html))])[0].html)


def test_the_first_sentence_stands_apart() -> None:
    expected = f'<p><span class="sop-lead__first">{FIRST}</span> {REST}</p>'
    assert lead_of(f"<p>{FIRST} {REST}</p>") == expected


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{FIRST}</p>",
        f"<p>{FIRST} {REST[:30]}</p>",
        f"<p>A <em>card is lost. It is</em> stolen or used by others. {REST} {REST}</p>",
        f"<ul><li>{FIRST} {REST}</li></ul>",
        "<p>" + "No end of it " * 20 + "</p>",
    ],
)
def test_what_has_no_plain_first_sentence_stays_as_it_is(html: str) -> None:
    assert lead_of(html) == html
