"""Keeps one open issue for each department with the reviews that are due; closes it when none is.

It runs what is on the default branch only. What the issue says is made by `sopgen reviews`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

import forge

_WITHIN: Final = "P14D"
_LARGEST: Final = 60_000  # characters; an issue holds a few more


def main() -> None:
    """Bring every department's issue up to date."""
    repository = os.environ["REPOSITORY"]
    issues = list(forge.pages(f"repos/{repository}/issues", state="open"))
    for department in json.loads(_sopgen("json"))["departments"]:
        marker = f"<!-- sopgen: reviews of {department['department']} -->"
        own = next((item for item in issues if forge.is_own(item, marker)), None)
        if department["due"]:
            _tell(repository, department, marker, own)
        elif own is not None:
            path = f"repos/{repository}/issues/{int(own['number'])}"
            forge.send("PATCH", path, {"state": "closed", "state_reason": "completed"})


def _tell(
    repository: str, department: Mapping[str, Any], marker: str, own: Mapping[str, Any] | None
) -> None:
    text = _sopgen("markdown", "--department", department["department"])
    if len(text) > _LARGEST:
        text = f"{text[:_LARGEST].rpartition(chr(10))[0]}\n\n… `sopgen reviews` shows the rest.\n"
    value = {"title": f"Reviews due: {department['name']}", "body": f"{marker}\n{text}"}
    if own is None:
        forge.send("POST", f"repos/{repository}/issues", value)
    elif (own["title"], own["body"]) != (value["title"], value["body"]):
        forge.send("PATCH", f"repos/{repository}/issues/{int(own['number'])}", value)


def _sopgen(form: str, *more: str) -> str:
    command = [sys.executable, "-m", "sopgen", "reviews", "--within", _WITHIN, "--format", form]
    done = subprocess.run([*command, *more], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout


if __name__ == "__main__":
    main()
