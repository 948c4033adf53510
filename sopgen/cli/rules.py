"""`sopgen rules`: list the rules, or explain one."""

from __future__ import annotations

import json
from typing import Any

import click

from sopgen.cli.completing import complete_rule
from sopgen.cli.options import format_option
from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import did_you_mean
from sopgen.rules import RULES, Rule


@click.command("rules")
@click.argument("code", required=False, shell_complete=complete_rule)
@format_option
def rules_command(code: str | None, format_: str) -> None:
    """List all rules, or explain one: what, why, wrong and right.

    \b
    Examples:
      sopgen rules
      sopgen rules SOP316
    """
    if code is None:
        _list(format_)
    else:
        _explain(_find(code), format_)


def _find(code: str) -> Rule:
    by_name = {rule.name: rule for rule in RULES.values()}
    found = RULES.get(code.upper()) or by_name.get(code.lower())
    if found is None:
        close = did_you_mean(code, [*RULES, *by_name])
        hint = f'Did you mean "{close}"?' if close else 'See "sopgen rules" for all of them.'
        raise OperatorError(f'There is no rule "{code}".', hint)
    return found


def _list(format_: str) -> None:
    if format_ == "json":
        rules = [_as_json(rule) for rule in RULES.values()]
        click.echo(json.dumps({"version": 1, "rules": rules}, ensure_ascii=False, indent=2))
        return
    for rule in RULES.values():
        click.echo(f"{rule.code}  {rule.severity:<8} {rule.name:<28} {rule.summary}")


def _explain(rule: Rule, format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps({"version": 1, "rule": _as_json(rule)}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.summary}")
    if rule.why:
        click.echo(f"\nWhy\n  {rule.why}")
    for title, text in (("Wrong", rule.wrong), ("Right", rule.right)):
        if text:
            lines = "\n".join(f"  {line}" for line in text.splitlines())
            click.echo(f"\n{title}\n{lines}")
    click.echo(f"\n{_switch_off(rule)}")


def _switch_off(rule: Rule) -> str:
    if not rule.waivable:
        return "This rule holds for every document; its severity can be set in mkdocs.yml."
    return (
        "Switch it off for one document, with the reason, in its front matter:\n"
        f"  waivers:\n    - rule: {rule.code}\n      reason: Why it does not apply here.\n"
        "or set it for all in mkdocs.yml:\n"
        f"  plugins:\n    - sopgen:\n        rules:\n          {rule.name}: warning"
    )


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "why": rule.why,
        "wrong": rule.wrong,
        "right": rule.right,
        "waivable": rule.waivable,
    }
