"""inbox"""

from dom360.db.alembic import sql_files

revision = "0020"
down_revision = "0019"

upgrade, downgrade = sql_files("0020_inbox")
