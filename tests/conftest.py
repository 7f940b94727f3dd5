"""Fixtures of every test: a real PostgreSQL (`postgres_url`)."""

pytest_plugins = ["tests.postgres"]
