"""What git proves about documents: their commits and revisions, and the library as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sopgen.history import failures
from sopgen.history.git import Git
from sopgen.history.log import moment
from sopgen.history.record import Record
from sopgen.history.texts import FrontMatterReader, Texts
from sopgen.history.tree import read_files, read_uncommitted
from sopgen.model.errors import HistoryUnavailableError, OperatorError
from sopgen.model.revision import DocumentHistory

__all__ = [
    "FrontMatterReader",
    "History",
    "branch_of",
    "open_history",
    "record_files",
    "start_repository",
]


def start_repository(folder: Path, branch: str) -> None:
    """Make an empty repository in a folder that has none; its first branch is `branch`.

    Raises HistoryUnavailableError where git is missing or refuses.
    """
    Git.start(folder, branch)


def branch_of(folder: Path) -> str:
    """Give the branch that a repository's work tree is on; "" where it is on none.

    Raises HistoryUnavailableError where there is no repository, or git refuses.
    """
    return Git.find(folder).branch()


def record_files(folder: Path) -> tuple[Path, ...]:
    """Give the files of git that change whenever another commit is checked out or made.

    None where the folder is in no repository, or git is missing.
    """
    try:
        directory = Git.find(folder).directory
    except HistoryUnavailableError:
        return ()
    return tuple(directory / name for name in ("HEAD", "index", "logs/HEAD"))


def open_history(
    root: Path,
    read_front_matter: FrontMatterReader,
    commit: str = "HEAD",
    *,
    keep_texts: bool = False,
) -> History:
    """Open the history of the repository that holds the folder `root`, as of a commit.

    `read_front_matter` turns the bytes of a document into the fields of its front matter, as
    text; it gives an empty mapping, or raises ValueError, for what it cannot read. `commit` is
    an id, a branch or a tag. With `keep_texts` every text that is read is held, and not read from
    git a second time. Raises HistoryUnavailableError, with the command that mends it, where git
    cannot answer exactly; so does every method below.
    """
    git = Git.find(root)
    texts = Texts(git, read_front_matter, keep=keep_texts)
    return History(git, git.resolve(commit), texts)


class History:
    """The history of one repository up to one commit; ask `open_history` for it.

    Paths are those in the repository, from its top, with `/`; an absolute path is taken as the
    file it names. Each question about all documents takes the same few processes as about one.
    """

    def __init__(self, git: Git, commit: str, texts: Texts) -> None:
        self._git = git
        self._texts = texts
        self._record = Record(git, commit, texts)
        self.commit = commit
        self.top = git.top

    def history_of(self, path: str | Path) -> DocumentHistory:
        """Give the history of the file at `path`, also of one deleted since.

        A document with an id is told from others by it; of any other file, these are the commits
        that git itself lists when it follows renames, copies included.
        """
        where = self.locate(path)
        plain = self._record.plain(where, self.files(where).get(where))
        if plain is not None:
            return plain
        found = self._record.histories([where])[0]
        if found.document is not None:
            return found
        return replace(found, commits=self._record.followed(where))

    def histories_under(self, folder: str | Path = "") -> tuple[DocumentHistory, ...]:
        """Give the history of every Markdown file that the commit has under `folder`, by path."""
        files = self.files(folder)
        return self._record.histories([path for path in files if path.lower().endswith(".md")])

    def path_of(self, document: str, under: str = "") -> str | None:
        """Give the path where the document with this id is, or last was; None for no such id.

        Only paths that begin with `under` count: elsewhere in the repository, in examples say, an
        id may stand that is none of the library's.
        """
        return self._record.path_of(document, under)

    def text(self, blob: str) -> bytes:
        """Give one committed text; ask `texts` for many."""
        return self.texts([blob])[blob]

    def texts(self, blobs: Iterable[str]) -> Mapping[str, bytes]:
        """Give committed texts by their blob, all from one process."""
        return self._texts.contents(blobs)

    def files(self, folder: str | Path = "") -> Mapping[str, str]:
        """Give the blob of each regular file that the commit has under `folder`, by path."""
        return read_files(self._git, self.commit, self.locate(folder))

    def commit_on(self, day: date) -> str:
        """Give the commit that the mainline stood at when the day ended, in UTC."""
        found = self._record.mainline.on(day)
        if found is None:
            raise HistoryUnavailableError(
                f"the repository has no commit that was made by {day}.",
                "choose a later day (git log --first-parent --reverse shows the first one)",
            )
        return found.commit

    @property
    def committed_at(self) -> datetime:
        """When the commit was made, as its committer's clock said."""
        newest = self._record.mainline.commits[0]
        return moment(newest.commit, newest.committed)

    @property
    def first_commit(self) -> str:
        """The commit that the mainline began with: it tells this repository from all others."""
        return self._record.mainline.commits[-1].commit

    def as_of(self, when: date | str) -> History:
        """Give the history as it was when a day ended (UTC), or as of a commit, branch or tag."""
        commit = self.commit_on(when) if isinstance(when, date) else self._git.resolve(when)
        return self if commit == self.commit else History(self._git, commit, self._texts)

    def merge_base(self, name: str) -> str:
        """Give the commit at which this history left another commit, branch or tag."""
        found = self._git.merge_base(self.commit, self._git.resolve(name))
        if found is None:
            raise failures.no_common_commit(name)
        return found

    def uncommitted(self) -> frozenset[str]:
        """Give the paths in the work tree that differ from HEAD, or that git does not know."""
        return read_uncommitted(self._git)

    def require_complete(self) -> None:
        """Read all that any answer may need, so that what is missing is known before."""
        self._record.read_all()

    def locate(self, path: str | Path) -> str:
        """Give the path in the repository of a file or folder; the top itself is ''."""
        given = Path(path)
        if not given.is_absolute():
            return _unless_top(given.as_posix())
        # Only the folder's links are followed: the file may itself be a link that git tracks.
        real = given.parent.resolve() / given.name
        for file, top in ((given, self.top), (real, self.top.resolve())):
            if file.is_relative_to(top):
                return _unless_top(file.relative_to(top).as_posix())
        raise OperatorError(
            f"{given} is not in the repository {self.top}.", "name a file inside it"
        )


def _unless_top(path: str) -> str:
    return "" if path == "." else path
