"""What a person leaves in the store beside the ledger: visits and preferences."""

import sqlite3
from typing import Final

from dealwatch.store.sqlite import transaction

_PREVIOUS: Final = "SELECT max(coalesce(ended, began)) FROM visit"
_BEGIN: Final = "INSERT INTO visit (began, previous) VALUES (?, ?)"
_END: Final = "UPDATE visit SET ended = max(?, began) WHERE id = (SELECT max(id) FROM visit)"
_SET: Final = """
INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


def begin_visit(connection: sqlite3.Connection, now: int) -> int | None:
    """A person opens the dashboard; gives the end of the visit before it, None on the first one."""
    with transaction(connection):
        previous: int | None = connection.execute(_PREVIOUS).fetchone()[0]
        connection.execute(_BEGIN, (now, previous))
    return previous


def end_visit(connection: sqlite3.Connection, now: int) -> None:
    """The person leaves: what comes after `now` is new at the next visit."""
    with transaction(connection):
        connection.execute(_END, (now,))


def set_preference(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a person's choice."""
    with transaction(connection):
        connection.execute(_SET, (key, value))


def preference(connection: sqlite3.Connection, key: str) -> str | None:
    """What was remembered under `key`."""
    row = connection.execute("SELECT value FROM preference WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
