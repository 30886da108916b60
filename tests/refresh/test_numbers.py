"""The numbers that the poller promises to the servers it asks and to the machine it runs on."""

import pytest

from dealwatch.config import RefreshConfig, RetentionConfig
from dealwatch.feeds import caps, fetch, headers, network, prolog
from dealwatch.refresh import plan
from dealwatch.refresh.messages import Setup
from dealwatch.refresh.workers import Patience
from dealwatch.store import entries, moved, record, retention, sqlite

USUAL = RefreshConfig()


@pytest.mark.parametrize(
    ("what", "number", "promised"),
    [
        ("feeds asked at once", USUAL.concurrency, 8),
        ("requests to one host at once", USUAL.host_concurrency, 1),
        ("seconds between two requests to one host", USUAL.host_gap_seconds, 2),
        ("the same for a host that said 'too many'", plan.GENTLE_GAP, 65),
        ("requests begun in a second", USUAL.starts_per_second, 4),
        ("minutes within which no feed is asked twice", USUAL.min_interval_minutes, 15),
        ("minutes between two checks at first", USUAL.interval_minutes, 60),
        ("seconds for a feed over all redirects", USUAL.timeout_seconds, 45),
        ("seconds for a connection", network.CONNECT_SECONDS, 10),
        ("seconds for the next bytes", network.READ_SECONDS, 15),
        ("seconds for the request to go out", network.WRITE_SECONDS, 10),
        ("seconds for a free connection", network.POOL_SECONDS, 30),
        ("bytes of a document", USUAL.max_bytes, 10_000_000),
        ("bytes of a header", fetch.MAX_HEADER_BYTES, 65_536),
        ("redirects", fetch.MAX_HOPS, 5),
        ("bytes of a validator", headers.MAX_VALIDATOR, 1_024),
        ("least seconds of Retry-After", headers.MIN_RETRY_SECONDS, 60),
        ("most seconds of Retry-After", headers.DAY_SECONDS, 86_400),
        ("bytes before a root element", prolog.ROOT_WITHIN, 65_536),
        ("entries of a fetch", caps.MAX_ENTRIES, 500),
        ("characters of a title", caps.MAX_TITLE, 512),
        ("characters of an author", caps.MAX_AUTHOR, 256),
        ("characters of a link", caps.MAX_URL, 2_048),
        ("characters of a summary", caps.MAX_SUMMARY, 65_536),
        ("characters of a text", caps.MAX_CONTENT, 262_144),
        ("seconds until a child must say something", Patience().reply_seconds, 20),
        ("memory of a child", Setup().memory_bytes, 1 << 30),
        ("times a move is met until it is believed", moved.MOVED_TIMES, 3),
        ("seconds over which it is met", moved.MOVED_SECONDS, 7 * 86_400),
        ("stories unread when a feed is new", entries.UNREAD, 20),
        ("texts kept of a story", entries.VERSIONS, 25),
        ("attempts kept of a feed", record.ATTEMPTS, 20),
        ("milliseconds that a writer waits", sqlite.BUSY_TIMEOUT, 5_000),
        ("days that a read story is kept", RetentionConfig().read_days, 90),
        ("days that an unread story is kept", RetentionConfig().unread_days, 365),
        ("stories kept of a feed", RetentionConfig().per_feed, 1_000),
        ("days that a tombstone stands", retention.TOMBSTONE_DAYS, 90),
    ],
)
def test_a_promised_number(what: str, number: float, promised: float) -> None:
    assert number == promised, what
