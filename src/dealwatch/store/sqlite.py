"""What is special to SQLite: opening a store, its pragmas, its transactions and its errors.

Both doors stand on this module, so it reaches neither SQLModel nor SQLAlchemy. Whatever keeps a file from
being used as a store becomes one of the sentences of `dealwatch.errors`, and such a file is never written
to.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from dealwatch.errors import (
    StoreBusy,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreMissing,
    StoreOutdated,
    StoreReadOnly,
    StoreTooNew,
)

#: Number of the newest migration; a store's `PRAGMA user_version`.
SCHEMA: Final = 5
#: "dlwt": what tells a store from any other SQLite database (`PRAGMA application_id`).
APPLICATION_ID: Final = 0x646C7774
#: How long a writer waits for another one, in milliseconds.
BUSY_TIMEOUT: Final = 5000
#: Begins a transaction that only reads, from one state of the store.
BEGIN_READING: Final = "BEGIN"
#: Begins a transaction that takes the write lock at once.
BEGIN_WRITING: Final = "BEGIN IMMEDIATE"

# What SQLite keeps beside a store that is open: the index of its log, and a page of the log.
_LEAST_ROOM: Final = 64 * 1024
_MAGIC: Final = b"SQLite format 3\x00"
_FULL: Final = (sqlite3.SQLITE_FULL,)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_READ_ONLY: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_BROKEN: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)

#: What a file at the path of a store can be: nothing (or an empty file), an older store, or a usable one.
State = Literal["missing", "outdated", "current"]


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open the store at `path`, checked and ready: WAL, foreign keys, a busy time-out, no implicit
    transactions.

    Raises StoreMissing, StoreOutdated, StoreTooNew, StoreForeign, StoreReadOnly, StoreFull or StoreBusy.
    """
    found = inspect(path)
    if found == "missing":
        raise StoreMissing(f"There is no store at {path} yet: run `dealwatch store prepare`.")
    if found == "outdated":
        raise StoreOutdated(
            f"The store {path} was written by an older dealwatch: run `dealwatch store prepare` to update it."
        )
    if not readonly:
        check_writable(path)
    return open_file(path, readonly=readonly)


def inspect(path: Path) -> State:
    """Tell what lies at `path` without changing it.

    Raises StoreForeign, StoreTooNew, StoreReadOnly (it cannot be read), StoreBusy.
    """
    with store_errors(path):
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            return "missing"
        if not path.is_file() or not _has_magic(path):
            raise StoreForeign(
                f"{path} is not a dealwatch store and was left as it is: name another with --db."
            )
        connection = open_file(path, readonly=True)
        try:
            return _judge(path, connection)
        finally:
            connection.close()


