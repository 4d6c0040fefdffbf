"""What COPILOT writes: leads and comments. One thing that is missing is asked for; nothing is
written until it is known.
"""

from dom360.agents.copilot import people, saying
from dom360.agents.copilot.ask import Ask
from dom360.agents.copilot.dictation import read_new_lead
from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.notes import Note, read_note
from dom360.agents.copilot.people import Who

# The tool's own bound.
MOST_COMMENT_CHARS = 4_000


async def create_lead(ask: Ask) -> str:
    new = read_new_lead(ask.heard, ask.language)
    said = ask.answers.get("phone")
    phones = read_new_lead(Heard.of(said), ask.language).phones if said else new.phones
    if len(phones) != 1:
        question = ask.texts.ask_one_phone if phones else ask.texts.ask_phone
        return ask.texts.ask_again.format(question=question) if said else question
    arguments = {"phone": phones[0], **new.arguments()}
    made = await ask.desk.ask("create_lead", arguments)
    text = ask.texts.created if made["created"] else ask.texts.completed
    return text.format(lead="\n".join(saying.lead_details(ask, made["lead"])))


async def comment(ask: Ask) -> str:
    note = read_note(ask.heard, ask.cited_id)
    text = ask.answers.get("text") or note.text
    who = _whom(ask, note)
    if who is None:
        question = ask.texts.ask_lead
        return ask.texts.ask_again.format(question=question) if "lead" in ask.answers else question
    if not text:
        return ask.texts.ask_text
    if len(text) > MOST_COMMENT_CHARS:
        return ask.texts.comment_too_long
    if who.kind == "id":
        return await _noted(ask, who.value, "", text)
    found = await people.find(ask, who)
    if found.lead is None:
        question = ask.texts.ask_which if found.several else ask.texts.ask_lead
        return f"{found.says}\n{question}"
    return await _noted(ask, found.lead["id"], found.lead.get("name") or "", text)


def _whom(ask: Ask, note: Note) -> Who | None:
    """The answer to our question, before what the order itself said."""
    said = ask.answers.get("lead")
    if said:
        return people.bare_name(said)
    # "Busca a Ana Souza e anota que ela confirmou".
    found = people.Who("id", ask.found_id) if ask.found_id else None
    return note.who or found or people.beside(ask)


async def _noted(ask: Ask, lead_id: str, name: str, text: str) -> str:
    done = await ask.desk.ask("add_comment_to_lead", {"lead_id": lead_id, "text": text})
    said = ask.texts.noted.format(name=saying.one_line(name, 80), id=done["lead_id"], text=text)
    return said.replace("lead  (", "lead (")
