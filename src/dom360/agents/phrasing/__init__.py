"""Everything SDR says, per language, several wordings of each thing.

Rules for these texts: a question stands as one whole sentence without placeholders (the policy
finds its own earlier questions in the history by them), nothing else contains a question mark, and
no two entries share a wording.
"""

from dom360.agents.language import Language
from dom360.agents.phrasing.catalogue import Catalogue, Topic
from dom360.agents.phrasing.en import ENGLISH
from dom360.agents.phrasing.pt import PORTUGUESE

CATALOGUES: dict[Language, Catalogue] = {"pt": PORTUGUESE, "en": ENGLISH}

__all__ = ["CATALOGUES", "Catalogue", "Topic"]
