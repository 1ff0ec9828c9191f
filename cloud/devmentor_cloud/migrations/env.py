"""Alembic's entry: runs the migrations on the connection that `stores.migrate` gives it."""

from alembic import context

from devmentor_cloud.stores.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite cannot alter a column in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
