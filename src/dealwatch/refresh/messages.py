"""What the poller and its child say to each other: msgpack values, each behind its length in four bytes.

The child answers a job with any number of replies and then `End`. What was read stays with the parent when
the child is killed in the middle: entries come before their readings, and readings one by one.
"""

import struct
from typing import Final

import msgspec

from dealwatch.dossier import Dossier
from dealwatch.values import NO_KEYS, ClusterKeys, Entry, FeedKind, Reading

HEADER: Final = struct.Struct(">I")


class Setup(msgspec.Struct, frozen=True, tag=True):
    """The first message: what readings are made with, and the child's limits.

    Without a dossier nothing is read. `cpu_seconds` hold for each entry read and each document parsed,
    `memory_bytes` (0 = no limit) for the whole process.
    """

    dossier: Dossier | None = None
    cpu_seconds: int = 5
    memory_bytes: int = 1 << 30


class ParseJob(msgspec.Struct, frozen=True, tag=True):
    """Parse a feed and read what is new in it. `known` are content hashes by key: unchanged is not read."""

    body: bytes
    content_type: str
    url: str
    kind: FeedKind
    now: int
    known: dict[str, str] = {}


class ReadJob(msgspec.Struct, frozen=True, tag=True):
    """Read entries again."""

    entries: tuple[Entry, ...]


class ArticleJob(msgspec.Struct, frozen=True, tag=True):
    """Take the article out of a web page and read the entry with it as its body."""

    body: bytes
    content_type: str
    url: str
    entry: Entry


Job = ParseJob | ReadJob | ArticleJob
Order = Setup | ParseJob | ReadJob | ArticleJob


class Ready(msgspec.Struct, frozen=True, tag=True):
    """Answers `Setup`."""


class Fresh(msgspec.Struct, frozen=True):
    """An entry that is new or changed, the hash that tells the next change, and what tells its copies.

    `reading` where that is known without reading it, as with most news; else a `Read` follows.
    """

    entry: Entry
    content_hash: str
    keys: ClusterKeys = NO_KEYS
    reading: Reading | None = None


class Parsed(msgspec.Struct, frozen=True, tag=True):
    """What a document gave: the entries that are new or changed, and the keys of those that are not.

    `problem` is a class of `feeds.problems`, "" when it is a feed. `dates` are when its newest entries were
    published, newest first, for the next interval; empty when only a part of the document was parsed.
    """

    fresh: tuple[Fresh, ...] = ()
    same: tuple[str, ...] = ()
    title: str = ""
    problem: str = ""
    detail: str = ""
    truncated: bool = False
    refresh_after: int = 0
    quiet: str = ""
    dates: tuple[int, ...] = ()


class Article(msgspec.Struct, frozen=True, tag=True):
    """What a page gave: the entry with the article as its body, or the reason why there is none."""

    entry: Entry | None
    problem: str = ""


class Read(msgspec.Struct, frozen=True, tag=True):
    """The reading of the next entry of the job that has none yet; None with the reason where that failed."""

    reading: Reading | None
    problem: str = ""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The job broke off: "memory" or "error". The child ends after it."""

    kind: str


class End(msgspec.Struct, frozen=True, tag=True):
    """The job is done."""


Reply = Ready | Parsed | Article | Read | Failed | End

_ENCODER: Final = msgspec.msgpack.Encoder()
_ORDERS: Final[msgspec.msgpack.Decoder[Order]] = msgspec.msgpack.Decoder(Order)
_REPLIES: Final[msgspec.msgpack.Decoder[Reply]] = msgspec.msgpack.Decoder(Reply)


def pack(message: Order | Reply) -> bytes:
    """A message with its length in front."""
    payload = _ENCODER.encode(message)
    return HEADER.pack(len(payload)) + payload


def order(payload: bytes) -> Order:
    """An order from its payload."""
    return _ORDERS.decode(payload)


def reply(payload: bytes) -> Reply:
    """A reply from its payload."""
    return _REPLIES.decode(payload)
