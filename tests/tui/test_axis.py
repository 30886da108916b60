"""The timeline's axis: days and cells, whatever the zoom."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.tui.axis import CELLS, ZOOMS, Axis, Zoom, begins, bucket, widest

DATES = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
AXES = st.builds(
    lambda zoom, date, count: Axis(zoom, bucket(zoom, date), count),
    st.sampled_from(ZOOMS), DATES, st.integers(1, 80),
)  # fmt: skip


@given(st.sampled_from(ZOOMS), DATES)
def test_a_day_is_in_the_bucket_that_begins_last_before_it(zoom: Zoom, date: dt.date) -> None:
    number = bucket(zoom, date)
    assert begins(zoom, number) <= date < begins(zoom, number + 1)
    assert bucket(zoom, begins(zoom, number)) == number


@given(AXES, DATES)
def test_a_day_is_within_the_days_of_its_cell(axis: Axis, date: dt.date) -> None:
    cell = axis.cell(date)
    assert (cell is None) == (not axis.start <= date < axis.end)
    if cell is not None:
        first, last = axis.days(cell)
        assert first <= date <= last


@given(AXES)
def test_cells_follow_one_another_and_names_fill_the_width(axis: Axis) -> None:
    ends = [axis.days(cell)[1] for cell in range(axis.width)]
    assert ends == sorted(ends)
    assert ends[-1] == axis.end - dt.timedelta(days=1)
    assert [len(line) for line in axis.names()] == [axis.width, axis.width]


@given(AXES, DATES)
def test_an_axis_moved_to_a_day_shows_it(axis: Axis, date: dt.date) -> None:
    moved = axis.showing(date)
    assert moved.shows(date)
    assert (moved == axis) == axis.shows(date)


@given(AXES, DATES, DATES)
def test_an_axis_does_not_leave_what_there_is(axis: Axis, one: dt.date, other: dt.date) -> None:
    earliest, latest = min(one, other), max(one, other)
    held = axis.within(earliest, latest)
    assert held.shows(earliest) or earliest < held.start <= latest
    assert held.within(earliest, latest) == held


@given(AXES, DATES, st.sampled_from([-1, 1]))
def test_zooming_keeps_the_day_in_view(axis: Axis, date: dt.date, by: int) -> None:
    axis = axis.showing(date)
    cells = max(axis.width, 12)
    zoomed = axis.zoomed(by, date, cells)
    assert abs(ZOOMS.index(zoomed.zoom) - ZOOMS.index(axis.zoom)) <= 1
    assert zoomed.count == max(1, cells // CELLS[zoomed.zoom])
    assert zoomed.showing(date).shows(date)


@pytest.mark.parametrize(
    ("zoom", "upper", "lower"),
    [
        ("quarter", "2025              2026              ", "Q2    Q3    Q4    Q1    Q2    Q3    "),
        ("month", "2025            2026    ", "Sep Oct Nov Dec Jan Feb "),
        ("half month", "2025        2026        ", "Nov   Dec   Jan   Feb   "),
        ("week", "Dec 2025       Jan 2026 ", "1  8  15 22 29 5  12 19 "),
        ("day", "Dec 2025       Jan 2026 ", "27 28 29 30 31 1  2  3  "),
    ],
)
def test_names_say_which_time_it_is(zoom: Zoom, upper: str, lower: str) -> None:
    starts = {"quarter": dt.date(2025, 4, 1), "month": dt.date(2025, 9, 1), "day": dt.date(2025, 12, 27),
              "half month": dt.date(2025, 11, 1), "week": dt.date(2025, 12, 1)}  # fmt: skip
    axis = Axis(zoom, bucket(zoom, starts[zoom]), len(lower) // CELLS[zoom])
    assert axis.names() == (upper, lower)


def test_the_first_view_shows_nearly_everything_in_the_finest_buckets() -> None:
    year = dt.date(2025, 7, 1), dt.date(2026, 6, 27)
    assert widest(*year, 150).zoom == "half month"
    assert widest(*year, 50).zoom == "month"
    assert widest(*year, 50).shows(year[0])
    assert widest(dt.date(2020, 1, 1), year[1], 60).zoom == "quarter"
    assert widest(dt.date(1990, 1, 1), year[1], 60).shows(year[1])
