"""Previews the site with MkDocs' own server, which follows edits."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.commands.serve import serve as run_mkdocs
from mkdocs.exceptions import Abort, ConfigurationError

from sopgen.model.errors import OperatorError


def serve(config_file: Path, address: str) -> None:
    """Serve a preview at an address such as `127.0.0.1:8000`, until it is interrupted.

    Raises `OperatorError` where it cannot be served.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's documented way
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    try:
        run_mkdocs(str(config_file), dev_addr=address)
    except (Abort, ConfigurationError, OSError) as error:
        hint = "Is the address free? Name another with --address 127.0.0.1:8001."
        raise OperatorError(f"The preview at {address} cannot go on: {error}", hint) from error
