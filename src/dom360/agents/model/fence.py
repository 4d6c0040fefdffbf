"""Data for the model that cannot pass for anything else.

What tools return holds words of contacts and documents. It goes to the model as JSON between <data>
and </data>, with the angle brackets inside it escaped: nothing in there can close the fence.
"""

import json
from collections.abc import Mapping
from typing import Any

# More than any tool answers; a hostile document must not fill the context.
MOST_CHARS = 24_000


def fence(result: Mapping[str, Any]) -> str:
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    if len(text) > MOST_CHARS:
        text = json.dumps({"cut": True, "beginning": text[:MOST_CHARS]}, ensure_ascii=False)
    inside = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<data>\n{inside}\n</data>"
