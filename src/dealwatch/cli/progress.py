"""How `poll` tells what happens, always on stderr: a bar, JSON lines for programs, or one line at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from dealwatch.cli.output import is_terminal, leads_nowhere, one_line
from dealwatch.clock import Clock
from dealwatch.refresh.progress import Articles, Busy, Done, FeedDone, Progress, Start, encode
from dealwatch.when import count, hour_or_day

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

How = Literal["bar", "json", "none"]


@contextmanager
def make_reporter(how: How | None, *, verbose: bool, clock: Clock) -> Iterator["Reporter"]:
    """The reporter that was asked for; unasked, a bar on a terminal and elsewhere a line at the end."""
    if how == "json":
        yield JsonReporter()
    elif how == "bar" or (how is None and is_terminal(sys.stderr)):
        with BarReporter(verbose=verbose, clock=clock) as reporter:
            yield reporter
    else:
        yield LineReporter(summary=how is None or verbose, verbose=verbose, clock=clock)


class Reporter:
    """Told of each step of a refresh. Somebody who no longer listens stops no refresh."""

    _heard = True

    def __call__(self, progress: Progress) -> None:
        """Tell one step."""
        raise NotImplementedError

    def note(self, sentence: str) -> None:
        """Tell something beside the steps."""
        self._print(f"dealwatch: {sentence}")

    def _print(self, line: str) -> None:
        if not self._heard:
            return
        try:
            print(line, file=sys.stderr, flush=True)
        except BrokenPipeError:
            # The dashboard that started us is gone; what is being fetched is stored all the same. What is
            # still buffered would be written at the very end, and fail the process there.
            self._heard = False
            leads_nowhere(sys.stderr)


class JsonReporter(Reporter):
    """One JSON object a line."""

    def __call__(self, progress: Progress) -> None:
        self._print(encode(progress))

    def note(self, sentence: str) -> None:
        """Nothing: programs read JSON only."""


class LineReporter(Reporter):
    """A line at the end of each round, and one for each feed where that was asked for."""

    def __init__(self, *, summary: bool, verbose: bool, clock: Clock) -> None:
        self._summary = summary
        self._verbose = verbose
        self._clock = clock

    def __call__(self, progress: Progress) -> None:
        if isinstance(progress, FeedDone):
            if self._verbose:
                self._print(feed_line(progress))
        elif self._summary and isinstance(progress, Done | Busy):
            self._print(summary(progress, self._clock.now()))


class BarReporter(LineReporter):
    """A bar while a round runs, over the lines of `LineReporter`."""

    def __init__(self, *, verbose: bool, clock: Clock) -> None:
        super().__init__(summary=True, verbose=verbose, clock=clock)
        self._bar = _make_bar()
        self._task: TaskID | None = None

    def __enter__(self) -> "BarReporter":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        match progress:
            case Start(due=due):
                self._task = self._bar.add_task("asking the feeds", total=due)
            case FeedDone(name=name, done=done) if self._task is not None:
                self._bar.update(self._task, completed=done, description=one_line(name))
            case Articles(done=done, due=due) if self._task is not None:
                self._bar.update(self._task, completed=done, total=due, description="reading the articles")
            case Done() if self._task is not None:
                self._bar.remove_task(self._task)
                self._task = None
        super().__call__(progress)


def _make_bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True, markup=False, highlight=False, emoji=False),
        transient=True,
        redirect_stdout=False,
    )


def feed_line(feed: FeedDone) -> str:
    """How it went with one feed."""
    words = {"unchanged": "nothing new", "not_modified": "nothing new", "failed": feed.problem or "failed"}
    return one_line(f"{feed.name}: {words.get(feed.outcome) or f'{feed.new:,} new'}")


def summary(progress: Done | Busy, now: int) -> str:
    """How a round went, in one line."""
    if isinstance(progress, Busy):
        return one_line(progress.message)
    if progress.askable_at is not None:
        return f"not asked: it may be asked again from {hour_or_day(progress.askable_at, now)} on"
    asked = progress.answered + progress.failed
    failed = f" ({progress.failed:,} failed: `dealwatch feeds` says why)" if progress.failed else ""
    answered = (
        f"{progress.answered:,} of {count(asked, 'feed')} answered{failed}" if asked else "no feed was due"
    )
    planned = progress.next_check
    then = f"; next check {hour_or_day(planned, now) if planned > now else 'now'}" if planned else ""
    return f"{answered}, {count(progress.new, 'new story', 'new stories')}{then}"
