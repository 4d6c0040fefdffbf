"""cheaper turns"""

from dom360.db.alembic import sql_files

revision = "0028"
down_revision = "0027"

upgrade, downgrade = sql_files("0028_cheaper_turns")
