"""The first tables of a record, its views and full text index: frozen, as SQL for each database beside this file."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
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
