"""The tests that the list of promises names are there."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", (HERE / "README.md").read_text("utf-8"))))


def test_promises_name_their_tests() -> None:
    assert len(NAMED) > 50


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED}))
def test_the_tests_of_a_promise_exist(file: str) -> None:
    text = (HERE.parent / file).read_text("utf-8")
    there = set(re.findall(r"^(?:async )?def (test_\w+)\(", text, re.MULTILINE))
    assert {name for of, name in NAMED if of == file} - there == set()
