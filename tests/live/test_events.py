"""GET /api/events: told as it happens, caught up with after a break, to one's own company only."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest

from dom360.db.database import Database
from dom360.live.hub import Hub, Listener
from dom360.protocol.sse import SseEvent, SseParser
from tests.support import services
from tests.support.postgres import ScratchDatabase
from tests.support.problems import assert_problem
from tests.support.world import Client, Maker, TenantWorld

# Long enough for a slow machine; what is told comes in milliseconds.
PATIENCE_S = 8.0


class Stream:
    """One open screen: what it was told, and where it is."""

    def __init__(self, content: aiohttp.StreamReader, client: Client) -> None:
        self._content = content
        self._client = client
        self._parser = SseParser(max_stream_bytes=50_000_000)
        self._events: list[SseEvent] = []
        self._text = ""
        self.place: str | None = None

    async def next(self, timeout_s: float = PATIENCE_S) -> SseEvent:
        async with asyncio.timeout(timeout_s):
            while not self._events:
                self._take(await self._content.readany())
        event = self._events.pop(0)
        self.place = event.id
        return event

    async def silent(self, seconds: float) -> bool:
        """Whether nothing but signs of life comes for so long."""
        try:
            await self.next(seconds)
        except TimeoutError:
            return True
        return False

    def _take(self, chunk: bytes) -> None:
        assert chunk, "the stream ended"
        self._client.refuse_foreign_canaries(chunk)
        self._events += self._parser.feed(chunk)
        # Ids without an event, too. What is not taken yet, or only half here, is not behind us.
        self._text += chunk.decode()
        *whole, self._text = self._text.split("\n\n")
        if whole and whole[-1].startswith("id: ") and not self._events:
            self.place = whole[-1].splitlines()[0][4:]


@asynccontextmanager
async def listening(
    http: aiohttp.ClientSession, url: str, client: Client, last_id: str | None = None
) -> AsyncIterator[Stream]:
    headers = {**client.headers, **({"Last-Event-ID": last_id} if last_id else {})}
    async with http.get(f"{url}/api/events", headers=headers) as response:
        assert response.status == 200, await response.read()
        assert response.content_type == "text/event-stream"
        stream = Stream(response.content, client)
        async with asyncio.timeout(PATIENCE_S):
            while stream.place is None and not stream._events:
                stream._take(await stream._content.readany())
        yield stream


def subjects(event: SseEvent) -> set[tuple[str, str]]:
    assert event.event == "changes"
    return {(change["kind"], change["id"]) for change in json.loads(event.data)["changes"]}


async def heard_until(stream: Stream, wanted: tuple[str, str]) -> set[tuple[str, str]]:
    heard: set[tuple[str, str]] = set()
    while wanted not in heard:
        heard |= subjects(await stream.next())
    return heard


async def test_a_message_is_told_at_once(
    http: aiohttp.ClientSession, backend: services.Service, client: Client
):
    async with listening(http, backend.url, client) as stream:
        began = time.monotonic()
        conversation_id = (await client.chat("Olá")).json["conversation_id"]
        heard = await heard_until(stream, ("message", conversation_id))

    assert ("message", conversation_id) in heard
    assert time.monotonic() - began < 3
    # Ids and kinds: never a word of what was said.


async def test_nobody_hears_of_another_company(
    http: aiohttp.ClientSession, backend: services.Service, client: Client, other_client: Client
):
    async with listening(http, backend.url, other_client) as theirs:
        async with listening(http, backend.url, client) as mine:
            conversation_id = (await client.chat("Olá")).json["conversation_id"]
            await heard_until(mine, ("message", conversation_id))

        assert await theirs.silent(1.5)


async def test_after_a_break_nothing_is_missing_and_nothing_comes_twice(
    http: aiohttp.ClientSession, backend: services.Service, client: Client
):
    async with listening(http, backend.url, client) as stream:
        first = (await client.chat("Um", sender_phone="+5511987650001")).json["conversation_id"]
        await heard_until(stream, ("message", first))
        while not await stream.silent(0.5):
            pass
        place = stream.place

    second = (await client.chat("Dois", sender_phone="+5511987650002")).json["conversation_id"]
    async with listening(http, backend.url, client, place) as stream:
        third = (await client.chat("Três", sender_phone="+5511987650003")).json["conversation_id"]
        caught_up = await _all_of(stream, {("message", second), ("message", third)})

    assert ("message", first) not in caught_up


async def _all_of(stream: Stream, wanted: set[tuple[str, str]]) -> set[tuple[str, str]]:
    heard: set[tuple[str, str]] = set()
    while not wanted <= heard:
        heard |= subjects(await stream.next())
    return heard


async def test_a_transaction_that_began_early_and_ended_late_is_not_missed(
    http: aiohttp.ClientSession,
    backend: services.Service,
    client: Client,
    database: ScratchDatabase,
):
    slow = (await client.chat("Um", sender_phone="+5511987650001")).json["conversation_id"]
    assert client.world
    with psycopg.connect(database.app_url) as early:
        early.execute("select dom360.set_tenant(%s)", [client.world.tenant_id])
        early.execute(
            "update dom360.conversations set handled_by = 'human', handed_at = now()"
            " where tenant_id = %s and id = %s",
            [client.world.tenant_id, slow],
        )
        async with listening(http, backend.url, client) as stream:
            quick = (await client.chat("Dois", sender_phone="+5511987650002")).json
            await heard_until(stream, ("message", quick["conversation_id"]))
            place = stream.place
        early.commit()

    # Its number is below everything that was told meanwhile: a plain "greater than" would lose it.
    async with listening(http, backend.url, client, place) as stream:
        assert ("conversation", slow) in await heard_until(stream, ("conversation", slow))


@pytest.mark.parametrize("writers", [8])
async def test_many_changes_and_many_breaks_lose_and_double_nothing(
    http: aiohttp.ClientSession, backend: services.Service, client: Client, writers: int
):
    phones = [f"+55119876511{n:02d}" for n in range(writers * 3)]
    done = asyncio.Event()
    seen: list[tuple[str, str]] = []
    place: str | None = None
    async with listening(http, backend.url, client) as stream:
        place = stream.place

    async def read() -> None:
        nonlocal place
        quiet = 0
        while not (done.is_set() and quiet):
            async with listening(http, backend.url, client, place) as stream:
                try:
                    event = await stream.next(0.6)
                    quiet = 0
                    seen.extend(subjects(event))
                except TimeoutError:
                    quiet += 1
                place = stream.place  # and away again, in the middle of everything

    async def write() -> list[Any]:
        answers: list[Any] = []
        for start in range(0, len(phones), writers):
            answers += await asyncio.gather(
                *(client.chat("Olá", sender_phone=phone) for phone in phones[start:][:writers])
            )
        done.set()
        return answers

    _, answers = await asyncio.gather(read(), write())

    told = [subject for kind, subject in seen if kind == "message"]
    conversations = {answer.json["conversation_id"] for answer in answers}
    assert set(told) == conversations
    # A question and its answer: two transactions each, so never more than two tellings.
    assert max(told.count(one) for one in conversations) <= 2


@pytest.mark.parametrize(
    "place",
    [
        "nonsense",
        "1.1:1:",
        "9999999999.5:3:",
        pytest.param(f"{int(time.time())}.99999999999:99999999999:", id="not seen yet"),
        "0.1:2:",
        "1" * 3000,
    ],
)
async def test_a_place_that_nobody_can_go_on_from_says_load_anew(
    http: aiohttp.ClientSession, backend: services.Service, client: Client, place: str
):
    headers = {**client.headers, "Last-Event-ID": place}
    async with http.get(f"{backend.url}/api/events", headers=headers) as response:
        assert response.status == 200
        event = await Stream(response.content, client).next()

    assert event.event == "reset"


async def test_too_much_to_tell_says_load_anew(
    http: aiohttp.ClientSession,
    backend: services.Service,
    client: Client,
    database: ScratchDatabase,
):
    async with listening(http, backend.url, client) as stream:
        place = stream.place
    _note(database, client, 501)

    async with listening(http, backend.url, client, place) as stream:
        assert (await stream.next()).event == "reset"


async def test_a_session_is_asked_for(client_of: Any):
    assert_problem(await client_of(None).get("/api/events"), 401, "UNAUTHENTICATED")


async def test_a_backend_that_stops_waits_for_no_open_screen(
    http: aiohttp.ClientSession, database: ScratchDatabase, client: Client, log_dir: Path
):
    with services.backend(database, "http://127.0.0.1:9", log_dir) as stopping:
        async with listening(http, stopping.url, client), listening(http, stopping.url, client):
            began = time.monotonic()
            await asyncio.to_thread(stopping.stop)
            took = time.monotonic() - began

    assert took < 3
    assert stopping.process.returncode == 0
    assert "refused to gracefully stop" not in stopping.log.read_text()


async def test_old_events_go_by_themselves(database: ScratchDatabase, tenant: TenantWorld):
    with psycopg.connect(database.owner_url) as owner:
        owner.execute(
            "insert into dom360.live_events (tenant_id, xact, kind, subject_id, created_at)"
            " select %s, pg_current_xact_id(), 'lead', gen_random_uuid(),"
            " now() - interval '2 hours' from generate_series(1, 300)",
            [tenant.tenant_id],
        )
    with psycopg.connect(database.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [tenant.tenant_id])
        # One in fifty cleans up: that two thousand do not is one in 10^17.
        app.execute(
            "select dom360.note_live_event(%s, 'lead', gen_random_uuid())"
            " from generate_series(1, 2000)",
            [tenant.tenant_id],
        )

    old = database.value(
        "select count(*) from dom360.live_events"
        " where tenant_id = %s and created_at < now() - interval '1 hour'",
        tenant.tenant_id,
    )
    assert old == 0


async def test_who_does_not_keep_up_is_let_go():
    slow = Listener()

    for number in range(200):
        slow.put(str(number).encode())

    assert slow.ended
    assert await slow.next(0.1) == b"0", "what is there is still taken in order"


async def test_one_read_serves_every_screen_of_a_company(
    db: Database, database: ScratchDatabase, make: Maker
):
    world = await make.tenant()
    hub = Hub(db, database.app_url)
    async with (
        hub.listener(world.tenant_id, None) as one,
        hub.listener(world.tenant_id, None) as two,
    ):
        await one.next(1)
        await two.next(1)
        with psycopg.connect(database.app_url) as app:
            app.execute("select dom360.set_tenant(%s)", [world.tenant_id])
            app.execute(
                "select dom360.note_live_event(%s, 'lead', gen_random_uuid())", [world.tenant_id]
            )
        hub.wake(world.tenant_id)
        first, second = await asyncio.gather(one.next(5), two.next(5))
    await hub.close()

    assert first is not None
    assert first is second, "the very same bytes, not read or written twice"
    assert hub._feeds == {}, "nobody listens, nothing is kept"


def _note(database: ScratchDatabase, client: Client, count: int) -> None:
    assert client.world
    with psycopg.connect(database.app_url) as app:
        app.execute("select dom360.set_tenant(%s)", [client.world.tenant_id])
        app.execute(
            "select dom360.note_live_event(%s, 'lead', gen_random_uuid())"
            " from generate_series(1, %s)",
            [client.world.tenant_id, count],
        )
