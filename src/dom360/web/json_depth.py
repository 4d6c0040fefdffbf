"""How deep a JSON body may nest. Deeper ones cost a parser its stack and mean nothing here."""

import re

MAX_DEPTH = 64
# A string, also one that never ends (or the search would begin anew inside of it), or a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def is_too_deep(body: bytes | bytearray, limit: int = MAX_DEPTH) -> bool:
    """In one pass, without a parser's recursion."""
    if body.count(b"[") + body.count(b"{") <= limit:
        return False
    depth = 0
    for token in _TOKEN.finditer(body):
        match token[0][:1]:
            case b"[" | b"{":
                depth += 1
                if depth > limit:
                    return True
            case b"]" | b"}":
                depth -= 1
    return False
