"""Builds the site with MkDocs, without its command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from sopgen.edition.on_demand import made_now
from sopgen.engines.loading import load_mkdocs
from sopgen.engines.mkdocs_plugin import SiteCheckError, SopgenPlugin
from sopgen.engines.result import BuildResult, at_once
from sopgen.engines.warned import Warned, keeping_warnings
from sopgen.engines.whole_site import WholeSite, can_be_in_parts, counting_warnings
from sopgen.model.errors import OperatorError
from sopgen.site import PageTree

_EPOCH: Final = "SOURCE_DATE_EPOCH"

Allow = Callable[[], None]
Tell = Callable[[int, int], None]


def build(
    config_file: Path,
    tree: PageTree,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    allow: Allow = at_once,
    tell: Tell = lambda _, __: None,
) -> BuildResult:
    """Render a page tree and put the site in place.

    With `strict` any warning of the engine fails the build. `allow` is asked before the first page
    is made. `tell` hears after each page how many of how many are rendered. Raises `SettingsError`
    where `mkdocs.yml` cannot be used, `SiteCheckError` where what was rendered is not what was
    checked, and `OperatorError` for any other failure; the earlier site is then as it was.
    """
    with keeping_warnings() as warned, _at(tree.day):
        config, plugin = load_mkdocs(config_file, site_dir=site_dir, strict=strict)
        try:
            if can_be_in_parts(config):
                with counting_warnings(strict=config.strict):
                    pages = _in_parts(WholeSite(config, plugin, tree, warned), allow, tell)
            else:
                pages = _at_once(config, plugin, tree, allow, tell)
        except (Abort, BuildError) as error:
            raise _reason(error, warned) from error
        except OSError as error:
            raise OperatorError(f"The site cannot be written: {_told(error)}.") from error
        finally:
            plugin.end()  # MkDocs does not tell of an interruption
    return BuildResult(Path(config.site_dir), pages, warned.told)


def _in_parts(site: WholeSite, allow: Allow, tell: Tell) -> int:
    site.begin()
    allow()
    return site.finish(tell)


def _at_once(
    config: MkDocsConfig, plugin: SopgenPlugin, tree: PageTree, allow: Allow, tell: Tell
) -> int:
    allow()
    whole = made_now(tree)
    plugin.tree, plugin.tell = whole, tell
    run_mkdocs(config)
    return len(whole.pages)


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


def _told(error: OSError) -> str:
    place = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{place}"


def _reason(error: Exception, warned: Warned) -> Exception:
    cause = error.__context__ if isinstance(error, Abort) else error
    if isinstance(cause, SiteCheckError):
        return cause
    said = [str(error)] if isinstance(error, BuildError) else []
    return OperatorError("\n".join([*warned.told, *said]) or str(error))
