"""Which forge and which project a job belongs to, by what the job's environment says.

GitHub: "Variables reference", default environment variables. GitLab: "Predefined CI/CD variables".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sopgen.forge.github import GitHub
from sopgen.forge.gitlab import GitLab
from sopgen.forge.http import Api
from sopgen.forge.project import Project
from sopgen.model.errors import OperatorError

_TOKENS: Final = {"github": "GH_TOKEN", "gitlab": "SOPGEN_TOKEN"}


def connect(environment: Mapping[str, str]) -> Project:
    """The project of a job. Raises `OperatorError` outside of one, and without a token."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return _github(environment)
    if environment.get("GITLAB_CI") == "true":
        return _gitlab(environment)
    raise OperatorError(
        "This is for a job of GitHub Actions or GitLab CI, which knows its project.",
        "Run it there.",
    )


def _github(environment: Mapping[str, str]) -> GitHub:
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {_token(environment, 'github')}",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    api = Api(_required(environment, "GITHUB_API_URL"), headers)
    event = _event(Path(_required(environment, "GITHUB_EVENT_PATH")))
    server = _required(environment, "GITHUB_SERVER_URL")
    return GitHub(api, _required(environment, "GITHUB_REPOSITORY"), server, event)


def _gitlab(environment: Mapping[str, str]) -> GitLab:
    headers = {"PRIVATE-TOKEN": _token(environment, "gitlab")}
    api = Api(_required(environment, "CI_API_V4_URL"), headers)
    # Where the pipeline is of the merged result, its own commit is shown nowhere.
    commit = environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or environment.get(
        "CI_COMMIT_SHA", ""
    )
    files = f"{_required(environment, 'CI_PROJECT_URL')}/-/blob/{commit}/"
    request = environment.get("CI_MERGE_REQUEST_IID", "")
    return GitLab(api, _required(environment, "CI_PROJECT_ID"), request, files)


def _token(environment: Mapping[str, str], forge: str) -> str:
    name = _TOKENS[forge]
    token = environment.get(name, "")
    if not token or not token.isprintable() or not token.isascii():
        raise OperatorError(
            f"The variable {name} holds no token.", "Give the job one that may do this."
        )
    return token


def _required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise OperatorError(f"The variable {name} of the job is not set.", "Run it in a job.")
    return value


def _event(file: Path) -> Mapping[str, Any]:
    try:
        event = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise OperatorError(f"The event of the job cannot be read: {error}.") from error
    return event if isinstance(event, dict) else {}
