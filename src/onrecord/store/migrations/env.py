"""Run by Alembic: the steps on the connection that it was given, inside that connection's transaction."""

from __future__ import annotations

from alembic import context

from onrecord.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
