"""retention"""

from dom360.db.alembic import sql_files

revision = "0011"
down_revision = "0010"

upgrade, downgrade = sql_files("0011_retention")
