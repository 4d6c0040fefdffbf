"""The permission table: who may call which endpoint. It is the only place that decides.

A new endpoint is one line in PERMISSIONS. The application does not start with an endpoint that has
no line, a line that has no endpoint, or a route whose guard says something else than its line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dom360.access.errors import KeysCannot, ScopeMissing, TenantNotChosen
from dom360.access.models import Principal
from dom360.access.schemas import Role, Scope
from dom360.errors import Forbidden

Level = Literal["public", "capability", "visitor", "person", "reader", "writer", "admin", "master"]

# Whom a level lets in. A MASTER who has chosen a company may do there all that its own people may.
_COMPANY: Mapping[Level, frozenset[Role]] = {
    "reader": frozenset({"VIEWER", "TENANT_USER", "TENANT_ADMIN"}),
    "writer": frozenset({"TENANT_USER", "TENANT_ADMIN"}),
    "admin": frozenset({"TENANT_ADMIN"}),
}
_EVERYBODY: frozenset[Role] = frozenset(get_args(Role))


@dataclass(frozen=True)
class Rule:
    """Who may call one endpoint.

    `public`: anybody. `capability`: the agent of a running turn; its own guard looks. `visitor`: a
    page that may show a web chat; its own guard looks, too. `person`: who is signed in, with or
    without a company. `reader`, `writer`, `admin`: these people of a company.
    `master`: the platform's administrators. `scope` opens it to API keys that have it, too; without
    one it is for people only.
    """

    level: Level
    scope: Scope | None = None

    def __post_init__(self) -> None:
        if self.scope is not None and self.level in ("public", "capability", "visitor", "person"):
            raise ValueError(f"no scope makes sense for {self.level}")

    @property
    def is_open(self) -> bool:
        """Whether this table lets everybody through."""
        return self.level in ("public", "capability", "visitor")

    @property
    def roles(self) -> frozenset[Role]:
        if self.level == "person":
            return _EVERYBODY
        return _COMPANY.get(self.level, frozenset()) | {"MASTER"}

    def check(self, me: Principal) -> None:
        """Raises Forbidden (ScopeMissing, KeysCannot) or TenantNotChosen."""
        if me.api_key_id is not None:
            self._check_key(me)
        elif me.role not in self.roles:
            raise Forbidden
        if self.level in _COMPANY and me.tenant_id is None:
            raise TenantNotChosen

    def _check_key(self, me: Principal) -> None:
        of_platform = me.tenant_id is None
        if self.scope is None or of_platform != (self.level == "master"):
            raise KeysCannot
        if self.scope not in me.scopes:
            raise ScopeMissing.of(self.scope)


PERMISSIONS: Mapping[str, Rule] = {
    # health
    "GET /healthz": Rule("public"),
    "GET /readyz": Rule("public"),
    "GET /api/health": Rule("public"),
    "GET /api/openapi.json": Rule("public"),
    # access
    "POST /api/auth/sign-in": Rule("public"),
    "POST /api/auth/sign-in/second-factor": Rule("public"),
    "GET /api/auth/visitor": Rule("public"),  # one's own session, or null
    "POST /api/auth/sign-out": Rule("person"),
    "GET /api/auth/session": Rule("person"),
    "PUT /api/auth/session/tenant": Rule("master"),
    "DELETE /api/auth/session/tenant": Rule("master"),
    "GET /api/auth/sessions": Rule("person"),
    "POST /api/auth/sessions/end-others": Rule("person"),
    "DELETE /api/auth/sessions/{session_id}": Rule("person"),
    "POST /api/auth/second-factor": Rule("person"),
    "POST /api/auth/second-factor/confirm": Rule("person"),
    "POST /api/auth/second-factor/recovery-codes": Rule("person"),
    "POST /api/auth/second-factor/off": Rule("person"),
    "POST /api/auth/invitation": Rule("public"),
    "POST /api/auth/invitation/accept": Rule("public"),
    "POST /api/auth/password-reset": Rule("public"),
    "POST /api/auth/password-reset/complete": Rule("public"),
    "PATCH /api/auth/profile": Rule("person"),
    "POST /api/auth/password": Rule("person"),
    # people: colleagues see each other; keys neither make people nor let them in
    "GET /api/people": Rule("reader", "read"),
    "GET /api/people/{user_id}": Rule("admin"),
    "PATCH /api/people/{user_id}": Rule("admin"),
    "DELETE /api/people/{user_id}": Rule("admin"),
    "POST /api/people/{user_id}/disable": Rule("admin"),
    "POST /api/people/{user_id}/enable": Rule("admin"),
    "POST /api/people/{user_id}/end-sessions": Rule("admin"),
    "POST /api/people/{user_id}/reset-password": Rule("admin"),
    "POST /api/people/{user_id}/reset-second-factor": Rule("admin"),
    "GET /api/invitations": Rule("admin"),
    "POST /api/invitations": Rule("admin"),
    "POST /api/invitations/{invitation_id}/resend": Rule("admin"),
    "DELETE /api/invitations/{invitation_id}": Rule("admin"),
    "POST /api/auth/sso": Rule("public"),
    "GET /api/auth/sso/callback": Rule("public"),
    "GET /api/identity-provider": Rule("admin"),
    "PUT /api/identity-provider": Rule("admin"),
    "DELETE /api/identity-provider": Rule("admin"),
    # Keys make no keys: whoever has a stolen one cannot stay by making more.
    "GET /api/api-keys": Rule("admin"),
    "POST /api/api-keys": Rule("admin"),
    "POST /api/api-keys/{api_key_id}/rotate": Rule("admin"),
    "DELETE /api/api-keys/{api_key_id}": Rule("admin"),
    # admin: the platform
    "GET /api/admin/tenants": Rule("master", "platform:read"),
    "POST /api/admin/tenants": Rule("master", "platform:write"),
    "GET /api/admin/tenants/{tenant_id}": Rule("master", "platform:read"),
    "PATCH /api/admin/tenants/{tenant_id}": Rule("master", "platform:write"),
    "POST /api/admin/tenants/{tenant_id}/suspend": Rule("master", "platform:write"),
    "POST /api/admin/tenants/{tenant_id}/resume": Rule("master", "platform:write"),
    "POST /api/admin/tenants/{tenant_id}/delete": Rule("master", "platform:write"),
    "POST /api/admin/tenants/{tenant_id}/undelete": Rule("master", "platform:write"),
    "GET /api/admin/tenants/{tenant_id}/inboxes": Rule("master", "platform:read"),
    "GET /api/admin/tenants/{tenant_id}/export": Rule("master"),
    "GET /api/admin/defaults": Rule("master", "platform:read"),
    "PATCH /api/admin/defaults": Rule("master", "platform:write"),
    "GET /api/admin/dashboard": Rule("master", "platform:read"),
    "GET /api/admin/metrics": Rule("master", "platform:read"),
    "GET /api/admin/health": Rule("master", "platform:read"),
    "GET /api/admin/jobs": Rule("master", "platform:read"),
    "POST /api/admin/jobs/{job_id}/retry": Rule("master", "platform:write"),
    "GET /api/admin/api-keys": Rule("master"),
    "POST /api/admin/api-keys": Rule("master"),
    "POST /api/admin/api-keys/{api_key_id}/rotate": Rule("master"),
    "DELETE /api/admin/api-keys/{api_key_id}": Rule("master"),
    # audit
    "GET /api/audit": Rule("admin", "admin"),
    # contacts
    "GET /api/contacts": Rule("reader", "read"),
    "GET /api/contacts/{contact_id}": Rule("reader", "read"),
    "GET /api/contacts/{contact_id}/export": Rule("admin", "admin"),
    "DELETE /api/contacts/{contact_id}": Rule("admin", "admin"),
    "PATCH /api/contacts/{contact_id}": Rule("writer", "conversations:write"),
    "POST /api/contacts": Rule("writer", "conversations:write"),
    "POST /api/contacts/{contact_id}/archive": Rule("writer", "conversations:write"),
    "POST /api/contacts/{contact_id}/restore": Rule("writer", "conversations:write"),
    # settings
    "GET /api/settings": Rule("admin", "admin"),
    "PATCH /api/settings": Rule("admin", "admin"),
    "POST /api/settings/test-connection": Rule("admin", "admin"),
    # inboxes
    "GET /api/inboxes": Rule("reader", "read"),
    "POST /api/inboxes": Rule("admin", "admin"),
    "GET /api/inboxes/{inbox_id}": Rule("reader", "read"),
    "PATCH /api/inboxes/{inbox_id}": Rule("admin", "admin"),
    "POST /api/inboxes/{inbox_id}/archive": Rule("admin", "admin"),
    "POST /api/inboxes/{inbox_id}/restore": Rule("admin", "admin"),
    "PUT /api/inboxes/{inbox_id}/agents/{agent_type}": Rule("admin", "admin"),
    "DELETE /api/inboxes/{inbox_id}/agents/{agent_type}": Rule("admin", "admin"),
    "GET /api/inboxes/{inbox_id}/web-chat": Rule("admin", "admin"),
    "PATCH /api/inboxes/{inbox_id}/web-chat": Rule("admin", "admin"),
    "POST /api/inboxes/{inbox_id}/web-chat/rotate-key": Rule("admin", "admin"),
    # web chat: pages of other origins, whose key, origin and visitor dom360.web_chat.guards judges
    "OPTIONS /api/web-chat/{public_key}/{rest:path}": Rule("public"),
    "GET /api/web-chat/{public_key}/config": Rule("visitor"),
    "POST /api/web-chat/{public_key}/visitors": Rule("visitor"),
    "DELETE /api/web-chat/{public_key}/visitors/me": Rule("visitor"),
    "GET /api/web-chat/{public_key}/thread": Rule("visitor"),
    "GET /api/web-chat/{public_key}/events": Rule("visitor"),
    "POST /api/web-chat/{public_key}/messages": Rule("visitor"),
    # agents: how they talk and think
    "GET /api/agents": Rule("reader", "read"),
    "POST /api/agents": Rule("admin", "admin"),
    "GET /api/agents/{agent_id}": Rule("reader", "read"),
    "PATCH /api/agents/{agent_id}": Rule("admin", "admin"),
    "POST /api/agents/{agent_id}/default": Rule("admin", "admin"),
    "POST /api/agents/{agent_id}/test-model": Rule("admin", "admin"),
    "POST /api/agents/{agent_id}/archive": Rule("admin", "admin"),
    "POST /api/agents/{agent_id}/restore": Rule("admin", "admin"),
    "DELETE /api/agents/default/{agent_type}": Rule("admin", "admin"),
    # conversations
    "GET /api/conversations": Rule("reader", "read"),
    "GET /api/conversations/{conversation_id}": Rule("reader", "read"),
    "GET /api/conversations/{conversation_id}/messages": Rule("reader", "read"),
    "GET /api/messages": Rule("reader", "read"),
    "POST /api/conversations/{conversation_id}/messages": Rule("writer", "conversations:write"),
    "POST /api/conversations/{conversation_id}/takeover": Rule("writer", "conversations:write"),
    "POST /api/conversations/{conversation_id}/release": Rule("writer", "conversations:write"),
    "GET /api/conversations/counts": Rule("reader", "read"),
    "POST /api/conversations/{conversation_id}/notes": Rule("writer", "conversations:write"),
    "PUT /api/conversations/{conversation_id}/assignee": Rule("writer", "conversations:write"),
    "POST /api/conversations/{conversation_id}/resolve": Rule("writer", "conversations:write"),
    "POST /api/conversations/{conversation_id}/reopen": Rule("writer", "conversations:write"),
    "PUT /api/conversations/{conversation_id}/labels": Rule("writer", "conversations:write"),
    # One's own marker, which nobody else sees: also for those who only read. A key reads nothing.
    "GET /api/conversations/{conversation_id}/read": Rule("reader"),
    "PUT /api/conversations/{conversation_id}/read": Rule("reader"),
    "PUT /api/conversations/{conversation_id}/unread": Rule("reader"),
    # desk
    "GET /api/labels": Rule("reader", "read"),
    "POST /api/labels": Rule("writer", "conversations:write"),
    "PUT /api/labels/{label_id}": Rule("writer", "conversations:write"),
    "DELETE /api/labels/{label_id}": Rule("writer", "conversations:write"),
    "GET /api/canned-answers": Rule("reader", "read"),
    "POST /api/canned-answers": Rule("writer", "conversations:write"),
    "PUT /api/canned-answers/{answer_id}": Rule("writer", "conversations:write"),
    "DELETE /api/canned-answers/{answer_id}": Rule("writer", "conversations:write"),
    # live
    "GET /api/events": Rule("reader", "read"),
    # chat
    "POST /api/chat": Rule("writer", "chat"),
    # dashboard
    # The report goes to a person, so keys have none. Its link for ending it needs no sign-in.
    "GET /api/reports/weekly": Rule("reader"),
    "PUT /api/reports/weekly": Rule("reader"),
    "GET /api/reports/weekly/preview": Rule("reader"),
    "POST /api/reports/weekly/unsubscribe": Rule("public"),
    "GET /api/dashboard/consumption": Rule("reader", "read"),
    "GET /api/dashboard/consumption/months": Rule("reader", "read"),
    # budgets
    "GET /api/budgets": Rule("reader", "read"),
    "POST /api/budgets": Rule("admin", "admin"),
    "PATCH /api/budgets/{budget_id}": Rule("admin", "admin"),
    "DELETE /api/budgets/{budget_id}": Rule("admin", "admin"),
    "GET /api/dashboard/usage": Rule("reader", "read"),
    "GET /api/dashboard/cost": Rule("reader", "read"),
    "GET /api/dashboard/performance": Rule("reader", "read"),
    "GET /api/dashboard/funnel": Rule("reader", "read"),
    "GET /api/dashboard/{name}/export.csv": Rule("reader", "read"),
    # leads
    "GET /api/leads": Rule("reader", "read"),
    "POST /api/leads": Rule("writer", "leads:write"),
    "GET /api/leads/funnel": Rule("reader", "read"),
    "GET /api/leads/export.csv": Rule("reader", "read"),
    "POST /api/leads/import": Rule("writer", "leads:write"),
    "GET /api/leads/{lead_id}": Rule("reader", "read"),
    "PATCH /api/leads/{lead_id}": Rule("writer", "leads:write"),
    "GET /api/leads/{lead_id}/events": Rule("reader", "read"),
    "POST /api/leads/{lead_id}/comments": Rule("writer", "leads:write"),
    "POST /api/leads/{lead_id}/state": Rule("writer", "leads:write"),
    "POST /api/leads/{lead_id}/merge": Rule("writer", "leads:write"),
    # knowledge
    "GET /api/knowledge/documents": Rule("reader", "read"),
    "POST /api/knowledge/documents": Rule("writer", "knowledge:write"),
    "POST /api/knowledge/documents/url": Rule("writer", "knowledge:write"),
    "GET /api/knowledge/documents/{document_id}": Rule("reader", "read"),
    "DELETE /api/knowledge/documents/{document_id}": Rule("writer", "knowledge:write"),
    "POST /api/knowledge/documents/{document_id}/retry": Rule("writer", "knowledge:write"),
    "GET /api/knowledge/documents/{document_id}/passages": Rule("reader", "read"),
    "GET /api/knowledge/documents/{document_id}/file": Rule("reader", "read"),
    "GET /api/knowledge/documents/{document_id}/uses": Rule("reader", "read"),
    "POST /api/knowledge/search": Rule("reader", "read"),
    "GET /api/knowledge/embeddings": Rule("admin", "admin"),
    "PUT /api/knowledge/embeddings": Rule("admin", "admin"),
    # agents' tools
    "GET /api/agent-tools": Rule("capability"),
    "POST /api/agent-tools/{name}": Rule("capability"),
    "* /api/mcp": Rule("capability"),
}


@dataclass(frozen=True)
class Endpoint:
    """One method of one route, as the application serves it. `guards`: the levels it asks for."""

    method: str
    path: str
    guards: frozenset[Level] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def rule_of(method: str, path: str) -> Rule:
    """Nobody may call what has no line."""
    rule = PERMISSIONS.get(f"{method} {path}")
    if rule is None:
        raise Forbidden
    return rule


def problems_of(
    endpoints: Iterable[Endpoint], table: Mapping[str, Rule] = PERMISSIONS
) -> list[str]:
    """What is wrong between the served endpoints and the table, a sentence each."""
    served = {endpoint.name: endpoint for endpoint in endpoints}
    found = [f"{name} has no line in PERMISSIONS" for name in served if name not in table]
    found += [f"{name} is in PERMISSIONS and nowhere else" for name in table if name not in served]
    for name in sorted(served.keys() & table.keys()):
        found += [
            f"{name} is for {table[name].level} by the table and for {level} by its guard"
            for level in sorted(served[name].guards - {table[name].level})
        ]
    return found
