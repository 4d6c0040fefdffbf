"""erasure"""

from dom360.db.alembic import sql_files

revision = "0010"
down_revision = "0009"

upgrade, downgrade = sql_files("0010_erasure")
