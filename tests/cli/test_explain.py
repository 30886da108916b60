"""explain: readings as JSON Lines for programs, as a page for people."""

import json
import sys
from collections.abc import Mapping

import pytest

from tests.support.commands import Home
from tests.support.terminal import Terminal

BODY = (
    "Talks on the Tech Prosperity Deal between the UK and the US are on hold.\n"
    "“We remain committed,” Technology Secretary Liz Kendall said.\n"
    "The White House did not respond to a request for comment.\n"
)
STORY = {
    "id": "a1",
    "title": "UK-US tech deal on hold",
    "summary": "",
    "body": BODY,
    "url": "",
    "outlet": "BBC",
}
KEYS = {"id", "relevant", "score", "agreements", "sectors", "stakeholders", "signals", "quotes", "silences"}


def lines(*stories: Mapping[str, object]) -> str:
    return "".join(json.dumps(story) + "\n" for story in stories)


def test_a_reading_a_line_in_the_order_of_the_stories(new_home: Home) -> None:
    ran = new_home.run("explain", "--json", given=lines(STORY, {**STORY, "id": 2}))

    assert ran.status == 0
    assert [reading["id"] for reading in ran.readings] == ["a1", 2]
    assert all(set(reading) >= KEYS for reading in ran.readings)
    assert ran.readings[0]["relevant"] is True
    assert not new_home.db.exists()


def test_spans_are_of_the_field_as_given(new_home: Home) -> None:
    (reading,) = new_home.run("explain", "--json", given=lines(STORY)).readings

    (quote,) = reading["quotes"]
    assert BODY[quote["start"] : quote["end"]] == quote["text"] == "We remain committed,"
    assert quote["speaker"] == "Liz Kendall"
    assert "Liz Kendall" in BODY[quote["source_start"] : quote["source_end"]]
    (silence,) = reading["silences"]
    assert silence["who"] == "White House"
    for tag in (*reading["agreements"], *reading["sectors"], *reading["stakeholders"], *reading["signals"]):
        for evidence in tag["evidence"]:
            assert STORY[evidence["field"]][evidence["start"] : evidence["end"]] == evidence["text"]


def test_control_characters_move_no_span_and_reach_no_terminal(new_home: Home) -> None:
    body = "\x1b[2J\u202e\u009b" + BODY.replace("We remain", "We\x07 re\u200fmain")

    ran = new_home.run("explain", "--json", given=lines({**STORY, "body": body}))

    (quote,) = ran.readings[0]["quotes"]
    assert body[quote["start"] : quote["end"]] == quote["text"] == "We\x07 re\u200fmain committed,"
    assert not {"\x1b", "\x9b", "\u202e", "\u200f", "\x07"} & set(ran.out)


def test_html_is_read_as_a_reader_sees_it(new_home: Home) -> None:
    html = (
        "<p>Talks on the <b>Tech Prosperity Deal</b>:</p><p>&ldquo;No deal yet,&rdquo; said Liz Kendall.</p>"
    )
    visible = "Talks on the Tech Prosperity Deal:\n\n“No deal yet,” said Liz Kendall."

    (reading,) = new_home.run("explain", "--json", given=lines({"id": 1, "body": html})).readings

    (quote,) = reading["quotes"]
    assert visible[quote["start"] : quote["end"]] == quote["text"] == "No deal yet,"


def test_a_file_that_is_no_json_is_one_story(new_home: Home) -> None:
    (new_home.folder / "report.txt").write_text(BODY, encoding="utf-8")

    (reading,) = new_home.run("explain", "--json", "report.txt").readings

    assert [tag["id"] for tag in reading["agreements"]] == ["tpd"]
    assert new_home.run("explain", "--json", "-", given=BODY).readings == [reading]


def test_a_bad_line_is_told_and_the_others_are_read(new_home: Home) -> None:
    ran = new_home.run("explain", "--json", given=lines(STORY) + "{oops\n" + lines({**STORY, "id": "z"}))

    assert ran.status == 2
    assert [reading["id"] for reading in ran.readings] == ["a1", "z"]
    assert ran.err.splitlines() == [line for line in ran.err.splitlines() if "line 2" in line]
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(new_home: Home, name: str) -> None:
    ran = new_home.run("explain", name)

    assert ran.status == 2
    assert ran.err.startswith("dealwatch: ")
    assert len(ran.err.splitlines()) == 1


def test_the_page_shows_the_text_with_its_marks_and_says_why(new_home: Home) -> None:
    page = new_home.run("explain", given=BODY).out

    assert "Liz Kendall" in page
    assert "White House" in page
    assert "on hold" in page
    assert "Tech Prosperity Deal" in page
    assert "\x1b" not in page


def test_the_page_is_coloured_on_a_terminal_only_and_never_by_the_story(new_home: Home) -> None:
    (new_home.folder / "report.txt").write_text("\x1b[31m[red]" + BODY + "[/red]", encoding="utf-8")
    command = [sys.executable, "-m", "dealwatch", "explain", str(new_home.folder / "report.txt")]

    with Terminal(command, new_home.environment(), columns=100, lines=60) as terminal:
        assert terminal.wait_for_end() == 0

    assert "[red]" in terminal.text
    assert b"\x1b[" in terminal.written
    assert b"\x1b[31m[red]" not in terminal.written
