"""Builds the site with MkDocs, without its command line."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import mkdocs
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.exceptions import Abort

from sopgen.engines.loading import load_mkdocs
from sopgen.engines.mkdocs_plugin import SiteCheckError
from sopgen.engines.result import BuildResult
from sopgen.model.errors import OperatorError
from sopgen.site import PageTree

_EPOCH: Final = "SOURCE_DATE_EPOCH"


def build(
    config_file: Path,
    tree: PageTree,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    tell: Callable[[int, int], None] = lambda _, __: None,
) -> BuildResult:
    """Render a page tree and put the site in place.

    With `strict` any warning of the engine fails the build. `tell` hears after each page how many
    of how many are rendered. Raises `SettingsError` where
    `mkdocs.yml` cannot be used, `SiteCheckError` where what was rendered is not what was checked,
    and `OperatorError` for any other failure; the earlier site is then as it was.
    """
    config, plugin = load_mkdocs(config_file, site_dir=site_dir, strict=strict)
    plugin.tree, plugin.tell = tree, tell
    kept = _Kept()
    logger = logging.getLogger(mkdocs.__name__)  # ProperDocs', where that stands for it
    logger.addHandler(kept)
    try:
        with _at(tree.day):
            run_mkdocs(config)
    except Abort as abort:
        raise _reason(abort, kept) from abort
    except OSError as error:
        raise OperatorError(f"The site cannot be written: {_told(error)}.") from error
    finally:
        plugin.end()  # MkDocs does not tell of an interruption
        logger.removeHandler(kept)
    return BuildResult(Path(config.site_dir), len(tree.pages), tuple(kept.messages))


@contextmanager
def _at(day: date) -> Iterator[None]:
    """Let MkDocs take the day's beginning for now, as it does by this variable alone."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


class _Kept(logging.Handler):
    """Keeps what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


def _told(error: OSError) -> str:
    place = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{place}"


def _reason(abort: Abort, kept: _Kept) -> Exception:
    cause = abort.__context__
    if isinstance(cause, SiteCheckError):
        return cause
    return OperatorError("\n".join(kept.messages) or str(abort))
