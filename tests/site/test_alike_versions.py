"""What versions say alike is shown once for all of them: each page is as if it stood alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.model.layout import Layout
from sopgen.site.steps import Alike
from sopgen.template import Templates
from tests.site import archives
from tests.site.archives import IT, PAGE, at, content, repository, site_of
from tests.site.libraries import TEMPLATES, sop

STEP = """
### Close

- Role: Frontline agent
- Tool: The form
- Outcome: It is *closed*

Say goodbye.
"""
BODIES = {
    "1.0.0": f"## Procedure\n{STEP}",
    "1.1.0": f"## Procedure\n\n### Open\n\nSay hello.\n{STEP}",  # another number
    "1.2.0": f"## Close\n\nOn time.\n\n## Procedure\n{STEP}",  # another anchor
    "1.3.0": f"## Step 1\n\nThe first.\n\n## Procedure\n{STEP}",  # its own anchor is taken
    "1.4.0": f"## Procedure\n{STEP}\n#### Close\n\nAt last.\n",  # a heading within
    "1.5.0": f"## Procedure\n{STEP.replace('goodbye', 'hello')}",
    "1.6.0": "## Procedure\n\n1. Close\n\n   Say goodbye.\n",
    "1.7.0": f"## Procedure\n{STEP}",
}


def test_each_page_is_as_if_no_other_version_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "TEMPLATES", _with_other_labels(TEMPLATES, "training"))
    with repository(tmp_path) as made:
        for month, (version, body) in enumerate(BODIES.items(), 1):
            made.commit(version, {IT: sop(body, version=version)}, at=at(month, 1))
        made.commit("Taught", {IT: sop(BODIES["1.0.0"], version="1.8.0", type="training")})
        made.commit("Now", {IT: sop(version="2.0.0")}, at=at(9, 1))
    paths = [f"{PAGE}/v{version}.md" for version in (*BODIES, "1.8.0")]
    tree = site_of(tmp_path)
    together = [content(tree, path) for path in paths]
    monkeypatch.setattr(Alike, "once", lambda _self, _key, make: make())
    tree = site_of(tmp_path)
    assert together == [content(tree, path) for path in paths]


def _with_other_labels(templates: Templates, type_: str) -> Templates:
    """The templates, where documents of one type call an outcome what others call a tool."""
    template = templates.of(type_)
    labels = {"outcome": ("Tool",), "tool": ("Outcome",), "role": ("Role",)}
    layout = Layout.of(template.layout.sections, labels, template.layout.repeatable)
    return replace(
        templates, by_type={**templates.by_type, type_: replace(template, layout=layout)}
    )
