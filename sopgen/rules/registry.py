"""What a rule is: a permanent code and name, its severity, its check and its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from textwrap import dedent
from types import ModuleType
from typing import Final

from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.finding import Problem, Route, Severity
from sopgen.model.source import Span
from sopgen.model.vocabulary import Vocabulary
from sopgen.template import Template

_MOST: Final = 100
_PART: Final = re.compile(r"^(Why|Wrong|Right):[ ]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One document before the rules, with everything they may look at; `today` is the day."""

    document: Document
    template: Template
    library: Library
    today: date

    @property
    def vocabulary(self) -> Vocabulary:
        """The organisation's words."""
        return self.library.vocabulary


Check = Callable[[Case], Iterator[tuple[str, Route | Span, str]]]


@dataclass(frozen=True)
class Rule:
    """One rule.

    `check` yields message, place and hint of each problem; it is None for a rule that reading or
    the schema checks, and whose problems arrive from there under this rule's code.
    """

    code: str
    name: str
    severity: Severity
    text: str
    check: Check | None

    def problems(self, case: Case) -> Iterator[Problem]:
        """What the rule finds in one document; nobody reads more than a hundred of one kind."""
        found = self.check(case) if self.check else iter(())
        for message, at, hint in islice(found, _MOST):
            yield Problem(self.code, message, at, hint)

    @property
    def waivable(self) -> bool:
        """Whether a document may waive it; reading and change control hold for all."""
        return not self.code.startswith(("SOP1", "SOP6"))

    @property
    def summary(self) -> str:
        """What it finds, in a sentence."""
        return " ".join(_PART.split(self.text)[0].split())

    @property
    def why(self) -> str:
        """Why that matters."""
        return " ".join(self._parts.get("Why", "").split())

    @property
    def wrong(self) -> str:
        """An example that it reports: a piece of a document."""
        return _dedented(self._parts.get("Wrong", ""))

    @property
    def right(self) -> str:
        """The same example mended."""
        return _dedented(self._parts.get("Right", ""))

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        pieces = _PART.split(self.text)
        return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Rule]:
    """Make a rule of a check; its docstring becomes the rule's page."""
    return lambda check: Rule(code, name, severity, _page(check), check)


def reported(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule whose problems come from reading or from the schema; only its page is here."""
    return lambda page: Rule(code, name, severity, _page(page), None)


def _page(function: Callable[..., object]) -> str:
    """The docstring without its indentation.

    A tab is written ␉ (U+2409): from Python 3.13 on, the compiler turns tabs into spaces.
    """
    first, _, rest = (function.__doc__ or "").partition("\n")
    return f"{first.strip()}\n{dedent(rest)}".strip().replace("␉", "\t")


def _dedented(text: str) -> str:
    return dedent(text).strip("\n")


def collect(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """All rules of some modules by code, in the order of their codes."""
    found = [item for module in modules for item in vars(module).values() if isinstance(item, Rule)]
    return {item.code: item for item in sorted(found, key=lambda item: item.code)}
