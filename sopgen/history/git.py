"""The one door to git: finds the repository, and runs git in it the same way on every machine.

GitPython finds the repository, the git program and, on every system, the safe way to start it.
The processes get an environment of our own, which GitPython cannot give: it only ever adds to the
caller's, and a `GIT_DIR` left by a hook would send every question to another repository.

Git's settings stay readable, because only there may an owner call a folder safe; each setting that
could change an answer is overridden. Questions about what is committed are asked from inside the
repository's own folder, so that no `.mailmap` that is still being edited takes part.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, cast

from sopgen.history import failures

_PIECE = 1 << 17  # bytes read at once
# Where the operator says which folders are safe, where git itself lies, how far to look for it.
_KEPT = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)"
)
_FORCED = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    # A partial clone must not fetch unasked; older git knows only the second of these two.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_SETTINGS = {
    # With git's own 96m the texts of 10,000 documents take eight times as long to read.
    "core.deltaBaseCacheLimit": "512m",
    "core.fsmonitor": "false",
    "log.showRoot": "true",
    "log.showSignature": "false",
    "mailmap.file": "",
    "trailer.separators": ":",
}


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one repository: `top` is the first folder of its work tree, `directory` its own.

    Every question raises HistoryUnavailableError when git fails, also after half an answer.
    """

    top: Path
    directory: Path
    program: str
    launch: Callable[..., Popen[bytes]]

    @classmethod
    def find(cls, root: Path) -> Git:
        """Find the repository whose work tree holds the folder `root`."""
        program, launch = _installed()
        # GitPython runs git when imported: without git only history may fail, not the program.
        from git import Repo  # noqa: PLC0415 - late, as said above
        from git.exc import GitError  # noqa: PLC0415 - late, as said above

        try:
            with Repo(root, search_parent_directories=True, expand_vars=False) as found:
                top, directory = found.working_tree_dir, found.git_dir
        except (GitError, OSError, ValueError) as error:
            raise failures.no_repository() from error
        if top is None:
            raise failures.no_repository()
        return cls(top=Path(top), directory=Path(directory), program=program, launch=launch)

    @classmethod
    def start(cls, root: Path, branch: str) -> Git:
        """Make a repository in the folder `root`, which has none: its first branch is `branch`."""
        program, launch = _installed()
        git = cls(top=root, directory=root / ".git", program=program, launch=launch)
        git.ask_in_work_tree("init", "--quiet")
        # Not an option of `init`, which git before 2.28 does not know.
        git.ask_in_work_tree("symbolic-ref", "HEAD", f"refs/heads/{branch}")
        return git

    def ask(self, *question: str, given: bytes = b"", mailmap: str = "") -> bytes:
        """Ask about what is committed; `given` is git's standard input."""
        return b"".join(self.pieces(*question, given=given, mailmap=mailmap))

    def pieces(self, *question: str, given: bytes = b"", mailmap: str = "") -> Iterator[bytes]:
        """Ask as `ask` does, and read the answer while git is still working on it.

        `mailmap` is the committed file that says who is who, as `commit:path`.
        """
        bare = ("--bare", f"--git-dir={self.directory}", "-c", f"mailmap.blob={mailmap}")
        return self._run(bare, question, given)

    def ask_in_work_tree(self, *question: str) -> bytes:
        """Ask about the work tree, from its top; only here does git look at who owns it."""
        return b"".join(self._run((), question, b""))

    def resolve(self, name: str) -> str:
        """Give the full id of the commit that `name` means: HEAD, an id, a branch or a tag.

        This is the first question to a repository: whether it is all there, and may be read.
        """
        exact = name if name == "HEAD" else f"{name}^{{commit}}"
        question = ("rev-parse", "--is-shallow-repository", "--revs-only", exact)
        shallow, *found = self.ask_in_work_tree(*question).decode().split()
        if shallow == "true":
            raise failures.shallow()
        if len(found) != 1 or name.startswith("-"):
            raise failures.no_commits() if name == "HEAD" else failures.unknown_commit(name)
        return found[0]

    def branch(self) -> str:
        """Give the name of the branch that HEAD is on, with or without a commit; else ""."""
        return self.ask_in_work_tree("branch", "--show-current").decode().strip()

    def merge_base(self, one: str, other: str) -> str | None:
        """Give the commit at which two commits' pasts part, None where they have none in common."""
        # Unlike `merge-base`, this ends well where there is none: then only failures are failures.
        found = self.ask_in_work_tree("rev-parse", f"{one}...{other}").decode().split()
        return next((name[1:] for name in found if name.startswith("^")), None)

    def _run(
        self, options: Sequence[str], question: Sequence[str], given: bytes
    ) -> Iterator[bytes]:
        settings = (part for item in _SETTINGS.items() for part in ("-c", "=".join(item)))
        command = (self.program, "--no-pager", *settings, *options, *question)
        folder = self.directory if options else self.top
        # Files for what goes in and what git complains of: a full pipe would stop both sides.
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaints:
            asked.write(given)
            asked.seek(0)
            code = yield from _answer(self._start(command, folder, asked, complaints))
            if code != 0:
                complaints.seek(0)
                complaint = complaints.read().decode("utf-8", "replace")
                raise failures.explain(question[0], code, complaint, self.top)

    def _start(
        self, command: Sequence[str], folder: Path, asked: IO[bytes], complaints: IO[bytes]
    ) -> Popen[bytes]:
        environment = _clean(os.environ)
        try:
            return self.launch(
                command, cwd=folder, env=environment, stdin=asked, stdout=PIPE, stderr=complaints
            )
        except OSError as error:
            raise failures.git_missing() from error


def _installed() -> tuple[str, Callable[..., Popen[bytes]]]:
    """The git program of this machine, and the safe way to start it."""
    try:
        from git.cmd import Git as Installed  # noqa: PLC0415 - late, as `find` says
        from git.cmd import safer_popen  # noqa: PLC0415 - late, as `find` says
    except ImportError as error:
        raise failures.git_missing() from error
    return Installed.GIT_PYTHON_GIT_EXECUTABLE or "git", safer_popen


def _answer(process: Popen[bytes]) -> Generator[bytes, None, int]:
    """Yield what git prints and return its exit code; end git when nobody reads on."""
    with process:
        try:
            answer = cast("IO[bytes]", process.stdout)
            yield from iter(partial(answer.read, _PIECE), b"")
            return process.wait()
        finally:
            process.kill()


def _clean(outer: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in outer.items()
        if not name.startswith("GIT_") or _KEPT.fullmatch(name)
    }
    return kept | _FORCED
