"""The command line as data: every command, option and help text; nothing here is heavy to import."""

import argparse
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dealwatch import __version__

if TYPE_CHECKING:
    # What `add_subparsers` gives has no public name, and at run time no type parameter.
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

#: Rows that a list shows to a person who asked for no number.
PEOPLE_LIMIT: Final = 50

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

_DESCRIPTION: Final = """\
Follow one international negotiation in the terminal: where it stands, who said what, what is new, and how we
know. Without a command the dashboard opens."""

_EPILOG: Final = """\
The configuration is the file of --config, else of $DEALWATCH_CONFIG, else config.toml in your configuration
directory, else the one that ships with dealwatch. Exit status: 0 when all went well, 1 when something failed,
2 when the command line, the configuration or the input is wrong."""


#: The commands that take words of a filter, and those of their options that take a value.
LISTS: Final = ("status", "stories", "quotes", "timeline", "signals", "feeds", "search")
#: What can be done with lists of feeds: "feeds import". As a word of the filter: `feeds -- import`.
FEED_ACTIONS: Final = ("import", "export", "find")
_WITH_VALUE: Final = ("--since", "--limit", "--on")
_WITH_VALUE_BEFORE: Final = ("--config", "--db")

_WORDS: Final = """\
words of a filter, all of which must hold: tariff, "on hold" (one argument), tarif* (beginning with);
tag:steel, agreement:tpd, sector:ai, outlet:bbc, side:us-government, speaker:kendall;
is:new, unread, read, starred, hidden, review, all, silence, quote;
since:2026-04, until:2026-06-12; with a minus before it: not, -whisky"""


def arranged(argv: Sequence[str]) -> list[str]:
    """A command line whose filter words come last, behind "--": so one with a minus is no option.

    The two words of an action, "feeds" and "import", become the one that names its command.
    """
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] in _WITH_VALUE_BEFORE else 1
    if (
        argv[place : place + 1] == ["feeds"]
        and argv[place + 1 : place + 2]
        and argv[place + 1] in FEED_ACTIONS
    ):
        return [*argv[:place], f"feeds {argv[place + 1]}", *argv[place + 2 :]]
    if place >= len(argv) or argv[place] not in LISTS:
        return list(argv)
    options, words, rest = [*argv[: place + 1]], list[str](), list(argv[place + 1 :])
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            words, rest = [*words, *rest], []
        elif argument.startswith("--") or argument == "-h":
            options.append(argument)
            if argument in _WITH_VALUE and rest and rest[0] != "--":
                options.append(rest.pop(0))
        else:
            words.append(argument)
    return [*options, "--", *words] if words else options


def build_parser() -> argparse.ArgumentParser:
    """The whole command line. Each command's namespace carries `run`, "module:function" within `cli`."""
    parser = argparse.ArgumentParser(
        prog="dealwatch", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False
    )
    parser.add_argument("--config", metavar="FILE", type=Path, help="use this configuration file")
    parser.add_argument(
        "--db", metavar="FILE", help="use this store instead of [store] path or $DEALWATCH_DB"
    )
    parser.add_argument("--offline", action="store_true", help="dashboard: ask no feed, show what is stored")
    parser.add_argument(
        "--plain", action="store_true", help="dashboard: no colour, and frames that any font has"
    )
    parser.add_argument("--version", action="version", version=f"dealwatch {__version__}")
    parser.set_defaults(run="dashboard:run")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    _add_lists(commands)
    _add_feed_actions(commands)
    _add_poll(commands)
    _add_explain(commands)
    _add_store(commands)
    return parser


def _add_lists(commands: "_Commands") -> None:
    status = _command(
        commands, "status", "lists:status", "where each agreement and sector stands, and since when"
    )
    _list_options(status, "lines", "only what moved", on=True)
    stories = _command(
        commands,
        "stories",
        "lists:stories",
        "stories about the negotiation, newest first",
        example="tag:steel since:2026-04 -whisky",
    )
    _list_options(stories, "stories", "only stories", "stories that were judged not relevant too", on=True)
    quotes = _command(
        commands,
        "quotes",
        "lists:quotes",
        "who said what, and who declined to comment",
        example="side:us-government agreement:tpd is:quote",
    )
    _list_options(
        quotes, "quotes", "only what was said", "quotes from stories judged not relevant too", on=True
    )
    timeline = _command(commands, "timeline", "lists:timeline", "events and status changes, newest first")
    _list_options(timeline, "entries", "only what happened", on=True)
    search = _command(
        commands,
        "search",
        "searching:run",
        "search the text of everything stored, relevant or not",
        example="tarif* steel -whisky since:2026",
    )
    _list_options(search, "hits", "only what was published", on=True)
    signals = _command(
        commands, "signals", "signals:run", "reported status changes that wait for your decision"
    )
    _list_options(signals, "signals", "only what was reported")
    feeds = _command(commands, "feeds", "lists:feeds", "the feeds that are asked, and their health")
    _list_options(feeds, "feeds", "only feeds that brought something new", "feeds that are switched off too")


