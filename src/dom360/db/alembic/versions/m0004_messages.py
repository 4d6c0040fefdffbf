"""messages"""

from dom360.db.alembic import sql_files

revision = "0004"
down_revision = "0003"

upgrade, downgrade = sql_files("0004_messages")
