"""conversations"""

from dom360.db.alembic import sql_files

revision = "0003"
down_revision = "0002"

upgrade, downgrade = sql_files("0003_conversations")
