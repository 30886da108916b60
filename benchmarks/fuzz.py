"""Feeds broken at random through our own parser and cleaning, for as long as one likes.

    python -m benchmarks.fuzz [--minutes 60] [--seed 1] [FOLDER ...]

Begins with feeds of its own, those that are known to be hostile, and the files of the named folders; breaks
copies of them (bytes changed, cut, doubled, swapped between two) and looks at each as `benchmarks.corpus`
does. A file that raises, breaks a rule or takes long is kept in the working directory as `fuzz-<hash>.xml`.
"""

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tests.support.feedtexts import Item, atom, json_feed, rdf, rss
from tests.support.hostile_feeds import CASES

from benchmarks.corpus import NOW, examine

_LARGEST: Final = 64 * 1024
_PIECES: Final = (
    *(b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [", b"&#27;", b"&#155;"),
    *(b"\x1b]52;c;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"</item>", b"<item>", b"<entry>", b"</channel>"),
    *("\u202e".encode(), "\U000e0041".encode(), "e\u0301\u0301\u0301".encode(), b"[@click=app.quit]"),
    *(b"xml:base='javascript:1'", b"<div>" * 40, b"\n" * 200, b"9" * 40, b"<?xml version='1.0'?>"),
    *(b"encoding='utf-7'", b"a@a.a."),
)  # fmt: skip
_ITEMS: Final = [
    Item(f"g{n}", f"A tariff on steel, {n}", f"https://x.example/{n}?a=1&b=2", "A <b>summary</b>", "<p>Text")
    for n in range(4)
]

Breaks = Callable[[bytes, bytes, random.Random], bytes]


def _at(body: bytes, chance: random.Random) -> int:
    return chance.randrange(len(body) + 1)


def _insert(body: bytes, _: bytes, chance: random.Random) -> bytes:
    at = _at(body, chance)
    return body[:at] + chance.choice(_PIECES) + body[at:]


def _cut(body: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_at(body, chance), _at(body, chance)))
    return body[:start] + body[end:]


def _double(body: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_at(body, chance), _at(body, chance)))
    return body[:end] + body[start:end] * chance.choice((1, 2, 20)) + body[end:]


def _flip(body: bytes, _: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _number in range(chance.choice((1, 4, 32)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _splice(body: bytes, other: bytes, chance: random.Random) -> bytes:
    return body[: _at(body, chance)] + other[_at(other, chance) :]


_WAYS: Final[tuple[Breaks, ...]] = (_insert, _insert, _cut, _double, _flip, _splice)


def broken(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """A seed, broken one to six times."""
    body = chance.choice(seeds)
    for _ in range(chance.randint(1, 6)):
        body = chance.choice(_WAYS)(body, chance.choice(seeds), chance)[:_LARGEST]
    return body


def seeds_of(folders: Sequence[Path]) -> list[bytes]:
    """What to begin with."""
    own = [make(_ITEMS) for make in (rss, atom, rdf, json_feed)]
    # Those that only a child's limits stop would take the whole time.
    quick = [case.page.body for case in CASES if "parse_timeout" not in case.outcomes]
    hostile = [body for body in quick if 0 < len(body) <= _LARGEST]
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return own + hostile + [body for file in files if len(body := file.read_bytes()) <= _LARGEST]


def main() -> int:
    """Break feeds until the time is up; 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=NOW)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - to find faults
    seeds, end, tried = seeds_of(options.folders), time.monotonic() + options.minutes * 60, 0
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed"
        while time.monotonic() < end:
            body = broken(seeds, chance)
            file.write_bytes(body)
            tried += 1
            for one in examine(file, seconds=5.0):
                found[one.kind] += 1
                if one.kind in ("raises", "slow", "breaks a rule"):
                    kept = Path(f"fuzz-{hashlib.sha256(body).hexdigest()[:12]}.xml")
                    kept.write_bytes(body)
                    print(f"{one.kind}: {one.what!r}: {kept}", flush=True)
    print(f"{tried:,} feeds from {len(seeds):,} seeds: {dict(found) or 'nothing found'}")
    return int(any(found[kind] for kind in ("raises", "slow", "breaks a rule")))


if __name__ == "__main__":
    sys.exit(main())
