"""The linter, the form, the types and the walls are part of the gate: plain `pytest` runs them all."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BESIDE_PYTHON = Path(sys.executable).parent


# An empty mypy cache costs a minute on a slow machine.
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_check_finds_nothing(command: list[str]) -> None:
    tool = BESIDE_PYTHON / command[0]

    ran = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
