"""Programs that benchmarks run: the environment that they get, and the memory that they take."""

import os
import sys
from pathlib import Path

from tests.support.commands import Home


def environment(home: Home, **more: str) -> dict[str, str]:
    """The variables of a program that lives in `home` and imports what this one imports, compiled once."""
    variables = home.environment(PYTHONPATH=os.pathsep.join(sys.path), **more)
    return {name: value for name, value in variables.items() if name != "PYTHONDONTWRITEBYTECODE"}


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds, 0 when it is gone."""
    return _megabytes(Path(f"/proc/{pid}/status"), "VmRSS")


def share(pid: int) -> float:
    """Megabytes that a process has for itself, and its share of what it has in common with others."""
    return _megabytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss")


def _megabytes(file: Path, name: str) -> float:
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0) / 1024
