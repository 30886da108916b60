"""Every command, option, key and configuration key stands in the README, and what stands there exists."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dealwatch.cli.parser import build_parser
from dealwatch.config import ConfigFile
from dealwatch.tui.actions import key_table
from tests.support.keytable import written

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def section(title: str) -> str:
    """The README's text under a heading, down to the next one of its rank or above."""
    heading = re.search(rf"^(#+) {re.escape(title)}\n", README, re.MULTILINE)
    assert heading, f"README has no section {title!r}"
    following = re.compile(rf"^#{{1,{len(heading[1])}}} ", re.MULTILINE).search(README, heading.end())
    return README[heading.end() : following.start() if following else None]


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """A parser and those of its commands, by their words."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from parsers(below, f"{name} {word}".strip())


def commands() -> list[str]:
    """Every command that does something by itself."""
    return [name for name, parser in parsers(build_parser()) if name and parser.get_default("run")]


def options() -> set[str]:
    """Every long option of every command."""
    return {
        option
        for _, parser in parsers(build_parser())
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }


def config_keys(struct: Any = ConfigFile, table: str = "") -> Iterator[tuple[str, str]]:
    """Every key of the configuration with its table."""
    for field in msgspec.structs.fields(struct):
        if field.encode_name == "keys":
            continue  # The actions are its keys: the table of keys names them.
        inner = next(
            (
                kind
                for kind in (field.type, *getattr(field.type, "__args__", ()))
                if hasattr(kind, "__struct_fields__")
            ),
            None,
        )
        if inner is None:
            yield table, field.encode_name
        else:
            yield from config_keys(inner, field.encode_name)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"| `dealwatch {command}` |" in section("The commands")


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"^\| `dealwatch ([a-z ]+)`", section("The commands"), re.MULTILINE))

    assert named == set(commands())


def test_every_option_is_in_the_readme_and_the_other_way_round() -> None:
    assert set(re.findall(r"--[a-z]+", section("The commands"))) == options()


def test_the_readme_has_the_table_of_keys() -> None:
    assert written() == key_table(), "python -m tests.support.keytable writes it anew"


def keys_of(cell: str) -> list[str]:
    """The keys in a table's cell: what stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize(("table", "key"), list(config_keys()))
def test_every_configuration_key_is_documented(table: str, key: str) -> None:
    row = rf"^\| `(?:\[+{table}\]+ )?[^|]*`?{key}`" if table else rf"^\| `{key}`"
    assert re.search(row, section("Configuration"), re.MULTILINE)
    assert re.search(rf"^(# )?{key} = ", (ROOT / "config.toml").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_configuration_key_of_the_readme_exists() -> None:
    cells = re.findall(r"^\| (`.*?`) \|", section("Configuration"), re.MULTILINE)
    named = {word.split()[-1] for cell in cells for word in keys_of(cell)}

    assert named == {key for _, key in config_keys()}


def test_the_gate_runs_the_command_of_the_readme() -> None:
    command = next(line for line in section("Test it").splitlines() if line.startswith("python3 -m venv"))

    assert command.endswith(".venv/bin/pytest")
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert 'grep -m1 -E "^python3 -m venv .*pytest$" README.md' in (ROOT / ".ci" / "run").read_text(
        encoding="utf-8"
    )


def test_links_within_the_project_lead_somewhere() -> None:
    documents = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
    targets = [
        target for text in documents.values() for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    ]

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_dependency_is_pinned_in_the_lock_file() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(requirement.name): requirement
        for requirement in map(Requirement, re.findall(r"^[^#\s].*", lock, re.MULTILINE))
    }
    project = PROJECT["project"]
    wanted = [
        Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["test"])
    ]

    for requirement in wanted:
        (pin,) = pinned[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version, prereleases=True), requirement


def test_the_lock_file_names_no_place_to_download_from() -> None:
    assert not re.search(
        r"://|--index|--find-links|\bfile:", (ROOT / "requirements.lock").read_text(encoding="utf-8")
    )
