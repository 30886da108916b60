"""The poller's lifeline: starts `dealwatch poll` as a child, follows what it says, and keeps the times.

What the screen shows of a refresh is `Poller.progress`, a value; it changes at most four times a second.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import msgspec

from dealwatch.clock import Clock
from dealwatch.tui.child import GRACE, Child
from dealwatch.tui.text import one_line

_COALESCE: Final = 0.25
_ALL_FAILED: Final = 1
_NOT_STARTED: Final = 127
_SOONEST: Final = 60


class _Said(msgspec.Struct):
    """One line of the poller; keys it does not know are left alone."""

    event: str
    name: str = ""
    outcome: str = ""
    problem: str = ""
    message: str = ""
    new: int = 0
    done: int = 0
    due: int = 0
    answered: int = 0
    failed: int = 0
    next_check: int | None = None
    askable_at: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the refresh stands. `next_at` is the instant of the next one, None when none is planned.

    `asked` is whether a person wanted this one, `problem` what kept the poller from its work; `silent` are
    the feeds of the last round that asked any, when none of them answered. `only` is the one feed that it is
    about, `told` what was wrong with it, `again` from when on it, or the next feed, may be asked. `died`: the
    problem is that the poller itself came to an end.
    """

    phase: Literal["offline", "idle", "checking"] = "idle"
    done: int = 0
    due: int = 0
    name: str = ""
    new: int = 0
    problem: str = ""
    next_at: int | None = None
    ended_at: int | None = None
    asked: bool = False
    silent: int = 0
    only: str = ""
    told: str = ""
    again: int | None = None
    died: bool = False

    @property
    def silence(self) -> str:
        """That no feed answers, in words."""
        return f"none of {self.silent} feeds answered: press s for why" if self.silent else ""


def heard(progress: Progress, line: str) -> Progress:
    """The progress after a line of the poller; a line that is no JSON object changes nothing."""
    try:
        said = msgspec.json.decode(line, type=_Said)
    except msgspec.DecodeError:
        return progress
    match said.event:
        case "start":
            return replace(progress, done=0, due=said.due, name="", new=0, problem="")
        case "feed":
            return replace(
                progress,
                done=said.done,
                due=said.due or progress.due,
                name=one_line(said.name),
                new=progress.new + said.new,
                told=one_line(said.problem) if progress.only else "",
            )
        case "done":
            silent = said.failed if not said.answered else 0
            again = said.askable_at or said.next_check
            # A round that asked nobody, or one feed, says nothing about who answers.
            silent = silent if progress.due and not progress.only else progress.silent
            return replace(progress, new=said.new, silent=silent, again=again)
        case "busy":
            return replace(progress, problem=one_line(said.message))
    return progress


def _describe(status: int, complaint: str) -> str:
    if status == _NOT_STARTED:
        return f"the poller cannot be started: {complaint}"
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"the poller {how}{': ' + complaint if complaint else ''}"


class Poller:
    """One refresh at a time: of what is due, at start and every so often; of all that may be, when asked.

    `on_change` is called when `progress` may have changed, `on_end` when a refresh has ended, `on_trouble`
    with a sentence when the poller fails, once until it succeeds again. The command is one that polls for
    ever: `--once` or `--now` is put behind it. Without a command it is offline and does nothing.
    """

    def __init__(
        self,
        command: Sequence[str] | None,
        every_minutes: float,
        clock: Clock,
        on_change: Callable[[], None],
        on_trouble: Callable[[str], None],
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._command = command
        self._every: int = round(every_minutes * 60)
        self._clock = clock
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._on_end = on_end
        self._child: Child | None = None
        self._task: asyncio.Task[None] | None = None
        self._announced = False
        self._crashes = 0
        self._complained = False
        self._stopped = False
        self.progress = Progress("idle" if command else "offline")

    @property
    def checking(self) -> bool:
        """Whether a refresh is under way."""
        return self._task is not None and not self._task.done()

    def start(self, *, asked: bool = False, only: str = "") -> bool:
        """Begin a refresh; False when one is under way, or there is no poller.

        `asked`: of every feed that may be asked again, due or not. `only`: of the feed of this name or
        address.
        """
        if self._command is None or self.checking:
            return False
        self._stopped = False
        before = self.progress
        self.progress = Progress(
            "checking",
            ended_at=before.ended_at,
            next_at=before.next_at if only else None,
            asked=asked or bool(only),
            silent=before.silent,
            only=only,
        )
        self._on_change()
        how = ["--feed", only] if only else ["--now" if asked else "--once"]
        self._child = Child([*self._command, *how])
        self._task = asyncio.create_task(self._run(self._child))
        return True

    def tick(self) -> None:
        """Begin the next refresh when its time has come. By the wall clock, so that a lid closed counts."""
        next_at = self.progress.next_at
        if next_at is not None and self._clock.now() >= next_at:
            self.start()

    async def stop(self, grace: float = GRACE) -> None:
        """End the refresh under way, within `grace` seconds."""
        self._stopped = True
        if self._child is not None:
            await self._child.end(grace)
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self, child: Child) -> None:
        complaint = ""

        def on_line(line: str) -> None:
            nonlocal complaint
            complaint = line if not line.startswith("{") else complaint
            self.progress = heard(self.progress, line)
            self._change_soon()

        try:
            status = await child.run(on_line)
        except OSError as error:
            status, complaint = _NOT_STARTED, str(error)
        self._ended(status, one_line(complaint))

    def _ended(self, status: int, complaint: str) -> None:
        worked = status == 0 or self._stopped
        silent = status == _ALL_FAILED and self._none_answered and not complaint
        crash = "" if worked or silent else _describe(status, complaint)
        trouble = self.progress.silence if silent and not (self._stopped or self.progress.only) else crash
        self._crashes = self._crashes + 1 if crash else 0
        now = self._clock.now()
        self.progress = replace(
            self.progress,
            phase="idle",
            ended_at=now,
            next_at=self.progress.next_at if self.progress.only and not crash else self._next(now),
            problem=crash or self.progress.problem,
            died=bool(crash),
        )
        if trouble and not self._complained:
            self._on_trouble(trouble)
        self._complained = bool(trouble) or (self._complained and bool(self.progress.only))
        self._on_end()
        self._on_change()

    @property
    def _none_answered(self) -> bool:
        """Whether the poller's own word is that of the feeds it asked none answered."""
        return bool(self.progress.told if self.progress.only else self.progress.silent)

    def _next(self, now: int) -> int | None:
        """A poller that crashes is tried again sooner at first, then as seldom as ever.

        When none of the feeds answered, it may be the network: they say themselves when to try again.
        """
        if not self._every:
            return None
        if self._crashes:
            return now + min(self._every, _SOONEST << min(self._crashes - 1, 10))
        if self.progress.silent and self.progress.again is not None:
            return min(now + self._every, max(self.progress.again, now + _SOONEST))
        return now + self._every

    def _change_soon(self) -> None:
        if not self._announced:
            self._announced = True
            asyncio.get_running_loop().call_later(_COALESCE, self._change_now)

    def _change_now(self) -> None:
        self._announced = False
        self._on_change()
