"""Reads what sets a library up, within limits: no such file can exhaust or crash its reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, ValuesView
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    _FastLoader = yaml.SafeLoader
else:
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LARGEST: Final = 1024 * 1024  # bytes
# Nested values are built by recursion, in C without a floor: some ten thousand end the process.
DEEPEST: Final = 50
MOST_VALUES: Final = 100_000  # with every alias written out
_LONGEST_NUMBER: Final = 100  # characters; more is no number, and may take minutes to work out
_SHORT: Final = 64 * 1024  # characters; Python's own parser names lines better, but slowly
_TAG: Final = "tag:yaml.org,2002:"
_NO_VALUE: Final = (
    "is no valid YAML: it has a value that does not exist, such as the 30th of February"
)


class UnreadableError(Exception):
    """The text is not in its language, or more than a reader can hold.

    `problem` continues a sentence that begins with the file, such as "is no valid YAML", and
    `where` stands between the two; `remedy` may be empty.
    """

    def __init__(self, problem: str, line: int | None = None, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.where = "" if line is None else f", line {line},"
        self.remedy = remedy


class PlainLoader(_FastLoader):
    """The safe loader; what has more digits than any number stays the text that was written."""


def read_limited(path: Path) -> bytes:
    """The content of a file.

    Raises `UnreadableError` where it is neither a plain file nor a pipe, cannot be opened, or is
    beyond `LARGEST`.
    """
    try:
        # A shell's <(command) is a pipe; a link in a repository may lead to a device without end.
        if path.exists() and not (path.is_file() or path.is_fifo()):
            raise UnreadableError("cannot be read: it is no plain file")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a ValueError: no name that a file can have
        raise UnreadableError(f"cannot be read: {error}") from error
    if len(content) > LARGEST:
        raise _too_large(path.stat().st_size)
    return content


def text_of(content: bytes) -> str:
    """The text of a content. Raises `UnreadableError` where it is no UTF-8, or beyond `LARGEST`."""
    if len(content) > LARGEST:
        raise _too_large(len(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"cannot be read: {error}") from error


def read_json(text: str) -> Any:  # noqa: ANN401 any JSON value
    """The value of a text in JSON. Raises `UnreadableError`."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no valid JSON: {error.msg}", error.lineno) from error
    except ValueError as error:
        raise UnreadableError("holds a number that no machine can hold") from error
    except RecursionError as error:
        raise _too_deep() from error
    if _depth(value) > DEEPEST:
        raise _too_deep()
    return value


def read_yaml(text: str, loader: type[Any] = PlainLoader) -> Any:  # noqa: ANN401 any YAML value
    """The value of a text in YAML, made by a loader derived from `PlainLoader`.

    Raises `UnreadableError`.
    """
    try:
        _Measure().take(yaml.parse(text, Loader=_FastLoader))
        return yaml.load(text, Loader=loader)  # noqa: S506 derived from the safe loader
    except yaml.YAMLError as error:
        mark = getattr(_plainer(error, text), "problem_mark", None)
        raise UnreadableError("is no valid YAML", mark.line + 1 if mark else None) from error
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
        # What the safe loader's own constructors raise.
        raise UnreadableError(_NO_VALUE) from error


class _Measure:
    """Counts the levels and the values of YAML from its events, without building anything."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._opened: list[tuple[str | None, int]] = []
        self._size = 0

    def take(self, events: Iterable[Any]) -> None:
        """Raise `UnreadableError` for what nests too deep, or grows too large by its aliases."""
        for event in events:
            self._count(event)

    def _count(self, event: Any) -> None:  # noqa: ANN401 an event of the parser
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._opened.pop()
            self._keep(anchor, self._size - before)
        elif isinstance(event, yaml.ScalarEvent):
            self._size += 1
            self._keep(event.anchor, 1)
        elif isinstance(event, yaml.AliasEvent):
            self._repeat(event)

    def _open(self, event: Any) -> None:  # noqa: ANN401 an event of the parser
        self._opened.append((event.anchor, self._size))
        self._size += 1
        if len(self._opened) > DEEPEST:
            raise _too_deep(event.start_mark.line + 1)

    def _keep(self, anchor: str | None, size: int) -> None:
        if anchor is not None:
            self._sizes[anchor] = size

    def _repeat(self, event: Any) -> None:  # noqa: ANN401 an event of the parser
        line = event.start_mark.line + 1
        if any(anchor == event.anchor for anchor, _ in self._opened):
            raise UnreadableError(f"holds *{event.anchor} within itself", line)
        self._size += self._sizes.get(event.anchor, 1)
        if self._size > MOST_VALUES:
            problem = f"grows to {self._size:,} values here, where {MOST_VALUES:,} are the most"
            raise UnreadableError(problem, line, "Use fewer aliases (*name).")


def _too_large(size: int) -> UnreadableError:
    problem = f"has {size:,} bytes, where {LARGEST:,} are the most"
    return UnreadableError(problem, remedy="Remove from it what nobody needs.")


def _too_deep(line: int | None = None) -> UnreadableError:
    problem = f"nests values more than {DEEPEST} levels deep"
    return UnreadableError(problem, line, "Write it flatter.")


def _depth(value: object) -> int:
    """How many objects and lists of JSON stand within each other at most."""
    depth, level = 0, _collections([value])
    while level:
        depth += 1
        level = [inner for item in level for inner in _collections(item)]
    return depth


def _collections(values: Iterable[object]) -> list[Iterable[object]]:
    """What stands in those values that are objects or lists."""
    inner = (value.values() if isinstance(value, dict) else value for value in values)
    return [value for value in inner if isinstance(value, (list, ValuesView))]


def _plainer(error: yaml.YAMLError, text: str) -> yaml.YAMLError:
    """The error as Python's own parser has it, which names the line that a person would look at."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader) if len(text) <= _SHORT else ():
            pass
    except yaml.YAMLError as plainer:
        return plainer
    return error


def _construct_number(loader: Any, node: Any) -> Any:  # noqa: ANN401 the signature of PyYAML
    if len(node.value) > _LONGEST_NUMBER:
        return node.value
    is_whole = node.tag == f"{_TAG}int"
    return loader.construct_yaml_int(node) if is_whole else loader.construct_yaml_float(node)


for _name in ("int", "float"):
    PlainLoader.add_constructor(_TAG + _name, _construct_number)
