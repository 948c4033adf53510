"""`sopgen history`: who changed a document, when, and which versions that gave."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sopgen.archive import open_repository
from sopgen.cli.completing import complete_document
from sopgen.cli.options import config_option, format_option
from sopgen.comparison import revision_changes
from sopgen.exports.comparison import change_as_json
from sopgen.exports.history import history_as_json
from sopgen.history import History
from sopgen.model.errors import OperatorError
from sopgen.model.revision import DocumentHistory, Revision
from sopgen.workspace import open_workspace_for_files


@click.command("history")
@click.argument("document", shell_complete=complete_document)
@config_option
@format_option
def history_command(document: str, config: Path | None, format_: str) -> None:
    """Show the commits and versions of a document, named by its id or its path, newest first.

    A path may be that of any Markdown file of a git repository, an SOP or not.

    \b
    Examples:
      sopgen history SOP-CS-001
      sopgen history docs/notes.md --format json
    """
    history, found = _history(document, config)
    if format_ == "json":
        layout_of = open_workspace_for_files(Path.cwd(), config).templates.layout_of
        between = revision_changes(history, found, layout_of)
        changes = {version: list(map(change_as_json, items)) for version, items in between.items()}
        click.echo(json.dumps(history_as_json(found, changes), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))


def _history(document: str, config: Path | None) -> tuple[History, DocumentHistory]:
    folder = (config.resolve().parent if config else Path.cwd()).resolve()
    path = Path(document)
    looks_like_path = path.suffix.lower() == ".md" or "/" in document or path.exists()
    near = path if path.is_absolute() else folder / path
    start = near.parent if looks_like_path and near.parent.is_dir() else folder
    history = open_repository(start)
    under = "" if looks_like_path else _library_folder(history, config)
    where = _where(document, near, history) if looks_like_path else history.path_of(document, under)
    found = history.history_of(where) if where is not None else None
    if found is None or not found.commits:
        hint = "Commit it first, or check the id or path."
        raise OperatorError(f'Git has no history of "{document}".', hint)
    return history, found


def _library_folder(history: History, config: Path | None) -> str:
    """Where ids count: the library's folder, or the whole repository where there is none."""
    workspace = open_workspace_for_files(Path.cwd(), config)
    folder = history.locate(workspace.settings.docs_dir) if workspace.has_library else ""
    return folder and f"{folder}/"


def _where(document: str, near: Path, history: History) -> str:
    """A path counts from the current folder, else from the repository's top."""
    given = history.locate(near)
    if history.history_of(given).commits:
        return given
    return Path(document).as_posix()


def _lines(history: DocumentHistory) -> list[str]:
    lines = [f"{history.path}" + (f" ({history.document})" if history.document else "")]
    if history.revisions:
        lines += ["", "Versions", *(line for item in history.revisions for line in _revision(item))]
    lines += ["", "Commits"]
    for commit in history.commits:
        day = commit.authored_at.date().isoformat()
        lines.append(f"  {commit.commit[:10]}  {day}  {commit.author}  {commit.subject}")
    return lines


def _revision(revision: Revision) -> list[str]:
    issued = revision.issued_at.date().isoformat()
    effective = f", in force from {revision.effective_date}" if revision.effective_date else ""
    status = revision.status or "no status"
    lines = [f"  {revision.version:<8} {status}, issued {issued}{effective}"]
    lines.append(f"           by {', '.join(revision.authors)}")
    if revision.approval is not None:
        lines.append(f"           {_approval(revision)}")
    if revision.change_summary:
        lines.append(f"           {revision.change_summary}")
    return lines


def _approval(revision: Revision) -> str:
    approval = revision.approval
    if approval is None:
        return ""
    says = {
        "trailer": "approved by {} (named in the commit)",
        "merge": "merged by {}",
        "front-matter": "approver named in the document: {}",
    }
    return says[approval.evidence].format(approval.by)
