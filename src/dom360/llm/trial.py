"""One small question to a model: does it answer, and how fast."""

import asyncio
import time
from dataclasses import dataclass

from dom360.llm.faults import Reason, read
from dom360.llm.models import Models
from dom360.llm.spec import ModelSpec

# The longest that somebody waits at a button.
TRIAL_S = 15.0
_QUESTION = "Responda apenas: ok"
# Enough for models that think before they say a word.
_MOST_TOKENS = 256

# What administrators can do about it.
_ADVICE = {
    Reason.UNAUTHORISED: "The provider refuses the key. Store a new one.",
    Reason.NOT_FOUND: "The provider has no model of this name. Correct the name.",
    Reason.QUOTA: "The provider's account has no credit left.",
    Reason.RATE_LIMITED: "The provider takes no more questions just now. Try again in a minute.",
    Reason.TIMEOUT: f"The model did not answer within {TRIAL_S:.0f} seconds.",
    Reason.UNAVAILABLE: "The provider cannot be reached, or is in trouble. Check the address.",
    Reason.ADDRESS_REFUSED: "The address leads to where no model may be asked. Correct it.",
    Reason.NOT_USABLE: "The model cannot be asked as it is described. Check provider and address.",
    Reason.REFUSED: "The provider refuses the question. Check model and provider.",
    Reason.KEY_UNREADABLE: "The stored key cannot be read any more. Store it anew.",
}
_OTHERWISE = "The answer is not what this provider's models answer. Check provider and address."


@dataclass(frozen=True, slots=True)
class Trial:
    """`model` is what the provider calls the one that answered; `reason` why none did."""

    latency_ms: int
    model: str | None = None
    reason: Reason | None = None

    @property
    def problem(self) -> str | None:
        return _ADVICE.get(self.reason, _OTHERWISE) if self.reason else None


async def try_model(models: Models, spec: ModelSpec, *, seconds: float = TRIAL_S) -> Trial:
    """Nothing of what the provider said of a fault is told: it may repeat the key."""
    started = time.perf_counter()
    try:
        # The first of a provider loads its library; that is not the model's time.
        model = await models.get(spec)
        from pydantic_ai.direct import model_request
        from pydantic_ai.messages import ModelRequest
        from pydantic_ai.settings import ModelSettings

        started = time.perf_counter()
        async with asyncio.timeout(seconds):
            response = await model_request(
                model,
                [ModelRequest.user_text_prompt(_QUESTION)],
                model_settings=ModelSettings(max_tokens=_MOST_TOKENS),
            )
    except Exception as error:
        fault = read(error)
        if fault is None:
            raise
        return Trial(_ms_since(started), reason=fault.reason)
    return Trial(_ms_since(started), model=response.model_name or spec.name)


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
