"""Where two branches parted."""

from __future__ import annotations

import pytest

from sopgen.model.errors import HistoryUnavailableError

from .repository import Repository, sop


def test_where_a_branch_left_another(repository: Repository) -> None:
    base = repository.commit("Add", {"a.md": sop()})
    topic = repository.commit("Topic", {"b.md": "b"}, branch="topic", start=base)
    repository.commit("On", {"c.md": "c"})
    assert repository.history().merge_base("topic") == base
    assert repository.history(commit=topic).merge_base("main") == base
    assert repository.history().merge_base(base) == base


def test_none_where_nothing_is_common(repository: Repository) -> None:
    repository.commit("Add", {"a.md": sop()})
    repository.root("other")
    repository.commit("Other", {"b.md": "b"}, branch="other")
    with pytest.raises(HistoryUnavailableError, match="no commit in common"):
        repository.history().merge_base("other")
