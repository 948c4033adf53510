"""Runs the fuzzer: `pip install atheris`, then `python -m tests.fuzz -max_total_time=900`.

Every option is libFuzzer's. New inputs and crashes are kept below `/tmp/sopgen-fuzz`; a crash
becomes an example in `tests/fuzz/test_law.py` once it is mended.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import atheris

with atheris.instrument_imports(include=["sopgen"]):
    from tests.fuzz.law import BETWEEN, holds

ROOT: Final = Path(__file__).parents[2]
WORDS: Final = (
    *(
        "---\\n",
        "## ",
        "### 1. ",
        "- Role: ",
        "- Time limit: ",
        "- If: ",
        " -> ",
        "[a](",
        "![",
        "|",
    ),
    *("<!--", "-->", "```", "> ", "  - ", "[^1]", "&a ", "*a ", "!!set ", "{", "[", "P1Y"),
    *(
        "id: ",
        "version: ",
        "tags: ",
        "steps",
        "\\xef\\xbb\\xbf",
        "\\xe2\\x80\\xae",
        "\\x00",
        "\\xff",
    ),
    *(
        "<<<<<<< ",
        "=======",
        ">>>>>>> ",
        "\\x0d",
        "\\xe2\\x80\\xa8",
        "\\x0a%%%%\\x0a",
        "<div>",
        "~~",
    ),
)


def main() -> None:
    """Fuzz until libFuzzer is told to stop, from every document that is at hand."""
    folder = Path(gettempdir(), "sopgen-fuzz")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    _plant(corpus)
    words = folder / "words"
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS), "ascii")
    options = ["-max_len=6000", f"-dict={words}", f"-artifact_prefix={folder}/", "-timeout=20"]
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], holds)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    return word.replace("\\n", "\\x0a").replace('"', '\\"')


def _plant(corpus: Path) -> None:
    """Every document of the examples and of the library, alone and two by two."""
    files = [*(ROOT / "tests/examples").rglob("*.md"), *(ROOT / "sops").rglob("*.md")]
    texts = [text for text in (file.read_bytes() for file in sorted(files)) if len(text) < 6000]
    chance = random.Random(1)
    pairs = [text + BETWEEN + chance.choice(texts) for text in texts]
    for number, text in enumerate([*texts, *pairs]):
        (corpus / f"seed-{number}").write_bytes(text)


if __name__ == "__main__":
    main()
