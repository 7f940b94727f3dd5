"""Tables for what binds reports to each other, and what people said of that: frozen, as SQL beside this file.

They are empty at first; `onrecord incidents` links what is on the record.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_HERE = Path(__file__)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    script = _HERE.with_name(f"{_HERE.stem}.{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n;\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
