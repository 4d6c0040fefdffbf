"""knowledge"""

from dom360.db.alembic import sql_files

revision = "0015"
down_revision = "0014"

upgrade, downgrade = sql_files("0015_knowledge")
