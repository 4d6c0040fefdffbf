"""One lead, the kinds of records there are, and what the documents say."""

import re

from dom360.agents.copilot import leads, people, saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.knowledge import look_up

_MOST_COMMENTS = 5
_FIRST_COMMENTS = 3
_COMMENTS = re.compile(
    r"\b(?:comentarios?|anotac\w+|notas?|observac\w+|historico|comments?|notes?|history)\b"
)
_ENTITY_WORDS = (
    ("lead_comments", r"\b(?:comentarios?|anotac\w+|comments?)\b|lead_comments"),
    ("inboxes", r"\binbox(?:es)?\b|\bcaixas?\b|\bcanais\b|\bcanal\b"),
    ("conversations", r"\bconversas?\b|\bconversations?\b|\batendimentos?\b"),
    ("contacts", r"\bcontatos?\b|\bcontacts?\b"),
    ("consumption", r"\bconsumo\b|\bconsumption\b|\busage\b"),
    ("leads", r"\bleads?\b"),
)


async def one_lead(ask: Ask) -> str:
    several = people.several_names(ask.heard)
    if several:
        return "\n\n".join([await _told(ask, people.Who("name", name)) for name in several])
    who = people.whom(ask)
    return await (_told(ask, who) if who else leads.answer(ask))


async def _told(ask: Ask, who: people.Who) -> str:
    found = await people.find(ask, who)
    if found.lead is None:
        return found.says
    comments = found.comments
    wanted = ask.heard.has(_COMMENTS)
    if wanted and who.kind != "phone" and found.lead.get("phone"):
        again = await people.find(ask, people.Who("phone", found.lead["phone"]))
        comments = again.comments
    lines = saying.lead_details(ask, found.lead)
    lines += saying.comments(ask, list(comments), _MOST_COMMENTS if wanted else _FIRST_COMMENTS)
    return "\n".join(lines if comments or not wanted else [*lines, ask.texts.no_comments])


async def entities(ask: Ask) -> str:
    texts = ask.texts
    named = next((name for name, words in _ENTITY_WORDS if ask.heard.has(words)), None)
    if named is None:
        found = await ask.desk.ask("list_crm_entities", {})
        kinds = [
            texts.entity.format(
                name=texts.entity_names.get(one["name"], one["name"]),
                about=texts.entity_abouts.get(one["name"], one["about"]),
            )
            for one in found["entities"]
        ]
        return "\n".join([texts.entities, *kinds])
    found = await ask.desk.ask("describe_crm_entity", {"entity": named})
    fields = ", ".join(one["name"] for one in found["fields"])
    name = texts.entity_names.get(named, named)
    lines = [f"{name}: {texts.entity_abouts.get(named, found['about'])}."]
    lines.append(texts.entity_fields.format(name=name, fields=fields))
    if found.get("records"):
        names = ", ".join(f"{one['name']} (id {one['id']})" for one in found["records"])
        lines.append(texts.records.format(names=names))
    return "\n".join(lines)


async def from_documents(ask: Ask) -> str:
    reading = await look_up(ask.request, ask.desk, _question(ask), language=ask.language)
    if reading is None:
        return ask.texts.no_knowledge
    ask.desk.hits += reading.hits
    if reading.text is None:
        return ask.texts.no_answer
    source = ask.texts.from_document.format(source=reading.source) if reading.source else ""
    return f"{reading.text}\n{source}".strip()


# "segundo os documentos, ...": where to look is no part of the question.
_WHERE = re.compile(
    r"^\W*(?:(?:segundo|conforme|de acordo com|pel[ao]s?|n[ao]s?|em|according to"
    r"|in)\s+(?:[ao]s?\s+|noss[ao]s?"
    r"\s+|the\s+|our\s+)*(?:documentos?|documentacao|base de conhecimento|manua(?:l|is)|base|docs?"
    r"|documents?|knowledge base|manual)|(?:procur|busc|pesquis|consult|olh|ve)\w* n[ao]s? "
    r"(?:documentos?|base(?: de conhecimento)?|manua(?:l|is)))\s*[,:]?\s*(?=\w)"
)


# "o cliente quer saber se ...", "me ajuda a responder: ...": who asks is none either.
_WHO_ASKS = re.compile(
    r"^[^:?!]{0,60}\b(?:cliente|contato|fregues\w*|pessoal|respond\w+|duvida|pergunta|customer)\b"
    r"[^:?!]{0,20}(?::\s*|\b(?:quer saber|pergunt\w+|wants to know|is asking"
    r"|asked)\s+)(?=\w+\s+\w+\s+\w)"
)


def _question(ask: Ask) -> str:
    plain = ask.heard.plain
    before = _WHERE.match(plain) or _WHO_ASKS.match(plain)
    return ask.heard.written(before.end()) if before else ask.heard.text
