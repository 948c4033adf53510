"""The MCP server: the one import of the MCP SDK, and of what it needs."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread
import mcp_types as types
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter

from sopgen import __version__
from sopgen.answering.addresses import TEMPLATES, places, read_address
from sopgen.answering.answers import Answer
from sopgen.answering.prompts import INSTRUCTIONS, PROMPTS, Prompt, write_prompt
from sopgen.answering.published import Source
from sopgen.answering.refusals import Reason, RefusalAnswer, RefusalKind, RefusedError
from sopgen.answering.telling import told
from sopgen.answering.tools import TOOLS, Tool, ask, unavailable
from sopgen.model.errors import OperatorError

PATH: Final = "/mcp"
_PAGE: Final = 200  # documents in one answer to resources/list
_LARGEST_REQUEST: Final = 256 * 1024
_READ_ONLY: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_MARKDOWN: Final = "text/markdown"

_ADAPTERS: Final[Mapping[type[Any], TypeAdapter[Any]]] = {
    kind: TypeAdapter(kind) for kind in (RefusalAnswer, *(tool.answer for tool in TOOLS.values()))
}

T = TypeVar("T")


def make_server(source: Source) -> Server[Any]:
    """A server that answers from a source; it has no tool that writes."""
    handlers = _Handlers(source)
    return Server(
        "sopgen",
        version=__version__,
        title="Procedures",
        description="Approved procedures, with citation and validity. Read only.",
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


def serve_stdio(source: Source) -> None:
    """Serve over standard input and output until the input ends."""
    anyio.run(_serve_stdio, make_server(source))


def serve_http(source: Source, host: str, port: int, tell: Callable[[str], object]) -> None:
    """Serve streamable HTTP on a loopback address until interrupted; port 0 takes any that is free.

    Only requests whose Host, and Origin where there is one, name that address are answered, so
    that no web page can reach the server through a name of its own (DNS rebinding). `tell` gets the
    whole address as soon as it can be reached. Raises `OSError` where it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        port = listening.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        app = make_server(source).streamable_http_app(
            streamable_http_path=PATH,
            stateless_http=True,
            json_response=True,
            max_request_body_size=_LARGEST_REQUEST,
            transport_security=_only_from_here(name, port),
        )
        tell(f"http://{name}:{port}{PATH}")
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _only_from_here(host: str, port: int) -> TransportSecuritySettings:
    names = [f"{item}:{port}" for item in dict.fromkeys((host, "localhost"))]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=names,
        allowed_origins=[f"http://{item}" for item in names],
    )


async def _serve_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


class _Handlers:
    """What each request of the protocol is answered with; one question is read at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._one = anyio.CapacityLimiter(1)

    async def list_tools(self, _: Any, __: Any) -> types.ListToolsResult:  # noqa: ANN401 the SDK's context
        return types.ListToolsResult(tools=[_tool(item) for item in TOOLS.values()])

    async def call_tool(self, _: Any, params: types.CallToolRequestParams) -> types.CallToolResult:  # noqa: ANN401
        answer = await self._apart(ask, self._source, params.name, params.arguments or {})
        return types.CallToolResult(
            content=[types.TextContent(text=told(answer))],
            structured_content=dumped(answer),
            is_error=isinstance(answer, RefusalAnswer),
        )

    async def list_resources(
        self,
        _: Any,  # noqa: ANN401
        params: types.PaginatedRequestParams | None,
    ) -> types.ListResourcesResult:
        cursor = params.cursor if params else None
        found = await self._apart(_places, self._source)
        start = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < 8 else 0
        more = str(start + _PAGE) if start + _PAGE < len(found) else None
        return types.ListResourcesResult(resources=found[start : start + _PAGE], next_cursor=more)

    async def list_templates(self, _: Any, __: Any) -> types.ListResourceTemplatesResult:  # noqa: ANN401
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=item.form,
                    name=item.name,
                    description=item.description,
                    mime_type=_MARKDOWN,
                )
                for item in TEMPLATES
            ]
        )

    async def read_resource(
        self,
        _: Any,  # noqa: ANN401
        params: types.ReadResourceRequestParams,
    ) -> types.ReadResourceResult:
        address = str(params.uri)
        answer = await self._apart(read_address, self._source, address)
        if isinstance(answer, RefusalAnswer):
            raise _error(answer.error)
        text = types.TextResourceContents(uri=address, text=told(answer), mime_type=_MARKDOWN)
        return types.ReadResourceResult(contents=[text])

    async def list_prompts(self, _: Any, __: Any) -> types.ListPromptsResult:  # noqa: ANN401
        return types.ListPromptsResult(prompts=[_prompt(item) for item in PROMPTS.values()])

    async def get_prompt(
        self,
        _: Any,  # noqa: ANN401
        params: types.GetPromptRequestParams,
    ) -> types.GetPromptResult:
        try:
            text = write_prompt(params.name, params.arguments)
        except RefusedError as refusal:
            raise _error(refusal.reason) from refusal
        message = types.PromptMessage(role="user", content=types.TextContent(text=text))
        return types.GetPromptResult(
            description=PROMPTS[params.name].description, messages=[message]
        )

    async def _apart(self, function: Callable[..., T], *arguments: object) -> T:
        """The same off the event loop: a source may read from the disk or the network."""
        call = partial(function, *arguments)
        return await anyio.to_thread.run_sync(call, limiter=self._one)


def _tool(tool: Tool) -> types.Tool:
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


def dumped(answer: Answer | RefusalAnswer) -> dict[str, Any]:
    """An answer as JSON; it fits the schema of its tool."""
    found: dict[str, Any] = _ADAPTERS[type(answer)].dump_python(answer, mode="json")
    return found


def _places(source: Source) -> list[types.Resource]:
    try:
        found: Iterable[Any] = list(places(source))
    except OperatorError as error:
        raise _error(unavailable(error)) from error
    return [
        types.Resource(
            uri=item.address, name=item.name, description=item.description, mime_type=_MARKDOWN
        )
        for item in found
    ]


def _prompt(prompt: Prompt) -> types.Prompt:
    properties = prompt.arguments["properties"]
    return types.Prompt(
        name=prompt.name,
        title=prompt.title,
        description=prompt.description,
        arguments=[
            types.PromptArgument(
                name=name,
                description=schema["description"],
                required=name in prompt.arguments["required"],
            )
            for name, schema in properties.items()
        ],
    )


def _error(reason: Reason) -> MCPError:
    """A refusal where the protocol has no place for one but an error of its own."""
    failed = reason.kind is RefusalKind.SOURCE_UNAVAILABLE
    code = types.INTERNAL_ERROR if failed else types.INVALID_PARAMS
    return MCPError(
        code=code, message=reason.message, data=dumped(RefusalAnswer(error=reason))["error"]
    )
