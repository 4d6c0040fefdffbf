"""Proves that a tenant's chain is whole: nothing edited, removed, added or reordered.

Reads as dom360_admin, a batch a transaction: it holds nothing up, needs the memory of one batch,
and may run while others write.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

from dom360.audit import queries
from dom360.audit.models import Chain, ChainReport, Finding, FindingCode, Link
from dom360.db.database import Database
from dom360.errors import NotFound

TENANTS = 200
ROWS = 1000
FINDINGS_KEPT = 100
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


async def verify_chains(db: Database, *, slug: str | None = None) -> AsyncIterator[ChainReport]:
    """One report a tenant, also of tenants that are gone. Raises NotFound for an unknown slug."""
    after: UUID | None = None
    while True:
        async with db.platform_tx("dom360_admin") as tx:
            chains = await queries.list_chains(tx, slug=slug, after=after, limit=TENANTS)
        if slug is not None and after is None and not chains:
            raise NotFound(f"There is no company with the slug {slug}.")
        for chain in chains:
            yield await _verify(db, chain)
        if len(chains) < TENANTS:
            return
        after = chains[-1].tenant_id


async def _verify(db: Database, chain: Chain) -> ChainReport:
    check = _Check(chain)
    after = (0, _BEGINNING)
    while True:
        async with db.platform_tx("dom360_admin") as tx:
            links = await queries.list_links(tx, chain, after=after, limit=ROWS)
        for link in links:
            check.read(link)
        if len(links) < ROWS:
            return check.finish()
        after = (links[-1].seq, links[-1].created_at)


class _Check:
    """Walks along one chain and remembers where it is."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._expected = chain.kept_from
        self._hash = chain.kept_prev
        self._report = ChainReport(
            tenant_id=chain.tenant_id,
            slug=chain.slug,
            head_seq=chain.head_seq,
            head_hash=chain.head_hash.hex(),
        )

    def read(self, link: Link) -> None:
        self._report.entries += 1
        if link.seq > self._expected:
            self._find("missing", self._expected, link.seq - 1, "Removed.")
        elif link.seq < self._expected:
            self._find("repeated", link.seq, link.seq, "This number was there already.")
        elif link.prev_hash != self._hash and self._chain.has_head:
            message = "It does not continue the row before: one of both was replaced or moved."
            self._find("unlinked", link.seq, link.seq, message)
        if not link.sound:
            self._find(
                "edited", link.seq, link.seq, "Its content is not what its hash was made of."
            )
        self._expected = max(self._expected, link.seq + 1)
        self._hash = link.hash

    def finish(self) -> ChainReport:
        chain, last = self._chain, self._expected - 1
        if not chain.has_head:
            if chain.must_have_head or chain.newest_seq:
                self._find("head_missing", 0, chain.newest_seq, "The chain has lost its head.")
        elif last < chain.head_seq:
            self._find("missing", last + 1, chain.head_seq, "Removed from the end.")
        elif chain.newest_seq > chain.head_seq:
            self._find("head", chain.head_seq + 1, chain.newest_seq, "Added behind the head.")
        elif self._hash != chain.head_hash:
            self._find("head", last, last, "The newest row is not the one that the head names.")
        return self._report

    def _find(self, code: FindingCode, first: int, last: int, message: str) -> None:
        self._report.found += 1
        if len(self._report.findings) < FINDINGS_KEPT:
            self._report.findings.append(Finding(code, first, last, message))