def _has_magic(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _judge(path: Path, connection: sqlite3.Connection) -> State:
    application = pragma(connection, "application_id")
    version = pragma(connection, "user_version")
    if application != APPLICATION_ID:
        # A store whose first preparation was cut short: a database with nothing in it.
        if application == 0 and version == 0 and not _has_schema(connection):
            return "missing"
        raise StoreForeign(
            f"{path} is a database of another program, not a dealwatch store, and was left as it is: "
            "name another file with --db."
        )
    if version > SCHEMA:
        raise StoreTooNew(
            f"The store {path} was written by a newer dealwatch (schema {version}, this one knows {SCHEMA}): "
            "upgrade dealwatch, or name another file with --db."
        )
    return "current" if version == SCHEMA else "outdated"


def _has_schema(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def check_writable(path: Path) -> None:
    """Refuse a store whose file or folder may not be written. Raises StoreReadOnly."""
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise StoreReadOnly(_read_only(path))


def create_file(path: Path) -> None:
    """Make an empty file that only its owner may read, in a folder of the same kind; keep one that exists.

    An empty one that exists is closed to others too: it is about to become a store. Raises StoreReadOnly,
    StoreFull.
    """
    with store_errors(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif path.stat().st_size == 0:
            path.chmod(0o600)


def open_file(path: Path, *, readonly: bool = False, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open an existing file with a store's pragmas, whatever is in it; for `connect` and `migrate`."""
    with store_errors(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rw'}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT / 1000,
            check_same_thread=False,
        )
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


@contextmanager
def unwaiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Within it a writer that finds another one at work fails at once instead of waiting for it."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of a pragma that is a number."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write within one transaction that takes the write lock at once; nothing of it stays when it fails.

    A deferred transaction that reads first and writes later is refused, not made to wait, when another
    process wrote in between; BEGIN IMMEDIATE waits. Raises StoreBusy, StoreFull, StoreReadOnly.
    """
    path = path_of(connection)
    with store_errors(path):
        connection.execute(BEGIN_WRITING)
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            # After a full disk SQLite may have rolled back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def path_of(connection: sqlite3.Connection) -> Path:
    """The file that a connection has open."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def stamp(connection: sqlite3.Connection) -> None:
    """Mark the file as a store of the newest schema; part of the transaction that is open."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers never wait for a writer. The file remembers it; it cannot be set within a transaction."""
    connection.execute("PRAGMA journal_mode = WAL")


def broken_reference(connection: sqlite3.Connection) -> str | None:
    """A table with a row that refers to a row which is not there."""
    row = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if row is None else str(row[0])


def copy_into(connection: sqlite3.Connection, copy: Path) -> None:
    """Write the store as it is now into the empty file `copy`."""
    connection.execute("VACUUM INTO ?", (str(copy),))


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection wrote to the store; asking costs microseconds."""
    return pragma(connection, "data_version")


def is_prepared(connection: sqlite3.Connection, dossier_id: str, digest: str) -> bool:
    """Whether the store was seeded with this text of this dossier."""
    row = connection.execute("SELECT digest FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    return row is not None and row[0] == digest


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into sentences for people; programming errors pass."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        told = explain(error, path)
        if told is None:
            raise
        raise told from error


def explain(error: sqlite3.Error | OSError, path: Path) -> StoreError | None:
    """The sentence for an error met on the store at `path`, None for a defect in dealwatch."""
    if isinstance(error, OSError):
        return _explain_os(error, path)
    # Extended codes keep the primary code in the low byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL:
        return StoreFull(_full(path))
    if code in _BUSY:
        return StoreBusy(
            f"Another process has kept the store {path} locked for {BUSY_TIMEOUT // 1000} seconds: "
            "try again, or stop the other dealwatch."
        )
    if code in _READ_ONLY:
        return StoreReadOnly(_read_only(path))
    if code in _BROKEN:
        return StoreForeign(f"{path} is damaged or is not a dealwatch store; name another file with --db.")
    if code == sqlite3.SQLITE_IOERR:
        # A disk without room for the file that connections share is an input/output error to SQLite.
        if _is_full(path.parent):
            return StoreFull(_full(path))
        return StoreError(f"The disk under the store {path} gave an error ({error}): check it and try again.")
    return None


def _explain_os(error: OSError, path: Path) -> StoreError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreFull(_full(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(_unreadable(path) if _may_not_be_read(path) else _read_only(path))
    if error.errno in (errno.ENOTDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP):
        return StoreError(f"{path} cannot be a store ({error.strerror}): name another file with --db.")
    return None


def _is_full(folder: Path) -> bool:
    """Whether a disk has no room for what SQLite keeps beside a store."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def _may_not_be_read(path: Path) -> bool:
    try:
        return path.exists() and not os.access(path, os.R_OK)
    except OSError:
        return True  # its folder hides it


def _unreadable(path: Path) -> str:
    return (
        f"The store {path} may not be read by you; nothing was changed: "
        "give yourself the right to, or name another file with --db."
    )


def _full(path: Path) -> str:
    return f"The disk that holds the store {path} is full; nothing was changed: make room and try again."


def _read_only(path: Path) -> str:
    return (
        f"The store {path} or its folder cannot be written; nothing was changed: "
        "give yourself the right to write there, or name another file with --db."
    )
