"""Whatever stands in `mkdocs.yml`, it is read as settings or refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from sopgen.inspection import levels_of
from sopgen.model.errors import SettingsError
from sopgen.settings import load_settings
from tests.fuzz.laws.refusing import is_plain

_ROOT: Final = Path(__file__).parents[3]
_WHOLE: Final = b"""\
site_name: Care
docs_dir: sops
repo_url: https://github.com/care/sops
plugins:
  - search
  - sopgen:
      rules: {SOP401: warning, steps-numbered: off}
      largest_file: 4096
      four_eyes: true
      pages: [about.md]
      report_to: mailto:care@example.org?subject={id}
      content_security: {enforce: true, allow: {img-src: [https://pictures.example.org]}}
      runs: {post_to: https://runs.example.org/in, credentials: false}
"""
WORDS: Final = (
    *(
        b"plugins:\n",
        b"  - sopgen:\n",
        b"      ",
        b"INHERIT: ",
        b"mkdocs.yml",
        b"!ENV ",
        b"&a ",
        b"*a",
    ),
    *(b"<<: ", b"[", b"]", b"{", b"}", b"2026-02-30", b"off", b"null", b"? ", b"!!set ", b"- - - "),
    *(
        b"schema: ",
        b"templates: ",
        b"trusted: ",
        b'"\\0"',
        b"\xff",
        b".inf",
        b"99999999999",
        b"../",
    ),
)
LONGEST: Final = 700


def begin() -> Iterable[bytes]:
    """The settings of this library, and others that set everything."""
    return [_WHOLE, (_ROOT / "mkdocs.yml").read_bytes()[:LONGEST], b"plugins: {sopgen: {}}\n"]


def holds(given: bytes) -> None:
    """Settings that fit, and levels of rules that exist; else a message that says what they are."""
    file = _folder() / "mkdocs.yml"
    file.write_bytes(given)
    try:
        settings = load_settings(file)
    except SettingsError as error:
        is_plain(error, "settings", file.name)
        return
    try:
        levels_of(settings.rules)
    except SettingsError as error:
        is_plain(error, "rule")


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="sopgen-fuzz-settings-"))
