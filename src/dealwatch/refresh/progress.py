"""What a refresh tells while it runs: values for a bar, and for programs one JSON object a line.

Each value carries its name in the key `event`. Instants are UTC seconds.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

Result = Literal["new", "unchanged", "failed", "not_modified"]


class Start(msgspec.Struct, frozen=True, tag_field="event", tag="start"):
    """A round begins: so many feeds are due, of so many in all."""

    due: int
    feeds: int


class FeedDone(msgspec.Struct, frozen=True, tag_field="event", tag="feed"):
    """One feed is done and stored. `new` counts new stories, `changed` those with a new version.

    `problem` is "" or what went wrong, in words for a person; `next_check` is when it is asked again.
    """

    name: str
    outcome: Result
    new: int
    done: int
    due: int
    problem: str = ""
    changed: int = 0
    next_check: int | None = None


class Articles(msgspec.Struct, frozen=True, tag_field="event", tag="articles"):
    """Article pages of relevant stories are being fetched: `done` of `due`."""

    done: int
    due: int


class Done(msgspec.Struct, frozen=True, tag_field="event", tag="done"):
    """The round is over: feeds that answered and that failed, new stories, and when the next one is due.

    `askable_at`: the one feed that was wanted was not asked, and may be from then on.
    """

    answered: int
    failed: int
    new: int
    next_check: int | None = None
    askable_at: int | None = None


class Busy(msgspec.Struct, frozen=True, tag_field="event", tag="busy"):
    """Another poller has the store; nothing was done. `message` says so with its process number and start."""

    message: str


Progress = Start | FeedDone | Articles | Done | Busy
Report = Callable[[Progress], None]

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Progress] = msgspec.json.Decoder(Progress)


def encode(progress: Progress) -> str:
    """One line of JSON, without its line break."""
    return _ENCODER.encode(progress).decode()


def decode(line: str | bytes) -> Progress:
    """Read a line of `encode` back; raises `msgspec.DecodeError` when it is none."""
    return _DECODER.decode(line)


class Outcome(msgspec.Struct, frozen=True):
    """How a round ended. `busy` is "" or the sentence that says that another poller is running.

    `down`: no feed could be reached, and it seems to be the network's fault.
    """

    due: int = 0
    answered: int = 0
    failed: int = 0
    new: int = 0
    next_check: int | None = None
    busy: str = ""
    down: bool = False

    @property
    def exit_status(self) -> int:
        """0 when at least one feed answered, none was due or another poller runs; 1 when all failed."""
        return 1 if self.failed and not self.answered else 0
