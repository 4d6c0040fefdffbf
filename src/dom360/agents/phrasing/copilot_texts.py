"""The shape of what COPILOT says in one language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopilotTexts:
    # Talk
    greeting: str
    greeting_offline: str
    thanks: str
    abilities: str
    abilities_offline: str
    not_understood: str  # {understood}
    understood: str  # {parts}
    left_out: str  # {quote}
    # What it doesn't do
    never_deletes: str
    never_changes: str
    keeps_secrets: str
    only_own_company: str
    how_to_write: str
    cannot_reach: str  # {data}
    missing: Mapping[str, str]  # the data each request would take
    # What a tool refused
    failed: str
    refused: str  # {reason}
    refusals: Mapping[str, str]  # by code; {names}
    too_many_calls: str
    # Leads
    no_leads: str  # {filters}
    lead_count: str  # {leads} {filters}
    at_least: str  # {total}
    lead: str  # {name} {phone} {state} {score} {id}
    shown: str  # {first} {last} {total}
    ask_for_more: str
    no_more: str
    no_list_before: str
    unnamed: str
    no_filter: str
    filters: str  # {filters}
    filter_words: Mapping[str, str]  # {value}
    sorts: Mapping[str, str]
    states: Mapping[str, str]
    notes: Mapping[str, str]
    unread: str  # {quote}
    created_in: str  # {period}
    period: str  # {first} {last}
    one_day: str  # {day}
    since: str  # {first}
    until: str  # {last}
    # One lead
    not_found_phone: str  # {phone}
    not_found_name: str  # {name}
    several: str  # {total} {name}
    fields: Mapping[str, str]
    evidence: str  # {index}
    details: Mapping[str, str]
    interests: Mapping[str, str]
    decides: Mapping[str, str]
    per: Mapping[str, str]
    comments: str
    comment: str  # {at} {by} {text}
    no_comments: str
    # Writing
    created: str  # {lead}
    completed: str  # {lead}
    noted: str  # {name} {id} {text}
    cancelled: str
    comment_too_long: str
    ask_phone: str
    ask_one_phone: str
    ask_lead: str
    ask_text: str
    ask_which: str
    ask_again: str  # {question}
    # Conversations
    no_history: str
    count: str  # {total} {sides}
    count_one: str  # {sides}
    sides: Mapping[str, str]
    first_said: str  # {quote}
    last_said: str
    last_answered: str
    conversation: str  # {name} {phone} {id} {status} {handler} {messages}
    statuses: Mapping[str, str]
    handlers: Mapping[str, str]
    ask_conversation: str
    # Figures
    things: Mapping[str, tuple[str, str]]  # one, several
    consumption: str  # {period} and the figures
    unpriced: str  # {answers}
    in_dollars: str
    by_day: str
    by_inbox: str
    day_line: str  # {day} {tokens} {cost} {messages}
    funnel: str  # {leads} {filters}
    step: str  # {state} {leads} {share}
    converted: str  # {qualified} {scheduled}
    entities: str
    entity: str  # {name} {about}
    entity_fields: str  # {name} {fields}
    entity_names: Mapping[str, str]
    entity_abouts: Mapping[str, str]
    records: str  # {names}
    # Documents
    from_document: str  # {source}
    no_answer: str
    no_knowledge: str
