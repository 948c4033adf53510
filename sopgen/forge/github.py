"""A project on GitHub, as a job of GitHub Actions sees it (REST, version 2022-11-28)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sopgen.forge.archive import read_summary
from sopgen.forge.http import Api
from sopgen.forge.project import Post, Told
from sopgen.model.errors import OperatorError

# Only what a workflow of this repository wrote.
_OWN_NAME: Final = "github-actions[bot]"
ARTIFACT: Final = "findings"
_LARGEST_ARCHIVE: Final = 8_000_000  # bytes


class GitHub:
    """A project on GitHub; `event` is what the job was started for, as the runner keeps it."""

    def __init__(self, api: Api, repository: str, server: str, event: Mapping[str, Any]) -> None:
        self._api = api
        self._path = f"repos/{repository}"
        self._files = f"{server}/{repository}/blob"
        self._event = event

    def told(self, summary: Path | None) -> Told | None:
        """The summary that the run before left, and the pull request that ends with its commit.

        The run may have been a stranger's, so the request is what GitHub says of the commit.
        """
        run = self._event.get("workflow_run")
        if summary is not None or not run:
            raise OperatorError(
                "On GitHub the comment is written in a workflow that follows the check.",
                'Start it by "workflow_run", and name no file.',
            )
        number = self._request_of(run)
        text = None if number is None else self._summary(int(run["id"]))
        if number is None or text is None:
            return None
        return Told(number, text, f"{self._files}/{run['head_sha']}/", tuple(self._paths(number)))

    def approvals(self) -> Mapping[str, Any]:
        """The reviews of the pull request, its commits with their accounts, and its author."""
        request = self._event.get("pull_request")
        if not request:
            raise OperatorError(
                "This job is not about a pull request.", 'Start it by "pull_request".'
            )
        path = f"{self._path}/pulls/{int(request['number'])}"
        return {
            "author": request["user"]["login"],
            "commits": list(self._api.pages(f"{path}/commits")),
            "reviews": list(self._api.pages(f"{path}/reviews")),
        }

    def _paths(self, request: int) -> Iterator[str]:
        """The files that a pull request changes, under their earlier names too."""
        for item in self._api.pages(f"{self._path}/pulls/{request}/files"):
            yield str(item["filename"])
            if item.get("previous_filename"):
                yield str(item["previous_filename"])

    def own_comments(self, request: int) -> Iterator[Post]:
        """The comments that workflows wrote under a pull request."""
        for item in self._own(self._api.pages(f"{self._path}/issues/{request}/comments")):
            yield Post(int(item["id"]), "", item["body"] or "")

    def write_comment(self, request: int, body: str, instead_of: Post | None) -> None:
        """Write a comment, new or in place of one."""
        if instead_of is None:
            self._api.send("POST", f"{self._path}/issues/{request}/comments", {"body": body})
        else:
            path = f"{self._path}/issues/comments/{instead_of.number}"
            self._api.send("PATCH", path, {"body": body})

    def own_issues(self) -> Iterator[Post]:
        """The open issues that workflows wrote."""
        for item in self._own(self._api.pages(f"{self._path}/issues", state="open")):
            yield Post(int(item["number"]), item["title"], item["body"] or "")

    def write_issue(self, title: str, body: str, instead_of: Post | None) -> None:
        """Write an issue, new or in place of one."""
        value = {"title": title, "body": body}
        if instead_of is None:
            self._api.send("POST", f"{self._path}/issues", value)
        else:
            self._api.send("PATCH", f"{self._path}/issues/{instead_of.number}", value)

    def close_issue(self, issue: Post) -> None:
        """Close an issue as completed."""
        value = {"state": "closed", "state_reason": "completed"}
        self._api.send("PATCH", f"{self._path}/issues/{issue.number}", value)

    def _own(self, items: Iterator[Any]) -> Iterator[Any]:
        return (item for item in items if (item.get("user") or {}).get("login") == _OWN_NAME)

    def _request_of(self, run: Mapping[str, Any]) -> int | None:
        head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
        found = self._api.pages(f"{self._path}/pulls", state="open", head=head)
        numbers = [int(item["number"]) for item in found if item["head"]["sha"] == run["head_sha"]]
        return numbers[0] if len(numbers) == 1 else None

    def _summary(self, run: int) -> str | None:
        listed = self._api.get(f"{self._path}/actions/runs/{run}/artifacts", name=ARTIFACT)
        found = [item for item in listed["artifacts"] if item["name"] == ARTIFACT]
        if not found or found[-1]["expired"] or found[-1]["size_in_bytes"] > _LARGEST_ARCHIVE:
            return None
        path = f"{self._path}/actions/artifacts/{int(found[-1]['id'])}/zip"
        return read_summary(self._api.raw(path))
