"""How the built-in policy counts tokens.

It has no model and so no model's tokenizer. One token is one run of letters, digits or
underscores, or one other visible character; white space counts nothing. Input is the new message
and all of the history that the policy read; output is the answer's text; nothing is cached.
"Olá, Maria!" is 4 tokens: `Olá` `,` `Maria` `!`.
"""

import re

_PIECE = re.compile(r"\w+|[^\w\s]")


def count_tokens(*texts: str) -> int:
    return sum(len(_PIECE.findall(text)) for text in texts)


def stream_pieces(text: str) -> list[str]:
    """Cut an answer for streaming: a word with the space before it. Joined, they are the text."""
    return re.findall(r"\s*\S+|\s+$", text)
