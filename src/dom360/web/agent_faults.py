"""What can go wrong with a call to an agent, as errors a caller may see.

None of them carries anything that the agent sent: its words, headers and traces may hold secrets.
Details are our own sentences; the codes are stable.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from dom360.errors import BadGateway, Dom360Error, GatewayTimeout, Unavailable
from dom360.protocol import AgentErrorCode
from dom360.web.ssrf import refusal_of

MIN_RETRY_AFTER_S = 1
MAX_RETRY_AFTER_S = 300
STORED = "Your message is stored"


class AgentFault(Dom360Error):
    """Any fault of the agent or of the way to it. The contact's message is not lost by it."""

    @property
    def finding(self) -> str:
        """The detail without what only somebody who has written a message needs to hear."""
        return self.detail.partition(f" {STORED}")[0]


class AgentTimeout(AgentFault, GatewayTimeout):
    """The whole answer was not there when the deadline came."""


class AgentUnreachable(AgentFault, Unavailable):
    code = "AGENT_UNREACHABLE"
    detail = f"The agent could not be reached. {STORED}; try again shortly."


class AgentBusy(AgentFault, Unavailable):
    """We ourselves have too many calls to this agent under way."""

    code = "AGENT_BUSY"
    detail = f"Too many calls to this agent are under way. {STORED}; try again shortly."


class AgentRateLimited(AgentFault, Unavailable):
    code = "AGENT_RATE_LIMITED"
    detail = f"The agent accepts no more calls for now. {STORED}; try again later."


class AgentUnavailable(AgentFault, Unavailable):
    code = "AGENT_UNAVAILABLE"
    detail = f"The agent is not ready. {STORED}; try again shortly."


class AgentFailed(AgentFault, BadGateway):
    code = "AGENT_ERROR"
    detail = f"The agent failed. {STORED}; try again."


class AgentRefused(AgentFault, BadGateway):
    code = "AGENT_REFUSED"
    detail = (
        "The agent refused the call. Check its address, its key, and that it speaks version 1 of "
        f"the agent protocol. {STORED}."
    )


class AgentRedirected(AgentFault, BadGateway):
    code = "AGENT_REDIRECTED"
    detail = "The agent's address leads elsewhere. Enter the final address: none is followed."


class AgentAnswerTooLarge(AgentFault, BadGateway):
    code = "AGENT_ANSWER_TOO_LARGE"
    detail = f"The agent's answer is over 2 MB and was not read. {STORED}."


class AgentBadAnswer(AgentFault, BadGateway):
    code = "AGENT_BAD_ANSWER"
    detail = f"The agent's answer is not what the agent protocol asks for. {STORED}."


class AgentEmptyAnswer(AgentFault, BadGateway):
    code = "AGENT_EMPTY_ANSWER"
    detail = f"The agent answered with no words. {STORED}; try again."


class AgentAddressInvalid(AgentFault, BadGateway):
    """The tenant's settings are wrong: no call was made."""

    code = "AGENT_ADDRESS_INVALID"
    detail = "The agent's address is not usable. Enter an http or https address."


class AgentAddressRefused(AgentFault, BadGateway):
    """What the address leads to may not be called from here: no byte was sent."""

    code = "AGENT_ADDRESS_REFUSED"
    detail = (
        "The agent's address may not be called from here: it leads into a private network or to an "
        f"unusual port. Ask the platform's administrator to allow it. {STORED}."
    )


def unreachable(detail: str | None = None) -> AgentUnreachable:
    return AgentUnreachable(detail, retry_after_s=5)


def of_connection(error: BaseException) -> AgentFault:
    """The fault for a connection that never came about, or broke before an answer began."""
    if refusal_of(error) is not None:
        return AgentAddressRefused()
    if isinstance(error, aiohttp.ClientSSLError | aiohttp.ClientConnectorCertificateError):
        return unreachable("The agent's TLS certificate was not accepted. Check it and its name.")
    if isinstance(error, aiohttp.ClientConnectorDNSError | UnicodeError):
        return unreachable("The agent's host name was not found. Check the agent's address.")
    return unreachable()


def of_status(status: int, headers: Mapping[str, str]) -> AgentFault | None:
    """The fault that a status code stands for; None for 200, the only good one."""
    if status == 200:
        return None
    if status == 429:
        return AgentRateLimited(retry_after_s=retry_after(headers, default=30))
    if status == 503:
        return AgentUnavailable(retry_after_s=retry_after(headers, default=10))
    if status >= 500:
        return AgentFailed()
    if status >= 400:
        return AgentRefused()
    return AgentRedirected() if status >= 300 else AgentBadAnswer()


def of_code(code: AgentErrorCode) -> AgentFault:
    """The fault that the protocol's own error code stands for."""
    match code:
        case AgentErrorCode.INTERNAL_ERROR:
            return AgentFailed()
        case AgentErrorCode.RATE_LIMITED:
            return AgentRateLimited(retry_after_s=30)
        case (
            AgentErrorCode.KNOWLEDGE_BASE_UNAVAILABLE
            | AgentErrorCode.CRM_CONNECTION_FAILED
            | AgentErrorCode.MODEL_UNAVAILABLE
        ):
            return AgentUnavailable(retry_after_s=10)
        case _:
            return AgentRefused()


def retry_after(headers: Mapping[str, str], *, default: int) -> int:
    """Seconds from a Retry-After header, which holds seconds or a date; 1 to 300 in any case."""
    value = headers.get("Retry-After", "").strip()
    seconds = float(value) if value.isascii() and value.isdigit() else _seconds_until(value)
    return default if seconds is None else _bounded(seconds)


def _bounded(seconds: float) -> int:
    # Bounded first: a number of 400 digits is infinite, and infinity has no ceiling.
    return math.ceil(min(max(seconds, MIN_RETRY_AFTER_S), MAX_RETRY_AFTER_S))


def _seconds_until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()
