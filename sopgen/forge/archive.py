"""The summary in the archive that a run left: a stranger may have packed it."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from sopgen.forge.comment import LARGEST

SUMMARY: Final = "summary.md"


def read_summary(archive: bytes) -> str | None:
    """The summary in an archive; None where there is none, or where it is no text of its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(SUMMARY) as file:
            content = file.read(4 * LARGEST + 1)
            return content.decode("utf-8") if len(content) <= 4 * LARGEST else None
    except (zipfile.BadZipFile, zlib.error, KeyError, UnicodeDecodeError, EOFError):
        return None
    except (NotImplementedError, RuntimeError):  # packed or locked in a way of its own
        return None
