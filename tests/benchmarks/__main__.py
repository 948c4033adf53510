"""Runs the benchmarks: `python -m tests.benchmarks [--sizes 100,1000] [--rounds 3]`."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

import click

from tests.benchmarks.library import write_library
from tests.benchmarks.measure import Measured, measure
from tests.benchmarks.peers import Contender, builders, checkers
from tests.benchmarks.searching import NAME as SEARCH
from tests.benchmarks.searching import measure_search
from tests.benchmarks.table import merged, put_into, table
from tests.site.libraries import ROOT

_RESULTS = Path(__file__).parent / "results.json"


@click.command()
@click.option("--sizes", default="100,1000", help="How many documents, one library for each.")
@click.option("--versions", default=5, show_default=True, help="How many versions each has.")
@click.option("--rounds", default=3, show_default=True, help="How often each is measured.")
@click.option("--only", default="", help="Only what has this in its name.")
@click.option(
    "--write",
    is_flag=True,
    help="Keep the figures beside earlier ones, and renew the table of the README.",
)
def main(sizes: str, versions: int, rounds: int, only: str, write: bool) -> None:
    """Measure sopgen beside its peers; every round measures all of them, one after the other."""
    results: list[dict[str, Any]] = []
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            library = write_library(Path(folder) / "library", size, versions)
            click.echo(f"{size} documents with {versions} versions each")
            for kind, contenders in (("check", checkers(library)), ("build", builders())):
                chosen = [item for item in contenders if only in item.name]
                results += _compared(kind, chosen, library, size, rounds)
            if only in SEARCH:
                results.append(_searched(library, size, rounds))
    if not write:
        click.echo(table(results))
        return
    kept = json.loads(_RESULTS.read_text("utf-8")) if _RESULTS.exists() else []
    whole = merged(kept, results)
    _RESULTS.write_text(f"{json.dumps(whole, indent=2)}\n", "utf-8")
    put_into(ROOT / "README.md", table(whole))
    click.echo(table(whole))


def _compared(
    kind: str, contenders: list[Contender], library: Path, size: int, rounds: int
) -> list[dict[str, Any]]:
    """The median of each; taken in turns, so that a busy minute meets all of them."""
    taken: dict[str, list[Measured]] = {item.name: [] for item in contenders}
    for _ in range(rounds):
        for item in contenders:
            item.prepare(library)
            found = measure(item.command, library, {"PYTHONPATH": str(ROOT)})
            taken[item.name].append(found)
            click.echo(f"  {found.wall:8.2f} s {found.cpu:8.2f} s CPU {item.name}")
    return [
        {
            "kind": kind,
            "name": name,
            "documents": size,
            "wall": statistics.median(one.wall for one in found),
            "cpu": statistics.median(one.cpu for one in found),
            "memory": max(one.memory for one in found),
        }
        for name, found in taken.items()
    ]


def _searched(library: Path, size: int, rounds: int) -> dict[str, Any]:
    found = measure_search(library, rounds)
    click.echo(f"  {found['wall']:8.3f} s, {found['slowest']:.3f} s at worst: {SEARCH}")
    return {"kind": "search", "name": SEARCH, "documents": size, **found}


if __name__ == "__main__":
    main()
