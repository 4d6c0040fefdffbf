"""The handler, and all that is wrong with it (README.md)."""

from typing import Any

import httpx
import psycopg2
from fastapi import FastAPI, HTTPException, Request
from psycopg2.extras import RealDictCursor


def create_app(database_url: str, agent_url: str, *, shared_client: bool) -> FastAPI:
    app = FastAPI()
    connection = psycopg2.connect(database_url)
    shared = httpx.AsyncClient() if shared_client else None

    def run(query: str, *values: object) -> dict[str, Any] | None:
        with connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(query, values)
            row = dict(cursor.fetchone()) if cursor.description and cursor.rowcount else None
        connection.commit()
        return row

    def add_message(
        tenant_id: str, conversation_id: str, role: str, content: str, tokens: int
    ) -> dict[str, Any]:
        last = run(
            "select coalesce(max(message_index), 0) as n from naive.messages "
            "where conversation_id = %s",
            conversation_id,
        )
        assert last is not None
        row = run(
            "insert into naive.messages (tenant_id, conversation_id, message_index, role, content, "
            "total_tokens) values (%s, %s, %s, %s, %s, %s) "
            "returning id::text, message_index, role, content",
            tenant_id,
            conversation_id,
            last["n"] + 1,
            role,
            content,
            tokens,
        )
        run(
            "insert into naive.consumption values (%s, current_date, 1, %s) on conflict "
            "(tenant_id, day) do update set messages = naive.consumption.messages + 1, "
            "total_tokens = naive.consumption.total_tokens + excluded.total_tokens",
            tenant_id,
            tokens,
        )
        assert row is not None
        return row

    def conversation_of(tenant_id: str, inbox_id: str, phone: str) -> str:
        contact = run(
            "select id::text from naive.contacts where tenant_id = %s and phone = %s",
            tenant_id,
            phone,
        ) or run(
            "insert into naive.contacts (tenant_id, phone) values (%s, %s) returning id::text",
            tenant_id,
            phone,
        )
        assert contact is not None
        found = run(
            "select id::text from naive.conversations where tenant_id = %s and inbox_id = %s and "
            "contact_id = %s order by created_at desc limit 1",
            tenant_id,
            inbox_id,
            contact["id"],
        ) or run(
            "insert into naive.conversations (tenant_id, inbox_id, contact_id) values (%s, %s, %s) "
            "returning id::text",
            tenant_id,
            inbox_id,
            contact["id"],
        )
        assert found is not None
        return str(found["id"])

    async def ask(body: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        if shared is not None:
            answer = await shared.post(f"{agent_url}/sdr", json=body, timeout=timeout_s)
        else:
            async with httpx.AsyncClient() as client:
                answer = await client.post(f"{agent_url}/sdr", json=body, timeout=timeout_s)
        said: dict[str, Any] = answer.json()
        return said

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/api/chat")
    async def chat(request: Request) -> dict[str, Any]:
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        owner = run("select tenant_id::text as id from naive.api_keys where key = %s", key)
        if owner is None:
            raise HTTPException(401)
        body = await request.json()
        conversation = conversation_of(owner["id"], body["inbox_id"], body["sender_phone"])
        question = add_message(owner["id"], conversation, "user", body["message"], 0)
        settings = run("select * from naive.tenants where id = %s", owner["id"])
        assert settings is not None
        history = run(
            "select json_agg(m) as all from (select role, content, message_index "
            "from naive.messages where conversation_id = %s "
            "order by message_index desc limit 40) m",
            conversation,
        )
        said = await ask(
            {
                "request_id": body["request_id"],
                "tenant": {"tenant_id": owner["id"], "name": settings["name"]},
                "routing": {"inbox_id": body["inbox_id"], "agent_type": "SDR"},
                "message": {"content": body["message"]},
                "sender": {"phone_e164": body["sender_phone"]},
                "conversation": {"id": conversation, "history": history and history["all"]},
            },
            settings["timeout_ms"] / 1000,
        )
        usage = said["usage"]
        answer = add_message(
            owner["id"],
            conversation,
            "assistant",
            said["agent_output"]["text"],
            usage["input_tokens"] + usage["output_tokens"],
        )
        return {
            "conversation_id": conversation,
            "user_message": question,
            "assistant_message": answer,
            "usage": usage,
        }

    return app
