from dom360.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable


class CapabilityInvalid(Unauthenticated):
    code = "CAPABILITY_INVALID"
    detail = "Send the callback's token of this turn as 'Authorization: Bearer <token>'."


class CapabilityExpired(Unauthenticated):
    code = "CAPABILITY_EXPIRED"
    detail = "The turn's time is over, and its token with it."


class CapabilityEnded(Unauthenticated):
    code = "CAPABILITY_ENDED"
    detail = "The turn is over, was taken over, or a person answers now. Its tools work no more."


class ToolsNotConfigured(Unavailable):
    code = "TOOLS_NOT_CONFIGURED"
    detail = "This installation has no DOM360_CALLBACK_SECRET, so agents have no tools."


class ToolNotFound(NotFound):
    code = "TOOL_NOT_FOUND"
    detail = "There is no such tool here."


class ToolNotAllowed(Forbidden):
    code = "TOOL_NOT_ALLOWED"
    detail = "This agent may not use this tool."


class ArgumentsInvalid(Invalid):
    code = "ARGUMENTS_INVALID"
    detail = "Some arguments are not valid; see errors."


class ToolCallIdReused(Invalid):
    code = "TOOL_CALL_ID_REUSED"
    detail = "This tool call id was used for another call in this turn. Use a new one."


class LeadMissing(Conflict):
    code = "LEAD_MISSING"
    detail = "This contact is no lead yet. Call create_lead first."


class MessageNotFound(NotFound):
    code = "MESSAGE_NOT_FOUND"
    detail = "This conversation has no message of the contact with this message_index."


class NameUnknown(Invalid):
    code = "NAME_UNKNOWN"
    detail = "Nothing here has this name."


class NameAmbiguous(Invalid):
    code = "NAME_AMBIGUOUS"
    detail = "Several have this name. Say which one."
