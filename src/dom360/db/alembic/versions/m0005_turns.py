"""turns"""

from dom360.db.alembic import sql_files

revision = "0005"
down_revision = "0004"

upgrade, downgrade = sql_files("0005_turns")
