"""Stores that are ready, each made once and then copied, because making one takes a second."""

import functools
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from dealwatch.dossier import Dossier, digest_of, load_dossier
from dealwatch.store.migrate import prepare

_NAME: Final = "uk-us-tech"
_NOW: Final = 1_780_000_000


def prepared_store() -> bytes:
    """The bytes of one with the shipped dossier in it."""
    return _prepared(load_dossier(_NAME), digest_of(_NAME), _NOW)


def put_prepared(path: Path, dossier: Dossier, digest: str, now: int) -> None:
    """A new store at `path`, as `prepare` makes it."""
    path.write_bytes(_prepared(dossier, digest, now))
    path.chmod(0o600)


@functools.lru_cache(maxsize=16)
def _prepared(dossier: Dossier, digest: str, now: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        prepare(path, dossier, digest, now)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()
