"""Begins a new document: the next free id of its department, a file, and the type's scaffold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from sopgen.archive import open_repository
from sopgen.bundled import bundled
from sopgen.editing import create_whole, with_field
from sopgen.model.document import Document
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.reading.reader import read_document
from sopgen.template import Template
from sopgen.workspace import Workspace

# The schema's annotation on `id`: how an id is made of the department's code and a number.
_FORM: Final = "x-form"
_NUMBER: Final = re.compile(r"\{number(?::0?(\d))?\}")
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that nobody has written yet, and the file that it is to stand in."""

    document: Document
    file: Path

    def write(self) -> None:
        """Make the file. Raises `OperatorError` where it is there, or cannot be made."""
        create_whole(self.file, self.document.source.encoded())


def draft(
    workspace: Workspace,
    title: str,
    *,
    department: str,
    type_: str,
    id_: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> Draft:
    """A new document of a type and department, with other front-matter fields as given.

    Nothing is written yet. Raises `OperatorError` for an unknown department or type, for an id,
    title or file that is taken, and where no id can be made.
    """
    template = _template(workspace, type_)
    entry = _known(workspace, "departments", department)
    values = {
        "id": id_ or next_id(workspace, template, entry),
        "title": " ".join(title.split()),
        "department": entry,
        **(fields or {}),
    }
    _require_free(workspace, values["id"], values["title"])
    file = workspace.settings.docs_dir / entry / f"{file_name(values['title'])}.md"
    document = _scaffold(workspace, template, file)
    for name, value in values.items():
        document = with_field(document, name, value, template.fields, workspace.templates.layout_of)
    return Draft(document, file)


def next_id(workspace: Workspace, template: Template, department: str) -> str:
    """The department's next id that no document has, and as far as git knows never had.

    It is made by the `x-form` that the schema states for `id`, such as `SOP-{code}-{number:03}`.
    Raises `OperatorError` where the schema states none, or the department has no code.
    """
    form = template.properties.get("id", {}).get(_FORM)
    entry = workspace.vocabulary.entry("departments", department)
    code = entry.more.get("code") if entry else None
    if not isinstance(form, str) or not _NUMBER.search(form) or (not code and "{code}" in form):
        raise OperatorError(
            f'No id can be made for the department "{department}".',
            'Name one with --id, or give the schema\'s "id" an x-form and the department a code.',
        )
    taken = _was_taken(workspace)
    # After the highest one in use: a number that was left out may be on somebody's branch.
    first = _highest(form, code or "", workspace.library.by_id) + 1
    return next(made for n in count(first) if not taken(made := _numbered(form, code or "", n)))


def file_name(title: str) -> str:
    """A title as the name of a file, without its ending: lower case, hyphens, no accents.

    Letters of scripts that have no plain form stay as they are.
    """
    signs = unicodedata.normalize("NFC", title.casefold())
    # What had no lower case may have one in its plain form, such as the letters of formulas.
    plain = "".join(map(_plain, signs)).casefold()
    words = re.sub(r"[\W_]+", "-", plain.replace("'", "").replace("’", "")).strip("-")
    if len(words) > _LONGEST_NAME:
        words = words[:_LONGEST_NAME].rpartition("-")[0] or words[:_LONGEST_NAME]
    return words or "untitled"


def _plain(sign: str) -> str:
    """A letter without its accent where that leaves a letter of ASCII, else the letter itself."""
    base = unicodedata.normalize("NFKD", sign)[0]
    return base if base.isascii() else sign


def _template(workspace: Workspace, type_: str) -> Template:
    known = workspace.templates.by_type
    if type_ not in known:
        raise _unknown("type", type_, known)
    return known[type_]


def _known(workspace: Workspace, kind: str, name: str) -> str:
    """The key of a word of the vocabulary, named by its key or by what readers see."""
    entry = workspace.vocabulary.named(kind, name)
    if entry is None:
        raise _unknown(kind.removesuffix("s"), name, workspace.vocabulary.entries(kind))
    return entry.key


def _unknown(what: str, name: str, known: Iterable[str]) -> OperatorError:
    close = did_you_mean(name, known)
    hint = f'Did you mean "{close}"?' if close else f"There are {listed(known)}."
    return OperatorError(f'There is no {what} "{name}".', hint)


def _require_free(workspace: Workspace, id_: str, title: str) -> None:
    for kind, value in (("id", id_), ("title", title.casefold())):
        for other in workspace.library.claims.get((kind, value), ()):
            raise OperatorError(
                f'The {kind} "{value}" is that of {other.path}.', f"Choose another {kind}."
            )


def _scaffold(workspace: Workspace, template: Template, file: Path) -> Document:
    name = f"{template.type}.md"
    folders = (workspace.settings.templates_dir, bundled("templates"))
    source = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if source is None:
        raise OperatorError(
            f'There is no scaffold for the type "{template.type}".',
            f"Write one: {workspace.settings.templates_dir / name}.",
        )
    path = file.relative_to(workspace.settings.root).as_posix()
    reading = read_document(path, source.read_bytes(), workspace.templates.layout_of)
    if reading.document is None or not reading.front_matter_usable:
        raise OperatorError(f"The scaffold {source} has no front matter that can be read.")
    return reading.document


def _numbered(form: str, code: str, number: int) -> str:
    def digits(match: re.Match[str]) -> str:
        return f"{number:0{match.group(1) or 1}}"

    return _NUMBER.sub(digits, form.replace("{code}", code))


def _highest(form: str, code: str, ids: Iterable[str]) -> int:
    """The highest number among the ids of this form and code; 0 where there is none."""
    before, _, after = _NUMBER.sub("\0", form.replace("{code}", code)).partition("\0")
    pattern = re.compile(rf"{re.escape(before)}([0-9]+){re.escape(after)}")
    found = (pattern.fullmatch(item) for item in ids)
    return max((int(match.group(1)) for match in found if match), default=0)


def _was_taken(workspace: Workspace) -> Callable[[str], bool]:
    """Whether an id is or was a document's; without a repository only what is there counts."""
    ids = workspace.library.by_id
    try:
        history = open_repository(workspace.settings.root)
        folder = f"{history.locate(workspace.settings.docs_dir)}/"
    except HistoryUnavailableError:
        return lambda name: name in ids
    return lambda name: name in ids or history.path_of(name, folder) is not None
