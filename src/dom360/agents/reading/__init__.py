"""Reading passages without a model: which sentence answers a question, and whether any does.

A question is taken apart (`question`), passages become sentences and table rows (`units`), each is
judged by what it covers of the question and by the kind of answer it holds (`judge`), and the best
one is said in the document's own words (`say`). All rules are about Portuguese and English, none
about a business.
"""

from dom360.agents.reading.reader import Answer, Passage, read

__all__ = ["Answer", "Passage", "read"]
