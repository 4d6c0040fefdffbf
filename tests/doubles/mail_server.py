"""A mail server that takes messages, or refuses them as it is told. Plain SMTP on loopback."""

import asyncio
import email
import email.policy
import re
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class MailServer:
    """`refusals`: answers to RCPT, one for each of the next messages."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.messages if one["To"] == address]

    async def wait_for(self, address: str, count: int = 1, *, seconds: float = 30) -> EmailMessage:
        """The count-th message to this address."""
        async with asyncio.timeout(seconds):
            while len(self.to(address)) < count:  # noqa: ASYNC110  # filled by the server's task
                await asyncio.sleep(0.05)
        return self.to(address)[count - 1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(text: str) -> None:
            writer.write(text.encode() + b"\r\n")
            await writer.drain()

        try:
            await say("220 double")
            while line := (await reader.readline()).decode().strip():
                verb = line.split()[0].upper()
                if verb == "DATA":
                    await say("354 go on")
                    self.messages.append(await _message(reader))
                    await say("250 taken")
                elif verb == "RCPT" and self.refusals:
                    await say(self.refusals.pop(0))
                elif verb == "QUIT":
                    await say("221 bye")
                    break
                else:
                    await say("250 fine")
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def _message(reader: asyncio.StreamReader) -> EmailMessage:
    raw = b""
    while (line := await reader.readline()) != b".\r\n":
        raw += line[1:] if line.startswith(b"..") else line
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def link_in(message: EmailMessage) -> str:
    found = re.search(r"https?://\S+", message.get_content())
    assert found, "the message has a link"
    return found[0]
