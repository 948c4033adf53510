"""Holds documents against the rules, at the severity that the settings give each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Final

from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.errors import SettingsError
from sopgen.model.finding import Finding, Problem, Severity, count, told
from sopgen.model.source import Place, Source, Span
from sopgen.model.suggestion import did_you_mean
from sopgen.reading.reader import Reading
from sopgen.rules import RULES, Case, Rule
from sopgen.rules.echoes import without_echoes
from sopgen.rules.lifecycle import waived
from sopgen.template import TemplateCheck, Templates

UNKNOWN_WAIVER: Final = "SOP508"
UNUSED_WAIVER: Final = "SOP509"

_CODE: Final = re.compile(r"SOP[1-7]\d\d", re.ASCII)
Levels = Mapping[str, Severity | None]
Found = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the rules found; `sources` has the text of every document with findings.

    `paths` are all that were looked at, in order.
    """

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]

    @property
    def documents(self) -> int:
        """How many documents were looked at."""
        return len(self.paths)

    @property
    def errors(self) -> int:
        """How many findings fail the check."""
        return count(self.findings, Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings only warn."""
        return count(self.findings, Severity.WARNING)


def inspect(
    library: Library,
    templates: Templates,
    levels: Levels,
    today: date,
    only: Collection[str] | None = None,
) -> Inspection:
    """Hold documents against all rules.

    `levels` come from `levels_of`; `only` are the paths to report on, None for all of the library.
    """
    paths = [path for path in library.readings if only is None or path in only]
    found = findings_in(library, templates, levels, today, paths)
    findings = sorted((item for path in paths for item in found[path]), key=attrgetter("sort_key"))
    documents = ((path, library.readings[path].document) for path in paths if found[path])
    sources = {path: document.source for path, document in documents if document is not None}
    return Inspection(tuple(paths), tuple(findings), sources)


def findings_in(
    library: Library, templates: Templates, levels: Levels, today: date, paths: Iterable[str]
) -> dict[str, Found]:
    """What the rules find in some documents of a library, by path; see `inspect`."""
    inspector = _Inspector(library, templates, levels, today)
    return {path: tuple(inspector.findings(path)) for path in paths}


def levels_of(settings: Mapping[str, str]) -> Levels:
    """The severity of every rule: its own, or what the settings say by code or name.

    None means off. Raises `SettingsError` for a rule that does not exist.
    """
    levels: dict[str, Severity | None] = {code: rule.severity for code, rule in RULES.items()}
    for name, level in settings.items():
        code = _code_of(name, f'mkdocs.yml: sopgen.rules names "{name}", which is no rule.')
        levels[code] = None if level == "off" else Severity(level)
    return levels


def selected(inspection: Inspection, names: Collection[str]) -> Inspection:
    """The inspection with the findings of some rules only, by code or name.

    Raises `OperatorError` for a rule that does not exist.
    """
    codes = {_code_of(name, f'There is no rule "{name}".') for name in names}
    kept = tuple(finding for finding in inspection.findings if finding.code in codes)
    return replace(inspection, findings=kept)


def _code_of(name: str, otherwise: str) -> str:
    by_name = {rule.name: rule for rule in RULES.values()}
    found = RULES.get(name) or by_name.get(name)
    if found is None:
        close = did_you_mean(name, [*RULES, *by_name])
        hint = f'Did you mean "{close}"?' if close else 'See "sopgen rules" for all of them.'
        raise SettingsError(otherwise, hint)
    return found.code


class _Inspector:
    def __init__(self, library: Library, templates: Templates, levels: Levels, today: date) -> None:
        self._library = library
        self._templates = templates
        self._check = TemplateCheck(templates, library.vocabulary)
        self._levels = levels
        self._today = today
        self._rules = [rule for rule in RULES.values() if rule.check and levels[rule.code]]

    def findings(self, path: str) -> Iterator[Finding]:
        """Everything to say about one document."""
        reading = self._library.readings[path]
        for problem in dict.fromkeys(self._problems(reading)):
            severity = self._levels[problem.code]
            if severity is not None:
                yield finding_of(path, reading.document, RULES[problem.code], severity, problem)

    def _problems(self, reading: Reading) -> Iterable[Problem]:
        document = reading.document
        if document is None:
            return reading.problems
        usable = reading.front_matter_usable
        problems = [*reading.problems, *self._check.problems(document, front_matter_usable=usable)]
        template = self._templates.of(document.text("type"))
        case = Case(document, template, self._library, self._today)
        problems += [problem for rule in self._rules for problem in rule.problems(case)]
        return _waive(document, without_echoes(document, problems))


def _waive(document: Document, problems: list[Problem]) -> Iterator[Problem]:
    codes = set(waived(document))
    found = {problem.code for problem in problems}
    for problem in problems:
        if problem.code not in codes or not RULES[problem.code].waivable:
            yield problem
    for index, code in enumerate(waived(document)):
        if _CODE.fullmatch(code) and code not in RULES:
            message = f"There is no rule {code}."
            hint = 'See "sopgen rules" for all of them.'
            yield Problem(UNKNOWN_WAIVER, message, ("waivers", index, "rule"), hint)
        elif code in RULES and RULES[code].waivable and code not in found:
            message = f"{code} is waived here, but finds nothing."
            yield Problem(UNUSED_WAIVER, message, ("waivers", index), "Remove the waiver.")


def finding_of(
    path: str, document: Document | None, rule: Rule, severity: Severity, problem: Problem
) -> Finding:
    """A problem with its place, as a person reads it."""
    place = Place(1, 1)
    if document is not None:
        place = document.source.place(document.locate(problem.at))
    elif isinstance(problem.at, Span) and problem.at.start:
        place = Place(1, problem.at.start + 1)
    return Finding(
        code=problem.code,
        rule=rule.name,
        severity=severity,
        message=told(problem.message),
        hint=told(problem.hint),
        path=path,
        place=place,
        document=document.id if document else None,
    )
