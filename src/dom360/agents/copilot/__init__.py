"""COPILOT's built-in policy. `answer` is the entrance; `CALLS` are the tools it may call.

A message goes through: thread (does it answer our question?), parts (one request or several), wants
(which kind), then what the kind needs: periods, filters, people, dictation. The answers are in
leads, records, talks, figures and writes; the words in phrasing/copilot_*.py.
"""

from dom360.agents.copilot.answering import CALLS, answer

__all__ = ["CALLS", "answer"]
