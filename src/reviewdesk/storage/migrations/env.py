"""Alembic's entry: runs on the connection it is handed, inside the transaction that stands."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
