from dom360.errors import Conflict, Invalid, NotFound


class ConversationNotFound(NotFound):
    code = "CONVERSATION_NOT_FOUND"
    detail = "There is no such conversation here."


class ConversationClosed(Conflict):
    code = "CONVERSATION_CLOSED"
    detail = "This conversation is closed. A new message of the contact begins another one."


class ConversationErased(Conflict):
    code = "CONVERSATION_ERASED"
    detail = "This contact was erased on request. The conversation stays as it is."


class OtherIsOpen(Conflict):
    code = "OTHER_CONVERSATION_OPEN"
    detail = "The contact has a newer open conversation here. Go on in that one."


class AgentAnswers(Conflict):
    code = "CONVERSATION_WITH_AGENT"
    detail = "The agent answers in this conversation. Take it over first, then write."


class AssigneeNotFound(Invalid):
    code = "ASSIGNEE_NOT_FOUND"
    detail = "assignee_user_id is nobody of your company who can sign in."


class EmptyMessage(Invalid):
    code = "EMPTY_MESSAGE"
    detail = "The message is empty. Write something."


class MessageTooLong(Invalid):
    code = "MESSAGE_TOO_LONG"
    detail = "The message is over 32 kB. Send it in parts."
