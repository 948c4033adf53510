"""The comparison with git that anybody can run on a repository of their own."""

from __future__ import annotations

from .agreement import disagreements, paths_of
from .repository import Repository, prose, sop


def test_plain_files_and_documents_of_one_repository_agree(repository: Repository) -> None:
    repository.commit("one", {"a.md": prose("a"), "sops/a.md": sop(), "gone.txt": prose("g")})
    repository.commit("copy", {"b.md": prose("a"), "sops/b.md": sop("SOP-CS-002", body=prose("b"))})
    repository.commit("move", rename={"a.md": "docs/a.md", "sops/a.md": "sops/c.md"})
    repository.commit("copy and edit", {"sops/d.md": sop("SOP-CS-003", body=prose("SOP-CS-001"))})
    repository.commit("drop", delete=["gone.txt"])
    repository.save()
    paths = paths_of(repository.top)
    assert len(paths) == 8
    assert list(disagreements(repository.top, paths)) == []
