"""What an answer costs, at list prices.

Source: the package genai-prices, which collects the providers' published prices; the lock file
pins which collection. A model it does not know has no price (None), which is not the same as free.
"""

from functools import lru_cache

from dom360.protocol import AgentUsage

# Our own policy runs on our own processor; no provider is paid.
BUILT_IN_MODELS = "dom360-"


def price_micro_usd(usage: AgentUsage) -> int | None:
    """Millionths of a US dollar, rounded to the nearest."""
    if usage.model.startswith(BUILT_IN_MODELS):
        return 0
    return _price(usage.model, usage.input_tokens, usage.output_tokens, usage.cached_tokens)


def load_prices() -> None:
    """Read the price list into memory. Call it in a thread at start-up: it takes half a second."""
    import genai_prices  # noqa: F401


@lru_cache(maxsize=4096)
def _price(model: str, input_tokens: int, output_tokens: int, cached_tokens: int) -> int | None:
    import genai_prices

    counts = genai_prices.Usage(
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cache_read_tokens=min(cached_tokens, input_tokens),
    )
    try:
        price = genai_prices.calc_price(counts, model_ref=model)
    except (LookupError, ValueError):
        return None
    return round(price.total_price * 1_000_000)
