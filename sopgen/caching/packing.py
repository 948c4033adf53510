"""Packs values into few bytes, and unpacks those of known types only: nothing packed is run."""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Iterable
from typing import Final

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Bytes that a value may unpack to: what anybody packed to fill the memory is refused before.
LARGEST: Final = 256 * 1024 * 1024
# By default it takes a third longer, for bytes that are fewer by a twentieth.
_FAST: Final = 1


def packed(value: object) -> bytes:
    """A value in few bytes: what its parts share is stored once."""
    return zstd.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _FAST)


class Unpacker:
    """Unpacks values that are made of plain Python values and of instances of `types`."""

    def __init__(self, types: Iterable[type]) -> None:
        self._types = {(item.__module__, item.__qualname__): item for item in types}

    def unpack(self, content: bytes) -> object:
        """What was packed. Raises `ValueError` where it is torn, or holds any other type."""
        try:
            return _Careful(_decompressed(content), self._types).load()
        except Exception as error:  # whatever such bytes can make a type do
            raise ValueError(f"This was not packed here: {error}") from error


def _decompressed(content: bytes) -> bytes:
    decompressor = zstd.ZstdDecompressor()
    whole = decompressor.decompress(content, max_length=LARGEST)
    if not decompressor.eof:
        raise ValueError("It is torn, or too large.")
    return whole


class _Careful(pickle.Unpickler):
    """Finds no class and no function but those that are named to it."""

    def __init__(self, content: bytes, types: dict[tuple[str, str], type]) -> None:
        super().__init__(io.BytesIO(content))
        self._types = types

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in self._types:
            raise pickle.UnpicklingError(f"{module}.{name} is not known.")
        return self._types[module, name]
