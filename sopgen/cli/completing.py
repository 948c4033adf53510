"""What the shell offers while somebody types: ids with titles, departments, types, roles, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from sopgen.library import find_files
from sopgen.model.errors import OperatorError
from sopgen.reading.fields import read_fields
from sopgen.rules import RULES
from sopgen.workspace import Workspace, open_workspace


def complete_document(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of the library that begin so, each with its title."""
    workspace = _workspace(context)
    if workspace is None:
        return []
    begun = incomplete.upper()
    found = sorted(_ids_and_titles(workspace))
    return [CompletionItem(id_, help=title) for id_, title in found if id_.startswith(begun)]


def complete_department(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The keys of departments that begin so."""
    return _words(context, "departments", incomplete)


def complete_role(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The keys of roles that begin so."""
    return _words(context, "roles", incomplete)


def complete_type(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The types that begin so."""
    workspace = _workspace(context)
    known = workspace.templates.by_type.values() if workspace else ()
    return _items(((item.type, item.title) for item in known), incomplete)


def complete_rule(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of rules that begin so."""
    return _items(((rule.code, rule.summary) for rule in RULES.values()), incomplete.upper())


def _words(context: click.Context, kind: str, incomplete: str) -> list[CompletionItem]:
    workspace = _workspace(context)
    known = workspace.vocabulary.entries(kind).values() if workspace else ()
    return _items(((entry.key, entry.name) for entry in known), incomplete)


def _items(pairs: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    return [CompletionItem(word, help=text) for word, text in pairs if word.startswith(begun)]


def _workspace(context: click.Context) -> Workspace | None:
    """The library that the line is about; None where there is none: a shell needs no complaint."""
    try:
        return open_workspace(Path.cwd(), context.params.get("config"))
    except OperatorError:
        return None


def _ids_and_titles(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Only two fields are read, so that the shell answers at once in large libraries too."""
    try:
        files = find_files(workspace.settings).documents.values()
    except OperatorError:
        return
    for file in files:
        try:
            fields = read_fields(file.read_bytes(), frozenset({"id", "title"}))
        except OSError:
            continue
        if "id" in fields:
            yield fields["id"], fields.get("title", "")
