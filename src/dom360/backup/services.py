"""What only the services' own roles and keys can prove of a restored database."""

from dom360.audit.verify import verify_chains
from dom360.backup.facts import SQL, Connection
from dom360.db.database import Database
from dom360.db.vault import NoEncryptionKeys, SecretUnreadable, SensitiveField, Vault
from dom360.errors import Dom360Error
from dom360.kit.keyring import Keyring


async def check_as_services(owner: Connection, app_url: str, keyring: Keyring | None) -> list[str]:
    """One line for each broken audit chain and for each kind of secret that can't be read."""
    db = Database(app_url, pool_size=2)
    try:
        return [*await _chains(db), *await _secrets(owner, Vault(db, keyring))]
    finally:
        await db.close()


async def _chains(db: Database) -> list[str]:
    return [
        f"audit log of {report.slug or report.tenant_id}: {finding.code} at "
        f"{finding.first_seq}: {finding.message}"
        async for report in verify_chains(db)
        for finding in report.findings
    ]


async def _secrets(owner: Connection, vault: Vault) -> list[str]:
    statements = owner.execute(SQL["list_secrets"]).fetchall()
    try:
        await vault.confirm()
    except Dom360Error as problem:
        return [f"secrets: {problem.detail}"]
    return [line for (statement,) in statements for line in await _column(owner, vault, statement)]


async def _column(owner: Connection, vault: Vault, statement: str) -> list[str]:
    """Every ciphertext of one column: a damaged one looks like any other from outside."""
    unreadable = 0
    name = ""
    for tenant_id, table, column, ciphertext in owner.execute(statement.encode()).fetchall():
        name = f"{table}.{column}"
        try:
            await vault.open(tenant_id, SensitiveField(table, column), ciphertext)
        except (SecretUnreadable, NoEncryptionKeys):
            unreadable += 1
    return [f"secrets: {unreadable} of {name} cannot be read"] if unreadable else []
