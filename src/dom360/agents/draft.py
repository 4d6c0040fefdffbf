"""What a policy hands back, before ids, times and counts are put around it."""

from dataclasses import dataclass, field

from dom360.protocol import Handoff, RagHit


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    structured: dict[str, object] = field(default_factory=dict)
    handoff: Handoff | None = None
    # Every text that the policy looked at: the basis of the input token count.
    read: tuple[str, ...] = ()
    # Passages of the documents that were looked at.
    hits: tuple[RagHit, ...] = ()
