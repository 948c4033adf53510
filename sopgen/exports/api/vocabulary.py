"""The organisation's own words as data: departments, roles, terms and measures."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.edition.addresses import API_V1
from sopgen.edition.job import Job, Jobs
from sopgen.exports.api.context import Context, Data
from sopgen.model.document import Document, Step
from sopgen.model.vocabulary import Entry

_ROLES = f"{API_V1}roles/"


def departments_file(context: Context, path: str) -> tuple[str, bytes]:
    """Every department with its documents."""
    known = context.edition.vocabulary.entries("departments")
    keys = dict.fromkeys((*known, *context.edition.departments))
    return context.file(
        path, "departments", {"departments": [_department(context, key) for key in keys]}
    )


def _department(context: Context, key: str) -> Data:
    entry = context.edition.vocabulary.entry("departments", key)
    documents = context.edition.departments.get(key, ())
    return {
        "key": key,
        "name": context.edition.name("departments", key),
        "description": entry.more.get("description", "") if entry else "",
        "documents": [context.reference(item) for item in documents],
        "page": context.link(f"{key}/") if documents else None,
        "markdown": context.link(f"{key}/index.md") if documents else None,
    }


def role_files(context: Context, path: str) -> Iterator[tuple[str, bytes]]:
    """Every role in short in the file at `path`, and each with its work in one of its own."""
    jobs, told = Jobs(context.edition), []
    for key, job in jobs.by_role.items():
        role = _role(context, context.edition.vocabulary.entries("roles")[key])
        there = f"{_ROLES}{key}.json"
        told.append({**role, "json": context.link(there)})
        yield context.file(there, "role", {**role, **_job(context, jobs, job)})
    yield context.file(path, "roles", {"roles": told})


def _role(context: Context, role: Entry) -> Data:
    return {
        "key": role.key,
        "name": role.name,
        "aliases": list(role.aliases),
        "description": role.more.get("description", ""),
        "department": context.word("departments", role.more.get("department")),
        "reports_to": context.word("roles", role.more.get("reports_to")),
        "page": context.link(f"roles/{role.key}/"),
    }


def _job(context: Context, jobs: Jobs, job: Job) -> Data:
    def by_document(name: str, paths: dict[str, list[str]]) -> list[Data]:
        return [
            {"document": context.reference(job.documents[path]), name: list(items)}
            for path, items in paths.items()
        ]

    return {
        "steps": [_steps(context, job.documents[path], steps) for path, steps in job.steps.items()],
        "duties": by_document("texts", job.duties),
        "answers_for": by_document("as", job.answers),
        "must_read": [context.reference(item) for item in jobs.reading_list(job)],
    }


def _steps(context: Context, document: Document, steps: list[Step]) -> Data:
    told = [
        {
            "number": step.number,
            "title": step.title,
            "json": context.link(context.addresses.step_json(document, step)),
        }
        for step in steps
    ]
    return {"document": context.reference(document), "steps": told}


def glossary_file(context: Context, path: str) -> tuple[str, bytes]:
    """The organisation's terms, and those of single documents."""
    terms = [
        {
            "key": key,
            "name": word.name,
            "aliases": list(word.aliases),
            "meaning": word.more.get("meaning", ""),
        }
        for key, word in context.edition.vocabulary.entries("terms").items()
    ]
    own = [
        {"term": entry.name, "meaning": entry.text, "document": context.reference(document)}
        for document in context.edition.listed
        for entry in context.edition.shown(document).definitions
    ]
    return context.file(path, "glossary", {"terms": terms, "own_terms": own})


def kpis_file(context: Context, path: str) -> tuple[str, bytes]:
    """The organisation's measures, each with the documents that move it."""
    kpis = context.edition.vocabulary.entries("kpis").values()
    return context.file(path, "kpis", {"kpis": [_kpi(context, kpi) for kpi in kpis]})


def _kpi(context: Context, kpi: Entry) -> Data:
    edition = context.edition
    moving = [item for item in edition.listed if kpi.key in edition.shown(item).texts("kpis")]
    return {
        "key": kpi.key,
        "name": kpi.name,
        "aliases": list(kpi.aliases),
        "definition": kpi.more.get("definition", ""),
        "unit": kpi.more.get("unit"),
        "better": kpi.more.get("better"),
        "documents": [context.reference(item) for item in moving],
        "page": context.link(f"kpis/{kpi.key}/"),
    }
