"""Saying what was found: whole sentences in the document's own words, short enough for a chat."""

import re

from dom360.agents.reading.units import Parsed, Unit, tell_row

MAX_CHARS = 400
_COMFORTABLE = 300
_SHORT = 60
_FILE_ENDING = re.compile(r"\.\w{2,4}$")
_ANNOUNCES = re.compile(r":$|\b(?:abaixo|a seguir|seguintes?|below|following)\b[^.]*[.:]?$")


def say(place: int, passage: Parsed, *, also: int | None = None) -> str:
    """The unit at `place`, with the one at `also` in the document's order."""
    unit = passage.units[place]
    places = sorted({place} if also is None else {place, also})
    text = " ".join(_told(passage.units[one]) for one in places)
    if _ANNOUNCES.search(unit.folded):
        text = f"{text} {_listed(passage, place)}".strip()
    subject = _subject(unit, passage)
    return shorten(f"{subject}: {text}" if subject else text)


def fits(one: Unit, other: Unit) -> bool:
    return len(_told(one)) + len(_told(other)) < _COMFORTABLE


def is_short(unit: Unit) -> bool:
    return not unit.cells and len(unit.text) < _SHORT


def title_of(source: str, heading: str) -> str:
    """What people call a document: its title, else its file's name as words."""
    title = heading.partition(" > ")[0].strip()
    if title or "://" in source:
        return title or source
    words = _FILE_ENDING.sub("", source).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _told(unit: Unit) -> str:
    if not unit.cells:
        return unit.text if unit.text[-1] in ".!?:…" else f"{unit.text}."
    return f"{tell_row(unit.cells)}."


def _listed(passage: Parsed, place: int) -> str:
    """What a sentence such as "We accept these:" announces."""
    named = [
        unit.cells[0][1] if unit.cells else unit.text.rstrip(".;")
        for unit in passage.units[place + 1 : place + 13]
    ]
    return "; ".join(named) + "." if named else ""


def _subject(unit: Unit, passage: Parsed) -> str:
    """The heading, where the sentence alone would not say what it is about."""
    lead = unit.lead if not unit.lead.endswith("?") else ""
    heading = (lead or passage.heading).rstrip(":. ")
    said = unit.folded
    if not heading or heading.endswith("?") or len(heading) > 80 or _FILE_ENDING.search(heading):
        return ""
    return "" if passage.heading_words.stems <= unit.words.stems or said in heading else heading


def shorten(text: str) -> str:
    if len(text) <= MAX_CHARS:
        return text
    cut = text[: MAX_CHARS - 1]
    for end in (". ", "; ", ", ", " "):
        if cut.rfind(end) > MAX_CHARS // 2:
            return cut[: cut.rfind(end)].rstrip(" ,;.") + ("." if end == ". " else "…")
    return cut + "…"
