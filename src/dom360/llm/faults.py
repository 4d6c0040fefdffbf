"""What can go wrong with a model, in our own stable words, and what may be done about it.

Nothing that a provider said is kept: its messages repeat prompts, and sometimes keys.
"""

from enum import StrEnum

from dom360.llm.providers import Unusable
from dom360.web.ssrf import AddressRefused


class Reason(StrEnum):
    """Why a turn was answered by the fallback model or by the built-in policy."""

    RATE_LIMITED = "MODEL_RATE_LIMITED"
    QUOTA = "MODEL_QUOTA_EXCEEDED"
    UNAVAILABLE = "MODEL_UNAVAILABLE"
    TIMEOUT = "MODEL_TIMEOUT"
    UNAUTHORISED = "MODEL_UNAUTHORISED"
    NOT_FOUND = "MODEL_NOT_FOUND"
    TOO_LONG = "MODEL_CONTEXT_EXCEEDED"
    REFUSED = "MODEL_REFUSED"
    BAD_ANSWER = "MODEL_BAD_ANSWER"
    EMPTY_ANSWER = "MODEL_EMPTY_ANSWER"
    ADDRESS_REFUSED = "MODEL_ADDRESS_REFUSED"
    NOT_USABLE = "MODEL_NOT_USABLE"
    KEY_UNREADABLE = "MODEL_KEY_UNREADABLE"
    TOOL_LOOP = "MODEL_TOOL_LOOP"
    TOKEN_LIMIT = "MODEL_TOKEN_LIMIT"  # noqa: S105  # a number of tokens, not a secret
    RESTING = "MODEL_RESTING"
    OURS = "INTERNAL_ERROR"


class Fault(Exception):
    """One failed question. `repeatable`: the same model may be asked again, after `wait_s`."""

    def __init__(
        self, reason: Reason, *, repeatable: bool = False, wait_s: float | None = None
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.repeatable = repeatable
        self.wait_s = wait_s

    @property
    def code(self) -> str:
        return self.reason.value


def read(error: Exception) -> Fault | None:
    """The fault that an exception of pydantic-ai or of the network is; None: it is our own bug."""
    from pydantic_ai import exceptions as ai

    if isinstance(error, Fault):
        return error
    if isinstance(error, Unusable):
        return Fault(Reason.NOT_USABLE)
    if _is_refused(error):
        return Fault(Reason.ADDRESS_REFUSED)
    # The narrower kinds stand before what they are kinds of.
    kinds: tuple[tuple[type[Exception], Reason, bool], ...] = (
        (ai.ModelRateLimitError, Reason.RATE_LIMITED, True),
        (ai.ModelQuotaExceededError, Reason.QUOTA, False),
        (ai.ModelRequestTimeout, Reason.TIMEOUT, False),
        (ai.ModelTimeoutError, Reason.TIMEOUT, False),
        (ai.ModelConnectionError, Reason.UNAVAILABLE, True),
        (ai.ModelUnavailableError, Reason.UNAVAILABLE, True),
        (ai.ModelServerError, Reason.UNAVAILABLE, True),
        (ai.ModelAuthenticationError, Reason.UNAUTHORISED, False),
        (ai.ModelNotFoundError, Reason.NOT_FOUND, False),
        (ai.ModelContextWindowExceededError, Reason.TOO_LONG, False),
        (ai.ModelRequestRejectedError, Reason.REFUSED, False),
        (TimeoutError, Reason.TIMEOUT, False),
        (ai.UnexpectedModelBehavior, Reason.BAD_ANSWER, True),
        (ai.AgentRunError, Reason.BAD_ANSWER, True),
        (OSError, Reason.UNAVAILABLE, True),
    )
    for kind, reason, repeatable in kinds:
        if isinstance(error, kind):
            return Fault(reason, repeatable=repeatable, wait_s=getattr(error, "retry_after", None))
    # What the libraries make of an answer that is no JSON, or lacks what they look for.
    if isinstance(error, ValueError | KeyError | TypeError | AttributeError | IndexError):
        return Fault(Reason.BAD_ANSWER, repeatable=True)
    return None


def _is_refused(error: BaseException | None) -> bool:
    """Whether the guard refused the address, under whatever the HTTP library made of its word."""
    for _ in range(8):
        if error is None or isinstance(error, AddressRefused):
            return error is not None
        error = error.__cause__ or error.__context__
    return False
