"""The pages of the roles: what each does, answers for, must read, and what changed for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sopgen.edition.edition import Edition
from sopgen.edition.job import Job, Jobs
from sopgen.edition.news import News
from sopgen.edition.records import Records
from sopgen.edition.subscriptions import owner_calendar, role_feed
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry
from sopgen.site.alternates import of_list
from sopgen.site.changes import shown_news
from sopgen.site.following import announced, following
from sopgen.site.page_templates import (
    ARCHIVE_SHEET,
    LIST_SHEET,
    WAYS_SHEET,
    PageTemplates,
    front_matter,
)
from sopgen.site.paging import ListPage, pages_of
from sopgen.site.words import GLOSSARY, KPIS, ROLES, TAGS, TYPES, Words

ADDRESS: Final = f"{ROLES}index.md"
_NEWS: Final = 40
_ON_A_PAGE: Final = 100  # documents
_SHEETS: Final = (ARCHIVE_SHEET, LIST_SHEET, WAYS_SHEET)


def role_pages(
    edition: Edition, templates: PageTemplates, records: Records, news: Sequence[News]
) -> Iterator[tuple[str, Page]]:
    """The pages at `roles/` and `roles/<key>/`, and those after it, with their paths."""
    jobs, news_of = Jobs(edition), _by_role(news)
    yield ADDRESS, _index(edition, templates, jobs)
    for key, job in jobs.by_role.items():
        about, name = news_of.get(key, ()), edition.name("roles", key)
        told = [shown_news(edition, records, item, f"{ROLES}{key}/") for item in about[:_NEWS]]
        lists = _Lists.of(jobs, job)
        for page in pages_of(f"{ROLES}{key}/", lists.longest, _ON_A_PAGE):
            first = _about(edition, key, job) if page.is_first else _after(page, name)
            content = templates.render(
                "role.md.j2",
                **first,
                **_work(edition, job, lists, page),
                key=key,
                name=name,
                page=page,
                news=told if page.is_first else (),
                all_news=len(about),
                notice=edition.notice,
            )
            yield page.path, Page(content=content, title=page.title(name))


def _by_role(news: Sequence[News]) -> Mapping[str, Sequence[News]]:
    """What each role is concerned by, in order."""
    found = defaultdict[str, list[News]](list)
    for item in news:
        for key in dict(item.roles):
            found[key].append(item)
    return found


class _Lists(NamedTuple):
    """What is listed of a role: paths of documents, and those that it must read in their order."""

    work: Sequence[str]
    reading: Sequence[Document]
    answers: Sequence[str]
    duties: Sequence[str]

    @classmethod
    def of(cls, jobs: Jobs, job: Job) -> _Lists:
        """The lists of a job."""
        return cls(list(job.steps), jobs.reading_list(job), list(job.answers), list(job.duties))

    @property
    def longest(self) -> int:
        """How many entries the longest has."""
        return max(map(len, self))


def _about(edition: Edition, key: str, job: Job) -> dict[str, Any]:
    """What the first page of a role says of it, besides its lists."""
    base, name = f"{ROLES}{key}/", edition.name("roles", key)
    entry = edition.vocabulary.entries("roles")[key]
    words = Words(edition, base)
    return {
        "front_matter": front_matter(
            title=name,
            description=entry.more.get("description", ""),
            hide=["navigation"],
            sheets=_SHEETS,
            feed=announced(f"Changes for {name}", role_feed(key)),
            alternates=of_list(edition, base, f"roles/{key}"),
        ),
        "follow": following(base, role_feed(key), owner_calendar(key) if _is_owner(job) else ""),
        "description": entry.more.get("description", ""),
        "aliases": entry.aliases,
        "department": words.department(entry.more.get("department")),
        "reports_to": words.role(entry.more.get("reports_to")),
        "reports": words.roles(_reports(edition, key)),
    }


def _after(page: ListPage, name: str) -> dict[str, Any]:
    """What a page after the first has in place of that."""
    return {
        "front_matter": front_matter(title=page.title(name), hide=["navigation"], sheets=_SHEETS)
    }


def _work(edition: Edition, job: Job, lists: _Lists, page: ListPage) -> dict[str, Any]:
    """What one page holds of each list, and how much there is of it."""
    base = page.address
    return {
        "work": [_steps(edition, job, path, base) for path in page.cut(lists.work)],
        "reading": [_reading(edition, job, item, base) for item in page.cut(lists.reading)],
        "answers": [_answer(edition, job, path, base) for path in page.cut(lists.answers)],
        "duties": [_duty(edition, job, path, base) for path in page.cut(lists.duties)],
        "totals": {name: len(items) for name, items in lists._asdict().items()},
        "steps": job.step_count,
    }


def _is_owner(job: Job) -> bool:
    return any("owner" in answers for answers in job.answers.values())


def _reports(edition: Edition, key: str) -> Iterator[str]:
    for role in edition.vocabulary.entries("roles").values():
        if role.more.get("reports_to") == key:
            yield role.key


def _document(edition: Edition, document: Document, base: str) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        "id": document.id or "",
        "title": shown.title,
        "href": edition.link(document, base),
        "version": shown.text("version") or "",
        "standing": edition.standing(document),
    }


def _steps(edition: Edition, job: Job, path: str, base: str) -> dict[str, Any]:
    document = job.documents[path]
    key = edition.department(document)
    steps = [
        {
            "number": step.number,
            "title": step.title,
            "anchor": step.anchor,
            "limit": step.value("time_limit") or "",
            "is_confirmed": bool(step.values("confirmations")),
        }
        for step in job.steps[path]
    ]
    return {
        **_document(edition, document, base),
        "department": edition.name("departments", key),
        "steps": steps,
    }


def _reading(edition: Edition, job: Job, document: Document, base: str) -> dict[str, Any]:
    shown = edition.shown(document)
    return {
        **_document(edition, document, base),
        "type": edition.templates.of(shown.text("type")).title,
        "steps": len(job.steps.get(document.path, ())),
    }


def _answer(edition: Edition, job: Job, path: str, base: str) -> dict[str, Any]:
    return {**_document(edition, job.documents[path], base), "as": job.answers[path]}


def _duty(edition: Edition, job: Job, path: str, base: str) -> dict[str, Any]:
    shown = edition.shown(job.documents[path])
    section = shown.section("responsibilities")
    anchor = f"#{section.heading.anchor}" if section else ""
    return {
        **_document(edition, job.documents[path], base),
        "anchor": anchor,
        "texts": job.duties[path],
    }


def _index(edition: Edition, templates: PageTemplates, jobs: Jobs) -> Page:
    content = templates.render(
        "roles.md.j2",
        front_matter=front_matter(
            title="Roles",
            hide=["navigation", "toc"],
            sheets=[WAYS_SHEET],
            alternates=of_list(edition, ROLES, "roles"),
        ),
        groups=list(_groups(edition, jobs)),
        ways=browse_ways(edition, ROLES),
    )
    return Page(content=content, title="Roles", is_listed=True)


def _groups(edition: Edition, jobs: Jobs) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The roles by department, in the vocabulary's order; those without one come last."""
    departments = edition.vocabulary.entries("departments")
    roles = edition.vocabulary.entries("roles").values()
    for key, department in departments.items():
        rows = [_row(edition, jobs, role) for role in roles if role.more.get("department") == key]
        if rows:
            yield department.name, rows
    rest = [role for role in roles if role.more.get("department") not in departments]
    if rest:
        yield "Other roles", [_row(edition, jobs, role) for role in rest]


def _row(edition: Edition, jobs: Jobs, role: Entry) -> dict[str, Any]:
    job = jobs.by_role[role.key]
    return {
        "word": Words(edition, ROLES).role(role.key),
        "description": role.more.get("description", ""),
        "steps": job.step_count,
        "documents": len(job.steps),
        "answers": len(job.answers),
        "reading": len(job.to_read),
    }


def browse_ways(edition: Edition, base: str) -> list[tuple[str, str, int]]:
    """The indexes besides departments, by name, with the way from `base` and how many entries."""
    vocabulary = edition.vocabulary
    return [
        ("Roles", _from(base, ROLES), len(vocabulary.entries("roles"))),
        ("Types", _from(base, TYPES), len(edition.templates.by_type)),
        ("Tags", _from(base, TAGS), len(edition.tags)),
        ("Measures", _from(base, KPIS), len(vocabulary.entries("kpis"))),
        ("Glossary", _from(base, GLOSSARY), len(vocabulary.entries("terms"))),
    ]


def _from(base: str, address: str) -> str:
    return f"../{address}" if base else address
