"""The machine's way to a store: an engine over `sqlite`'s connections, with honest transactions."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    ClauseElement,
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from dealwatch.store import sqlite


@contextmanager
def engine_for(path: Path, *, foreign_keys: bool = True) -> Iterator[Engine]:
    """An engine on the existing file at `path`: one connection, which takes the write lock when it begins.

    Errors of the store are raised as in `dealwatch.errors`; what is not committed then is rolled back.
    """
    raw = sqlite.open_file(path, foreign_keys=foreign_keys)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    try:
        with told_errors(path):
            yield engine
    finally:
        engine.dispose()
        raw.close()


@contextmanager
def told_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, within SQLAlchemy's, into sentences for people."""
    try:
        with sqlite.store_errors(path):
            yield
    except DBAPIError as error:
        told = sqlite.explain(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if told is None:
            raise
        raise told from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, from one state of the store, without taking the write lock."""
    with engine.connect() as connection:
        yield connection.execution_options(only_reads=True)


def _begin(connection: Connection) -> None:
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql(sqlite.BEGIN_READING if only_reads else sqlite.BEGIN_WRITING)


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`column IN` the values of one parameter, a `listed` one: hundreds of them cost more than the query."""
    each = func.json_each(bindparam(name)).table_valued("value")
    return column.in_(select(each.c.value))


def listed(values: Iterable[int] | Iterable[str]) -> str:
    """Values as one parameter for `among`."""
    return json.dumps(list(values))


def ask(connection: Connection, statement: ClauseElement, values: dict[str, Any]) -> sqlite3.Cursor:
    """Run a statement past SQLAlchemy, which costs more than what it runs; rows are the driver's.

    For statements that are put together once and return numbers and texts only: they are compiled once.
    """
    text, given = _compiled(statement)
    return driver(connection).execute(text, given | values)


@lru_cache(maxsize=64)
def _compiled(statement: ClauseElement) -> tuple[str, dict[str, Any]]:
    compiled = statement.compile(dialect=dialect(paramstyle="named"))
    return str(compiled), dict(compiled.params)


def named(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """The rows of `ask`, by the names of their columns."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows that all have the same columns, past the compiler, with which recording costs a tenth more."""
    if not rows:
        return
    names = tuple(rows[0])
    statement, special = _insertion(table, names, connection.dialect)
    if special:
        rows = [row | {name: process(row[name]) for name, process in special.items()} for row in rows]
    driver(connection).executemany(statement, map(itemgetter(*names), rows))


@lru_cache(maxsize=64)
def _insertion(table: Table, names: tuple[str, ...], to: Dialect) -> tuple[str, dict[str, Any]]:
    """The statement that adds a row of these columns, and what makes values of some of them the driver's."""
    to_driver = [table.c[name].type.dialect_impl(to) for name in names]
    special = {
        name: process
        for name, kind in zip(names, to_driver, strict=True)
        if not isinstance(kind, Boolean) and (process := kind.bind_processor(to)) is not None
    }
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", special  # noqa: S608 - names of tables


def driver(connection: Connection) -> sqlite3.Connection:
    """The DB-API connection under `connection`, in its transaction: what the person's door writes with."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)
