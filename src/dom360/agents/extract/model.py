"""The qualification fields and one learned value."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import JsonValue

NAMED = 0.9
ANSWERED = 0.7
INFERRED = 0.6
GUESSED = 0.5


class Field(StrEnum):
    COMPANY = "company"
    SECTOR = "sector"
    EMPLOYEES = "employees"
    PAIN = "pain"
    BUDGET = "budget"
    AUTHORITY = "authority"
    TIMELINE = "timeline"


# The order in which SDR asks.
FIELDS = tuple(Field)


@dataclass(frozen=True, slots=True)
class Learned:
    field: Field
    value: JsonValue
    confidence: float
