"""`sopgen asks`: whether the search of the built site finds what customers say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from sopgen.cli.options import config_option, format_option
from sopgen.model.errors import OperatorError
from sopgen.search import (
    FIRST,
    HEAD,
    OtherFormatError,
    Search,
    Trial,
    Trials,
    open_search,
    try_asks,
)
from sopgen.site.search_index import FOLDER, source_of
from sopgen.workspace import open_workspace

_BUILD: Final = 'Run "sopgen build" first.'
_CONFUSIONS: Final = 10


@click.command("asks")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="The built site; by default where mkdocs.yml has it.",
)
@config_option
@format_option
def asks_command(site_dir: Path | None, config: Path | None, format_: str) -> int:
    """Search the built site for every phrase under "asks".

    Each must bring its document among the first three results; else this ends with 1.

    \b
    Examples:
      sopgen build && sopgen asks
      sopgen asks --site-dir public --format json
    """
    workspace = open_workspace(Path.cwd(), config)
    folder = site_dir or workspace.settings.site_dir
    search = _open(folder)
    if search.source != source_of(workspace.library):
        raise OperatorError(f"The site in {folder} was built from other documents.", _BUILD)
    trials = try_asks(search)
    if format_ == "json":
        click.echo(json.dumps(_as_json(trials), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_as_text(trials)))
    return 1 if trials.failures else 0


def _open(site: Path) -> Search:
    folder = site / FOLDER
    if not (folder / HEAD).is_file():
        raise OperatorError(f"There is no built site with a search in {site}.", _BUILD)
    try:
        search = open_search(lambda name: (folder / name).read_bytes())
        _ = search.asks
    except (OtherFormatError, ValueError, OSError) as error:
        raise OperatorError(
            f"The search of the site in {site} was made by another version of sopgen.", _BUILD
        ) from error
    return search


def _as_text(trials: Trials) -> Iterator[str]:
    count = len(trials.trials)
    if not count:
        yield 'No document has "asks": write there what customers say, and readers will find it.'
        return
    for trial in trials.failures:
        yield from _told(trial)
    for phrase, documents in _repeated(trials):
        yield f'"{phrase}" stands under asks of {documents}: they share the first places.'
    if trials.confusions:
        yield "Came first in the other's place:"
        for document, instead, times in trials.confusions[:_CONFUSIONS]:
            often = "once" if times == 1 else f"{times} times"
            yield f"  {instead.id} {instead.title}, for {document.id} {document.title}: {often}"
    phrases = "1 phrase" if count == 1 else f"{count} phrases"
    yield (
        f"{phrases}: {trials.first} bring their document first ({_share(trials.first, count)}), "
        f"{trials.found} among the first three ({_share(trials.found, count)})."
    )


def _told(trial: Trial) -> Iterator[str]:
    where = f"comes {trial.place}th" if trial.place else "is not among the first ten"
    yield f'"{trial.phrase}": {trial.document.id} {trial.document.title} {where}.'
    for other in trial.ahead[:FIRST]:
        yield f"  before it: {other.id} {other.title}"
    if not trial.ahead:
        yield "  nothing else is found either."


def _repeated(trials: Trials) -> list[tuple[str, str]]:
    """Each phrase that several documents have, once, with their ids."""
    found: dict[tuple[str, ...], str] = {}
    for trial in trials.trials:
        if trial.others:
            ids = sorted({trial.document.id, *(other.id for other in trial.others)})
            found.setdefault((trial.phrase.casefold(), *ids), trial.phrase)
    return [(phrase, " and ".join(key[1:])) for key, phrase in found.items()]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _as_json(trials: Trials) -> dict[str, Any]:
    return {
        "version": 1,
        "summary": {
            "phrases": len(trials.trials),
            "first": trials.first,
            "first_three": trials.found,
        },
        "phrases": [
            {
                "phrase": trial.phrase,
                "document": trial.document.id,
                "place": trial.place,
                "found": trial.is_found,
                "ahead": [other.id for other in trial.ahead],
                "also_of": [other.id for other in trial.others],
            }
            for trial in trials.trials
        ],
        "confusions": [
            {"document": document.id, "first": instead.id, "times": times}
            for document, instead, times in trials.confusions
        ],
    }
