"""A window over a long list: what positions name, and what waits."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from dealwatch.tui.window import Key, Window


@dataclass
class Numbers:
    """A source of keys, newest first, that counts what is read."""

    keys: list[Key]
    pages_read: int = field(default=0)

    def page(self, *, before: Key | None = None, after: Key | None = None, limit: int = 4) -> Sequence[Key]:
        self.pages_read += 1
        rows = sorted(self.keys, reverse=True)
        if after is not None:
            return [row for row in rows if row > after][-limit:]
        return [row for row in rows if before is None or row < before][:limit]

    def count(self) -> int:
        return len(self.keys)

    def key(self, row: Key) -> Key:
        return row

    def identity(self, row: Key) -> Hashable:
        return row[1]


def numbers(count: int) -> Numbers:
    return Numbers([(n, n) for n in range(count)])


def window_over(source: Numbers) -> Window[Key]:
    window = Window(source, page=4, keep=12)
    window.load_top()
    return window


def test_the_newest_page_comes_first() -> None:
    window = window_over(numbers(10))
    assert window.rows == [(9, 9), (8, 8), (7, 7), (6, 6)]
    assert window.total == 10


def test_going_down_reads_page_by_page_and_keeps_positions() -> None:
    window = window_over(numbers(100))
    for position in range(100):
        assert window.row(position) == (99 - position, 99 - position)
    assert window.row(100) is None
    assert len(window.rows) <= 12


def test_coming_back_up_names_the_same_rows() -> None:
    window = window_over(numbers(100))
    window.row(60)
    for position in range(60, -1, -1):
        assert window.row(position) == (99 - position, 99 - position)
    assert window.row(-1) is None


def test_the_last_page_is_read_without_what_lies_between() -> None:
    source = numbers(10_000)
    window = window_over(source)
    window.load_bottom()
    assert window.row(window.end - 1) == (0, 0)
    assert window.ordinal(window.end - 1) == 10_000
    assert source.pages_read == 2


def test_what_arrives_waits_until_it_is_asked_for() -> None:
    source = numbers(30)
    window = window_over(source)
    window.row(20)
    source.keys += [(100, 100), (101, 101)]
    assert window.arrivals() == (2, (101, 101))
    assert window.row(0) == (29, 29)
    assert window.row(-1) is None
    window.load_top()
    assert window.arrivals() == (0, None)
    assert window.row(0) == (101, 101)


def test_an_arrival_further_down_is_counted_without_a_headline() -> None:
    source = numbers(30)
    window = window_over(source)
    source.keys.append((3, 500))
    assert window.arrivals() == (1, None)


def test_a_short_list_has_all_its_rows() -> None:
    window = window_over(numbers(3))
    assert window.clamp(10) == 2
    assert window.clamp(-5) == 0
    assert window.total == 3


def test_an_empty_list_has_no_row() -> None:
    window = window_over(numbers(0))
    assert window.row(0) is None
    assert window.arrivals() == (0, None)


@given(moves=st.lists(st.integers(min_value=-30, max_value=30), max_size=40), size=st.integers(0, 120))
def test_a_position_always_names_the_same_row(moves: list[int], size: int) -> None:
    source = numbers(size)
    window = window_over(source)
    position = 0
    named: dict[int, Key] = {}
    for move in moves:
        position = window.clamp(position + move)
        row = window.row(position)
        if row is not None:
            assert named.setdefault(position, row) == row
            assert window.ordinal(position) == size - row[0]
        source.keys.append((1000 + len(source.keys), len(source.keys)))


@given(
    count=st.integers(0, 60),
    position=st.integers(0, 59),
    gone=st.sets(st.integers(0, 59)),
    arrived=st.integers(0, 3),
)
def test_renewed_it_names_the_same_rows_without_those_that_are_gone(
    count: int, position: int, gone: set[int], arrived: int
) -> None:
    source = numbers(count)
    window = window_over(source)
    held = window.row(window.clamp(position)) if count else None
    source.keys += [(count + n, count + n) for n in range(arrived)]
    window_waits = window.arrivals()[0]
    source.keys = [key for key in source.keys if key[0] not in gone or key[0] >= count]
    window.renew(position, window_waits)
    left = [(n, n) for n in reversed(range(count)) if n not in gone]
    if held is not None and left:
        cursor = window.nearest(held)
        assert window.peek(cursor) == next((key for key in left if key <= held), left[-1])
        assert window.total == len(left) or len(gone) > 4
        here = window.peek(cursor) or held
        assert window.row(cursor + 1) == next((key for key in left if key < here), None)
        assert window.arrivals()[0] == arrived or len(gone) > 4
