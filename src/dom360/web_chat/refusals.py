"""What a stranger may be told about an error: what to do, and nothing of the company's affairs."""

from dom360.access.errors import TenantSuspended
from dom360.budgets.errors import BudgetExhausted
from dom360.errors import Dom360Error
from dom360.inboxes.errors import InboxNotFound
from dom360.turns.errors import (
    ContactErased,
    EmptyMessage,
    MessageTooLong,
    RequestIdReused,
    TurnInProgress,
)
from dom360.web_chat.errors import AnswerFailed, ChatUnavailable, VisitorUnknown

_THEIR_OWN = (EmptyMessage, MessageTooLong, RequestIdReused, TurnInProgress)
# Nothing was stored: the same message may come again another time.
_CLOSED = (BudgetExhausted, InboxNotFound, TenantSuspended)


def told_to_visitors(error: BaseException | None) -> Dom360Error:
    if isinstance(error, _THEIR_OWN):
        return error
    if isinstance(error, ContactErased):
        return VisitorUnknown()
    if isinstance(error, _CLOSED):
        return ChatUnavailable(retry_after_s=60)
    return AnswerFailed(retry_after_s=5)
