"""Loads MkDocs' configuration with sopgen's plugin in it."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from sopgen.engines.mkdocs_plugin import SopgenPlugin
from sopgen.model.errors import SettingsError


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
    try:
        config = load_config(str(config_file), strict=strict, **options)
    except (ConfigurationError, Abort) as error:
        raise SettingsError(f"MkDocs cannot use {config_file}: {error}") from error
    plugin = config.plugins.get("sopgen")
    if not isinstance(plugin, SopgenPlugin):
        raise SettingsError(
            f"{config_file} does not name the plugin sopgen.", 'Add "- sopgen" under plugins.'
        )
    return config, plugin
