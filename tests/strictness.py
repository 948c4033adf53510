"""Schemas made strict: what the published ones leave open for later versions is a fault today."""

from __future__ import annotations

from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

_CHECKER: Final = FormatChecker()


def strict_validator(schema: object) -> Draft202012Validator:
    """Holds data to a schema, to its formats, and to nothing that it does not describe."""
    return Draft202012Validator(_strict(schema), format_checker=_CHECKER)


def _strict(schema: object) -> Any:  # noqa: ANN401 any JSON
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _strict(value) for name, value in schema.items()}
    ends = {"additionalProperties": False} if "properties" in schema else {}
    return {**inner, **ends, **({"items": False} if "prefixItems" in schema else {})}
