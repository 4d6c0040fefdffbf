"""What can go wrong with budgets."""

from collections.abc import Mapping
from typing import Any, ClassVar

from dom360.errors import Conflict, Dom360Error, Invalid, NotFound

_WHOSE = {
    "tenant": "your company",
    "inbox": "this inbox",
    "api_key": "this API key",
}
# The turns that hold the rest are answered within seconds, mostly.
_HELD_RETRY_S = 5


class BudgetExhausted(Dom360Error):
    """Before the agent is asked: nothing is stored, and the same request_id may come again."""

    status: ClassVar[int] = 402
    code = "BUDGET_EXHAUSTED"
    detail = "The budget is used up. Nothing was stored. Ask an administrator to raise it."

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "BudgetExhausted":
        """From what refuse_exhausted() says about the budget that refused."""
        whose = _WHOSE[told["scope"]]
        budget = {name: told[name] for name in ("id", "scope", "period", "resets_at")}
        if told["only_held"]:
            return cls(
                f"What is left of the {told['period']}'s budget of {whose} is held for messages "
                "that are being answered. Try again in a few seconds.",
                retry_after_s=_HELD_RETRY_S,
                extra={"budget": budget},
            )
        return cls(
            f"The {told['period']}'s budget of {whose} is used up until {told['resets_at']}. "
            "Send the message again then, or ask an administrator to raise the budget.",
            extra={"budget": budget},
        )


class BudgetNotFound(NotFound):
    code = "BUDGET_NOT_FOUND"
    detail = "There is no such budget here."


class BudgetExists(Conflict):
    code = "BUDGET_EXISTS"
    detail = "There is a budget of this kind for this period already. Change that one."


class BudgetWithoutLimit(Invalid):
    code = "BUDGET_WITHOUT_LIMIT"
    detail = "Set max_tokens, max_micro_usd or both."


class BudgetScopeMismatch(Invalid):
    code = "BUDGET_SCOPE_MISMATCH"
    detail = "The scope inbox needs an inbox_id, api_key an api_key_id, and tenant neither."


class BudgetTargetNotFound(NotFound):
    code = "BUDGET_TARGET_NOT_FOUND"
    detail = "There is no such inbox or API key here."
