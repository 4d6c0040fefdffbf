"""What the conversation so far means for the newest message: an answer to our question, the next
page, or a change of the request before it ("e no mês passado?").
"""

import re
from dataclasses import dataclass, field

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.kinds import Want
from dom360.agents.copilot.marks import PHONE, UUID
from dom360.agents.copilot.people import lead_cited
from dom360.agents.copilot.wants import recognise
from dom360.agents.memory import CONTACT_ROLES, OUR_ROLES, recent
from dom360.agents.phrasing.copilot import TEXTS
from dom360.protocol import AgentRequest

# Which answer each of our questions asks for.
_QUESTIONS = tuple(
    (question, slot)
    for texts in TEXTS.values()
    for question, slot in (
        (texts.ask_phone, "phone"),
        (texts.ask_one_phone, "phone"),
        (texts.ask_lead, "lead"),
        (texts.ask_which, "lead"),
        (texts.ask_conversation, "lead"),
        (texts.ask_text, "text"),
    )
)
_CANCELS = re.compile(
    r"^\W*(?:nao|deixa(?: pra la| quieto)?|cancel\w+|esquec\w+|nao (?:precisa|quero)\b.*|para"
    r"|pare|desist\w+|no|never ?mind|forget it|stop)\W*$"
)
_CHANGES = re.compile(
    r"^\W*(?:e|mas|agora|entao|and|but|now)\b|^\W*(?:so|somente|apenas|only|just)\b"
    r"|^\W*(?:what|how) about\b"
    r"|^\W*(?:na verdade|alias|quer dizer|digo|op+s+|errei|nao,|desculpa|perdao|ou melhor|melhor"
    r"|corrigindo|sorry|actually|i mean|no,)[\s,]"
    r"|^\W*(?:e )?(?:dentre |entre )?d?(?:ess|est|el)[ea]s\b"
    # "do instagram", "de setembro": a piece of a request and no more.
    r"|^\W*(?:d[aeo]s?|n[ao]s?|em|com|sem|pel[ao]s?|from|in|for|with|of)\s(?:\S+\s*){1,4}$"
)
_OF_THEM = re.compile(
    r"\b(?:quant[oa]s|quais|quem|which|how many) (?:del[ea]s|dess[ea]s|dest[ea]s|of them)\b"
)
# Requests that "e ontem?" can change.
CHANGEABLE = frozenset({Want.LEADS, Want.CONSUMPTION, Want.FUNNEL})
_MOST_LOOKED_BACK = 20


@dataclass(frozen=True, slots=True)
class Thread:
    """`heard` is the request to answer: this message, or the one that our question belongs to."""

    heard: Heard
    answers: dict[str, str] = field(default_factory=dict)
    cancelled: bool = False
    cited_id: str | None = None
    earlier: tuple[Heard, ...] = ()  # the operator's messages before this one, newest first

    def list_before(self) -> tuple[Heard, int] | None:
        """For "mais": the request whose list goes on, and which of its pages comes next."""
        for page, heard in enumerate(self.earlier, start=1):
            want = recognise(heard)
            if want is not Want.MORE:
                return (heard, page) if want is Want.LEADS else None
        return None

    def changed_request(self) -> tuple[Want, Heard] | None:
        """The request that this message only changes."""
        want = recognise(self.heard)
        before = next((one for one in self.earlier if recognise(one) is not Want.MORE), None)
        if before is None or not _CHANGES.match(self.heard.plain):
            return None
        kind = recognise(before)
        if kind is Want.LEADS and self.heard.has(_OF_THEM):
            return kind, before
        if kind not in CHANGEABLE or self.heard.has(r"\bleads\b"):
            return None
        return (kind, before) if want in (Want.OTHER, Want.KNOWLEDGE, Want.LEADS) else None


def read_thread(request: AgentRequest) -> Thread:
    history = [
        (message.role.lower(), message.content)
        for message in recent(request)
        if message.role.lower() in OUR_ROLES | CONTACT_ROLES
    ]
    newest = Heard.of(request.message.content)
    said_last = history[-1][1] if history and history[-1][0] in OUR_ROLES else ""
    theirs = [Heard.of(text) for role, text in reversed(history) if role in CONTACT_ROLES]
    thread = Thread(
        newest,
        cited_id=lead_cited(said_last),
        earlier=tuple(theirs[:_MOST_LOOKED_BACK]),
    )
    slot = _slot_of(said_last)
    if slot is None or not _answers(slot, newest):
        return thread
    asked, answers = _back_to_request(history, request.message.content)
    return Thread(
        Heard.of(asked),
        answers,
        cancelled=bool(_CANCELS.match(newest.plain)),
        cited_id=_cited_before(history, asked),
        earlier=thread.earlier,
    )


def _back_to_request(history: list[tuple[str, str]], newest: str) -> tuple[str, dict[str, str]]:
    answers: dict[str, str] = {}
    current, place = newest, len(history) - 1
    while place >= 1 and history[place][0] in OUR_ROLES and history[place - 1][0] in CONTACT_ROLES:
        slot = _slot_of(history[place][1])
        if slot is None:
            break
        answers.setdefault(slot, current.strip())
        current = history[place - 1][1]
        place -= 2
    return current, answers


def _slot_of(text: str) -> str | None:
    return next((slot for question, slot in _QUESTIONS if question in text), None)


def _cited_before(history: list[tuple[str, str]], asked: str) -> str | None:
    """The record that our last answer before the request named: "anote nele"."""
    place = next((i for i in range(len(history) - 1, -1, -1) if history[i][1] == asked), 0)
    return lead_cited(history[place - 1][1]) if place else None


def _answers(slot: str, heard: Heard) -> bool:
    """Whether a message answers our question, and is not another request."""
    if _CANCELS.match(heard.plain):
        return True
    want = recognise(heard)
    if slot == "text":
        return not (heard.is_question and want not in (Want.OTHER, Want.KNOWLEDGE))
    exact = PHONE.search(heard.plain) or UUID.search(heard.plain)
    if want in (Want.COMMENT, Want.CREATE_LEAD, Want.SUMMARY):
        return False
    short = len(heard.plain.split()) <= 6
    return bool(exact and short) or (short and want in (Want.OTHER, Want.FIND_LEAD, Want.THANKS))
