"""Keeps what the engine warns of."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import mkdocs


class Warned(logging.Handler):
    """Keeps each warning, and each error that the engine tells before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    @property
    def told(self) -> tuple[str, ...]:
        """Each message once: what keeps a script from running is found on page after page."""
        return tuple(dict.fromkeys(self.messages))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


@contextmanager
def keeping_warnings() -> Iterator[Warned]:
    """Keep what MkDocs warns of meanwhile, or what stands for it under its name."""
    kept = Warned()
    logger = logging.getLogger(mkdocs.__name__)
    logger.addHandler(kept)
    try:
        yield kept
    finally:
        logger.removeHandler(kept)
