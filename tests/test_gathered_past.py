"""What one process reads of git answers in another, with git out of reach."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.archive import Archive, Past, archive_of, gathered_past, open_archive
from sopgen.library import Library, read_library
from sopgen.model.errors import HistoryUnavailableError
from tests.sample import sop
from tests.site.archives import repository
from tests.site.libraries import SETTINGS, TEMPLATES, VOCABULARY


def read(top: Path) -> Library:
    settings = replace(SETTINGS, root=top, docs_dir=top / "sops")
    return read_library(settings, TEMPLATES.layout_of, VOCABULARY)


def told(archive: Archive, library: Library) -> object:
    """Everything that an archive says of a library."""
    versions = {
        document.path: [(item.text, item.revision) for item in archive.versions(document)]
        for document in library.documents
    }
    return versions, dict(archive.histories), archive.commit, archive.first_commit, archive.notice


def test_it_answers_like_the_repository_itself(tmp_path: Path) -> None:
    with repository(tmp_path / "here") as made:
        for number in range(1, 4):
            text = sop(id="SOP-CS-001", title="Refunds", version=f'"{number}.0"')
            made.commit(write={"sops/refunds.md": text})
        made.commit(rename={"sops/refunds.md": "sops/money.md"})
        made.commit(write={"sops/gone.md": sop(id="SOP-CS-002", title="Gone")})
        made.commit(delete=["sops/gone.md"])
    library, layout_of = read(made.top), TEMPLATES.layout_of
    expected = told(open_archive(library, layout_of, made.top, exact=True), library)
    sent = pickle.dumps(gathered_past(made.top, "sops/", made.git("rev-parse", "HEAD").strip()))
    (made.top / ".git").rename(tmp_path / "out-of-reach")
    archive = archive_of(library, layout_of, lambda: pickle.loads(sent), exact=True)
    archive.gather()
    assert told(archive, library) == expected
    assert len(archive.versions(library.documents[0])) == 3


def test_what_git_cannot_tell_is_told_as_where_it_is_asked_for(tmp_path: Path) -> None:
    made = tmp_path / "here"
    (made / "sops").mkdir(parents=True)
    (made / "sops" / "refunds.md").write_text(sop(id="SOP-CS-001"), "utf-8")
    library, layout_of = read(made), TEMPLATES.layout_of

    def ask() -> Past:
        return gathered_past(made, "sops/", "HEAD")

    assert archive_of(library, layout_of, ask, exact=False).notice
    with pytest.raises(HistoryUnavailableError):
        archive_of(library, layout_of, ask, exact=True)
