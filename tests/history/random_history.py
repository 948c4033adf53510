"""Random histories with branches, merges, renames, deletions and files put back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import strategies

from .repository import Repository, prose, sop

FOLDERS = ("", "sops/", "old/")
NAMES = tuple(f"{folder}{letter}.md" for folder in FOLDERS for letter in "abcd")
BRANCHES = ("main", "topic", "other")


@dataclass(frozen=True)
class File:
    path: str
    edits: int = 0
    rewritten: int = 0

    def text(self, number: int) -> str:
        """Give text unlike that of any other file, and much like that before the last edit."""
        lines = prose(f"file {number} {self.rewritten}").splitlines(keepends=True)
        for edit in range(max(0, self.edits - len(lines)), self.edits):
            lines[edit % len(lines)] = f"Edit {edit} of {number}.\n"
        return "".join(lines)

    def sop(self, number: int) -> str:
        """Give the same as a document with an id of its own."""
        return sop(f"SOP-{number}", self.version, self.text(number))

    @property
    def version(self) -> str:
        return f"{self.rewritten + 1}.{self.edits}.0"


Tree = dict[int, File]  # by a number that stays the file's for ever


@dataclass
class RandomHistory:
    """Draws one commit after another, and writes each into a repository.

    With `ids` the files are documents, which may be rewritten as they are moved, and take each
    other's paths. `changed` has the commits that changed each file, merges left out, and
    `mainline` the trees that main had, oldest first.
    """

    repository: Repository
    ids: bool = False
    changed: dict[int, list[str]] = field(default_factory=dict)
    mainline: list[tuple[str, Tree]] = field(default_factory=list)
    trees: dict[str, Tree] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    gone: Tree = field(default_factory=dict)
    files: int = 0
    before: Tree = field(default_factory=dict)  # as it was before the commit that is being made
    taken: set[str] = field(default_factory=set)  # paths that this commit may not use again
    skew: int = 0  # hours by which the clock of the next commit is wrong

    def grow(self, data: strategies.DataObject, commits: int) -> None:
        """Add commits; at the end all branches are merged into main."""
        self._commit("main", {self._new(): File(NAMES[0])})
        for _ in range(commits):
            branch = data.draw(strategies.sampled_from(BRANCHES))
            self.skew = data.draw(strategies.integers(-6, 6))
            if branch not in self.heads:
                self._start(branch, data.draw(strategies.sampled_from(sorted(self.heads))))
            if data.draw(strategies.integers(0, 4)) == 0:
                other = data.draw(strategies.sampled_from(sorted(self.heads)))
                self._merge(data, branch, other)
            else:
                self._commit(branch, self._change(data, self.trees[branch]))
        for branch in sorted(self.heads):
            self._merge(data, "main", branch)

    def _start(self, branch: str, source: str) -> None:
        self.heads[branch] = self.heads[source]
        self.trees[branch] = self.trees[source]

    def _new(self) -> int:
        self.files += 1
        return self.files

    def _change(self, data: strategies.DataObject, tree: Tree) -> Tree:
        """Give the tree after one to three changes to it.

        No path is given up and used again in one commit: git then sees a rewritten file, and a
        copy of the old one, where `--follow` sees more than a rename.
        """
        self.before = tree
        self.taken = set() if self.ids else {file.path for file in tree.values()}
        for _ in range(data.draw(strategies.integers(1, 3))):
            kind = data.draw(
                strategies.sampled_from(["edit", "edit", "move", "add", "drop", "back"])
            )
            tree = getattr(self, f"_{kind}")(data, tree)
        return tree

    def _edit(self, data: strategies.DataObject, tree: Tree) -> Tree:
        if not tree:
            return tree
        number = data.draw(strategies.sampled_from(sorted(tree)))
        return tree | {number: replace(tree[number], edits=tree[number].edits + 1)}

    def _move(self, data: strategies.DataObject, tree: Tree) -> Tree:
        free = self._free(tree)
        if not tree or not free:
            return tree
        number = data.draw(strategies.sampled_from(sorted(tree)))
        file = tree[number]
        edits = file.edits + data.draw(strategies.integers(0, 2))
        rewritten = file.rewritten + (self.ids and data.draw(strategies.booleans()))
        return tree | {number: File(data.draw(strategies.sampled_from(free)), edits, rewritten)}

    def _add(self, data: strategies.DataObject, tree: Tree) -> Tree:
        free = self._free(tree)
        return (
            tree | {self._new(): File(data.draw(strategies.sampled_from(free)))} if free else tree
        )

    def _drop(self, data: strategies.DataObject, tree: Tree) -> Tree:
        if not tree:
            return tree
        number = data.draw(strategies.sampled_from(sorted(tree)))
        place = self.before.get(number, tree[number]).path
        if place != tree[number].path and place not in self._free(tree):
            return tree
        self.gone[number] = tree[number]
        # A new id in the place of one that is gone would look like an id put right.
        self.taken |= {place, tree[number].path}
        return {each: file for each, file in tree.items() if each != number}

    def _back(self, data: strategies.DataObject, tree: Tree) -> Tree:
        free = self._free(tree)
        able = [
            each for each in sorted(self.gone) if each not in tree and self.gone[each].path in free
        ]
        if not able:
            return tree
        number = data.draw(strategies.sampled_from(able))
        return tree | {number: self.gone[number]}

    def _merge(self, data: strategies.DataObject, branch: str, other: str) -> None:
        """Merge as people do: each file from either side, or left out."""
        if self.heads[branch] == self.heads[other]:
            return
        ours, theirs = self.trees[branch], self.trees[other]
        merged: Tree = {}
        for number in sorted(ours.keys() | theirs.keys()):
            sides = [tree[number] for tree in (ours, theirs) if number in tree]
            chosen = data.draw(strategies.sampled_from(sides))
            if chosen.path in {file.path for file in merged.values()}:
                continue
            if len(sides) == 2 or data.draw(strategies.booleans()):
                merged[number] = chosen
        self._commit(branch, merged, merge=[self.heads[other]])

    def _free(self, tree: Tree) -> list[str]:
        used = {file.path for file in tree.values()}
        return [name for name in NAMES if name not in used | self.taken]

    def _commit(self, branch: str, tree: Tree, merge: list[str] | None = None) -> None:
        before = self.trees.get(branch, {})
        kept = {file.path for file in tree.values()}
        made = self.repository.commit(
            f"On {branch}",
            {
                file.path: file.sop(number) if self.ids else file.text(number)
                for number, file in tree.items()
            },
            delete=[file.path for file in before.values() if file.path not in kept],
            branch=branch,
            start=self.heads.get(branch, ""),
            merge=merge or [],
            at=self.repository.time + timedelta(hours=self.skew),
        )
        self.heads[branch], self.trees[branch] = made, tree
        if branch == "main":
            self.mainline.append((made, tree))
        for number in (before.keys() | tree.keys()) if not merge else ():
            if before.get(number) != tree.get(number):
                self.changed.setdefault(number, []).append(made)
