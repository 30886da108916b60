"""How often a feed was asked and what that cost, over all attempts and not only those that are kept.

The counts stand in `tally` beside the other running counts, as "asked:<feed>:<what>".
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dealwatch.store.outcomes import Attempt

_PREFIX: Final = "asked:"
#: What the size of the newest document is kept under: it is what an answer without one saves.
_SIZE: Final = "size"
_COUNT: Final = """
INSERT INTO tally (dossier, name, n) VALUES ('', ?, ?)
ON CONFLICT (dossier, name) DO UPDATE SET n = n + excluded.n
"""
_KEEP_SIZE: Final = "INSERT OR REPLACE INTO tally (dossier, name, n) VALUES ('', ?, ?)"
_SIZE_OF: Final = "SELECT n FROM tally WHERE dossier = '' AND name = ?"
# ";" is the character after ":".
_ALL: Final = "SELECT name, n FROM tally WHERE dossier = '' AND name >= 'asked:' AND name < 'asked;'"
_PARSING: Final = frozenset({"parse_error", "parse_timeout", "parse_memory", "not_a_feed", "empty"})
_RESULTS: Final = frozenset({"new", "unchanged", "not_modified", "timeout"})


@dataclass(frozen=True, slots=True)
class Counts:
    """Attempts at a feed by how they ended, and bytes: received, and saved by answers without a body."""

    new: int = 0
    unchanged: int = 0
    not_modified: int = 0
    too_many: int = 0
    client_errors: int = 0
    server_errors: int = 0
    timeout: int = 0
    parse_errors: int = 0
    other_errors: int = 0
    bytes: int = 0
    bytes_saved: int = 0


NONE: Final = Counts()


def kind_of(attempt: Attempt) -> str:
    """Under which of the counts an attempt falls."""
    status = attempt.http_status or 0
    if attempt.outcome in _RESULTS:
        return attempt.outcome
    if attempt.outcome in _PARSING:
        return "parse_errors"
    if status == 429:
        return "too_many"
    if status < 400:
        return "other_errors"
    return "client_errors" if status < 500 else "server_errors"


def count_attempt(connection: sqlite3.Connection, feed: int, attempt: Attempt) -> None:
    """Add an attempt at a feed to its counts; part of the transaction that is open."""
    kind, name = kind_of(attempt), f"{_PREFIX}{feed}:"
    steps = {kind: 1, "bytes": attempt.bytes}
    if kind == "not_modified":
        size = connection.execute(_SIZE_OF, (name + _SIZE,)).fetchone()
        steps["bytes_saved"] = size[0] if size else 0
    elif kind in ("new", "unchanged") and attempt.bytes:
        connection.execute(_KEEP_SIZE, (name + _SIZE, attempt.bytes))
    connection.executemany(_COUNT, [(name + what, step) for what, step in steps.items() if step])


def counts(connection: sqlite3.Connection) -> Mapping[int, Counts]:
    """What is counted of each feed that was asked, by its id."""
    found: dict[int, dict[str, int]] = {}
    for name, n in connection.execute(_ALL):
        _, feed, what = name.split(":")
        if what != _SIZE:
            found.setdefault(int(feed), {})[what] = n
    return {feed: Counts(**values) for feed, values in found.items()}
