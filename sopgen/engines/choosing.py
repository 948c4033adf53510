"""Chooses what renders the pages; an engine is imported only when it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final, cast

from sopgen.engines.result import Build
from sopgen.model.errors import OperatorError

DEFAULT: Final = "mkdocs"
# By the name of the engine, which is its package's too, the module here that runs it.
_MODULES: Final[Mapping[str, str]] = {
    DEFAULT: "building",
    "properdocs": "properdocs",
    "zensical": "zensical",
}
ENGINES: Final = tuple(_MODULES)


def build_with(engine: str) -> Build:
    """The `build` of an engine. Raises `OperatorError` where the engine is not installed."""
    if find_spec(engine) is None:
        raise OperatorError(
            f"The engine {engine} is not installed.", f'Install it: pip install "sopgen[{engine}]".'
        )
    module = import_module(f"sopgen.engines.{_MODULES[engine]}")
    return cast("Build", module.build)
