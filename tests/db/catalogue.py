"""All that migrations make, as text to compare: the schema, and what pg_dump does not tell."""

from psycopg.conninfo import conninfo_to_dict

from dom360.db.schema_dump import dump_schema
from tests.support.postgres import Cluster, ScratchDatabase

_ROLES = """
select r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,
       r.rolreplication, r.rolbypassrls, r.rolconfig,
       (select array_agg(m.roleid::regrole::text order by 1) from pg_auth_members m
         where m.member = r.oid)
  from pg_roles r
 where starts_with(r.rolname, 'dom360')
 order by 1
"""
_DATABASE = """
select array(select unnest(datacl)::text order by 1),
       array(select unnest(setconfig) from pg_db_role_setting where setdatabase = d.oid order by 1)
  from pg_database d
 where datname = current_database()
"""


def schema_of(cluster: Cluster, database: ScratchDatabase, *, whole: bool = False) -> str:
    parts = conninfo_to_dict(database.owner_url)
    environment = cluster.installation.environment(
        PGHOST=str(parts["host"]),
        PGPORT=str(parts["port"]),
        PGUSER=str(parts["user"]),
        PGPASSWORD=str(parts["password"]),
        PGDATABASE=str(parts["dbname"]),
    )
    return dump_schema(cluster.installation.program("pg_dump"), environment, whole=whole)


def catalogue_of(cluster: Cluster, database: ScratchDatabase) -> tuple[object, ...]:
    """Equal for two databases that are the same to everybody who uses them."""
    return (
        _in_any_order_of_grants(schema_of(cluster, database, whole=True)),
        database.rows(_ROLES),
        database.rows(_DATABASE),
    )


def _in_any_order_of_grants(schema: str) -> list[str]:
    """Which role was granted a column first is remembered, shown, and means nothing."""
    lines = [line for line in schema.splitlines() if line.strip()]
    grants = [line for line in lines if line.startswith("GRANT ")]
    return [line for line in lines if not line.startswith("GRANT ")] + sorted(grants)
