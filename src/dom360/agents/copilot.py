"""COPILOT's built-in policy without tools: short, exact answers to operators.

It works with the conversation in the request and nothing else; `operator` asks the tools. Asked for
leads, figures or anything that would have to be written, it says which data that would take, and
that it doesn't have it. It never guesses a number.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from dom360.agents.draft import Draft
from dom360.agents.memory import CONTACT_ROLES, OUR_ROLES, language_of, recent
from dom360.agents.phrasing.copilot import TEXTS, CopilotTexts
from dom360.agents.text import MAX_READ_CHARS, Said
from dom360.protocol import AgentRequest, HistoryMessage

QUOTE_CHARS = 160


class Want(StrEnum):
    SUMMARY = "summary"
    COUNT = "count"
    LAST_MESSAGE = "last_message"
    CREATE_LEAD = "create_lead"
    COMMENT = "comment"
    DELETE = "delete"
    FIND_PHONE = "find_phone"
    FUNNEL = "funnel"
    CONSUMPTION = "consumption"
    LEADS = "leads"
    ENTITIES = "entities"
    KNOWLEDGE = "knowledge"
    ABILITIES = "abilities"
    THANKS = "thanks"
    GREETING = "greeting"
    OTHER = "other"


# The first that matches decides, so the narrow ones stand first.
_WANTS: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, re.compile(pattern))
    for want, pattern in (
        (Want.SUMMARY, r"\bresum\w+|recapitul\w+|\bsummar\w+|\brecap\b|tl;?dr"),
        (Want.COUNT, (r"(?:quantas|numero de|total de|conta\w* as|how many|number of|count)"
         r"(?: the)? (?:mensage\w+|messages)")),
        (Want.LAST_MESSAGE, (r"ultima mensagem|last message|o que (?:o |a )?(?:contato|cliente|lead"
         r"|ele|ela) (?:disse|falou|escreveu)|what did (?:the )?(?:contact|customer|lead|he|she"
         r"|they)")),
        (Want.DELETE, r"\b(?:apag\w+|exclu\w+|delet\w+|remov\w+|erase)\b"),
        (Want.CREATE_LEAD, (r"\b(?:cri[ae]\w*|cadastr\w+|adicion\w+|registr\w+|create|add|new"
         r"|nov[oa])\b"
         r".{0,20}\b(?:lead|contato|contact)")),
        (Want.COMMENT, r"\bcoment\w+|anota(?:r|cao|coes)\b|\bobservac\w+|\bcomment\w*|\bnote\b"),
        (Want.FUNNEL, r"\bfunil|pipeline|conversao|conversoes|taxa de|\bfunnel|conversion"),
        (Want.CONSUMPTION, (r"\bconsum\w+|\btokens?\b|\bgast\w+|\bcustos?\b|usage|\bspen[dt]\w*"
         r"|\bcosts?\b")),
        (Want.FIND_PHONE, r"\+?\d[\d\s().-]{6,}\d|telefone|whatsapp|\bphone"),
        (Want.ENTITIES, (r"entidades?|tabelas?|quais dados|que dados|entities|which data"
         r"|fields? (?:of|exist)")),
        (Want.LEADS, r"\bleads?\b|contatos?\b|oportunidades?|contacts?\b|clientes?\b|customers?\b"),
        (Want.KNOWLEDGE, r"base de conhecimento|document\w+|knowledge|politica de|manual"),
        (Want.ABILITIES, (r"o que (?:e que )?(?:voce|vc) (?:faz|sabe|consegue|pode)|ajuda\b"
         r"|\bhelp\b|como"
         r" (?:voce|vc) (?:pode|funciona)|what can you|comandos|commands")),
        (Want.THANKS, r"^\W*(?:obrigad\w+|valeu|vlw|thanks?|thank you)"),
        (Want.GREETING, r"^\W*(?:oi+|ola|opa|bom dia|boa (?:tarde|noite)|hello|hi|hey|good \w+)\b"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ask:
    texts: CopilotTexts
    history: tuple[HistoryMessage, ...]
    total: int


def answer(request: AgentRequest) -> Draft:
    said = Said.of(request.message.content)
    history = recent(request)
    texts = TEXTS[language_of(request, said, history)]
    ask = _Ask(texts, history, len(request.conversation.history))
    want = recognise(said)
    return Draft(
        text=_reply(ask, want),
        structured={"request": want.value, "tools": [], "messages_read": len(history)},
        read=(*(message.content[:MAX_READ_CHARS] for message in history), said.text),
    )


def recognise(said: Said) -> Want:
    return next((want for want, pattern in _WANTS if pattern.search(said.folded)), Want.OTHER)


def _reply(ask: _Ask, want: Want) -> str:
    texts = ask.texts
    if want is Want.SUMMARY:
        return _summary(ask)
    if want is Want.COUNT:
        return _count(ask)
    if want is Want.LAST_MESSAGE:
        return _last_message(ask)
    if want in texts.missing:
        return texts.cannot_reach.format(data=texts.missing[want])
    fixed = {
        Want.DELETE: texts.never_deletes,
        Want.ABILITIES: texts.abilities,
        Want.GREETING: texts.greeting,
        Want.THANKS: texts.thanks,
    }
    return fixed.get(want, texts.not_understood)


def _counts(ask: _Ask) -> str:
    roles = Counter(_side(message.role) for message in ask.history)
    shown = [f"{roles[side]} {name}" for side, name in ask.texts.sides.items() if roles[side]]
    return ", ".join(shown)


def _side(role: str) -> str:
    if role.lower() in CONTACT_ROLES:
        return "user"
    return "assistant" if role.lower() in OUR_ROLES else "other"


def _count(ask: _Ask) -> str:
    if not ask.total:
        return ask.texts.no_history
    if ask.total == 1:
        return ask.texts.count_one.format(sides=_counts(ask))
    return ask.texts.count.format(total=ask.total, sides=_counts(ask))


def _summary(ask: _Ask) -> str:
    if not ask.total:
        return ask.texts.no_history
    lines = [_count(ask)]
    theirs = [message for message in ask.history if _side(message.role) == "user"]
    if theirs:
        lines.append(ask.texts.first_said.format(quote=_quote(theirs[0])))
    if len(theirs) > 1:
        lines.append(ask.texts.last_said.format(quote=_quote(theirs[-1])))
    ours = [message for message in ask.history if _side(message.role) == "assistant"]
    if ours:
        lines.append(ask.texts.last_answered.format(quote=_quote(ours[-1])))
    return "\n".join(lines)


def _last_message(ask: _Ask) -> str:
    theirs = [message for message in ask.history if _side(message.role) == "user"]
    if not theirs:
        return ask.texts.no_history
    return ask.texts.last_said.format(quote=_quote(theirs[-1]))


def _quote(message: HistoryMessage) -> str:
    """The message's words, cut to one line, with its number where it has one."""
    flat = " ".join(message.content.split())
    short = flat if len(flat) <= QUOTE_CHARS else flat[: QUOTE_CHARS - 1].rstrip() + "…"
    number = f" (#{message.message_index})" if message.message_index is not None else ""
    return f"“{short}”{number}"
