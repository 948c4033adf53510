"""What is asked and answered, in the shapes that the protocol has for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import mcp_types as types
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter

from sopgen.answering.addresses import Place, Template
from sopgen.answering.answers import Answer
from sopgen.answering.prompts import Prompt
from sopgen.answering.refusals import Reason, RefusalAnswer, RefusalKind
from sopgen.answering.telling import told
from sopgen.answering.tools import TOOLS, Tool

_MARKDOWN: Final = "text/markdown"
_READ_ONLY: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_ADAPTERS: Final[Mapping[type[Any], TypeAdapter[Any]]] = {
    kind: TypeAdapter(kind) for kind in (RefusalAnswer, *(tool.answer for tool in TOOLS.values()))
}


def answer_as_json(answer: Answer | RefusalAnswer) -> dict[str, Any]:
    """An answer as JSON; it fits the output schema of its tool."""
    found: dict[str, Any] = _ADAPTERS[type(answer)].dump_python(answer, mode="json")
    return found


def result_of(answer: Answer | RefusalAnswer) -> types.CallToolResult:
    """An answer in words, and the same as JSON."""
    return types.CallToolResult(
        content=[types.TextContent(text=told(answer))],
        structured_content=answer_as_json(answer),
        is_error=isinstance(answer, RefusalAnswer),
    )


def error_of(reason: Reason) -> MCPError:
    """A refusal where the protocol has no place for one but an error of its own."""
    failed = reason.kind is RefusalKind.SOURCE_UNAVAILABLE
    code = types.INTERNAL_ERROR if failed else types.INVALID_PARAMS
    data = answer_as_json(RefusalAnswer(error=reason))["error"]
    return MCPError(code=code, message=reason.message, data=data)


def tool_of(tool: Tool) -> types.Tool:
    """A tool as clients list it."""
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=dict(tool.arguments),
        output_schema=_output_schema(tool.answer),
        annotations=_READ_ONLY,
    )


def _output_schema(answer: type[Answer]) -> dict[str, Any]:
    """An answer or an error: clients hold errors to the schema too."""
    answered: Any = answer | RefusalAnswer
    either: TypeAdapter[Any] = TypeAdapter(answered)
    return {"type": "object", **either.json_schema(mode="serialization")}


def resource_of(place: Place) -> types.Resource:
    """A document as clients list it."""
    return types.Resource(
        uri=place.address, name=place.name, description=place.description, mime_type=_MARKDOWN
    )


def template_of(template: Template) -> types.ResourceTemplate:
    """A form of address as clients list it."""
    return types.ResourceTemplate(
        uri_template=template.form,
        name=template.name,
        description=template.description,
        mime_type=_MARKDOWN,
    )


def contents_of(address: str, answer: Answer) -> types.ReadResourceResult:
    """What stands at an address."""
    text = types.TextResourceContents(uri=address, text=told(answer), mime_type=_MARKDOWN)
    return types.ReadResourceResult(contents=[text])


def prompt_of(prompt: Prompt) -> types.Prompt:
    """A prompt as clients list it."""
    required = prompt.arguments["required"]
    return types.Prompt(
        name=prompt.name,
        title=prompt.title,
        description=prompt.description,
        arguments=[
            types.PromptArgument(
                name=name, description=schema["description"], required=name in required
            )
            for name, schema in prompt.arguments["properties"].items()
        ],
    )


def message_of(prompt: Prompt, text: str) -> types.GetPromptResult:
    """A prompt that was written out."""
    message = types.PromptMessage(role="user", content=types.TextContent(text=text))
    return types.GetPromptResult(description=prompt.description, messages=[message])
