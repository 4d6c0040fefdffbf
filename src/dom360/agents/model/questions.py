"""One question a turn, also where a model asks two.

The first one stays, with all that is stated around it: the contact answers one thing at a time, and
what is left out can be asked in the next turn. A list of questions keeps its first.
"""

import re

# A word with a question mark that is no address: "https://x.example/?a=1" asks nothing.
_ASKS = re.compile(r"(?<!\S)(?!\S*://)\S*\?\S*")
# "2. Quantas pessoas?" is one sentence.
_SENTENCE = re.compile(r"\s*\S.*?(?:(?<!\d)[.!?]+(?=\s)|(?=\n))", re.DOTALL)


class OneQuestion:
    """Takes a text in pieces of whole words, and gives what of it is kept."""

    def __init__(self, *, asked: bool = False) -> None:
        self.asked = asked
        self._held = ""

    def feed(self, text: str) -> str:
        if self.asked:
            return self._after(text)
        question = _ASKS.search(text)
        if question is None:
            return text
        self.asked = True
        return text[: question.end()] + self._after(text[question.end() :])

    def end(self) -> str:
        rest, self._held = self._held, ""
        return "" if _ASKS.search(rest) else rest

    def _after(self, text: str) -> str:
        """Whole sentences that ask nothing more."""
        self._held += text
        kept = []
        while sentence := _SENTENCE.match(self._held):
            self._held = self._held[sentence.end() :]
            if not _ASKS.search(sentence.group()):
                kept.append(sentence.group())
        return "".join(kept)
