"""One edition of the site: everything that its pages state, as of one day."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sopgen.edition.asked import About, Asked
from sopgen.edition.pointers import pointers
from sopgen.edition.standing import PageStanding, page_standing
from sopgen.in_force import Issued, Phase, Standing, present_version, standing_on
from sopgen.library import Leads, Library, Target
from sopgen.model.addresses import slug_of
from sopgen.model.document import Document, Step
from sopgen.model.revision import DocumentHistory, Revision
from sopgen.model.vocabulary import Vocabulary
from sopgen.settings import Settings
from sopgen.template import Templates

if TYPE_CHECKING:
    from sopgen.edition.validity import Validity

_PAGE_ENDING: Final = ".md"
_NO_NAMES: Final = frozenset({"", ".", ".."})
# What may stand in a file's name, and in an address, as it is written.
_PLAIN: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,78}[0-9A-Za-z])?")
# What such a link leads to, no other document decides.
_LEADS_BY_ITSELF: Final = frozenset({Leads.OUT, Leads.ANCHOR, Leads.UNSAFE})


@dataclass(frozen=True)
class Edition:
    """What a site is made of.

    `histories`, `standings` and `versions` (the latest first) are by document path; `notice` is
    the honest sentence that stands in place of history where git could not answer: then each
    document has only its current text.
    With `drafts` the pages are a preview: every document has one, and shows its current text.
    `first_commit` is the one that the repository began with, None where git could not answer.
    `asked` hears what pages about one document ask of the others: of them they may know only what
    `with_id`, `target`, `pointing_to`, `has_department` and `has_tag` tell.
    """

    library: Library
    settings: Settings
    templates: Templates
    today: date
    histories: Mapping[str, DocumentHistory] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    versions: Mapping[str, Sequence[Issued]] = field(default_factory=dict)
    notice: str | None = None
    drafts: bool = False
    first_commit: str | None = None
    asked: Asked = field(default_factory=Asked, compare=False, repr=False)

    @property
    def vocabulary(self) -> Vocabulary:
        """The organisation's words."""
        return self.library.vocabulary

    @cached_property
    def published(self) -> tuple[Document, ...]:
        """Every document that has a page, by path; where two claim one address, the first."""
        found: dict[str, Document] = {}
        for document in self.library.documents:
            if self.drafts or self.standing(document).phase is not Phase.DRAFT:
                found.setdefault(self.address(document), document)
        return tuple(found.values())

    @cached_property
    def listed(self) -> tuple[Document, ...]:
        """What lists and the search show: the published documents that are not retired, by id."""
        current = (item for item in self.published if not self.standing(item).is_retired)
        return tuple(sorted(current, key=lambda item: (item.id or "", item.path)))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What machines call each published document by its path, as one part of an address.

        It is the id, where the document has one that no other took before; else its address with ~
        in place of slashes.
        """
        names: dict[str, str] = {}
        taken: set[str] = set()
        for document in self.published:
            own = document.id if self.is_permanent(document) else None
            fits = own is not None and own.lower() not in taken and _PLAIN.fullmatch(own)
            by_place = self.address(document).rstrip("/").replace("/", "~")
            names[document.path] = own if own is not None and fits else by_place
            taken.add(names[document.path].lower())
        return names

    @cached_property
    def departments(self) -> Mapping[str, tuple[Document, ...]]:
        """The listed documents by department's key, in the vocabulary's order, none left empty."""
        found: dict[str, list[Document]] = {
            key: [] for key in self.vocabulary.entries("departments")
        }
        for document in self.listed:
            found.setdefault(self.department(document), []).append(document)
        return {key: tuple(items) for key, items in found.items() if items}

    @cached_property
    def tags(self) -> Mapping[str, tuple[Document, ...]]:
        """The listed documents by the slug of each tag that their shown version has, in order."""
        found: dict[str, list[Document]] = {}
        for document in self.listed:
            for slug in dict.fromkeys(map(slug_of, self.shown(document).texts("tags"))):
                found.setdefault(slug, []).append(document)
        return {slug: tuple(found[slug]) for slug in sorted(found)}

    @cached_property
    def _step_pointers(self) -> Mapping[str, Mapping[str, tuple[Step, ...]]]:
        """By a document's path: the steps that lead to it, by the paths of published documents."""
        found: dict[str, dict[str, tuple[Step, ...]]] = {}
        for document in self.published:
            for pointer in pointers(self.shown(document), self._target):
                found.setdefault(pointer.document.path, {})[document.path] = pointer.steps
        return found

    @cached_property
    def validities(self) -> dict[tuple[str, str | None], Validity]:
        """What was worked out of how versions hold: see `validity`."""
        return {}

    @cached_property
    def _former_paths(self) -> Mapping[str, Document]:
        """Where documents were before they were renamed, as far as nothing else is there now."""
        found: dict[str, Document] = {}
        for document in self.library.documents:
            history = self.histories.get(document.path)
            for commit in history.commits if history else ():
                if commit.path not in self.library.readings:
                    found.setdefault(commit.path, document)
        return found

    @cached_property
    def _published_paths(self) -> frozenset[str]:
        return frozenset(document.path for document in self.published)

    @cached_property
    def _page_standings(self) -> Mapping[str, PageStanding]:
        return {
            item.path: page_standing(item, self._standing(item), self.today)
            for item in self.library.documents
        }

    def _standing(self, document: Document) -> Standing:
        return self._alone(document) if self.drafts else self.decided(document)

    def decided(self, document: Document) -> Standing:
        """How the versions of a document stand on the edition's day, in a preview too."""
        return self.standings.get(document.path) or self._alone(document)

    def _alone(self, document: Document) -> Standing:
        return standing_on([present_version(document)], self.today)

    def is_permanent(self, document: Document) -> bool:
        """Whether the document has an address by its id: of two with one id, the first has."""
        return self.library.by_id.get(document.id or "") is document

    def is_published(self, document: Document) -> bool:
        """Whether the document has a page."""
        return document.path in self._published_paths

    def standing(self, document: Document) -> PageStanding:
        """Which version of a document its page shows on the edition's day, and how it stands."""
        return self._page_standings[document.path]

    def shown(self, document: Document) -> Document:
        """The version of a document that its page shows."""
        return self.standing(document).document

    def revisions(self, document: Document) -> tuple[Revision, ...]:
        """The document's revisions, newest first; none where git could not answer."""
        history = self.histories.get(document.path)
        return history.revisions if history else ()

    def department(self, document: Document) -> str:
        """The key of the document's department, as it stands in its address."""
        return self.address(document).split("/", 1)[0]

    def address(self, document: Document) -> str:
        """The document's address within the site, with a slash at its end."""
        return document.address

    def name(self, kind: str, key: str | None) -> str:
        """What readers see for a key of the vocabulary."""
        return self.vocabulary.name(kind, key)

    def link(self, document: Document, base: str) -> str:
        """The way from the page at `base` to a document's page."""
        return relative_address(self.address(document), base)

    def with_id(self, name: str) -> Document | None:
        """The document that has an id, None where there is none."""
        self.asked.note(About.ID, name)
        return self.library.by_id.get(name)

    def pointing_to(self, document: Document) -> tuple[tuple[Document, tuple[Step, ...]], ...]:
        """The published documents that name or link to one, by id, each with the steps that do."""
        self.asked.note(About.REFERRERS, document.path)
        steps = self._step_pointers.get(document.path, {})
        named = (item.path for item in self.library.referrers.get(document.id or "", ()))
        found = (self.library.readings[path].document for path in {*named, *steps})
        published = (item for item in found if item is not None and self.is_published(item))
        ordered = sorted(published, key=lambda item: (item.id or "", item.path))
        return tuple((item, steps.get(item.path, ())) for item in ordered)

    def has_department(self, key: str | None) -> bool:
        """Whether a department has documents, and with them a page."""
        self.asked.note(About.DEPARTMENT, key or "")
        return key in self.departments

    def has_tag(self, slug: str) -> bool:
        """Whether a listed document has a tag, which then has a page."""
        self.asked.note(About.TAG, slug)
        return slug in self.tags

    def target(self, document: Document, link: str) -> Target:
        """Where a link of a document leads; to a renamed document, wherever it is now."""
        target = self._target(document, link)
        if target.leads not in _LEADS_BY_ITSELF:
            self.asked.note(About.PATH, target.path)
        return target

    def _target(self, document: Document, link: str) -> Target:
        target = self.library.target(document, link)
        moved = self._former_paths.get(target.path) if target.leads is Leads.MISSING else None
        return target if moved is None else target._replace(leads=Leads.DOCUMENT, document=moved)

    def at(self, path: str) -> tuple[str, Document | None]:
        """What stands at a path: of what kind it is, and the document that is there, or was."""
        reading = self.library.readings.get(path)
        if reading is not None:
            return "document", reading.document
        if path in self.library.files:
            return "file", None
        return "nothing", self._former_paths.get(path)

    def href(self, target: Target, base: str) -> str | None:
        """The way from the page at `base` to a link's target; None where no page may link to it.

        An anchor that the target lacks is dropped: the link still leads to the page.
        """
        if target.leads is Leads.OUT:
            return target.path
        if target.leads is Leads.ANCHOR and target.document is not None:
            return _fragment(target.document, target.anchor) or None
        if target.document is not None:
            if not self.is_published(target.document):
                return None
            fragment = _fragment(self.shown(target.document), target.anchor)
            return self.link(target.document, base) + fragment
        if target.leads in {Leads.PAGE, Leads.FILE}:
            anchor = f"#{quote(target.anchor)}" if target.anchor else ""
            return relative_address(self.file_address(target.path), base) + anchor
        return None

    def file_address(self, path: str) -> str:
        """The address of a file of the library that is no document."""
        path = path.removeprefix(self.library.folder)
        if not path.endswith(_PAGE_ENDING):
            return path
        stem = path.removesuffix(_PAGE_ENDING)
        folder, name = posixpath.split(stem)
        whole = folder if name in {"index", "README"} else stem
        return f"{whole}/" if whole else ""


@lru_cache(maxsize=4096)  # each way is asked for by every page and text that stands at its start
def relative_address(address: str, base: str) -> str:
    """A relative URL from the page at `base` to `address`; both are within the site.

    Addresses of pages end with a slash, the home page's is empty.
    """
    there, here = _parts(address), _parts(base)
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    path = "/".join(("..",) * (len(here) - shared) + there[shared:]) or "."
    return f"{path}/" if not address or address.endswith("/") else path


@lru_cache(maxsize=1024)
def _parts(address: str) -> tuple[str, ...]:
    """The parts of an address, each as it is quoted in a URL."""
    parts = address.removesuffix("/").split("/")
    if not _NO_NAMES.isdisjoint(parts):  # hardly any address
        parts = [part for part in posixpath.normpath(address).split("/") if part != "."]
    return tuple(map(_quoted, parts))


@lru_cache(maxsize=4096)  # of folders and versions there are fewer than of addresses
def _quoted(part: str) -> str:
    return quote(part)


def _fragment(document: Document, anchor: str) -> str:
    return f"#{quote(anchor)}" if anchor and anchor in document.anchors else ""
