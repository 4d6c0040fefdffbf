"""A scripted conversation, read from its TOML file.

```toml
about = "A clinic that tells a lot at once"
contact = "Paula Reis"
state = "QUALIFYING"            # the lead's state at the end

[fields]                        # all that is known at the end, and nothing else
employees = 40
pain = { has = ["falta"] }

[[document]]                    # in the knowledge base; `about`: words of questions it fits
source = "Preços"
text = "A consulta custa R$ 200."
about = ["custa", "preço"]

[[turn]]
say = "quanto custa?"
asks = "company"                # the next question's topic, a list of good ones, or "none"
has = ["R$ 200"]                # stands in the answer
searches = true                 # the documents were asked, or must not be
```
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BATCHES = ("tune", "held_out")


@dataclass(frozen=True, slots=True)
class Turn:
    say: str
    asks: tuple[str, ...] | None = None
    has: tuple[str, ...] = ()
    searches: bool | None = None
    handoff: bool | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    source: str
    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Script:
    name: str
    batch: str
    about: str
    contact: str
    tenant: str
    locale: str
    booking: bool
    fields: dict[str, Any]
    state: str | None
    turns: tuple[Turn, ...]
    documents: tuple[Document, ...]


def scripts(*batches: str) -> list[Script]:
    paths = [path for batch in batches or BATCHES for path in sorted((HERE / batch).glob("*.toml"))]
    return [read(path) for path in paths]


def read(path: Path) -> Script:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Script(
        name=path.stem,
        batch=path.parent.name,
        about=data["about"],
        contact=data.get("contact", "Maria Souza"),
        tenant=data.get("tenant", "Horizonte"),
        locale=data.get("locale", "pt-BR"),
        booking=data.get("booking", False),
        fields=data.get("fields", {}),
        state=data.get("state"),
        turns=tuple(_turn(turn) for turn in data["turn"]),
        documents=tuple(
            Document(one["source"], one["text"], tuple(one["about"]))
            for one in data.get("document", ())
        ),
    )


def _turn(data: dict[str, Any]) -> Turn:
    asks = data.pop("asks", None)
    if isinstance(asks, str):
        asks = [asks]
    return Turn(asks=tuple(asks) if asks else None, has=tuple(data.pop("has", ())), **data)
