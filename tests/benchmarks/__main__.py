"""Runs the benchmarks: `python -m tests.benchmarks [--sizes 100,1000] [--rounds 3]`."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tests.benchmarks.library import write_library
from tests.benchmarks.measure import Measured, measure
from tests.benchmarks.peers import Contender, builders, checkers
from tests.benchmarks.searching import NAME as SEARCH
from tests.benchmarks.searching import measure_search
from tests.benchmarks.table import Row, merged, put_into, table
from tests.site.libraries import ROOT

_RESULTS = Path(__file__).parent / "results.json"


@click.command()
@click.option("--sizes", default="100,1000", help="How many documents, one library for each.")
@click.option("--versions", default=5, show_default=True, help="How many versions each has.")
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
@click.option("--only", default="", help="Only what has this in its name.")
@click.option(
    "--at-most",
    type=float,
    metavar="MINUTES",
    help="Stop a command that takes longer; the table then says over how long it took.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Keep the figures beside earlier ones, and renew the table of the README.",
)
def main(
    *, sizes: str, versions: int, rounds: int, only: str, at_most: float | None, write: bool
) -> None:
    """Measure sopgen beside its peers; every round measures all of them, one after the other."""
    results: list[Row] = []
    seconds = at_most * 60 if at_most else None
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            library = write_library(Path(folder) / "library", size, versions)
            click.echo(f"{size} documents with {versions} versions each")
            for row in _measured(library, size, rounds, only, seconds):
                results.append(row)
                if write:  # at once: a run of hours is not lost with its last command
                    _keep(row)
    click.echo(table(results))


def _keep(row: Row) -> None:
    kept = json.loads(_RESULTS.read_text("utf-8")) if _RESULTS.exists() else []
    whole = merged(kept, [row])
    _RESULTS.write_text(f"{json.dumps(whole, indent=2)}\n", "utf-8")
    put_into(ROOT / "README.md", table(whole))


def _measured(
    library: Path, size: int, rounds: int, only: str, at_most: float | None
) -> Iterator[Row]:
    for kind, contenders in (("check", checkers(library)), ("build", builders())):
        chosen = [item for item in contenders if only in item.name]
        for name, found in _in_turns(chosen, library, rounds, at_most):
            yield {"kind": kind, "name": name, "documents": size, **_summed_up(found)}
    if only in SEARCH:
        yield _searched(library, size, rounds)


def _in_turns(
    contenders: list[Contender], library: Path, rounds: int, at_most: float | None
) -> Iterator[tuple[str, list[Measured]]]:
    """All that was measured of each; taken in turns, so that a busy minute meets all of them.

    What was cut short once is not begun again.
    """
    taken: dict[str, list[Measured]] = {item.name: [] for item in contenders}
    for number in range(1, rounds + 1):
        for item in contenders:
            found = taken[item.name]
            if not any(one.cut for one in found):
                item.prepare(library)
                one = measure(item.command, library, {"PYTHONPATH": str(ROOT)}, at_most)
                found.append(one)
                told = f"cut short ({one.cut}) after " if one.cut else ""
                click.echo(f"  {told}{one.wall:8.2f} s {one.cpu:8.2f} s CPU {item.name}")
            if number == rounds:
                yield item.name, found


def _summed_up(found: list[Measured]) -> dict[str, Any]:
    """Medians of times, and the most of memory; of one that was cut short, until then."""
    short = [one for one in found if one.cut]
    return {
        "wall": statistics.median(one.wall for one in short or found),
        "cpu": statistics.median(one.cpu for one in short or found),
        "memory": max(one.memory for one in found),
        **({"cut": str(short[0].cut)} if short else {}),
    }


def _searched(library: Path, size: int, rounds: int) -> dict[str, Any]:
    found = measure_search(library, rounds)
    click.echo(f"  {found['wall']:8.3f} s, {found['slowest']:.3f} s at worst: {SEARCH}")
    return {"kind": "search", "name": SEARCH, "documents": size, **found}


if __name__ == "__main__":
    main()
