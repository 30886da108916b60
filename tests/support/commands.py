"""The command line as a process, in a home directory of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.prepared import prepared_store

#: What a test's environment is cleared of, so that no test sees the developer's machine.
_OWN = ("DEALWATCH_CONFIG", "DEALWATCH_DB", "NO_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING", "PYTHONPATH")


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What it printed as one JSON array."""
        rows = json.loads(self.out)
        assert isinstance(rows, list)
        return rows

    @property
    def readings(self) -> list[dict[str, Any]]:
        """What it printed as JSON Lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]


@dataclass(frozen=True)
class Home:
    """A person's home directory with configuration and store in it."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def db(self) -> Path:
        """Where the store is when nothing else is said."""
        return self.folder / ".local" / "share" / "dealwatch" / "dealwatch.db"

    @property
    def config(self) -> Path:
        """The person's configuration file."""
        return self.folder / ".config" / "dealwatch" / "config.toml"

    def environment(self, **more: str) -> dict[str, str]:
        """The variables of a process that lives here."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _OWN and not name.startswith("XDG_")
        }
        return {
            **kept,
            "HOME": str(self.folder),
            "TZ": "UTC",
            "TERM": "xterm-256color",
            **self.variables,
            **more,
        }

    def configure(self, *feeds: str, more: str = "", floor: float = 0, interval: float = 0) -> None:
        """Write a configuration that asks feeds on loopback without gaps; `feeds` are addresses.

        `floor` and `interval` are in minutes.
        """
        asked = "".join(
            f'[[feeds]]\nurl = "{url}"\nname = "Feed {number}"\noutlet = "Outlet {number}"\n'
            for number, url in enumerate(feeds, 1)
        )
        refresh = (
            f"min_interval_minutes = {floor}\ninterval_minutes = {interval}\n"
            "starts_per_second = 0\nhost_gap_seconds = 0"
        )
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text(
            f"[refresh]\n{refresh}\nfetch_articles = false\n{more}\n{asked}", encoding="utf-8"
        )

    def settle(self) -> None:
        """Put a store in its place that holds what the dossier knows, and nothing else."""
        self.db.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.db.write_bytes(prepared_store())
        self.db.chmod(0o600)

    def run(self, *arguments: str, given: str | bytes = b"", seconds: float = 50, **variables: str) -> Ran:
        """Run `dealwatch` with these arguments to its end."""
        ran = subprocess.run(
            [sys.executable, "-m", "dealwatch", *arguments],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=self.folder,
            env=self.environment(**variables),
            timeout=seconds,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
