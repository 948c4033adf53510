"""All that the past of one commit says about its documents: the log, the mainline, the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import NamedTuple

from sopgen.history.follow import Follower, follow_as_git
from sopgen.history.git import Git
from sopgen.history.identity import Identities
from sopgen.history.log import (
    LoggedCommit,
    moment,
    read_followed,
    read_log,
    read_mainline_merges,
)
from sopgen.history.mainline import Mainline
from sopgen.history.people import People, check_mailmap, read_people
from sopgen.history.revisions import find_revisions
from sopgen.history.texts import Texts
from sopgen.history.trail import Step, Trail
from sopgen.model.revision import Commit, DocumentHistory, Revision


class Steps(NamedTuple):
    """One document's steps through all commits, and on the mainline alone; newest first."""

    everywhere: tuple[Step, ...]
    on_mainline: tuple[Step, ...]


class Record:
    """The past of one commit. Each part is read once, when it is first needed."""

    def __init__(self, git: Git, commit: str, texts: Texts) -> None:
        self._git = git
        self._commit = commit
        self._texts = texts

    def histories(self, paths: Sequence[str]) -> tuple[DocumentHistory, ...]:
        """Give the histories of the files last at these paths, in the same order."""
        as_git_follows = [self._follow_as_git(path) for path in paths]
        self._read(chain.from_iterable(chain.from_iterable(as_git_follows)))
        return tuple(map(self._history, paths, as_git_follows))

    def plain(self, path: str, blob: str | None) -> DocumentHistory | None:
        """Give the history of a file that never stated an id or a version, None of any other.

        `blob` is its text now. It takes git's pass over this one file alone: in a repository of
        which no file is a document, where thousands of files may have been renamed at once, the
        pass over all of them has nothing to add.
        """
        self._texts.read([blob])
        if self._texts.document(blob) is not None:
            return None
        check_mailmap(self._git, self._commit)
        logged = read_followed(self._git, self._commit, path)
        changes = [change for each in logged for change in each.changes]
        blobs = [blob for change in changes for blob in (change.old_blob, change.blob)]
        self._texts.read(blobs)
        if any(map(self._texts.document, blobs)) or any(map(self._version, blobs)):
            return None
        commits = tuple(self._followed(each, path) for each in logged)
        return DocumentHistory(path=path, document=None, commits=commits, revisions=())

    def _version(self, blob: str | None) -> str | None:
        return self._texts.stated(blob).version

    def path_of(self, document: str, under: str) -> str | None:
        """Give the path at which the document with this id was last, None for an unknown id.

        Only paths that begin with `under` count.
        """
        everywhere, _on_mainline = self._identities
        present = (path for path in self._present.get(document, ()) if path.startswith(under))
        return next(present, None) or everywhere.last_path(document, under)

    def read_all(self) -> None:
        """Read everything that any answer may need, and so find out what is missing."""
        _ = self._people, self._identities

    def followed(self, path: str) -> tuple[Commit, ...]:
        """Give the commits that git itself lists for one file, across renames and copies."""
        logged = read_followed(self._git, self._commit, path)
        self._texts.read(change.blob for each in logged for change in each.changes)
        return tuple(self._followed(each, path) for each in logged)

    def _followed(self, logged: LoggedCommit, path: str) -> Commit:
        change = logged.changes[0] if logged.changes else None
        stated = self._texts.stated(change.blob) if change and change.blob else None
        version = stated.version if stated else None
        return _commit_of(logged, change.path if change else path, version)

    @cached_property
    def mainline(self) -> Mainline:
        """The commits on which versions are issued."""
        merged = any(len(each.parents) > 1 for each in self._logged)
        merges = read_mainline_merges(self._git, self._commit) if merged else {}
        return Mainline(self._logged, merges)

    @cached_property
    def _logged(self) -> list[LoggedCommit]:
        return read_log(self._git, self._commit)

    @cached_property
    def _people(self) -> People:
        return read_people(self._git, self._commit, self._logged)

    @cached_property
    def _trails(self) -> tuple[Trail, Trail]:
        return Trail([each.changes for each in self._logged]), Trail(self.mainline.changes)

    def _read(self, steps: Iterable[Step]) -> None:
        # Newest first is about the order in which git packs them, and reads them fastest.
        self._texts.read(_blobs(sorted(steps, key=lambda step: step.age)))

    @cached_property
    def _identities(self) -> tuple[Identities, Identities]:
        """Whose each change was, for which every Markdown text ever committed is read."""
        everywhere, on_mainline = ([*filter(_is_markdown, trail)] for trail in self._trails)
        self._read(chain(everywhere, on_mainline))
        id_of = self._texts.document
        return Identities(everywhere, id_of), Identities(on_mainline, id_of)

    @cached_property
    def _present(self) -> Mapping[str, Sequence[str]]:
        """The path of each document that is there now; more than one if an id is used twice."""
        _, identities = self._identities
        _, trail = self._trails
        present: dict[str, list[str]] = defaultdict(list)
        for step in filter(_is_markdown, trail.newest()):
            document = None if step.leaves else identities.owner(step)
            if document:
                present[document].append(step.path)
        return present

    @cached_property
    def _followers(self) -> tuple[Follower, Follower]:
        # A merge can seem to put an id right where its branch replaced a document by another.
        renumberings = self._identities[0].renumberings()
        everywhere, on_mainline = zip(self._trails, self._identities, strict=True)
        return Follower(*everywhere, renumberings), Follower(*on_mainline, renumberings)

    def _follow(self, path: str, document: str) -> Steps:
        others = [other for other in self._present.get(document, ()) if other != path]
        return Steps(*(each.document(path, document, others) for each in self._followers))

    def _follow_as_git(self, path: str) -> Steps:
        everywhere, on_mainline = self._trails
        return Steps(follow_as_git(everywhere, path), follow_as_git(on_mainline, path))

    def _history(self, path: str, as_git_follows: Steps) -> DocumentHistory:
        document = self._document(as_git_follows.on_mainline)
        document = document or self._document(as_git_follows.everywhere)
        steps = self._follow(path, document) if document else as_git_follows
        return DocumentHistory(
            path=path,
            document=document,
            commits=tuple(self._commits(steps.everywhere)),
            revisions=self._revisions(steps),
        )

    def _document(self, steps: Iterable[Step]) -> str | None:
        """Give the newest id in the file's present life; an older life of its path says nothing."""
        for step in steps:
            found = self._texts.document(step.change.old_blob if step.leaves else step.change.blob)
            if found or step.change.kind == "A":
                return found
        return None

    def _commits(self, steps: Iterable[Step]) -> Iterator[Commit]:
        for age, found in groupby(steps, key=lambda step: step.age):
            step = next(found)
            version = None if step.leaves else self._texts.stated(step.change.blob).version
            yield _commit_of(self._logged[age], step.path, version)

    def _revisions(self, steps: Steps) -> tuple[Revision, ...]:
        made_by = [self._logged[age] for age in dict.fromkeys(s.age for s in steps.everywhere)]
        return find_revisions(steps.on_mainline, made_by, self.mainline, self._texts, self._people)


def _commit_of(logged: LoggedCommit, path: str, version: str | None) -> Commit:
    return Commit(
        commit=logged.commit,
        path=path,
        author=logged.author,
        email=logged.email,
        authored_at=moment(logged.commit, logged.authored),
        committed_at=moment(logged.commit, logged.committed),
        subject=logged.subject,
        version=version,
    )


def _blobs(steps: Iterable[Step]) -> Iterator[str | None]:
    for step in steps:
        yield step.change.old_blob
        yield step.change.blob


def _is_markdown(step: Step) -> bool:
    return step.path.lower().endswith((".md", ".markdown"))
