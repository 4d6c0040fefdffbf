"""Who may use a tool: whoever holds the capability of a running turn, and nobody else."""

from typing import Annotated

from fastapi import Depends, Request

from dom360.agent_tools.actions import Toolbox
from dom360.agent_tools.capability import Capability, CapabilityIssuer
from dom360.agent_tools.errors import CapabilityInvalid, ToolsNotConfigured


def read_capability(issuer: CapabilityIssuer | None, authorization: str | None) -> Capability:
    """Raises ToolsNotConfigured, CapabilityInvalid, CapabilityExpired."""
    if issuer is None:
        raise ToolsNotConfigured
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.isascii():
        raise CapabilityInvalid
    return issuer.read(token.strip())


async def _holder(request: Request) -> Capability:
    issuer: CapabilityIssuer | None = request.app.state.capabilities
    return read_capability(issuer, request.headers.get("authorization"))


async def _toolbox(request: Request) -> Toolbox:
    toolbox: Toolbox = request.app.state.toolbox
    return toolbox


Holder = Annotated[Capability, Depends(_holder)]
Tools = Annotated[Toolbox, Depends(_toolbox)]
