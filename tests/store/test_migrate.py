"""Preparing a store: made private, migrated with a copy kept, by two processes at once too."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dealwatch.errors import StoreFull
from dealwatch.store import sqlite, views
from dealwatch.store.engine import engine_for
from dealwatch.store.migrate import alembic_config, prepare
from dealwatch.store.tables import METADATA
from tests.support.stores import DIGEST, DOSSIER, NOW, make_store, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "dealwatch.db"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path, stories=[story(1)])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_store_is_created_for_its_owner_alone(path: Path) -> None:
    done = prepare(path, DOSSIER, DIGEST, NOW)
    assert (done.created, done.migrated, done.seeded, done.backup) == (True, False, True, None)
    assert mode(path.parent) == 0o700
    connection = sqlite.connect(path)
    connection.execute("UPDATE dossier SET seeded_at = seeded_at")
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "dealwatch.db": 0o600,
        "dealwatch.db-wal": 0o600,
        "dealwatch.db-shm": 0o600,
        "dealwatch.db.prepare.lock": 0o600,
    }
    connection.close()


def test_preparing_again_changes_nothing(path: Path) -> None:
    prepare(path, DOSSIER, DIGEST, NOW)
    before = path.read_bytes()
    done = prepare(path, DOSSIER, DIGEST, NOW + 9)
    assert (done.created, done.migrated, done.seeded, done.backup) == (False, False, False, None)
    assert path.read_bytes() == before


def test_the_declared_schema_is_the_migrated_one(store: Path) -> None:
    with engine_for(store) as engine, engine.connect() as connection:
        # Full-text tables cannot be declared.
        opts = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("fts_")}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []
        head = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
    assert head == f"{sqlite.SCHEMA:04}"


def test_an_older_store_is_migrated_and_a_copy_is_kept(store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute(f"PRAGMA user_version = {sqlite.SCHEMA - 1}")
    connection.close()
    done = prepare(store, DOSSIER, DIGEST, NOW)
    assert done.migrated
    assert done.backup == store.with_name(f"dealwatch.db.before-{sqlite.SCHEMA:04}")
    assert mode(done.backup) == 0o600
    copy = sqlite3.connect(done.backup)
    assert copy.execute("SELECT count(*) FROM story").fetchone() == (1,)
    assert copy.execute("PRAGMA user_version").fetchone() == (sqlite.SCHEMA - 1,)
    copy.close()
    connection = sqlite.connect(store)
    assert views.stories_count(connection, "test") == 1
    connection.close()


def test_an_earlier_copy_is_not_overwritten(store: Path) -> None:
    taken = store.with_name(f"dealwatch.db.before-{sqlite.SCHEMA:04}")
    taken.write_text("an earlier copy")
    connection = sqlite3.connect(store)
    connection.execute(f"PRAGMA user_version = {sqlite.SCHEMA - 1}")
    connection.close()
    done = prepare(store, DOSSIER, DIGEST, NOW)
    assert taken.read_text() == "an earlier copy"
    assert done.backup == taken.with_name(f"{taken.name}.1")


PREPARE = """
import sys
from pathlib import Path
from dealwatch.store.migrate import prepare
from tests.support.stores import DIGEST, DOSSIER, NOW
sys.stdin.readline()
done = prepare(Path(sys.argv[1]), DOSSIER, DIGEST, NOW)
print(int(done.created), int(done.seeded))
"""


@pytest.fixture
def two(path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes, ready to prepare one store."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PREPARE, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


def test_two_processes_prepare_one_store(path: Path, two: list[subprocess.Popen[str]]) -> None:
    for process in two:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=50) for process in two]
    assert [errors for _, errors in said] == ["", ""]
    assert sorted(out.strip() for out, _ in said) == ["0 0", "1 1"]
    connection = sqlite.connect(path)
    assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (len(DOSSIER.statuses),)
    connection.close()


ON_A_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from dealwatch.errors import StoreFull
from dealwatch.store.migrate import prepare
from tests.support.stores import DIGEST, DOSSIER, NOW
path = Path(sys.argv[1])
try:
    prepare(path, DOSSIER, DIGEST, NOW)
except StoreFull as error:
    print(error)
"""


FILLED_LATER = """
import sys
from pathlib import Path
from dealwatch.errors import StoreFull
from dealwatch.store import sqlite
from dealwatch.store.migrate import prepare
from tests.support.stores import DIGEST, DOSSIER, NOW
path = Path(sys.argv[1])
prepare(path, DOSSIER, DIGEST, NOW)
before = path.read_bytes()
try:
    with path.with_name("other").open("wb", buffering=0) as other:
        while other.write(bytes(4096)):
            pass
except OSError:
    pass
try:
    sqlite.connect(path, readonly=True)
except StoreFull as error:
    print(error)
assert path.read_bytes() == before
"""


def on_a_small_disk(tmp_path: Path, kilobytes: int, script: str) -> str:
    """What a script prints that is given a path on a disk of this size."""
    program = tmp_path / "program.py"
    program.write_text(script)
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        [
            *("unshare", "--mount", "sh", "-c"),
            f'mount -t tmpfs -o size={kilobytes}k tmpfs "$1" || exit 77; exec "$2" "$3" "$1/dealwatch.db"',
            *("sh", str(disk), sys.executable, str(program)),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
    )
    if done.returncode in (1, 77, 127) and "dealwatch" not in done.stderr:
        pytest.skip("a small file system cannot be mounted here")
    assert done.stderr == ""
    return done.stdout


def test_a_disk_too_small_for_a_store_is_told(tmp_path: Path) -> None:
    assert "is full" in on_a_small_disk(tmp_path, 120, ON_A_SMALL_DISK)


def test_a_disk_that_is_full_later_is_told_and_the_store_is_left_as_it_was(tmp_path: Path) -> None:
    assert "is full" in on_a_small_disk(tmp_path, 1_000, FILLED_LATER)


def fill(store: Path) -> None:
    """Write through the machine's door what no longer fits."""
    with engine_for(store) as engine, engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql("INSERT INTO preference (key, value) VALUES ('small', 'fits')")
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("INSERT INTO preference (key, value) VALUES ('large', zeroblob(1000000))")


def test_a_full_disk_leaves_a_store_as_it_was(store: Path) -> None:
    with pytest.raises(StoreFull):
        fill(store)
    connection = sqlite.connect(store)
    assert connection.execute("SELECT count(*) FROM preference").fetchone() == (0,)
    assert views.stories_count(connection, "test") == 1
    connection.close()
