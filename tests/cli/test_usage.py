"""The command line itself: help, version, mistakes, and what it does not import."""

import subprocess
import sys

import pytest

from dealwatch import __version__
from tests.support.commands import Home

LISTS = ("status", "stories", "quotes", "timeline", "signals", "feeds", "search")
COMMANDS = (*LISTS, "feeds import", "feeds export", "feeds find", "poll", "explain", "store")
HEAVY = (
    "textual",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "httpx2",
    "feedparser",
    "listparser",
    "trafilatura",
    "rich.console",
)


def test_help_names_every_command_and_option(new_home: Home) -> None:
    ran = new_home.run("--help")

    assert ran.status == 0
    assert all(word in ran.out for word in (*COMMANDS, "--config", "--db", "--offline", "--version"))


@pytest.mark.parametrize("command", [*(tuple(name.split()) for name in COMMANDS), ("store", "prepare")])
def test_every_command_has_a_help_of_its_own(new_home: Home, command: tuple[str, ...]) -> None:
    ran = new_home.run(*command, "--help")

    assert ran.status == 0
    assert "usage: dealwatch" in ran.out


def test_the_version_is_the_package_s(new_home: Home) -> None:
    assert new_home.run("--version").out == f"dealwatch {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nonsense"], "nonsense"),
        (["stories", "--since", "yesterday"], "is not a date"),
        (["stories", "--since", "2026-02-31"], "is not a date"),
        (["stories", "--limit", "-1"], "is not a number of rows"),
        (["stories", "--limit", "ten"], "is not a number of rows"),
        (["poll", "--progress", "loud"], "loud"),
        (["store"], "ACTION"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_a_wrong_command_line_is_told_with_status_2(
    new_home: Home, arguments: list[str], complaint: str
) -> None:
    ran = new_home.run(*arguments)

    assert ran.status == 2
    assert complaint in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("arguments", [["--version"], ["status"], ["stories", "--json"], ["feeds"]])
def test_light_commands_import_nothing_heavy(home: Home, arguments: list[str]) -> None:
    program = (
        "import sys, dealwatch.cli\n"
        "try:\n    dealwatch.cli.main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        env=home.environment(),
        check=True,
        text=True,
    )

    assert ran.stderr.splitlines()[-1] == "[]"
