"""conversations by contact"""

from dom360.db.alembic import sql_files

revision = "0027"
down_revision = "0026"

upgrade, downgrade = sql_files("0027_conversations_by_contact")
