"""Opening a store: what is refused, in which words, and that nothing is overwritten."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

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
from dealwatch.store import marks, sqlite
from dealwatch.store.migrate import prepare
from tests.support.stores import DIGEST, DOSSIER, NOW, make_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path)


@pytest.fixture
def connection(store: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite.connect(store)
    yield opened
    opened.close()


def raw(path: Path, *statements: str) -> None:
    """Change a file behind the store's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def refused(path: Path, expected: type[StoreError]) -> str:
    """That both doors refuse the file in one sentence and leave it alone; gives the sentence."""
    before = path.read_bytes()
    with pytest.raises(expected) as opening:
        sqlite.connect(path)
    with pytest.raises(expected) as preparing:
        prepare(path, DOSSIER, DIGEST, NOW)
    assert path.read_bytes() == before
    assert str(opening.value) == str(preparing.value)
    assert str(path) in str(opening.value)
    return str(opening.value)


def test_a_connection_has_the_pragmas_of_a_store(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert sqlite.pragma(connection, "foreign_keys") == 1
    assert sqlite.pragma(connection, "busy_timeout") == sqlite.BUSY_TIMEOUT
    assert sqlite.pragma(connection, "synchronous") == 1
    assert connection.isolation_level is None


def test_no_store_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="store prepare"):
        sqlite.connect(tmp_path / "none.db")


def test_an_empty_file_is_missing_and_can_be_prepared(tmp_path: Path) -> None:
    path = tmp_path / "dealwatch.db"
    path.touch(0o644)
    with pytest.raises(StoreMissing):
        sqlite.connect(path)
    assert prepare(path, DOSSIER, DIGEST, NOW).created
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_another_kind_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes. " * 100)
    assert "not a dealwatch store" in refused(path, StoreForeign)


def test_a_database_of_another_program_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "cookies.sqlite"
    raw(path, "CREATE TABLE cookie (name TEXT)")
    assert "another program" in refused(path, StoreForeign)


def test_a_folder_is_foreign(tmp_path: Path) -> None:
    with pytest.raises(StoreForeign):
        sqlite.connect(tmp_path)


def test_a_damaged_store_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "dealwatch.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    refused(path, StoreForeign)


def test_a_store_of_a_newer_dealwatch_is_refused(store: Path) -> None:
    raw(store, f"PRAGMA user_version = {sqlite.SCHEMA + 1}")
    assert "upgrade dealwatch" in refused(store, StoreTooNew)


def test_a_store_of_an_older_dealwatch_is_to_be_prepared(store: Path) -> None:
    raw(store, f"PRAGMA user_version = {sqlite.SCHEMA - 1}")
    with pytest.raises(StoreOutdated, match="store prepare"):
        sqlite.connect(store)


AS_NOBODY = """
import os, sys
from pathlib import Path
from dealwatch.errors import StoreError
from dealwatch.store import sqlite
from dealwatch.store.migrate import prepare
from tests.support.stores import DIGEST, DOSSIER, NOW
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for door in (sqlite.connect, lambda path: prepare(path, DOSSIER, "another", NOW)):
    try:
        door(Path(sys.argv[1]))
    except StoreError as error:
        print(type(error).__name__, error, sep=": ")
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach, which pytest's own is not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def as_nobody(path: Path) -> list[str]:
    """What both doors say to somebody without the right to write; root asks as somebody else."""
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, check=False, timeout=50
    )
    if "PermissionError" in done.stderr or "ModuleNotFoundError" in done.stderr:
        pytest.skip("another user cannot reach Python here")
    assert not done.stderr
    return done.stdout.splitlines()


def test_a_read_only_folder_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    path = open_folder / "dealwatch.db"
    opening, preparing = as_nobody(path)
    assert opening.startswith("StoreMissing")
    assert preparing.startswith("StoreReadOnly")
    assert "cannot be written" in preparing
    assert not path.exists()


def test_a_read_only_store_is_refused(open_folder: Path) -> None:
    store = make_store(open_folder)
    before = store.read_bytes()
    store.chmod(0o444)
    said = as_nobody(store)
    assert [sentence.partition(":")[0] for sentence in said] == ["StoreReadOnly"] * 2
    assert store.read_bytes() == before


def test_a_store_that_may_not_be_read_is_refused_in_other_words(open_folder: Path) -> None:
    store = make_store(open_folder)
    store.chmod(0)
    said = as_nobody(store)
    assert [sentence.partition(":")[0] for sentence in said] == ["StoreReadOnly"] * 2
    assert all("may not be read by you" in sentence for sentence in said)


def test_a_folder_in_which_nothing_can_be_made_is_told() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("only Linux has such a folder at hand")
    with pytest.raises(StoreError, match="name another file with --db"):
        prepare(Path("/proc/dealwatch.db"), DOSSIER, DIGEST, NOW)


def test_a_full_disk_is_told_and_nothing_is_changed(connection: sqlite3.Connection) -> None:
    marks.set_preference(connection, "theme", "dark")
    connection.execute(f"PRAGMA max_page_count = {sqlite.pragma(connection, 'page_count')}")
    with pytest.raises(StoreFull, match="full"):
        marks.set_preference(connection, "theme", "x" * 1_000_000)
    assert marks.preference(connection, "theme") == "dark"
    assert not connection.in_transaction


def test_a_store_that_stays_locked_is_busy(store: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite.connect(store)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="locked"):
        marks.set_preference(connection, "theme", "dark")
    other.close()


def test_a_failed_transaction_leaves_nothing(connection: sqlite3.Connection) -> None:
    with suppress(ZeroDivisionError), sqlite.transaction(connection):
        connection.execute("INSERT INTO preference (key, value) VALUES ('a', 'b')")
        raise ZeroDivisionError
    assert marks.preference(connection, "a") is None
    assert not connection.in_transaction


def test_a_reader_cannot_write(store: Path) -> None:
    reader = sqlite.connect(store, readonly=True)
    with pytest.raises(StoreReadOnly):
        marks.set_preference(reader, "theme", "dark")
    reader.close()


def test_data_version_tells_of_another_writer(store: Path, connection: sqlite3.Connection) -> None:
    before = sqlite.data_version(connection)
    marks.set_preference(connection, "theme", "dark")
    assert sqlite.data_version(connection) == before
    other = sqlite.connect(store)
    marks.set_preference(other, "theme", "light")
    other.close()
    assert sqlite.data_version(connection) != before


def test_is_prepared_only_with_the_same_text_of_the_dossier(connection: sqlite3.Connection) -> None:
    assert sqlite.is_prepared(connection, "test", DIGEST)
    assert not sqlite.is_prepared(connection, "test", "another")
    assert not sqlite.is_prepared(connection, "other", DIGEST)


def test_the_persons_door_imports_no_orm() -> None:
    code = (
        "import sys; from dealwatch.store import ledger, marks, rows, sqlite, views;"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'alembic', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=50
    )
    assert done.stdout.strip() == "[]"
