"""A project on GitLab, as a job of its pipeline sees it (REST, version 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from sopgen.forge.http import Api
from sopgen.forge.project import Post, Told
from sopgen.model.errors import OperatorError


class GitLab:
    """A project on GitLab; `request` is the job's merge request, empty where it has none.

    `files` is the address of the files at the commit that the job looks at.
    """

    def __init__(self, api: Api, project: str, request: str, files: str) -> None:
        self._api = api
        self._path = f"projects/{project}"
        self._request = request
        self._files = files

    def told(self, summary: Path | None) -> Told | None:
        """The summary that the job made, and the merge request that the pipeline runs for."""
        if summary is None:
            raise OperatorError("On GitLab the summary is a file of the job.", "Name the file.")
        try:
            text = summary.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise OperatorError(f"The summary {summary} cannot be read: {error}.") from error
        return Told(self._number(), text, self._files)

    def approvals(self) -> Mapping[str, Any]:
        """The approvals of the merge request, and its author."""
        path = f"{self._path}/merge_requests/{self._number()}"
        author = self._api.get(path)["author"]["username"]
        return {"author": author, "approvals": self._api.get(f"{path}/approvals")}

    def own_comments(self, request: int) -> Iterator[Post]:
        """The notes that the token's account wrote under a merge request."""
        for item in self._own(f"merge_requests/{request}/notes"):
            yield Post(int(item["id"]), "", item["body"] or "")

    def write_comment(self, request: int, body: str, instead_of: Post | None) -> None:
        """Write a note, new or in place of one."""
        path = f"{self._path}/merge_requests/{request}/notes"
        if instead_of is None:
            self._api.send("POST", path, {"body": body})
        else:
            self._api.send("PUT", f"{path}/{instead_of.number}", {"body": body})

    def own_issues(self) -> Iterator[Post]:
        """The open issues that the token's account wrote."""
        for item in self._own("issues", state="opened", scope="all"):
            yield Post(int(item["iid"]), item["title"], item["description"] or "")

    def write_issue(self, title: str, body: str, instead_of: Post | None) -> None:
        """Write an issue, new or in place of one."""
        value = {"title": title, "description": body}
        if instead_of is None:
            self._api.send("POST", f"{self._path}/issues", value)
        else:
            self._api.send("PUT", f"{self._path}/issues/{instead_of.number}", value)

    def close_issue(self, issue: Post) -> None:
        """Close an issue."""
        path = f"{self._path}/issues/{issue.number}"
        self._api.send("PUT", path, {"state_event": "close"})

    def _own(self, what: str, **fields: str) -> Iterator[Any]:
        for item in self._api.pages(f"{self._path}/{what}", **fields):
            if item["author"]["id"] == self._account:
                yield item

    @cached_property
    def _account(self) -> int:
        """The account that the token belongs to."""
        return int(self._api.get("user")["id"])

    def _number(self) -> int:
        if not self._request.isdecimal():
            raise OperatorError(
                "This job is not about a merge request.", "Run it in a merge request's pipeline."
            )
        return int(self._request)
