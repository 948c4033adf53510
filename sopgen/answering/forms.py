"""The forms of arguments, as JSON Schema: what is published is what is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def arguments(*required: str, **properties: Schema) -> Schema:
    """Arguments by their names, of which some are required; there are no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def text(description: str, most: int = 100) -> Schema:
    """Text of at most so many characters, and not empty."""
    return {"type": "string", "minLength": 1, "maxLength": most, "description": description}


def number(description: str, most: int) -> Schema:
    """A whole number from 1."""
    return {"type": "integer", "minimum": 1, "maximum": most, "description": description}


def day(description: str) -> Schema:
    """A day as ISO 8601 has it."""
    pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    return {**text(description, 10), "format": "date", "pattern": pattern}
