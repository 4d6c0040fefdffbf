"""holder and first invitation"""

from dom360.db.alembic import sql_files

revision = "0025"
down_revision = "0024"

upgrade, downgrade = sql_files("0025_holder_and_first_invitation")
