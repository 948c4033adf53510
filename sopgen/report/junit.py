"""Findings as a JUnit report, which most CI services show as test results.

A document without errors is one passed case; each error is a failed one. Warnings fail nothing:
they stand in the output of their document's case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from sopgen.inspection import Inspection
from sopgen.model.finding import Finding, Severity

_NAME: Final = "sopgen validate"


def render_junit(inspection: Inspection) -> str:
    """The findings as XML text."""
    by_path = {
        path: tuple(found) for path, found in groupby(inspection.findings, lambda item: item.path)
    }
    # Of a document that is gone there is a finding, but no document.
    paths = dict.fromkeys((*inspection.paths, *by_path))
    cases = [case for path in paths for case in _cases(path, by_path.get(path, ()))]
    counts = {"tests": str(len(cases)), "failures": str(inspection.errors), "errors": "0"}
    suites = ET.Element("testsuites", {"name": _NAME, **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": _NAME, **counts, "skipped": "0"})
    suite.extend(cases)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


def _cases(path: str, findings: Sequence[Finding]) -> Iterator[ET.Element]:
    errors = [item for item in findings if item.severity is Severity.ERROR]
    warnings = [item for item in findings if item.severity is Severity.WARNING]
    for item in errors:
        case = _case(path, f"line {item.place.line}: {item.code} {item.rule}", item.place.line)
        failure = {"message": _plain(item.message), "type": item.code}
        ET.SubElement(case, "failure", failure).text = _plain(_words(item))
        yield case
    if not errors or warnings:
        case = _case(path, "warnings" if errors else "in order")
        if warnings:
            ET.SubElement(case, "system-out").text = _plain("\n".join(map(_words, warnings)))
        yield case


def _case(path: str, name: str, line: int | None = None) -> ET.Element:
    where = {"file": _plain(path), **({"line": str(line)} if line else {})}
    return ET.Element("testcase", {"classname": _plain(path), "name": name, "time": "0", **where})


def _words(finding: Finding) -> str:
    place = finding.place
    text = f"{finding.path}:{place.line}:{place.column}: {finding.message} {finding.code}"
    return f"{text}\n{finding.hint}" if finding.hint else text


def _plain(text: str) -> str:
    """The text without the characters that XML 1.0 (section 2.2) cannot hold."""
    return "".join(sign if _is_in_xml(sign) else "\ufffd" for sign in text)


def _is_in_xml(sign: str) -> bool:
    code = ord(sign)
    return (code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code < 0xFFFE) or (
        sign in "\t\n\r" or code > 0xFFFF
    )
