"""What Alembic runs: the migrations, on the connection and in the transaction that `migrate` gives it."""

from typing import Any

from alembic import context
from sqlalchemy import Connection

from dealwatch.store.tables import METADATA


def include(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Hide full-text tables, which metadata cannot declare, from autogenerate."""
    return not (kind == "table" and name is not None and name.startswith("fts"))


def run(connection: Connection) -> None:
    """Run them all in the transaction that is already open: half a migration never stays."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        include_object=include,
        render_as_batch=True,
        transactional_ddl=True,
    )
    context.run_migrations()


run(context.config.attributes["connection"])
