"""Keeps one comment with the summary of a change under its pull request.

The summary comes from a run that strangers may have written, so it is taken for nothing but text:
which pull request it belongs to is what GitHub says of the commit that was checked, and a summary
that sopgen could not have made is refused. Nothing of the pull request is run or checked out.
"""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from typing import Final

import forge

MARKER: Final = "<!-- sopgen: summary -->"
ARTIFACT: Final = "findings"
FILE: Final = "summary.md"
LARGEST: Final = 65_000  # characters; a comment holds a few more
LARGEST_ARCHIVE: Final = 8_000_000  # bytes

_LINK: Final = r"\]\({}[^()\s<>\\]*\)"
_ESCAPE: Final = re.compile(r"\\[^\w\s]")
_MARKUP: Final = re.compile(r"<(?!/?(?:details|summary|ins|del)>)|\]\(|\]:|!\[")
_REFERENCE: Final = re.compile(r"@\w|#\d|://|www\.|gh-\d", re.IGNORECASE)


def main() -> None:
    """Find the pull request and the summary, and put the one under the other."""
    repository, commit = os.environ["REPOSITORY"], os.environ["HEAD_SHA"]
    number = _pull_request(repository, commit)
    if number is None:
        print("No single open pull request ends with this commit any more.")
        return
    text = _summary(repository, int(os.environ["RUN"]))
    if text is None:
        print("The check left no summary that can be read.")
        return
    files = f"{os.environ['SERVER']}/{repository}/blob/{commit}/"
    fault = unlike_a_summary(text, files)
    if fault is not None:
        sys.exit(f"The summary holds what sopgen never writes: {fault}")
    _put(repository, number, f"{MARKER}\n{text}")


def unlike_a_summary(text: str, files: str) -> str | None:
    """What a summary made by sopgen cannot hold: a mention, a strange link, other HTML.

    `files` is the address that all its links begin with.
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LARGEST:
        return "more characters than a comment has room for"
    plain = re.sub(_LINK.format(re.escape(files)), "", text)
    found = _REFERENCE.search(plain) or _MARKUP.search(_ESCAPE.sub("", plain))
    return repr(found.group()) if found else None


def _pull_request(repository: str, commit: str) -> int | None:
    head = f"{os.environ['HEAD_OWNER']}:{os.environ['HEAD_BRANCH']}"
    found = forge.pages(f"repos/{repository}/pulls", state="open", head=head)
    numbers = [int(item["number"]) for item in found if item["head"]["sha"] == commit]
    return numbers[0] if len(numbers) == 1 else None


def _summary(repository: str, run: int) -> str | None:
    listed = forge.get(f"repos/{repository}/actions/runs/{run}/artifacts", name=ARTIFACT)
    found = [item for item in listed["artifacts"] if item["name"] == ARTIFACT]
    if not found or found[-1]["expired"] or found[-1]["size_in_bytes"] > LARGEST_ARCHIVE:
        return None
    archive = forge.raw(f"repos/{repository}/actions/artifacts/{int(found[-1]['id'])}/zip")
    return read_summary(archive)


def read_summary(archive: bytes) -> str | None:
    """The summary in an archive; None where there is none, or where it is no text of its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(FILE) as file:
            content = file.read(4 * LARGEST + 1)
            return content.decode("utf-8") if len(content) <= 4 * LARGEST else None
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError):
        return None


def _put(repository: str, number: int, body: str) -> None:
    comments = forge.pages(f"repos/{repository}/issues/{number}/comments")
    own = next((item for item in comments if forge.is_own(item, MARKER)), None)
    if own is None:
        forge.send("POST", f"repos/{repository}/issues/{number}/comments", {"body": body})
    elif own["body"] != body:
        path = f"repos/{repository}/issues/comments/{int(own['id'])}"
        forge.send("PATCH", path, {"body": body})


if __name__ == "__main__":
    main()
