"""Answering from the company's documents: search with the tool, then read what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dom360.agents.language import Language
from dom360.agents.reading import Passage, read
from dom360.agents.spelling import spell_out
from dom360.agents.tools import Tools
from dom360.protocol import AgentRequest, RagHit

CALL = "search_knowledge_base"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the documents say to a question, in their own words.

    `text` is what may be said to the contact, `source` the place it stands at and `title` what
    the document is called. They are None where no passage answers the question; `hits` are what was
    looked at all the same.
    """

    text: str | None
    source: str | None
    title: str | None
    hits: tuple[RagHit, ...] = ()


async def look_up(
    request: AgentRequest, tools: Tools | None, question: str, *, language: Language
) -> Reading | None:
    """None where there is no knowledge base to ask: it is off, or its tool can't be reached."""
    options = request.rag_options
    if tools is None or not options.enabled:
        return None
    spelled = spell_out(question[:2_000])
    asked = spelled.text if spelled else question[:2_000]
    found = await tools.call(CALL, {"query": asked[:2_000], "top_k": options.top_k})
    if found is None:
        return None
    hits = tuple(_hit(one) for one in found["passages"])
    answer = read(asked, _passages(found["passages"], options.match_threshold))
    if answer is None:
        return Reading(None, None, None, hits)
    return Reading(answer.text, answer.source, answer.title, hits)


def _hit(found: Mapping[str, Any]) -> RagHit:
    return RagHit(
        doc_id=found["doc_id"],
        score=found["score"],
        snippet=found["snippet"],
        source=found["source"],
        position=found.get("position"),
    )


def _passages(found: Sequence[Mapping[str, Any]], threshold: float) -> list[Passage]:
    """What may be read: passages that the tenant's threshold lets through."""
    return [
        Passage(one["source"], one.get("heading") or "", one["snippet"], one["score"])
        for one in found
        if one["score"] is not None and one["score"] >= threshold
    ]
