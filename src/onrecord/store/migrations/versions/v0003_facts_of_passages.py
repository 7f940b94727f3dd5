"""The index of facts by passage tells of what kind they are, so that a word in half of all reports is gone through."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew."""
    connection = op.get_bind()
    connection.exec_driver_sql("DROP INDEX ix_facts_passage_id")
    connection.exec_driver_sql(
        "CREATE INDEX ix_facts_passage_id ON facts (passage_id, published, kind, polarity, form, outcome)"
    )
