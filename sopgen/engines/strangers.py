"""What of a library's folder may reach the site, for anybody may have written it.

Text and pictures come from strangers; `mkdocs.yml`, the templates and what these name are code.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sopgen.engines.harmless import why_unsafe
from sopgen.settings import Settings


def leave_out(files: Files, config: MkDocsConfig, settings: Settings) -> tuple[str, ...]:
    """Take out of MkDocs' files what no stranger may publish; gives a sentence for each file."""
    said = []
    for file in [file for file in files if is_of_library(file, config)]:
        reason = _reason(file, config, settings)
        if reason:
            files.remove(file)
            said.append(f"{file.src_uri} is not published: {reason}.")
    if said:  # one of them may have stood in the place of a file of the theme's
        files.add_files_from_theme(config.theme.get_env(), config)
    return tuple(said)


def is_of_library(file: File, config: MkDocsConfig) -> bool:
    """Whether it lies in the library's folder; not where the theme or a plugin brings it."""
    return file.generated_by is None and file.src_dir == config.docs_dir


def is_trusted(path: str, config: MkDocsConfig, settings: Settings) -> bool:
    """Whether `mkdocs.yml` names the file itself, or by a pattern under `trusted`."""
    named = any(path == name for name in _named(config))
    return named or any(fnmatchcase(path, pattern) for pattern in settings.trusted)


def _reason(file: File, config: MkDocsConfig, settings: Settings) -> str:
    if not _lies_within(file, config):
        return "it is a link that leads out of the library"
    if is_trusted(file.src_uri, config, settings):
        return ""
    return why_unsafe(Path(file.abs_src_path or ""))


def _lies_within(file: File, config: MkDocsConfig) -> bool:
    folder, source = Path(config.docs_dir).resolve(), Path(file.abs_src_path or "").resolve()
    if folder not in source.parents:
        return False
    return not any(part.startswith(".") for part in source.relative_to(folder).parts)


def _named(config: MkDocsConfig) -> Iterator[str]:
    """The files that `mkdocs.yml` itself has pages load."""
    for script in config.extra_javascript:
        yield urlsplit(str(script)).path
    for style in config.extra_css:
        yield urlsplit(style).path
    yield from (str(config.theme.get(name)) for name in ("logo", "favicon"))
