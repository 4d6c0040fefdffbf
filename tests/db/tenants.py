"""A tenant with a row in every table, written behind the application's back."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

PHONE = "+5511987654321"
HASH = b"\x01" * 32


@dataclass(frozen=True)
class StoredTenant:
    """Its ids; `turn_id` is a turn that is with the agent, `answered_id` one that is done."""

    tenant_id: UUID
    inbox_id: UUID
    contact_id: UUID
    conversation_id: UUID
    turn_id: UUID
    answered_id: UUID
    request_id: str


def store_tenant(owner: psycopg.Connection[Any]) -> StoredTenant:
    tenant_id, inbox_id = new_tenant(owner)
    _add_people(owner, tenant_id)
    _add_prices_and_logins(owner, tenant_id)
    _add_agent(owner, tenant_id, inbox_id)
    request_id = secrets.token_hex(8)
    answered = begin(owner, tenant_id, inbox_id, request_id=secrets.token_hex(8))
    finish(owner, tenant_id, answered["turn_id"], 1)
    calling = begin(owner, tenant_id, inbox_id, request_id=request_id)
    row = owner.execute(
        "select contact_id from dom360.conversations where id = %s", [calling["conversation_id"]]
    ).fetchone()
    assert row
    _add_lead(owner, tenant_id, inbox_id, row[0], calling["turn_id"])
    _add_budget(owner, tenant_id, inbox_id)
    _add_erasure(owner, tenant_id)
    _add_desk(owner, tenant_id, calling["conversation_id"])
    add_document(owner, tenant_id)
    _add_web_chat(owner, tenant_id, inbox_id)
    _add_figures(owner, tenant_id, inbox_id, answered["conversation_id"])
    return StoredTenant(
        tenant_id,
        inbox_id,
        row[0],
        calling["conversation_id"],
        calling["turn_id"],
        answered["turn_id"],
        request_id,
    )


def new_tenant(owner: psycopg.Connection[Any]) -> tuple[UUID, UUID]:
    """A tenant with its settings and one inbox: enough for a turn."""
    tenant_id, inbox_id, slug = uuid4(), uuid4(), f"t-{secrets.token_hex(6)}"
    with owner.transaction():
        owner.execute("insert into dom360.tenants values (%s, %s, 'Empresa')", [tenant_id, slug])
        owner.execute("insert into dom360.tenant_slugs values (%s, %s)", [slug, tenant_id])
        owner.execute("insert into dom360.account_vars (tenant_id) values (%s)", [tenant_id])
        owner.execute("insert into dom360.inboxes values (%s, %s, 'Caixa')", [tenant_id, inbox_id])
    return tenant_id, inbox_id


def begin(
    connection: psycopg.Connection[Any],
    tenant_id: UUID,
    inbox_id: UUID,
    *,
    request_id: str | None = None,
    phone: str = PHONE,
    conversation_id: UUID | None = None,
    lease_margin_ms: int = 5000,
) -> dict[str, Any]:
    """Call begin_turn with a body that is always the same."""
    arguments = [tenant_id, request_id or secrets.token_hex(8), HASH, inbox_id, "SDR",
                 conversation_id, phone, "Ana", "Olá", lease_margin_ms, 10]  # fmt: skip
    return one(connection, "dom360.begin_turn", arguments)


def claim(
    connection: psycopg.Connection[Any],
    tenant_id: UUID,
    turn_id: UUID,
    attempt: int,
    *,
    take_over: bool,
    lease_margin_ms: int = 5000,
) -> dict[str, Any]:
    """Call claim_turn; empty where the turn is not found."""
    arguments = [tenant_id, turn_id, attempt, take_over, lease_margin_ms, 10]
    return one(connection, "dom360.claim_turn", arguments)


def finish(
    connection: psycopg.Connection[Any],
    tenant_id: UUID,
    turn_id: UUID,
    attempt: int,
    *,
    tokens: tuple[int, int, int, int] = (100, 20, 5, 120),
    cost: int | None = 42,
) -> dict[str, Any]:
    """Call finish_turn. `tokens` are input, output, cached and total."""
    arguments = [tenant_id, turn_id, attempt, "Resposta", "public", "model-x", *tokens, cost, 7,
                 Jsonb([]), Jsonb([]), None]  # fmt: skip
    return one(connection, "dom360.finish_turn", arguments)


def fail(connection: psycopg.Connection[Any], tenant_id: UUID, turn_id: UUID, attempt: int) -> bool:
    arguments = [tenant_id, turn_id, attempt, "AGENT_ERROR", 502]
    return bool(one(connection, "dom360.fail_turn", arguments)["fail_turn"])


def one(
    connection: psycopg.Connection[Any], function: str, arguments: list[object]
) -> dict[str, Any]:
    places = ", ".join(["%s"] * len(arguments))
    cursor = connection.cursor(row_factory=dict_row)
    cursor.execute(f"select * from {function}({places})", arguments)  # type: ignore[call-overload]
    return cursor.fetchone() or {}


def _add_prices_and_logins(owner: psycopg.Connection[Any], tenant_id: UUID) -> None:
    owner.execute(
        "insert into dom360.model_prices values (%s, 'model-x', now(), 1, 2, 3)", [tenant_id]
    )
    owner.execute(
        "insert into dom360.bi_logins values (%s, %s)", [f"bi_{tenant_id.hex}", tenant_id]
    )


def _add_people(owner: psycopg.Connection[Any], tenant_id: UUID) -> None:
    user_id, email = uuid4(), f"{secrets.token_hex(6)}@example.com"
    owner.execute(
        "insert into dom360.users (tenant_id, id, email, name, role, password_hash)"
        " values (%s, %s, %s, 'Ana', 'TENANT_ADMIN', '-')",
        [tenant_id, user_id, email],
    )
    owner.execute(
        "insert into dom360.sign_in_emails values (%s, %s, %s)", [email, tenant_id, user_id]
    )
    owner.execute(
        "insert into dom360.sessions (tenant_id, user_id, token_hash, expires_at)"
        " values (%s, %s, %s, now() + interval '1 hour')",
        [tenant_id, user_id, secrets.token_bytes(32)],
    )
    owner.execute(
        "insert into dom360.api_keys (tenant_id, name, prefix, key_hash)"
        " values (%s, 'Chave', 'x', %s)",
        [tenant_id, secrets.token_bytes(32)],
    )
    _add_ways_in(owner, tenant_id, user_id)


def _add_ways_in(owner: psycopg.Connection[Any], tenant_id: UUID, user_id: UUID) -> None:
    """What a person and a company may have to sign in with, beside a password."""
    owner.execute(
        "insert into dom360.invitations (tenant_id, email, name, role, token_hash, expires_at)"
        " values (%s, 'bia@example.com', 'Bia', 'VIEWER', %s, now() + interval '1 day')",
        [tenant_id, secrets.token_bytes(32)],
    )
    owner.execute(
        "insert into dom360.one_time_tokens (tenant_id, kind, user_id, token_hash, expires_at)"
        " values (%s, 'password_reset', %s, %s, now() + interval '1 hour')",
        [tenant_id, user_id, secrets.token_bytes(32)],
    )
    owner.execute(
        "insert into dom360.second_factors (tenant_id, user_id, totp_secret_encrypted)"
        " values (%s, %s, 'v1:test:AAAA')",
        [tenant_id, user_id],
    )
    for table, column in (("recovery_codes", "code_hash"), ("known_devices", "token_hash")):
        owner.execute(
            f"insert into dom360.{table} (tenant_id, user_id, {column}) values (%s, %s, %s)",  # type: ignore[call-overload]
            [tenant_id, user_id, secrets.token_bytes(32)],
        )
    owner.execute(
        "insert into dom360.identity_providers (tenant_id, issuer, client_id)"
        " values (%s, 'https://id.example.com', 'dom360')",
        [tenant_id],
    )
    owner.execute(
        "insert into dom360.user_identities (tenant_id, user_id, issuer, subject)"
        " values (%s, %s, 'https://id.example.com', '1')",
        [tenant_id, user_id],
    )


def _add_agent(owner: psycopg.Connection[Any], tenant_id: UUID, inbox_id: UUID) -> None:
    agent_id = uuid4()
    owner.execute(
        "insert into dom360.agents (tenant_id, id, agent_type, name) values (%s, %s, 'SDR', 'Bia')",
        [tenant_id, agent_id],
    )
    owner.execute(
        "insert into dom360.inbox_agents values (%s, %s, 'SDR', %s)",
        [tenant_id, inbox_id, agent_id],
    )


def _add_budget(owner: psycopg.Connection[Any], tenant_id: UUID, inbox_id: UUID) -> None:
    owner.execute(
        "insert into dom360.budgets"
        " (tenant_id, scope, inbox_id, period, kind, max_tokens, period_start)"
        " values (%s, 'inbox', %s, 'month', 'hard', 1000000, '2026-01-01')",
        [tenant_id, inbox_id],
    )


def _add_lead(
    owner: psycopg.Connection[Any],
    tenant_id: UUID,
    inbox_id: UUID,
    contact_id: UUID,
    turn_id: UUID,
) -> None:
    """A lead with something known of it, and a tool call in the turn that is under way."""
    lead_id = uuid4()
    owner.execute(
        "insert into dom360.leads (tenant_id, id, contact_id, inbox_id) values (%s, %s, %s, %s)",
        [tenant_id, lead_id, contact_id, inbox_id],
    )
    owner.execute(
        "insert into dom360.lead_fields (tenant_id, lead_id, field, value, confidence)"
        " values (%s, %s, 'company', %s, 0.9)",
        [tenant_id, lead_id, Jsonb("Empresa")],
    )
    owner.execute(
        "insert into dom360.agent_tool_calls"
        " (tenant_id, turn_id, call_id, attempt, agent_type, tool, body_hash, outcome)"
        " values (%s, %s, 'call-1', 1, 'SDR', 'create_lead', %s, 'done')",
        [tenant_id, turn_id, HASH],
    )


def _add_erasure(owner: psycopg.Connection[Any], tenant_id: UUID) -> None:
    """Somebody who was erased before they ever wrote."""
    contact_id = uuid4()
    owner.execute(
        "insert into dom360.contacts (tenant_id, id, anonymised_at) values (%s, %s, now())",
        [tenant_id, contact_id],
    )
    owner.execute(
        "insert into dom360.erasures (tenant_id, contact_id, counts) values (%s, %s, '{}')",
        [tenant_id, contact_id],
    )


def _add_desk(owner: psycopg.Connection[Any], tenant_id: UUID, conversation_id: UUID) -> None:
    """A label on the conversation, how far somebody has read it, a ready answer, a live event."""
    label_id = uuid4()
    owner.execute(
        "insert into dom360.labels (tenant_id, id, name) values (%s, %s, 'VIP')",
        [tenant_id, label_id],
    )
    owner.execute(
        "insert into dom360.conversation_labels (tenant_id, conversation_id, label_id)"
        " values (%s, %s, %s)",
        [tenant_id, conversation_id, label_id],
    )
    owner.execute(
        "insert into dom360.conversation_reads (tenant_id, user_id, conversation_id, read_index)"
        " values (%s, %s, %s, 1)",
        [tenant_id, uuid4(), conversation_id],
    )
    owner.execute(
        "insert into dom360.canned_answers (tenant_id, shortcut, content)"
        " values (%s, 'ola', 'Olá')",
        [tenant_id],
    )
    owner.execute(
        "insert into dom360.live_events (tenant_id, xact, kind, subject_id)"
        " values (%s, pg_current_xact_id(), 'message', %s)",
        [tenant_id, conversation_id],
    )


def _add_figures(
    owner: psycopg.Connection[Any], tenant_id: UUID, inbox_id: UUID, conversation_id: UUID
) -> None:
    """A handover that was given back, a proof of the counters, and sums of a week."""
    owner.execute(
        "insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type)"
        " values (%s, %s, %s, 'SDR')",
        [tenant_id, conversation_id, inbox_id],
    )
    owner.execute(
        "insert into dom360.consumption_proofs (tenant_id, first_day, last_day, rows_off, off)"
        " values (%s, current_date, current_date, 0, '{}')",
        [tenant_id],
    )
    owner.execute(
        "insert into dom360.report_subscriptions (tenant_id, user_id)"
        " select tenant_id, id from dom360.users where tenant_id = %s limit 1",
        [tenant_id],
    )
    owner.execute(
        "insert into dom360.report_mails (tenant_id, user_id, week, try_after)"
        " select tenant_id, user_id, '2026-01-05', now() from dom360.report_subscriptions"
        " where tenant_id = %s",
        [tenant_id],
    )
    owner.execute("insert into dom360.figure_marks (tenant_id, at) values (%s, now())", [tenant_id])
    owner.execute(
        "insert into dom360.figure_weeks (tenant_id, week, timezone)"
        " values (%s, '2026-01-05', 'America/Sao_Paulo')",
        [tenant_id],
    )
    owner.execute(
        "insert into dom360.lead_cohorts values (%s, '2026-01-05', %s, 'Site', 1, 0, 0, 0, 0, 0, 0,"
        " 0, 0, 0, 0, 0, 0, 0, '{1,0,0,0,0,0,0,0,0}', '{0,0,0,0,0,0,0,0,0}', '{}', '{}', '{}',"
        " '{}')",
        [tenant_id, inbox_id],
    )
    owner.execute(
        "insert into dom360.event_days values (%s, 'handover', '2026-01-05', %s, 'SDR', '', 1)",
        [tenant_id, inbox_id],
    )


def _add_web_chat(owner: psycopg.Connection[Any], tenant_id: UUID, inbox_id: UUID) -> None:
    """A chat on the company's site, and a stranger who has not written yet."""
    contact_id = uuid4()
    owner.execute(
        "insert into dom360.web_chats (tenant_id, inbox_id, public_key) values (%s, %s, %s)",
        [tenant_id, inbox_id, f"web_{tenant_id.hex}_x"],
    )
    owner.execute(
        "insert into dom360.contacts (tenant_id, id, phone_e164, claimed_phone)"
        " values (%s, %s, '+999000000000001', %s)",
        [tenant_id, contact_id, PHONE],
    )
    owner.execute(
        "insert into dom360.web_visitors"
        " (tenant_id, inbox_id, contact_id, token_hash, expires_at)"
        " values (%s, %s, %s, %s, now() + interval '1 day')",
        [tenant_id, inbox_id, contact_id, HASH],
    )


def add_document(owner: psycopg.Connection[Any], tenant_id: UUID) -> None:
    """A file with one passage that can be found."""
    document_id, passage_id = uuid4(), uuid4()
    owner.execute(
        "insert into dom360.documents"
        " (tenant_id, id, name, source_kind, state, served_version, passages)"
        " values (%s, %s, 'precos.md', 'file', 'ready', 1, 1)",
        [tenant_id, document_id],
    )
    owner.execute(
        "insert into dom360.document_files values (%s, %s, 1, 0, %s)",
        [tenant_id, document_id, f"Empresa {tenant_id}".encode()],
    )
    owner.execute(
        "insert into dom360.passages (tenant_id, id, document_id, version, position, body)"
        " values (%s, %s, %s, 1, 0, %s)",
        [tenant_id, passage_id, document_id, f"Empresa {tenant_id}"],
    )
    owner.execute(
        "insert into dom360.passage_vectors values (%s, %s, 'model-x', %s, 1, 3, '{1,0,0}')",
        [tenant_id, passage_id, document_id],
    )
