from dom360.errors import Forbidden, Invalid, Unauthenticated, Unavailable


class ChatUnknown(Unauthenticated):
    """Switched off and never there look the same."""

    detail = "There is no web chat with this key. Check the snippet in the page."


class VisitorUnknown(Unauthenticated):
    code = "VISITOR_UNKNOWN"
    detail = "This chat is over, or was never yours. Begin a new one."


class OriginNotAllowed(Forbidden):
    code = "ORIGIN_NOT_ALLOWED"
    detail = (
        "Pages of this origin may not show this chat. Add the origin to the inbox's web chat "
        "settings."
    )


class ChatUnavailable(Unavailable):
    """Says no more: why a company's chat is closed is nobody's business outside."""

    code = "WEB_CHAT_UNAVAILABLE"
    detail = "This chat takes no messages just now. Try again later."


class AnswerFailed(Unavailable):
    code = "ANSWER_FAILED"
    detail = (
        "Your message arrived, but the answer could not be made. Send it again with the same "
        "request_id."
    )


class TooManyStreams(Unavailable):
    code = "TOO_MANY_STREAMS"
    detail = "This chat is open too often at once. Ask for the thread now and then instead."


class NoOrigins(Invalid):
    code = "WEB_CHAT_NEEDS_AN_ORIGIN"
    detail = "Name at least one origin whose pages may show the chat, and switch it on then."
