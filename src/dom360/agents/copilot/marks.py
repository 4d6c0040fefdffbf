"""What stands out in a text by its form: phones, ids, names."""

import re

PHONE = re.compile(r"(?<![\w/-])(?:\+\s?)?\(?\d[\d\s().-]{6,20}\d(?![\w/]|-\w)")
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
# "Ana Souza": a name and nothing else, told by its capitals.
BARE_NAME = re.compile(r"\s*[A-ZÀ-Ý][\w'.-]+(?:\s+(?:d[aeo]s?|e|[A-ZÀ-Ý][\w'.-]*))+[\s.!?]*")
# "da Ana Souza": two words with capitals after a preposition.
FULL_NAME = re.compile(
    r"\b(?:d[aeo]|pel[ao]|com|sobre|of|with|about)\s+"
    r"([A-ZÀ-Ý][\w'-]+(?:\s+(?:d[aeo]s?\s+)?[A-ZÀ-Ý][\w'-]+)+)"
)
# "Ana Souza" anywhere, of two words with capitals or more.
CAPITALS = re.compile(
    r"(?<![\w'-])[A-ZÀ-Ý][a-zà-ÿ][\w'-]*(?:\s+(?:d[aeo]s?\s+|e\s+)?[A-ZÀ-Ý][a-zà-ÿ][\w'-]*)+"
)
