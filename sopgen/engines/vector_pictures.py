"""Finds in a vector picture what a browser would run when somebody opens it by itself.

A picture within a page runs nothing; the same file under its own address is a document of the
site's origin (SVG 2, section 2.2).
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

_SVG: Final = "http://www.w3.org/2000/svg"
_IDLE: Final = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
_BY_ITSELF: Final = "|"
_RUNS: Final = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object"}
)
_ADDRESSES: Final = frozenset({"href", "src"})
_SAFE_ADDRESS: Final = re.compile(r"#|data:image/(png|jpeg|gif|webp);", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LOADS: Final = re.compile(r"@import|url\(\s*['\"]?(?!#|\s*['\"]?data:image/)|\\", re.IGNORECASE)


def may_run_code(content: bytes) -> str:
    """What of the picture may run or load something, in a few words; empty where nothing may."""
    finder = _Finder()
    parser = expat.ParserCreate(namespace_separator=_BY_ITSELF)
    parser.StartElementHandler = finder.element
    parser.CharacterDataHandler = finder.text
    parser.EndElementHandler = finder.end
    parser.ProcessingInstructionHandler = finder.instruction
    parser.EntityDeclHandler = finder.entity
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return finder.found or "what is no XML"
    return finder.found


class _Finder:
    def __init__(self) -> None:
        self.found = ""
        self._styles = 0
        self._style = ""

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Look at one element."""
        space, _, local = name.rpartition(_BY_ITSELF)
        local = local.lower()
        if space in _IDLE or local in _RUNS:
            self._tell(f"the element {local}")
        if local == "style":
            self._styles += 1
        for attribute, value in attributes.items():
            self._attribute(local, attribute.rpartition(_BY_ITSELF)[2].lower(), value)

    def end(self, name: str) -> None:
        """Look at a style when it is whole."""
        if name.rpartition(_BY_ITSELF)[2].lower() == "style":
            self._styles -= 1
            if _LOADS.search(self._style):
                self._tell("a style that loads something")
            self._style = ""

    def text(self, text: str) -> None:
        """Keep the text of a style."""
        if self._styles:
            self._style += text

    def instruction(self, target: str, _: str) -> None:
        """Refuse what may name a stylesheet of any kind."""
        self._tell(f"the instruction {target}")

    def entity(self, *_: object) -> None:
        """Refuse entities, behind which anything may stand."""
        self._tell("entities")

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._tell(f"the attribute {name}")
        elif name == "attributename" and not re.fullmatch(r"(?!on)[\w-]+(?<!href)", value.strip()):
            self._tell(f"a change of {value.strip()[:40]}")
        elif name in _ADDRESSES and not _is_safe(element, value):
            self._tell("a link to elsewhere")
        elif name not in _ADDRESSES and _LOADS.search(value):
            self._tell("a style that loads something")

    def _tell(self, what: str) -> None:
        self.found = self.found or what


def _is_safe(element: str, value: str) -> bool:
    """Within the file, or a picture in it; an `a` may lead to the web."""
    address = re.sub(r"[\x00-\x20]", "", value)
    if element == "a" and re.match(r"https?://", address):
        return True
    return bool(_SAFE_ADDRESS.match(address)) or (
        element in {"a", "image"} and not _SCHEME.match(address)
    )
