"""What each request of the protocol is answered with; there is none that writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server

from sopgen import __version__
from sopgen.answering.addresses import TEMPLATES, Place, places, read_address
from sopgen.answering.prompts import INSTRUCTIONS, PROMPTS, write_prompt
from sopgen.answering.published import Source
from sopgen.answering.refusals import RefusalAnswer, RefusedError
from sopgen.answering.tools import TOOLS, ask, unavailable
from sopgen.assistants.protocol.shapes import (
    contents_of,
    error_of,
    message_of,
    prompt_of,
    resource_of,
    result_of,
    template_of,
    tool_of,
)
from sopgen.model.errors import OperatorError

_PAGE: Final = 200  # documents in one answer to resources/list
_MOST_DIGITS: Final = 7

Context = ServerRequestContext[Any]
Paginated = types.PaginatedRequestParams | None
T = TypeVar("T")


def make_server(source: Source) -> Server[Any]:
    """A server that answers from a source."""
    handlers = Handlers(source)
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


class Handlers:
    """The answers out of one source; it is asked one question at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._one = anyio.CapacityLimiter(1)

    async def list_tools(self, _: Context, __: Paginated) -> types.ListToolsResult:
        """Every tool."""
        return types.ListToolsResult(tools=[tool_of(item) for item in TOOLS.values()])

    async def call_tool(
        self, _: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """A tool's answer, or the reason why there is none."""
        arguments = params.arguments or {}
        return result_of(await self._apart(ask, self._source, params.name, arguments))

    async def list_resources(self, _: Context, params: Paginated) -> types.ListResourcesResult:
        """The documents, page by page."""
        found = await self._apart(_places, self._source)
        start = _start(params.cursor if params else None)
        end = start + _PAGE
        return types.ListResourcesResult(
            resources=[resource_of(item) for item in found[start:end]],
            next_cursor=str(end) if end < len(found) else None,
        )

    async def list_templates(self, _: Context, __: Paginated) -> types.ListResourceTemplatesResult:
        """Every form of address."""
        return types.ListResourceTemplatesResult(
            resource_templates=[template_of(item) for item in TEMPLATES]
        )

    async def read_resource(
        self, _: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """What stands at an address. Raises `MCPError` where nothing does."""
        address = str(params.uri)
        answer = await self._apart(read_address, self._source, address)
        if isinstance(answer, RefusalAnswer):
            raise error_of(answer.error)
        return contents_of(address, answer)

    async def list_prompts(self, _: Context, __: Paginated) -> types.ListPromptsResult:
        """Every prompt."""
        return types.ListPromptsResult(prompts=[prompt_of(item) for item in PROMPTS.values()])

    async def get_prompt(
        self, _: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """A prompt, written out. Raises `MCPError` where it is unknown or lacks an argument."""
        try:
            text = write_prompt(params.name, params.arguments)
        except RefusedError as refusal:
            raise error_of(refusal.reason) from refusal
        return message_of(PROMPTS[params.name], text)

    async def _apart(self, function: Callable[..., T], *arguments: object) -> T:
        """The same off the event loop: a source may read from the disk or the network."""
        call = partial(function, *arguments)
        return await anyio.to_thread.run_sync(call, limiter=self._one)


def _places(source: Source) -> list[Place]:
    try:
        return list(places(source))
    except OperatorError as error:
        raise error_of(unavailable(error)) from error


def _start(cursor: str | None) -> int:
    """Where a page begins; what is no cursor of ours begins anew."""
    is_ours = cursor is not None and cursor.isdecimal() and len(cursor) <= _MOST_DIGITS
    return int(cursor or 0) if is_ours else 0
