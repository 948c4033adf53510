"""`sopgen verify`: whether a site or a package is still what was made, and what git holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import click

from sopgen.cli.options import config_option, format_option
from sopgen.cli.progress import Progress
from sopgen.engines.verifying import Report, verify
from sopgen.manifest.checking import Difference
from sopgen.settings import FILE, Settings
from sopgen.workspace import open_workspace

_SHOWN: Final = 200


@click.command("verify")
@click.argument("site_or_zip", type=click.Path(exists=True, path_type=Path))
@click.option("--rebuild", is_flag=True, help="Make it anew from its commit too, and compare.")
@config_option
@format_option
def verify_command(*, site_or_zip: Path, rebuild: bool, config: Path | None, format_: str) -> int:
    """Check every file of a site's folder, or of an exported zip, against its manifest and git.

    Run it in a clone of the library's repository: each version's commit, blob and bytes must be
    those that git holds. It says what it could not check. Nothing is unpacked. Ends with 1 where
    something differs.

    \b
    Examples:
      sopgen verify site
      sopgen verify sops-as-of-2026-09-30.zip --rebuild
    """

    def settings() -> Settings:
        return open_workspace(Path.cwd(), config).settings

    with Progress() as progress:
        name = config.name if config else FILE
        report = verify(site_or_zip, settings, name, rebuild=rebuild, stage=progress.stage)
    if format_ == "json":
        click.echo(json.dumps(_data(site_or_zip, report), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(site_or_zip, report)))
    return 1 if report.differences else 0


def _data(path: Path, report: Report) -> dict[str, Any]:
    manifest = report.manifest
    return {
        "version": 1,
        "path": str(path),
        "same": not report.differences,
        "kind": manifest.kind.value if manifest else None,
        "as_of": manifest.origin.day.isoformat() if manifest else None,
        "commit": manifest.origin.commit if manifest else None,
        "sopgen": manifest.sopgen if manifest else None,
        "differences": [
            {"how": item.how.value, "what": item.what, "detail": item.detail}
            for item in report.differences
        ],
        "checked": report.checked,
        "unchecked": report.unchecked,
    }


def _lines(path: Path, report: Report) -> list[str]:
    found, manifest = report.differences, report.manifest
    lines = [_difference(item) for item in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"... and {len(found) - _SHOWN} more; --format json names all of them.")
    if manifest:
        what = {"site": "site", "audit": "package"}[manifest.kind.value]
        commit = f"commit {manifest.origin.commit}" if manifest.origin.commit else "no commit"
        made = f"a {what} as of {manifest.origin.day}, {commit}, sopgen {manifest.sopgen}"
        lines.append(_plain(f"{path}: {made}."))
    lines += [f"Checked: {item}." for item in report.checked]
    lines += [_plain(f"Not checked: {item}") for item in report.unchecked]
    if not found:
        return [*lines, "Nothing differs."]
    return [*lines, f"{len(found)} thing{'s differ' if len(found) > 1 else ' differs'}."]


def _difference(item: Difference) -> str:
    detail = f" ({item.detail})" if item.detail else ""
    return _plain(f"{item.how.value:<12}{item.what}{detail}")


def _plain(text: str) -> str:
    """Text that moves no cursor: a file may be called anything."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)
