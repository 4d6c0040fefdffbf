from dom360.conversations.errors import ConversationNotFound as ConversationNotFound
from dom360.conversations.errors import EmptyMessage as EmptyMessage
from dom360.conversations.errors import MessageTooLong as MessageTooLong
from dom360.errors import Conflict, Gone, Invalid, Unavailable
from dom360.inboxes.errors import InboxNotFound as InboxNotFound


class InvalidPhone(Invalid):
    code = "INVALID_PHONE_FORMAT"
    detail = "The phone number is not in the E.164 format."


class RequestIdReused(Invalid):
    code = "REQUEST_ID_REUSED"
    detail = "This request_id was used for another message. Use a new one for a new message."


class ConversationMismatch(Invalid):
    code = "CONVERSATION_MISMATCH"
    detail = "This conversation has another contact, agent or inbox. Leave conversation_id out."


class ConversationClosed(Conflict):
    code = "CONVERSATION_CLOSED"
    detail = "This conversation is closed. Leave conversation_id out to begin a new one."


class TurnInProgress(Conflict):
    code = "TURN_IN_PROGRESS"
    detail = "This message is being answered. Ask again shortly with the same request_id."


class ContactErased(Gone):
    """Told to whoever waits for the answer, so that they don't send the words once more."""

    code = "CONTACT_ERASED"
    detail = "This contact was erased at their own wish. Don't send the message again."


class TurnTakesLonger(Unavailable):
    code = "TURN_TAKES_LONGER"
    detail = "The answer is not there yet; the work goes on. Ask again with the same request_id."


class TurnAbandoned(Unavailable):
    """Given up by the worker: each attempt's process was lost."""

    code = "TURN_ABANDONED"
    detail = "The message is stored but could not be answered. Send it again."


class TakenOver(Exception):
    """Another attempt has this turn, or it is answered. Never shown to anybody."""
