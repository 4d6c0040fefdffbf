"""The thread as it grows: told at once, and without gap or repeat after a break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from dom360.protocol.sse import SseEvent, SseParser
from dom360.web_chat.errors import TooManyStreams
from dom360.web_chat.models import Door, Visitor
from dom360.web_chat.streams import MAX_FOR_VISITOR, Streams
from dom360.web_chat.thread import Place
from tests.doubles.fake_agent import FakeAgent
from tests.support import services
from tests.support.world import Client, TenantWorld
from tests.web_chat.conftest import Page, data

PATIENCE_S = 8.0


class Stream:
    def __init__(self, content: aiohttp.StreamReader, client: Client) -> None:
        self._content = content
        self._client = client
        self._parser = SseParser()
        self._events: list[SseEvent] = []
        self.place = ""

    async def next(self, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        async with asyncio.timeout(timeout_s):
            while not self._events:
                chunk = await self._content.readany()
                assert chunk, "the stream ended"
                self._client.refuse_foreign_canaries(chunk)
                self._events += self._parser.feed(chunk)
        event = self._events.pop(0)
        assert event.event == "thread"
        self.place = event.id or self.place
        return data(event)

    async def until(self, enough: Callable[[list[str]], bool]) -> list[str]:
        """What is said from here on."""
        said: list[str] = []
        while not enough(said):
            said += [one["content"] for one in (await self.next())["messages"]]
        return said


@asynccontextmanager
async def listening(
    http: aiohttp.ClientSession, url: str, page: Page, place: str = ""
) -> AsyncIterator[Stream]:
    headers = {"Origin": page.origin or "", "Authorization": f"Bearer {page.token}"}
    if place:
        headers["Last-Event-ID"] = place
    async with http.get(f"{url}/api/web-chat/{page.key}/events", headers=headers) as response:
        assert response.status == 200, await response.read()
        assert response.headers["Access-Control-Allow-Origin"] == page.origin
        yield Stream(response.content, page.client)


@pytest.fixture
def listen(http: aiohttp.ClientSession, backend: services.Service, page: Page):
    return lambda place="", of=page: listening(http, backend.url, of, place)


async def test_what_a_person_writes_is_told_at_once(page: Page, listen: Any, admin: Client):
    await page.begin()
    conversation = (await page.say("Olá")).json["messages"][0]["conversation_id"]

    async with listen() as stream:
        first = await stream.next()
        await admin.post(f"/api/conversations/{conversation}/takeover", {})
        handed = await stream.next()
        await admin.post(f"/api/conversations/{conversation}/messages", {"text": "Bom dia"})
        said = await stream.next()

    assert (first["complete"], len(first["messages"])) == (True, 2)
    assert (handed["handled_by"], handed["person_name"]) == ("human", "Pessoa")
    assert [(one["role"], one["content"]) for one in said["messages"]] == [("operator", "Bom dia")]
    assert said["complete"] is False


async def test_nothing_is_missing_and_nothing_comes_twice_after_breaks(
    page: Page, listen: Any, admin: Client
):
    await page.begin()
    conversation = (await page.say("Olá")).json["messages"][0]["conversation_id"]
    await admin.post(f"/api/conversations/{conversation}/takeover", {})
    wanted = [f"linha {n}" for n in range(24)]

    async def write() -> None:
        for text in wanted:
            await admin.post(f"/api/conversations/{conversation}/messages", {"text": text})

    heard: list[str] = []
    async with listen() as stream:
        await stream.next()
        place = stream.place
    writing = asyncio.create_task(write())
    while len(heard) < len(wanted):
        async with listen(place) as stream:
            heard += [one["content"] for one in (await stream.next())["messages"]]
            place = stream.place
    await writing

    assert heard == wanted


async def test_an_answer_reaches_who_left_in_the_middle_of_it(
    page: Page, listen: Any, fake_agent: FakeAgent, tenant: TenantWorld
):
    """The page is closed while the agent thinks, and opened again."""
    await page.begin()
    fake_agent.mode("hold", tenant_id=str(tenant.tenant_id))
    asking = asyncio.create_task(page.say("Quanto custa?", "um"))
    await fake_agent.wait_for_calls(1)
    asking.cancel()

    async with listen() as stream:
        seen = await stream.next()
        fake_agent.release()
        heard = await stream.until(lambda said: len(said) == 1)

    assert [one["state"] for one in seen["messages"]] == ["answering"]
    assert seen["last_state"] == "answering"
    assert heard == ["echo: Quanto custa?"]
    assert (await page.thread())["last_state"] is None
    assert (await page.say("Quanto custa?", "um")).status == 200
    assert len(fake_agent.calls()) == 1


async def test_a_stream_hears_of_its_own_visitor_only(
    page: Page, listen: Any, another_browser: Callable[[], Page]
):
    other = another_browser()
    await page.begin(name="Ana")
    await other.begin(name="Bia")
    await page.say("Sou Ana")

    async with listen() as stream:
        await stream.next()
        await other.say("Sou Bia")
        await page.say("Ainda Ana")
        heard = await stream.until(lambda said: len(said) >= 2)

    assert heard == ["Ainda Ana", "echo: Ainda Ana"]


async def test_any_place_is_read_or_counts_for_nothing(page: Page):
    await page.begin()
    await page.say("Olá")

    for odd in ("x", "-", "0.1", "a" * 500, f"{uuid4().hex}.7", "%00", "%F0%9F%92%A9"):
        thread = await page.thread(odd)
        assert len(thread["messages"]) == 2, odd
    assert (await page.thread((await page.thread())["cursor"]))["messages"] == []


def test_a_place_is_read_as_it_was_written():
    place = Place({uuid4(): 3, uuid4(): 120})

    assert Place.parse(str(place)) == place


def test_one_visitor_opens_so_many_streams_and_no_more():
    streams = Streams()
    door = Door(uuid4(), uuid4(), "https://www.example.com")
    visitor, other = Visitor(door, uuid4(), uuid4()), Visitor(door, uuid4(), uuid4())
    opened = [streams.one(visitor) for _ in range(MAX_FOR_VISITOR)]
    for one in opened:
        streams.check(visitor)
        one.__enter__()

    with pytest.raises(TooManyStreams):
        streams.check(visitor)
    streams.check(other)
    opened[0].__exit__(None, None, None)
    streams.check(visitor)
