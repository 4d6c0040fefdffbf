"""Lead fields from free text: one module for each, all with the same entrance.

Each finder gets what was said and which field the last question was about; a bare "40" means
employees only when employees were asked for. Confidence says how the value was found: 0.9 where the
contact named the field, 0.7 as an answer to its question, 0.6 by inference.
"""

from dom360.agents.extract.learn import learn
from dom360.agents.extract.model import FIELDS, Field, Learned

__all__ = ["FIELDS", "Field", "Learned", "learn"]
