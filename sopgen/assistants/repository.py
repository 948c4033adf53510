"""A repository as a source: the committed state of its library, as of the day that is asked.

What is only in the work tree is not issued, and so no answer holds it: the library is read from
the commit, with the settings and the vocabulary of that commit, exactly as
`sopgen build --as-of HEAD` reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sopgen.archive import Archive, open_repository
from sopgen.assistants.edition_files import EditionFiles
from sopgen.assistants.published_site import PublishedSite
from sopgen.checkout import Past, as_it_was
from sopgen.edition.edition import Edition
from sopgen.history import History
from sopgen.inspection import inspect, levels_of
from sopgen.model.errors import OperatorError
from sopgen.model.finding import Severity
from sopgen.settings import Settings


class Repository:
    """A library in a repository; it is read anew where HEAD has moved, and on another day.

    `settings` say where the library is, `today` gives the day, `config` is the settings' file name.
    """

    def __init__(self, settings: Settings, today: Callable[[], date], config: str) -> None:
        self._settings = settings
        self._today = today
        self._config = config
        self._known: tuple[tuple[str, date], PublishedSite] | None = None

    def current(self) -> PublishedSite:
        """The library as it is committed. Raises `OperatorError` where it could not be published.

        That is where git cannot answer exactly, or where a document has an error.
        """
        history = open_repository(self._settings.root)
        state = history.commit, self._today()
        if self._known is None or self._known[0] != state:
            self._known = state, self._read(history, state[1])
        return self._known[1]

    def _read(self, history: History, today: date) -> PublishedSite:
        history.require_complete()
        with as_it_was(self._settings, history, history.commit, self._config) as past:
            _refuse_errors(past, today)
            files = EditionFiles(_edition(past, today), history.commit)
            return PublishedSite(files, today, are_own=True)


def _refuse_errors(past: Past, today: date) -> None:
    """A library that could not be published gives no answers: it may lack a document."""
    workspace = past.workspace
    levels = levels_of(workspace.settings.rules)
    findings = inspect(workspace.library, workspace.templates, levels, today).findings
    errors = sum(item.severity is Severity.ERROR for item in findings)
    if errors:
        many = "1 error" if errors == 1 else f"{errors} errors"
        raise OperatorError(
            f"The committed library has {many} and cannot be published.",
            'See them with "sopgen validate".',
        )


def _edition(past: Past, today: date) -> Edition:
    workspace = past.workspace
    library = workspace.library
    archive = Archive(library, workspace.templates.layout_of, past.history)
    return Edition(
        library,
        workspace.settings,
        workspace.templates,
        today,
        archive.histories,
        {item.path: archive.standing(item, today) for item in library.documents},
        {item.path: archive.versions(item) for item in library.documents},
    )
