"""Small indexes, made and read in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sopgen.search import DocumentEntry, Facet, Search, StepEntry, make_index, open_search

CARE = Facet("customer-service", "Customer service")
AGENT = Facet("frontline-agent", "Frontline agent")


def entry(
    id_: str,
    title: str,
    *,
    asks: tuple[str, ...] = (),
    steps: tuple[str, ...] = (),
    department: Facet = CARE,
    type_: str = "procedure",
    roles: tuple[Facet, ...] = (AGENT,),
    body: str = "",
) -> DocumentEntry:
    """A document with what a test is about; each step is "title: text"."""
    parts = [step.partition(": ") for step in steps]
    return DocumentEntry(
        id=id_,
        title=title,
        href=f"{department.key}/{id_.lower()}/",
        department=department,
        type=Facet(type_, type_.capitalize()),
        roles=roles,
        version="1.0.0",
        state="approved",
        state_name="In force",
        purpose="",
        asks=asks,
        steps=tuple(StepEntry(at, part[0], part[2]) for at, part in enumerate(parts, 1)),
        body=body,
    )


def search_of(entries: Sequence[DocumentEntry], synonyms: Iterable[Sequence[str]] = ()) -> Search:
    """The search over some documents."""
    return open_search(make_index(entries, synonyms).__getitem__)


def ids(search: Search, text: str, **filters: str) -> list[str]:
    """The ids of what is found, the best first."""
    return [item.id for item in search.find(text, **filters).results]  # type: ignore[arg-type]
