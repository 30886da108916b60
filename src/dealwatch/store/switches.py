"""A person's switch of a feed: kept in the store, never in the configuration."""

import sqlite3
from typing import Final

from dealwatch.errors import InputError
from dealwatch.store.sqlite import transaction

# A feed that said it is gone is asked again when somebody switches it on.
_SWITCH: Final = """
UPDATE feed SET enabled = :enabled, gone_at = iif(:enabled, NULL, gone_at) WHERE id = :feed RETURNING name
"""


def switch_feed(connection: sqlite3.Connection, feed: int, *, enabled: bool) -> str:
    """Let a feed be asked, or no more; gives its name. Raises InputError where there is no such feed."""
    with transaction(connection):
        row = connection.execute(_SWITCH, {"feed": feed, "enabled": enabled}).fetchone()
    if row is None:
        raise InputError(f"The store has no feed {feed}.")
    return str(row[0])
