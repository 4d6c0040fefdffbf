"""Everything COPILOT says, per language."""

from dom360.agents.language import Language
from dom360.agents.phrasing.copilot_en import ENGLISH
from dom360.agents.phrasing.copilot_pt import PORTUGUESE
from dom360.agents.phrasing.copilot_texts import CopilotTexts

TEXTS: dict[Language, CopilotTexts] = {"pt": PORTUGUESE, "en": ENGLISH}

__all__ = ["TEXTS", "CopilotTexts"]
