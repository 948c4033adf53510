"""The page templates: what they print is escaped, and a changed one is read anew."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from sopgen.settings import default_settings
from sopgen.site.page_templates import PageTemplates

SETTINGS = default_settings(Path())
NAME = "printed.html.j2"
PRINTING = (
    "{% macro said(x) %}<i>{{ x }}</i>{% endmacro %}"
    "{% set kept %}<u>{{ value }}</u>{% endset %}"
    "{{ value }}|{{ value ~ '<' }}|{{ [value, value] | join(', ') }}|{{ said(value) }}|{{ kept }}"
    "|{% macro told(x, y='<', z=1) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ told(value) }}"
    "{{ told(value, z=2) }}{{ told(value, value, value) }}{{ told(*[1, 2]) }}{{ told(**{'x': 3}) }}"
    "|{% macro rest(x) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}"
    "{{ rest(1, '<', 2) }}{{ rest(1, y=2) }}{{ rest(x=value, **{'class': 3}) }}"
    "|{% macro around() %}<p>{{ caller(value) }}</p>{% endmacro %}"
    "{% call(x) around() %}{{ x }}&{% endcall %}"
    "|{% for x in [1, 2] %}{{ told(x, loop.index) }}{{ range(x) | list }}"
    "{{ 'a'.upper() }}{% endfor %}"
    "|{{ dict(class=1)['class'] }}|{{ namespace(a=value).a }}"
    "|{{ value | e }}|{{ said(said(value)) }}|{% if value %}{{ (value, '<b>'|safe)[1] }}{% endif %}"
    "|{{ value if not value }}{{ ', ' if value }}{{ (value if not value) ~ '<' }}"
)


class Html:
    """Something that knows how it is written as HTML."""

    def __html__(self) -> str:
        """Its HTML."""
        return "<hr>"


class Word(StrEnum):
    """A word that code knows."""

    HOSTILE = "<&\"'>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("templates")
    (made / NAME).write_text(PRINTING, "utf-8")
    return made


def check(folder: Path, value: Any) -> None:  # noqa: ANN401 whatever a template may print
    expected = Environment(autoescape=True).from_string(PRINTING).render(value=value)
    assert PageTemplates(SETTINGS, folder).render(NAME, value=value) == expected


@given(st.one_of(st.text(), st.text().map(Markup), st.text().map(escape), st.integers()))
def test_what_is_printed_is_what_jinja_prints(folder: Path, value: object) -> None:
    check(folder, value)


@pytest.mark.parametrize(
    "value", [Html(), Word.HOSTILE, None, 1.5, ["<a>"], Markup("<b>&amp;</b>"), "<&\"'>"]
)
def test_other_values_are_printed_as_jinja_prints_them(folder: Path, value: object) -> None:
    check(folder, value)


@pytest.mark.parametrize(
    "wrong", ["said(1, 2)", "said(1, y=2)", "value()", "value.nothing()", "nobody()", "nobody"]
)
def test_what_jinja_refuses_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / NAME).write_text(f"{PRINTING}{{{{ {wrong} }}}}", "utf-8")
    with pytest.raises((TypeError, UndefinedError)):
        PageTemplates(SETTINGS, tmp_path).render(NAME, value="x")


def test_a_template_that_changes_is_read_anew(tmp_path: Path) -> None:
    for words in ("one", "two two"):
        (tmp_path / NAME).write_text(words, "utf-8")
        assert PageTemplates(SETTINGS, tmp_path).render(NAME) == words
