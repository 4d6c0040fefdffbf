"""How far a lead is qualified, from what is known of it."""

from dom360.agents.extract import Field
from dom360.agents.intents import Intent
from dom360.agents.memory import Memory

SOON_DAYS = 90
FULL_MARKS = {"budget": 25, "authority": 30, "need": 35, "timeline": 10}
CRITERIA_FOR_QUALIFIED = 3


def bant(memory: Memory) -> dict[str, int]:
    """Budget 25, Authority 30, Need 35, Timeline 10: full marks where the answer is clear."""
    decides = memory.value(Field.AUTHORITY)
    timeline = memory.value(Field.TIMELINE)
    who = decides.get("decides") if isinstance(decides, dict) else None
    days = timeline.get("within_days") if isinstance(timeline, dict) else None
    return {
        "budget": 25 if memory.value(Field.BUDGET) else 0,
        "authority": {"self": 30, "shared": 20, "other": 10}.get(str(who), 0),
        "need": 35 if memory.value(Field.PAIN) else 0,
        "timeline": 0 if timeline is None else 10 if days and days <= SOON_DAYS else 5,
    }


def is_qualified(memory: Memory) -> bool:
    """Three of the four criteria, each with half of its points."""
    met = sum(points * 2 >= FULL_MARKS[name] for name, points in bant(memory).items())
    return met >= CRITERIA_FOR_QUALIFIED


def interest(memory: Memory) -> str:
    """none, low, medium or high. The booking link needs at least medium."""
    if memory.refused:
        return "none"
    if memory.postponed:
        return "low"
    timeline = memory.value(Field.TIMELINE)
    days = timeline.get("within_days") if isinstance(timeline, dict) else None
    if memory.wanted_meeting or (days and days <= SOON_DAYS):
        return "high"
    if memory.asked_about_offer or len(memory.fields) >= 2 or Intent.YES in memory.intents:
        return "medium"
    return "low"
