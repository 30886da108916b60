"""What every command that touches the store starts from: configuration, store path, dossier."""

import datetime as dt
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dealwatch.clock import Clock, SystemClock
from dealwatch.config import Config, load_config, store_path
from dealwatch.dossier import digest_of, shipped_dossiers
from dealwatch.errors import DossierError, StoreMissing, StoreOutdated
from dealwatch.store.sqlite import connect, is_prepared, store_errors

if TYPE_CHECKING:
    import argparse

    from dealwatch.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a command works. `digest` is the hash of the dossier's text."""

    config: Config
    db: Path
    digest: str
    clock: Clock

    @classmethod
    def of(cls, arguments: "argparse.Namespace") -> "Setting":
        """From the command line, the environment and the configuration. Raises ConfigError, DossierError."""
        config = load_config(arguments.config, os.environ)
        db = store_path(config, arguments.db, os.environ)
        return cls(config, db, digest_of_dossier(config), SystemClock())

    @property
    def today(self) -> dt.date:
        """The day it is for the reader."""
        return dt.datetime.fromtimestamp(self.clock.now(), tz=dt.UTC).astimezone().date()

    def dossier(self) -> "Dossier":
        """The whole dossier: 20 ms, so only where it is needed."""
        return load_dossier_of(self.config)

    def dossier_id(self) -> str:
        """The dossier's id; one that ships has the id of its name, so nothing is parsed for it."""
        named = self.config.dossier
        return named if named in shipped_dossiers() else self.dossier().id


def digest_of_dossier(config: Config) -> str:
    """The hash of the text of the dossier that a configuration names.

    Raises DossierError; where there is no such dossier, with the file and key that name it.
    """
    try:
        return digest_of(config.dossier, config.folder)
    except DossierError as error:
        raise DossierError(f"{config.source}: dossier: {error}") from error


def load_dossier_of(config: Config) -> "Dossier":
    """The dossier that a configuration names. Raises DossierError."""
    from dealwatch.dossier import load_dossier

    digest_of_dossier(config)
    return load_dossier(config.dossier, config.folder)


@contextmanager
def opened(setting: Setting) -> Iterator[sqlite3.Connection]:
    """A connection for reading; the store is made, brought up to date or seeded first where it has to be.

    Raises StoreError. What was done to the store is told on stderr.
    """
    connection = _connect(setting)
    if connection is None:
        print(f"dealwatch: {prepare_store(setting)}", file=sys.stderr)
        connection = connect(setting.db, readonly=True)
    try:
        with store_errors(setting.db):
            yield connection
    finally:
        connection.close()


def ensure_store(setting: Setting) -> str:
    """Prepare the store where that is needed; what was done, "" when it was ready. Raises StoreError."""
    connection = _connect(setting)
    if connection is None:
        return prepare_store(setting)
    connection.close()
    return ""


def _connect(setting: Setting) -> sqlite3.Connection | None:
    try:
        connection = connect(setting.db, readonly=True)
    except (StoreMissing, StoreOutdated):
        return None
    if is_prepared(connection, setting.dossier_id(), setting.digest):
        return connection
    connection.close()
    return None


def prepare_store(setting: Setting) -> str:
    """Create, migrate and seed the store as far as it needs it; what was done, in one sentence."""
    # Behind the machine's door stand SQLModel and Alembic: 0.6 s that no other command pays.
    from dealwatch.store.migrate import prepare

    done = prepare(setting.db, setting.dossier(), setting.digest, setting.clock.now())
    told = [
        *(["created"] if done.created else []),
        *(["brought up to date"] if done.migrated and not done.created else []),
        *(["the facts of the dossier entered"] if done.seeded else []),
    ]
    kept = f"; a copy of the older one is {done.backup}" if done.backup else ""
    return f"store {setting.db}: {', '.join(told) or 'was ready, nothing to do'}{kept}"
