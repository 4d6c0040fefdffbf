"""Speakers who answer what SDR asks, instead of a script whose turns are fixed.

A scripted conversation goes astray after one misunderstanding: its next line answers another
question. A speaker hears the question, so each field shows by itself whether it was understood.

```toml
[[speaker]]
name = "gym"
says = ["boa noite, tenho uma academia"]    # first, one turn each
[speaker.fields]                            # all that is known at the end, and nothing else
sector = { any = ["academia", "fitness"] }
employees = { between = [10, 12] }
[speaker.answers]                           # by the question's topic; where a list, one each time
company = ["e importa?", "Corpo Ativo"]
```
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.leads.script import Script, Turn

HERE = Path(__file__).with_name("speakers")
MOST_TURNS = 16
QUALIFYING = ("company", "sector", "employees", "pain", "budget", "authority", "timeline")
DONT_KNOW = {"pt": "isso eu não sei te dizer", "en": "I couldn't tell you"}
GO_ON = {"pt": "não precisa, pode seguir", "en": "no need, just go on"}


class Speaker:
    def __init__(self, batch: str, data: dict[str, Any]) -> None:
        self._first: list[str] = list(data["says"])
        self._answers: dict[str, str | list[str]] = data["answers"]
        self._heard: Counter[str] = Counter()
        self._language = data.get("locale", "pt-BR")[:2]
        self.script = Script(
            name=data["name"],
            batch=batch,
            about=data["name"],
            contact=data["contact"],
            tenant="Horizonte",
            locale=data.get("locale", "pt-BR"),
            booking=data.get("booking", False),
            fields=data["fields"],
            state=data.get("state"),
            turns=(),
            documents=(),
        )

    def next_turn(self, asked: str | None, turns: int) -> Turn | None:
        """What is said to the question; None where there is nothing left to say."""
        if turns < len(self._first):
            return Turn(self._first[turns])
        if asked is None or turns >= MOST_TURNS:
            return None
        times = self._heard[asked]
        self._heard[asked] += 1
        answer = self._answers.get(asked) or self._default(asked)
        each = [answer, answer] if isinstance(answer, str) else answer
        return Turn(each[times]) if times < len(each) else None

    def _default(self, asked: str) -> str | list[str]:
        """What a person says who was not prepared for this question."""
        if asked == "handoff":
            return GO_ON[self._language]
        return DONT_KNOW[self._language] if asked in QUALIFYING else []

    @property
    def asked_again(self) -> list[str]:
        """Topics that were answered once, and not understood."""
        return [topic for topic, times in self._heard.items()
                if times > 1 and isinstance(self._answers.get(topic), str)]  # fmt: skip


def speakers(*batches: str) -> Iterator[Speaker]:
    paths = sorted(HERE.glob("*.toml"))
    for path in paths:
        if batches and path.stem not in batches:
            continue
        for data in tomllib.loads(path.read_text(encoding="utf-8"))["speaker"]:
            yield Speaker(path.stem, data)
