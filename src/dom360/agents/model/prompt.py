"""The prompts: one Markdown file per agent and language, in `agents/prompts`.

`{{name}}` is a value; `{{#name}}…{{/name}}` stands only where there is that value, and
`{{^name}}…{{/name}}` only where there is none. Values are put in last and once, so a value that
looks like a placeholder stays what it is. A prompt holds no secret: neither a key nor the turn's
capability.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from dom360.agents.language import Language
from dom360.agents.steps import booking_link
from dom360.agents.text import clean_name, first_name
from dom360.protocol import AgentProfile, AgentRequest, AgentType

_FRONT = re.compile(r"---\n(?P<head>.*?)\n---\n", re.DOTALL)
_VERSION = re.compile(r"^version: *(?P<version>[0-9]+) *$", re.MULTILINE)
_SECTION = re.compile(
    r"\{\{(?P<kind>[#^])(?P<name>\w+)\}\}\n?(?P<body>.*?)\{\{/(?P=name)\}\}\n?", re.DOTALL
)
_VALUE = re.compile(r"\{\{(?P<name>\w+)\}\}")
_FILES: dict[Language, str] = {"pt": "pt-BR", "en": "en"}
_DAYS: dict[Language, tuple[str, ...]] = {
    "pt": (
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
        "domingo",
    ),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}  # fmt: skip
# What stands in a prompt where the tenant wrote nothing.
_DEFAULTS: dict[Language, dict[str, str]] = {
    "pt": {
        "agent_name": "o assistente virtual",
        "tenant": "a empresa",
        "persona": "Um assistente virtual atencioso, que respeita o tempo das pessoas.",
        "tone": "- Claro, cordial e direto.",
        "products": "Nada foi descrito aqui: valem os documentos da empresa.",
    },
    "en": {
        "agent_name": "the virtual assistant",
        "tenant": "the company",
        "persona": "An attentive virtual assistant who respects people's time.",
        "tone": "- Clear, friendly and direct.",
        "products": "Nothing is described here: the company's documents count.",
    },
}


@dataclass(frozen=True, slots=True)
class Template:
    text: str
    # Which words the model was given: "sdr.pt-BR/1+3f9c21aa".
    version: str


@dataclass(frozen=True, slots=True)
class Prompt:
    text: str
    version: str
    language: Language


@cache
def load(agent_type: AgentType, language: Language) -> Template:
    name = f"{agent_type.value.lower()}.{_FILES[language]}"
    raw = files("dom360.agents").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
    front = _FRONT.match(raw)
    version = _VERSION.search(front["head"]) if front else None
    if front is None or version is None:
        raise ValueError(f"the prompt {name} names no version")
    digest = hashlib.sha256(raw.encode()).hexdigest()[:8]
    return Template(raw[front.end() :].strip(), f"{name}/{version['version']}+{digest}")


def write(request: AgentRequest, *, with_tools: bool) -> Prompt:
    """The prompt of one turn: the same all day for one conversation, for the providers' caches."""
    profile = request.agent or AgentProfile()
    language: Language = (
        "en" if (profile.locale or request.tenant.locale).lower().startswith("en") else "pt"
    )
    template = load(request.routing.agent_type, language)
    own = {
        "agent_name": clean_name(profile.name),
        "tenant": clean_name(request.tenant.name),
        "persona": _prose(profile.persona),
        "tone": _as_list(_prose(profile.tone)),
        "products": _prose(profile.products),
        "contact": first_name(request.sender.name if request.sender else None),
        "booking": booking_link(request) or "",
        "tools": "yes" if with_tools else "",
        "today": _today(request, language),
    }
    values = {**own, **{k: own[k] or v for k, v in _DEFAULTS[language].items()}}
    return Prompt(fill(template.text, values), template.version, language)


def fill(template: str, values: dict[str, str]) -> str:
    """Raises KeyError for a placeholder that nobody gives a value."""

    def section(found: re.Match[str]) -> str:
        shown = bool(values[found["name"]]) == (found["kind"] == "#")
        return found["body"] if shown else ""

    text, changed = template, 1
    while changed:
        text, changed = _SECTION.subn(section, text)
    return _VALUE.sub(lambda found: values[found["name"]], text)


def _prose(text: str | None) -> str:
    return (text or "").strip()


def _as_list(text: str) -> str:
    return text if not text or text.startswith("-") else f"- {text}"


def _today(request: AgentRequest, language: Language) -> str:
    """The tenant's day, when the message was written."""
    zone: tzinfo = UTC
    try:
        zone = ZoneInfo(request.tenant.timezone or "UTC")
    except (KeyError, ValueError):
        zone = UTC
    day = (request.message.created_at or datetime.now(UTC)).astimezone(zone).date()
    return f"{_DAYS[language][day.weekday()]}, {day.isoformat()}"
