"""Prepare a store: create it or bring it up to date, and seed it with a dossier.

Two processes may prepare one store at once: the second waits for the first and finds nothing to do.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from filelock import FileLock, Timeout
from sqlalchemy import Connection

from dealwatch.dossier import Dossier
from dealwatch.errors import StoreBusy, StoreError
from dealwatch.store import sqlite
from dealwatch.store.engine import driver, engine_for
from dealwatch.store.seed import seed

#: How long to wait for another process that prepares the same store, in seconds.
LOCK_SECONDS: Final = 60.0
_SCRIPTS: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` did. `backup` is the copy kept from before a migration."""

    created: bool
    migrated: bool
    seeded: bool
    backup: Path | None


def prepare(path: Path, dossier: Dossier, digest: str, now: int) -> Prepared:
    """Make the store at `path` ready to use with this dossier; do nothing where it is.

    Raises StoreTooNew, StoreForeign, StoreReadOnly, StoreFull, StoreBusy; an existing file is then unchanged.
    """
    sqlite.inspect(path)
    sqlite.check_writable(path)
    sqlite.create_file(path)
    with sqlite.store_errors(path):
        try:
            with FileLock(f"{path}.prepare.lock", timeout=LOCK_SECONDS, mode=0o600):
                return _prepare_locked(path, dossier, digest, now)
        except Timeout as error:
            told = f"Another dealwatch is preparing the store {path}: try again in a minute."
            raise StoreBusy(told) from error


def _prepare_locked(path: Path, dossier: Dossier, digest: str, now: int) -> Prepared:
    state = sqlite.inspect(path)
    backup = keep_copy(path) if state == "outdated" else None
    if state != "current":
        migrate(path)
    with engine_for(path) as engine, engine.begin() as connection:
        seeded = seed(connection, dossier, digest, now, again=state != "current")
    return Prepared(created=state == "missing", migrated=state == "outdated", seeded=seeded, backup=backup)


def keep_copy(path: Path) -> Path:
    """Copy the store beside itself before a migration, as `dealwatch.db.before-0002`, over no other file."""
    copy = _free_name(path.with_name(f"{path.name}.before-{sqlite.SCHEMA:04}"))
    sqlite.create_file(copy)
    connection = sqlite.open_file(path)
    try:
        sqlite.copy_into(connection, copy)
    except BaseException:
        copy.unlink()
        raise
    finally:
        connection.close()
    return copy


def _free_name(wanted: Path) -> Path:
    name, number = wanted, 1
    while name.exists():
        name, number = wanted.with_name(f"{wanted.name}.{number}"), number + 1
    return name


def migrate(path: Path, revision: str = "head") -> None:
    """Run the migrations in one transaction, foreign keys off until they are checked at its end."""
    with engine_for(path, foreign_keys=False) as engine:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), revision)
            _check_references(connection, path)
            sqlite.stamp(driver(connection))
        with engine.connect() as connection:
            sqlite.use_write_ahead_log(driver(connection))


def alembic_config(connection: Connection) -> Config:
    """The configuration that Alembic's commands take; the migrations run on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _check_references(connection: Connection, path: Path) -> None:
    table = sqlite.broken_reference(driver(connection))
    if table is not None:
        raise StoreError(
            f"The store {path} was left as it is: rows of {table} would lose what they refer to."
        )
