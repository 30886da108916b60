"""status, stories, quotes, timeline and feeds on a store that holds what the dossier knows."""

import json
import re
import sys

import pytest

from dealwatch.dossier import load_dossier
from tests.support.commands import Home
from tests.support.terminal import Terminal

DOSSIER = load_dossier("uk-us-tech")
LISTS = ("status", "stories", "quotes", "timeline", "feeds")


def test_status_gives_every_agreement_and_sector_with_its_source(home: Home) -> None:
    rows = home.run("status", "--json").rows

    wanted = [f"agreement:{row.id}" for row in DOSSIER.agreements] + [
        f"sector:{row.id}" for row in DOSSIER.sectors
    ]
    assert sorted(row["subject"] for row in rows) == sorted(wanted)
    assert all(row["source_url"].startswith("http") for row in rows if row["status"])
    assert all(row["since"] <= row["as_of"] for row in rows if row["status"])


def test_status_tells_what_an_agreement_hangs_on(home: Home) -> None:
    rows = {row["id"]: row for row in home.run("status", "--json").rows if row["kind"] == "agreement"}

    assert [other["id"] for other in rows["tpd"]["depends_on"]] == ["epd"]
    assert rows["tpd"]["depends_on"][0]["status"] == rows["epd"]["status"]


def test_piped_status_is_plain_text_with_marks_words_and_days(home: Home) -> None:
    ran = home.run("status", LC_ALL="C", PYTHONIOENCODING="latin-1")

    tpd = next(line for line in ran.out.splitlines() if line.startswith("TPD"))
    assert "= on hold" in tpd
    assert "(25 Feb 2026)" in tpd
    assert "\x1b" not in ran.out
    assert not set("│┃╭─━") & set(ran.out)
    assert "UK–US" in ran.out


@pytest.mark.parametrize("command", ["status", "quotes", "timeline", "feeds"])
def test_a_program_can_take_the_columns_of_a_piped_table_apart(home: Home, command: str) -> None:
    home.configure("http://127.0.0.1:9/rss")

    blocks = home.run(command).out.split("\n\n")

    tables = [block.splitlines() for block in blocks if "  " in block.splitlines()[0]]
    assert len(tables) == (2 if command == "status" else 1)
    for heading, *rows in tables:
        columns = re.split(" {2,}", heading.strip())
        assert rows
        assert all(len(re.split(" {2,}", row.strip())) == len(columns) for row in rows)


def test_without_terminal_no_command_prints_the_status(home: Home) -> None:
    assert home.run().out == home.run("status").out


@pytest.mark.parametrize("arguments", [[], ["status"]])
def test_on_a_dumb_terminal_too(home: Home, arguments: list[str]) -> None:
    with Terminal([sys.executable, "-m", "dealwatch", *arguments], home.environment(TERM="dumb")) as terminal:
        status = terminal.wait_for_end()

    assert status == 0
    assert "on hold" in terminal.text
    assert b"\x1b" not in terminal.written


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", LISTS)
def test_on_a_terminal_tables_fit_its_width(home: Home, command: str, columns: int) -> None:
    run = [sys.executable, "-m", "dealwatch", command, "--limit", "5"]
    with Terminal(run, home.environment(), columns=400, lines=100) as wide:
        wide.wait_for_end()
    with Terminal(run, home.environment(COLUMNS=str(columns)), columns=400, lines=100) as terminal:
        assert terminal.wait_for_end() == 0

    # On a wider screen than it was told of, a line that is too long would show.
    assert max(len(line) for line in terminal.text.splitlines()) <= columns
    assert terminal.text.strip()
    assert wide.text.strip()


def test_on_a_narrow_terminal_every_status_keeps_its_day(home: Home) -> None:
    with Terminal([sys.executable, "-m", "dealwatch", "status"], home.environment(), columns=40) as terminal:
        terminal.wait_for_end()

    assert "…" not in terminal.text
    assert re.search(r"^Digital tax +~ negotiating +\S+ \S+", terminal.text, re.MULTILINE)


def test_no_color_is_honoured(home: Home) -> None:
    with Terminal([sys.executable, "-m", "dealwatch", "status"], home.environment(NO_COLOR="1")) as terminal:
        terminal.wait_for_end()

    assert not any(f"\x1b[{colour}m".encode() in terminal.written for colour in range(30, 38))