def _add_feed_actions(commands: "_Commands") -> None:
    bring = _command(
        commands,
        "feeds import",
        "subscriptions:import_",
        "print the feeds of another reader (OPML) as [[feeds]] tables for your configuration",
        "What became of each feed is told on stderr: added, already there, bad address. A folder named like "
        "a kind of feed becomes the kind, others become a comment. Your configuration is not written.",
        example="feeds.opml >> ~/.config/dealwatch/config.toml",
    )
    bring.add_argument("file", metavar="FILE", help="an OPML file; - is stdin")
    _command(
        commands,
        "feeds export",
        "subscriptions:export",
        "print your feeds as OPML for another reader",
        "Each feed's address and name, in a folder for its kind; no passwords.",
        example="> feeds.opml",
    )
    look = _command(
        commands,
        "feeds find",
        "subscriptions:find",
        "look for the feeds of a web page and print them as [[feeds]] tables",
        "What the page names as its feeds is taken at its word; otherwise links and usual addresses are "
        "tried, with twelve requests at most.",
        example="https://www.gov.uk",
    )
    look.add_argument("url", metavar="URL", help="the address of the page")


def _add_poll(commands: "_Commands") -> None:
    poll = _command(commands, "poll", "poll:run", "ask the feeds that are due, and keep doing so")
    poll.add_argument("--once", action="store_true", help="ask them once, then end")
    poll.add_argument(
        "--now",
        action="store_true",
        help="ask once every feed that may be asked again, due or not, then end",
    )
    poll.add_argument(
        "--feed",
        metavar="NAME",
        help="ask only the feed of this name or address, due or not, switched off or not, then end",
    )
    poll.add_argument(
        "--progress",
        choices=("bar", "json", "none"),
        help="what to show on stderr: a bar (default on a terminal), one JSON object a line, or nothing",
    )
    poll.add_argument("--verbose", action="store_true", help="a line on stderr for each feed")


def _add_explain(commands: "_Commands") -> None:
    explain = _command(
        commands,
        "explain",
        "explain:run",
        "read stories and show what was understood, and why",
        "Stories come as JSON Lines (id, title, summary, body, url, outlet, published), or, when the first "
        "character is not {, as the plain or HTML text of one story.",
    )
    explain.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help="one JSON object a line: the reading of each story",
    )
    explain.add_argument(
        "file", metavar="FILE", nargs="?", help="what to read (default: stdin; - is stdin too)"
    )


def _add_store(commands: "_Commands") -> None:
    store = _command(commands, "store", "", "look after the store")
    actions = store.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    _command(
        actions,
        "prepare",
        "prepare:run",
        "create the store, bring it up to date, and enter the facts of the dossier",
    )


def _command(
    commands: "_Commands", name: str, run: str, summary: str, more: str = "", example: str = ""
) -> argparse.ArgumentParser:
    description = f"{summary[:1].upper()}{summary[1:]}. {more}".strip()
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=f"Example: dealwatch {name} {example}" if example else None,
        allow_abbrev=False,
    )
    command.set_defaults(run=run)
    return command


def _list_options(
    command: argparse.ArgumentParser, what: str, since: str, everything: str = "", *, on: bool = False
) -> None:
    command.add_argument("words", metavar="WORD", nargs="*", help=_WORDS)
    command.add_argument("--json", action="store_true", dest="as_json", help="one JSON array, for programs")
    command.add_argument(
        "--since", metavar="DATE", type=_date, help=f"{since} on this day or later: 2026-04-25, 2026-04, 2026"
    )
    command.add_argument(
        "--limit",
        metavar="N",
        type=_limit,
        help=f"at most N {what}, 0 for all (default: {PEOPLE_LIMIT} on a terminal, else all)",
    )
    if on:
        command.add_argument(
            "--on", metavar="DATE", type=_date, help="as of this day: nothing that came out later"
        )
    if everything:
        command.add_argument("--all", action="store_true", dest="everything", help=everything)


def _date(text: str) -> dt.date:
    """A day, or the first day of a month or year."""
    match = _DATE.fullmatch(text.strip())
    try:
        if match:
            return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is not a date: write 2026-04-25, 2026-04 or 2026")


def _limit(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of rows: write a whole number, 0 for all")
    return int(text)
