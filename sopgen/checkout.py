"""A library as it stood at an earlier commit, laid out in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sopgen.history import History
from sopgen.model.errors import OperatorError
from sopgen.settings import FILE, Settings
from sopgen.workspace import Workspace, open_workspace

_PREFIX: Final = "sopgen-as-of-"


@dataclass(frozen=True)
class Past:
    """What there was at a commit: its files as a workspace, its history, and the day."""

    workspace: Workspace
    history: History
    day: date
    config_file: Path


@contextmanager
def as_it_was(
    now: Settings, history: History, when: date | str, config: str = FILE
) -> Iterator[Past]:
    """Lay out the library of `now` as it stood on a day or at a commit, while the context lasts.

    On a day means: at the mainline's last commit of that day (UTC). Its own settings, schema,
    vocabulary and templates count, so that the build of a past day equals the one made then.
    Raises `HistoryUnavailableError` where git cannot answer, and `OperatorError` where there were
    no settings then.
    """
    past = history.as_of(when)
    day = when if isinstance(when, date) else past.committed_at.astimezone(UTC).date()
    with TemporaryDirectory(prefix=_PREFIX) as folder:
        root = Path(folder, now.prefix)
        _lay_out(past, now.prefix, Path(folder))
        if not (root / config).is_file():
            raise OperatorError(
                f"On {day} there was no {now.prefix}{config}.", "Choose a later day or commit."
            )
        workspace = open_workspace(root, root / config)
        settings = replace(workspace.settings, prefix=now.prefix)
        yield Past(replace(workspace, settings=settings), past, day, root / config)


def _lay_out(past: History, prefix: str, folder: Path) -> None:
    files = past.files(prefix.rstrip("/"))
    texts = past.texts(files.values())
    for path, blob in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(texts[blob])