@pytest.mark.parametrize("command", LISTS)
def test_json_is_one_array_whatever_the_store_holds(home: Home, command: str) -> None:
    ran = home.run(command, "--json")

    assert ran.status == 0
    assert ran.err == ""
    assert isinstance(json.loads(ran.out), list)


def test_quotes_come_newest_first_with_speaker_words_and_source(home: Home) -> None:
    rows = home.run("quotes", "--json").rows

    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)
    assert len(rows) == len(DOSSIER.quotes) + len(DOSSIER.silences)
    assert {row["kind"] for row in rows} == {"quote", "silence"}
    assert all(row["text"] and row["speaker"] for row in rows)


def test_reported_speech_has_no_marks_and_a_silence_has_its_own(home: Home) -> None:
    lines = home.run("quotes").out.splitlines()

    verbatim = next(quote.text for quote in DOSSIER.quotes if quote.verbatim)
    assert any(f"“{verbatim}”" in line for line in lines)
    assert any("∅" in line for line in lines)


@pytest.mark.parametrize(("command", "key"), [("quotes", "date"), ("timeline", "date"), ("status", "since")])
def test_since_leaves_out_what_is_older(home: Home, command: str, key: str) -> None:
    rows = home.run(command, "--json").rows
    newer = home.run(command, "--json", "--since", "2026-02").rows

    assert newer == [row for row in rows if row[key] and row[key] >= "2026-02-01"]
    assert 0 < len(newer) < len(rows)


def test_since_counts_days_as_the_reader_does(home: Home) -> None:
    everywhere = [
        home.run("quotes", "--json", "--since", "2026-04-24", TZ=zone).rows
        for zone in ("UTC", "Pacific/Auckland")
    ]

    assert everywhere[0] == everywhere[1]


def test_limit_leaves_out_the_oldest_and_zero_nothing(home: Home) -> None:
    rows = home.run("timeline", "--json").rows

    assert home.run("timeline", "--json", "--limit", "3").rows == rows[:3]
    assert home.run("timeline", "--json", "--limit", "0").rows == rows


def test_a_limit_that_cuts_says_so_beside_the_rows(home: Home) -> None:
    ran = home.run("quotes", "--limit", "2")

    assert len(ran.out.splitlines()) == 3
    assert "--limit 0 shows all" in ran.err


def test_the_timeline_has_a_source_for_every_entry(home: Home) -> None:
    rows = home.run("timeline", "--json").rows

    assert len(rows) >= len(DOSSIER.events) + len(DOSSIER.statuses)
    assert all(row["source_url"].startswith("http") for row in rows)


def test_empty_lists_say_what_to_do_next(home: Home) -> None:
    assert "dealwatch poll --once" in home.run("stories").err
    assert "Nothing matches `since:2030-01-01` (without" in home.run("quotes", "--since", "2030").err
    assert "Nothing matches `since:2030-01-01`" in home.run("timeline", "--since", "2030").err
    assert home.run("stories").out == ""


def test_feeds_of_the_configuration_are_listed_before_they_were_asked(home: Home) -> None:
    home.configure("http://127.0.0.1:9/rss")

    rows = home.run("feeds", "--json").rows

    assert [(row["url"], row["health"]) for row in rows] == [("http://127.0.0.1:9/rss", "not asked yet")]


def test_a_store_is_made_by_the_first_command_that_needs_it(new_home: Home) -> None:
    ran = new_home.run("status", "--json")

    assert ran.status == 0
    assert len(ran.rows) == len(DOSSIER.agreements) + len(DOSSIER.sectors)
    assert "created" in ran.err
    assert new_home.db.stat().st_mode & 0o777 == 0o600


def test_preparing_says_what_it_did_and_twice_does_nothing(new_home: Home) -> None:
    assert "created" in new_home.run("store", "prepare").out
    assert "nothing to do" in new_home.run("store", "prepare").out


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_is_secret_in_the_address_of_a_feed_is_not_shown(home: Home, options: list[str]) -> None:
    home.configure(
        "https://me:opensesame@example.org/feed?page=2", "https://example.net/feed?api_key=opensesame&page=2"
    )
    home.config.chmod(0o600)

    ran = home.run("feeds", *options)

    assert "opensesame" not in ran.out
    assert "https://example.org/feed?page=2" in ran.out
    assert "https://example.net/feed?api_key=***&page=2" in ran.out
