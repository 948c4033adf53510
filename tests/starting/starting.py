"""Makes repositories of other organisations for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sopgen.starting import Answers, answers, repository_files

LANGUAGES: Final = ("de", "en")
DAY: Final = date(2026, 1, 1)
HOSTILE: Final = (
    "$(touch pwned) `touch pwned`; touch pwned",
    "a: b # c",
    "'\"\\",
    "- [x](y) <b>*z*</b> | & {{ 1 }} << 2 >> <% 3 %>",
    "off",
    "1.0",
    "!ENV HOME",
    "📞 客服 \u200d é",
    "@everyone #1",
)


def given(
    organisation: str = "Acme",
    *departments: str,
    forge: str = "github",
    repository: str = "",
    branch: str = "",
) -> Answers:
    """Checked answers of an organisation."""
    return answers(
        organisation=organisation,
        department_names=departments or ("Customer service",),
        language="en",
        languages=LANGUAGES,
        forge=forge,
        repository=repository,
        branch=branch,
    )


def files(answered: Answers | None = None) -> Mapping[str, str]:
    """The text of every file of a new repository."""
    made = repository_files(answered or given(), today=DAY, version="1.2.3")
    return {path: content.decode("utf-8") for path, content in made.items()}
