"""Packs values into few bytes, and unpacks those of known types only: nothing packed is run."""

from __future__ import annotations

import io
import lzma
import pickle
from collections.abc import Iterable
from typing import Final

# The least of the presets: already with this, what many pages share is stored once.
_PRESET: Final = 0
_FORMAT: Final = lzma.FORMAT_ALONE  # without a check of its own: the store has one


def packed(value: object) -> bytes:
    """A value in few bytes."""
    return lzma.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _FORMAT, preset=_PRESET)


class Unpacker:
    """Unpacks values that are made of plain Python values and of instances of `types`."""

    def __init__(self, types: Iterable[type]) -> None:
        self._types = {(item.__module__, item.__qualname__): item for item in types}

    def unpack(self, content: bytes) -> object:
        """What was packed. Raises `ValueError` where it is torn, or holds any other type."""
        try:
            return _Careful(lzma.decompress(content, _FORMAT), self._types).load()
        except Exception as error:  # whatever such bytes can make a type do
            raise ValueError(f"This was not packed here: {error}") from error


class _Careful(pickle.Unpickler):
    """Finds no class and no function but those that are named to it."""

    def __init__(self, content: bytes, types: dict[tuple[str, str], type]) -> None:
        super().__init__(io.BytesIO(content))
        self._types = types

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in self._types:
            raise pickle.UnpicklingError(f"{module}.{name} is not known.")
        return self._types[module, name]
