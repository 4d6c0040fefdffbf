"""The kinds of requests there are."""

from enum import StrEnum


class Want(StrEnum):
    SECRET = "secret"  # noqa: S105 -- what is asked for, none itself
    FOREIGN = "foreign"
    DELETE = "delete"
    CHANGE = "change"
    HOW_TO = "how_to"
    COMMENT = "comment"
    CREATE_LEAD = "create_lead"
    SUMMARY = "summary"
    COUNT = "count"
    LAST_MESSAGE = "last_message"
    FIND_LEAD = "find_lead"
    KNOWLEDGE = "knowledge"
    FUNNEL = "funnel"
    CONSUMPTION = "consumption"
    ENTITIES = "entities"
    LEADS = "leads"
    MORE = "more"
    ABILITIES = "abilities"
    THANKS = "thanks"
    GREETING = "greeting"
    OTHER = "other"


SMALL_TALK = frozenset({Want.THANKS, Want.GREETING})
