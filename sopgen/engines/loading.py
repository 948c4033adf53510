"""Loads MkDocs' configuration with sopgen's plugin in it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from sopgen.engines.mkdocs_plugin import SopgenPlugin
from sopgen.engines.warned import keeping_warnings
from sopgen.model.errors import SettingsError

_log = logging.getLogger(mkdocs.__name__)


def load_mkdocs(
    config_file: Path, *, site_dir: Path | None = None, strict: bool = False
) -> tuple[MkDocsConfig, SopgenPlugin]:
    """The configuration of a `mkdocs.yml`, and sopgen's plugin.

    Raises `SettingsError` where it cannot be used, or does not name the plugin.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's documented way
    # MkDocs would give the plugin of an earlier configuration, with what it knew of that.
    MkDocsConfig.plugins.plugin_cache.pop("sopgen", None)  # type: ignore[attr-defined] # is public
    options = {"site_dir": str(site_dir)} if site_dir else {}
    with keeping_warnings() as warned:
        try:
            config = load_config(str(config_file), strict=strict, **options)
        except (ConfigurationError, Abort) as error:
            reason = " ".join(warned.told) or str(error)
            raise SettingsError(f"MkDocs cannot use {config_file}: {reason}") from error
    for text in warned.told:
        _log.warning("%s", text)
    plugin = config.plugins.get("sopgen")
    if not isinstance(plugin, SopgenPlugin):
        raise SettingsError(
            f"{config_file} does not name the plugin sopgen.", 'Add "- sopgen" under plugins.'
        )
    return config, plugin
