"""The tools of the caller's role for models of others, by the Model Context Protocol; no other role's are listed.

Each call is a turn of its own at a desk of its own: decided, narrowed and audited as the same look in a talk is.
"""

import logging
import uuid
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)  # fmt: skip
from starlette.requests import Request

from app.errors import UNEXPECTED, frames
from app.web.limits import LONGEST_BODY
from app.web.needs import Found, House
from app.web.pace import Pace
from app.web.putting import TOO_FAST, sender_of
from channels.web import reply
from domain.blocks import Answer
from domain.people import Viewer

_log = logging.getLogger(__name__)
_ABOUT = (
    "Hỏi Y Tế: dữ liệu y tế của tỉnh, trong phạm vi quyền của người đang hỏi. Kết quả là lời và số đã được soạn từ"
    " hồ sơ, kèm nguồn; hãy thuật lại đúng như vậy, không suy đoán, không chẩn đoán. Trường hợp khẩn cấp: gọi 115."
)
_NO_TOOL = "Không có công cụ này."
Context = ServerRequestContext[Any, Request]


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what clients ask of the protocol; the request says for whom."""

    house: House
    pace: Pace = field(default_factory=lambda: Pace(burst=30, per_second=1))

    async def list_tools(self, context: Context, _: PaginatedRequestParams | None) -> ListToolsResult:
        """The tools of this viewer's role."""
        offered = self.house.toolbox.offered(_viewer(context).role)
        only_reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return ListToolsResult(
            tools=[
                Tool(name=one.name, description=one.says, input_schema=one.arguments, annotations=only_reads)
                for one in offered
            ]
        )

    async def call_tool(self, context: Context, asked: CallToolRequestParams) -> CallToolResult:
        """What one tool found for this viewer.

        Raises:
            MCPError: the role has no such tool.
        """
        viewer, turn = _viewer(context), f"mcp-{uuid.uuid4()}"
        if not self.pace.allows(sender_of(viewer), monotonic()):
            return _failed(TOO_FAST.sentence)
        try:
            found = await self.house.toolbox.call(viewer, asked.name, asked.arguments or {}, turn=turn)
        except Exception as error:  # noqa: BLE001 - its words may quote a person, and the library would log them
            _log.error("tool failed: %s\n%s", type(error).__name__, frames(error))
            return _failed(UNEXPECTED)
        if found is None:
            raise MCPError(INVALID_PARAMS, _NO_TOOL)
        return _told(found)


def open_manager(house: House) -> StreamableHTTPSessionManager:
    """What speaks the protocol over HTTP while it runs; every request stands alone, whichever process takes it."""
    desk = Desk(house)
    server: Server[Any] = Server(
        "hoi-y-te", title="Hỏi Y Tế", instructions=_ABOUT, on_list_tools=desk.list_tools, on_call_tool=desk.call_tool,
        # No tool takes an argument by a header, so there is nothing to compare.
        get_tool_input_schema=lambda _: None,
    )  # fmt: skip
    # Its own traces would carry whatever a client writes as a tool's name.
    server.middleware.clear()
    return StreamableHTTPSessionManager(server, json_response=True, stateless=True, max_request_body_size=LONGEST_BODY)


def _viewer(context: Context) -> Viewer:
    """Whom the request's token stands for; without a request there is nobody to ask for."""
    if context.request is None:
        raise MCPError(INVALID_PARAMS, _NO_TOOL)
    viewer: Viewer = context.request.state.viewer
    return viewer


def _told(found: Found) -> CallToolResult:
    answer = Answer(blocks=found.blocks, sources=found.sources)
    said = answer.model_dump(mode="json", include={"blocks", "sources"})
    return CallToolResult(
        content=[TextContent(text=reply(answer))],
        structured_content={"outcome": found.outcome, "rows": found.rows, **said},
        is_error=found.outcome != "ok",
    )


def _failed(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)
