"""A store that is ready, with the shipped dossier in it: made once, because making it takes a second."""

import functools
import sqlite3
import tempfile
from pathlib import Path
from typing import Final

from dealwatch.dossier import digest_of, load_dossier
from dealwatch.store.migrate import prepare

_NAME: Final = "uk-us-tech"
_NOW: Final = 1_780_000_000


@functools.cache
def prepared_store() -> bytes:
    """The bytes of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        prepare(path, load_dossier(_NAME), digest_of(_NAME), _NOW)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()
