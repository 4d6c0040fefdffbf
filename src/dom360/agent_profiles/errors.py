from dom360.errors import Conflict, NotFound


class AgentNotFound(NotFound):
    code = "AGENT_NOT_FOUND"
    detail = "There is no such agent here."


class AgentArchived(Conflict):
    code = "AGENT_ARCHIVED"
    detail = "This agent is archived. Restore it first."
