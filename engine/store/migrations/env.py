"""Where Alembic enters: it runs the migrations on the connection that ``opening`` gives."""

from alembic import context

from engine.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
