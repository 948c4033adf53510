"""Runs the fuzzer: `pip install atheris`, then `python -m tests.fuzz TARGET -runs=100000`.

Every option is libFuzzer's; the targets stand in `targets.py`. New inputs and crashes are kept
below `/tmp/sopgen-fuzz/TARGET`; a crash becomes an example in `tests/fuzz/test_mended.py` once it
is mended.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import atheris

from tests.fuzz.targets import ROOMS, law

_PATIENCE: Final = 20  # seconds after which an input counts as one that hangs


def main(target: str, options: list[str]) -> None:
    """Fuzz one target until libFuzzer is told to stop."""
    with atheris.instrument_imports(include=list(ROOMS[target])):
        chosen = law(target)
    folder = Path(gettempdir(), "sopgen-fuzz", target)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    _plant(chosen.begin(), corpus)
    words = folder / "words"
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in chosen.WORDS), "ascii")
    ours = [f"-max_len={chosen.LONGEST}", f"-dict={words}", f"-artifact_prefix={folder}/"]
    ours += [f"-timeout={_PATIENCE}"]
    atheris.Setup([sys.argv[0], *ours, *options, str(corpus)], chosen.holds)
    atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _plant(texts: Iterable[bytes], corpus: Path) -> None:
    for text in texts:
        (corpus / blake2b(text, digest_size=10).hexdigest()).write_bytes(text)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ROOMS:
        sys.exit(f"Name a target: {', '.join(ROOMS)}.")
    main(sys.argv[1], sys.argv[2:])
