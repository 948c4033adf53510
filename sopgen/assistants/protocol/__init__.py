"""The MCP server: the one room that knows the MCP SDK, and what the SDK stands on."""

from sopgen.assistants.protocol.serving import serve_http, serve_stdio

__all__ = ["serve_http", "serve_stdio"]
