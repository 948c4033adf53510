"""The policy allows what the site needs, and nothing that a text holds."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sopgen.settings import ContentSecurity, Runs
from sopgen.site.content_security import (
    as_header,
    at_every_depth,
    hashes,
    headers_file,
    in_page,
    inline_parts,
    policy_of,
    scripts_in,
    tag_of,
)
from tests.site.libraries import SETTINGS

PAGE = '<html><head><meta charset="utf-8"><title>x</title></head><body></body></html>'


def test_nothing_is_allowed_but_the_site_s_own() -> None:
    policy = policy_of(SETTINGS, {"script-src": ["'sha256-x='"]})
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == "'self' 'sha256-x='"
    assert "unsafe" not in as_header(policy)
    assert "http" not in as_header(policy)


def test_records_of_runs_may_go_where_they_are_sent() -> None:
    settings = replace(SETTINGS, runs=Runs("https://crm.example.org:8443/runs?x=1"))
    assert policy_of(settings, {})["connect-src"] == "'self' https://crm.example.org:8443"


def test_what_the_settings_allow_takes_the_place_of_nothing_but_none() -> None:
    allow = {"frame-src": ("https://a.example",), "img-src": ("https://b.example",)}
    policy = policy_of(replace(SETTINGS, content_security=ContentSecurity(allow=allow)), {})
    assert policy["frame-src"] == "https://a.example"
    assert policy["img-src"] == "'self' data: https://b.example"


def test_who_may_frame_stands_only_where_browsers_heed_it() -> None:
    allow = {"frame-ancestors": ("https://crm.example.org",)}
    policy = policy_of(replace(SETTINGS, content_security=ContentSecurity(allow=allow)), {})
    assert "frame-ancestors https://crm.example.org" in headers_file(policy)
    assert "frame-ancestors" not in in_page(PAGE, tag_of(policy))


def test_a_page_says_its_policy_before_it_loads_anything() -> None:
    page = in_page(PAGE, tag_of(policy_of(SETTINGS, {})))
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_data_and_files_are_no_inline_scripts() -> None:
    page = (
        '<script src="a.js"></script><script type="application/json">{}</script><script>a</script>'
    )
    assert list(inline_parts(page, "script")) == ["a"]


def test_a_script_that_names_the_way_up_is_allowed_on_every_page() -> None:
    script = 'x=new URL("..",location)'
    found = [*at_every_depth([script, "y"], 2)]
    assert {'x=new URL(".",location)', script, 'x=new URL("../..",location)', "y"} == {*found}
    assert len(hashes(found)) == 4


_SIGNS = ["<script", "<style", "<", "s", "cript", ">", " src=", '"', "x", " ", "</script>"]
PARTS = st.lists(st.sampled_from([*_SIGNS, "</style>"]), max_size=8).map("".join)
_ELEMENT = re.compile(r"<(script|style)\b((?:[^>\"]|\"[^\"]*\")*)>(.*?)</\1>", re.DOTALL)


@given(PARTS)
def test_what_is_inline_is_what_stands_in_an_element(page: str) -> None:
    found = _ELEMENT.findall(page)
    styles = [text for kind, _, text in found if kind == "style"]
    scripts = [text for kind, more, text in found if kind == "script" and "src=" not in more]
    assert [*inline_parts(page, "style")] == styles
    assert [*inline_parts(page, "script")] == scripts


@given(st.lists(PARTS, max_size=6))
def test_a_page_has_the_scripts_of_its_parts_where_none_is_cut_off(parts: list[str]) -> None:
    found = [scripts_in(part) for part in parts]
    if None not in found:
        scripts = [text for texts in found for text in texts or ()]
        assert [*inline_parts("".join(parts), "script")] == scripts


def test_a_script_that_may_go_on_in_another_part_is_not_known() -> None:
    assert scripts_in("<p>x</p><script>a<b</script><script src=x></script><style>") is None
    assert scripts_in("<p>x</p><scr") is None
    assert scripts_in("<p>x</p><script>a<b</script><style></style><s>x</s>") == ("a<b",)
