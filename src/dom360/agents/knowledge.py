"""Answering from the company's documents: search with the tool, then read what was found."""

from dataclasses import dataclass

from dom360.agents.language import Language
from dom360.agents.tools import Tools
from dom360.protocol import AgentRequest, RagHit

CALL = "search_knowledge_base"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the documents say to a question, in their own words.

    `text` is what may be said to the contact, `source` the document it stands in. Both are None
    where no passage answers the question; `hits` are what was looked at all the same.
    """

    text: str | None
    source: str | None
    hits: tuple[RagHit, ...] = ()


async def look_up(
    request: AgentRequest, tools: Tools | None, question: str, *, language: Language
) -> Reading | None:
    """None where there is no knowledge base to ask: it is off, or its tool can't be reached."""
    options = request.rag_options
    if tools is None or not options.enabled:
        return None
    found = await tools.call(CALL, {"query": question[:2_000], "top_k": options.top_k})
    if found is None:
        return None
    hits = tuple(
        RagHit(
            doc_id=one["doc_id"],
            score=one["score"],
            snippet=one["snippet"],
            source=one["source"],
        )
        for one in found["passages"]
    )
    best = hits[0] if hits else None
    if best is None or best.score is None or best.score < options.match_threshold:
        return Reading(None, None, hits)
    return Reading(best.snippet, best.source, hits)
