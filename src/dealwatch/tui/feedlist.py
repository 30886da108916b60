"""The list of feeds, and the page about one of them with its last attempts."""

from collections.abc import Sequence
from typing import Final

from dealwatch.feedwords import UNCHECKED, health_words, mark_of, next_words, to_do, words_in_a_row
from dealwatch.filter import keeps
from dealwatch.seen import feed_seen
from dealwatch.store.views.health import AttemptRow, FeedHealth
from dealwatch.text import masked
from dealwatch.tui.blocks import Block, block, heading
from dealwatch.tui.door import Door
from dealwatch.tui.paint import Piece
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.text import cell, one_line, right_cell
from dealwatch.tui.window import ShortList
from dealwatch.when import ago, count, hour_or_day, moment

_WIDE: Final = 100
_MEDIUM: Final = 56
_OUTCOMES: Final = {"not_modified": "unchanged", "unchanged": "unchanged", "new": "new"}
_KILO: Final = 1000


class FeedList(RowList[FeedHealth]):
    """The feeds, those that fail first."""

    noun = "feed"
    empty = "No feed has been asked yet: r asks them."

    def __init__(self, door: Door, *, id: str | None = None) -> None:
        super().__init__(ShortList(self._rows, lambda feed: feed.id), id=id)
        self._door = door
        self.all: Sequence[FeedHealth] = ()

    def _rows(self) -> Sequence[FeedHealth]:
        """The feeds that the words ask for; all of them are held beside."""
        self.all = self._door.feeds_health()
        return [feed for feed in self.all if keeps(self.wanted, feed_seen(feed))]

    def heading(self, width: int) -> list[Piece]:
        return _row("", "feed", "health", "last answer", "next try", "stories", width)

    def cells(self, row: FeedHealth, width: int, line: int) -> list[Piece]:  # noqa: ARG002
        now = self._door.clock.now()
        answered = hour_or_day(row.last_success, now) if row.last_success else "never"
        at = max(row.next_check or 0, row.gate or 0)
        due = "" if not row.enabled else hour_or_day(at, now) if at > now else "now"
        words = words_in_a_row(row, now, checked=row.url not in self._door.unchecked)
        style = "alarm" if mark_of(row) == "!" else ""
        pieces = _row(mark_of(row), row.name, words, answered, due, f"{row.stories:,}", width - 1)
        return [(" ", ""), *_styled(pieces, style, off=not row.enabled)]


def _row(mark: str, name: str, words: str, answered: str, due: str, stories: str, width: int) -> list[Piece]:
    """Columns as there is room; the health has what is left."""
    if width < _MEDIUM:
        return [(cell(mark, 2), "alarm"), (cell(name, width - 2), "")]
    named = 28 if width >= _WIDE else 20
    pieces: list[Piece] = [(cell(mark, 2), "alarm"), (cell(name, named), ""), (" ", "")]
    if width < _WIDE:
        return [*pieces, (cell(words, width - named - 12), ""), (right_cell(due, 9), "dim")]
    room = width - named - 2 - 1 - 12 - 9 - 8
    columns = f"{right_cell(answered, 12)}{right_cell(due, 9)}{right_cell(stories, 8)}"
    return [*pieces, (cell(words, room), ""), (columns, "dim")]


def _styled(pieces: list[Piece], style: str, *, off: bool) -> list[Piece]:
    """The health of a feed that fails stands out; a feed that is switched off stands back."""
    if off:
        return [(text, "dim") for text, _ in pieces]
    return [(text, style if number == 3 and style else own) for number, (text, own) in enumerate(pieces)]


def feed_page(
    feed: FeedHealth, attempts: tuple[AttemptRow, ...], now: int, *, checked: bool = True
) -> list[Block]:
    """All that is known of a feed; `checked`: whether its server's certificate is."""
    return [
        *_health(feed, now),
        *([] if checked else [block(f"{UNCHECKED}: anybody on the way could answer in its place", "alarm")]),
        block(
            f"{feed.outlet}, {feed.kind}; {count(feed.stories, 'story', 'stories')} stored", "dim", margin=1
        ),
        block(masked(feed.url), "link", url=feed.url),
        *_attempts(attempts, now),
    ]


def _health(feed: FeedHealth, now: int) -> list[Block]:
    answered = (
        f"last answer {moment(feed.last_success)}, {ago(feed.last_success, now)}"
        if feed.last_success
        else "it has never answered"
    )
    wrong = feed.enabled and (feed.fails or feed.unreached_since is not None)
    blocks = [block(health_words(feed, now), "alarm" if wrong else "")]
    if feed.enabled and to_do(feed):
        blocks.append(block(to_do(feed), lead="what to do: ", lead_style="strong"))
    return [*blocks, block(answered, "dim"), block(next_words(feed, now), "dim")]


def _attempts(attempts: tuple[AttemptRow, ...], now: int) -> list[Block]:
    if not attempts:
        return []
    head = f"{'time':>8}  {'status':<13} {'took':>8} {'size':>8} {'new':>5}"
    return [
        heading(f"Last attempts ({len(attempts)})"),
        block(head, "dim"),
        *(_attempt(row, now) for row in attempts),
    ]


def _attempt(row: AttemptRow, now: int) -> Block:
    known = _OUTCOMES.get(row.outcome)
    status = known or row.outcome.removeprefix("http_").replace("_", " ")
    if row.http_status and str(row.http_status) != status:
        status = f"{row.http_status} {status}"
    new = f"{row.new:,}" if row.new else ""
    facts = (
        f"{hour_or_day(row.at, now):>8}  {status[:13]:<13} {_took(row.ms):>8} {_size(row.bytes):>8} {new:>5}"
    )
    # The whole of it stands above; here it tells one kind of failure from another.
    words = one_line(row.text).partition(";")[0]
    return block(f"{facts}  {words}" if words else facts, "" if known else "alarm", hang=" " * 4)


def _took(ms: int) -> str:
    return f"{ms / _KILO:.1f} s" if ms >= _KILO else f"{ms} ms"


def _size(size: int) -> str:
    if not size:
        return ""
    return f"{size / _KILO / _KILO:.1f} MB" if size >= _KILO * _KILO else f"{max(1, size // _KILO)} kB"
