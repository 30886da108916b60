"""What makes patterns blow up, repeated, and every stage of reading by name, for tests of bounded time."""

import gc
import time
from collections.abc import Callable, Iterator
from typing import Final

from dealwatch.dossier import load_dossier
from dealwatch.reading.census import collect
from dealwatch.reading.clusters import cluster_keys
from dealwatch.reading.explain import reading_as_json
from dealwatch.reading.gate import Gate
from dealwatch.reading.missing import missing
from dealwatch.reading.page import page
from dealwatch.reading.quotes import find_runs
from dealwatch.reading.signals import find_signals
from dealwatch.reading.silences import find_silences
from dealwatch.reading.sketch import sketch
from dealwatch.reading.spans import paragraphs, sentences
from dealwatch.reading.speakers import attribute
from dealwatch.reading.stakeholders import Directory
from dealwatch.reading.tagger import Tagger
from dealwatch.reading.trace import Trace
from dealwatch.values import Entry
from tests.reading.helpers import reader

#: Marks, names, cues and halves of phrases; what is found in one of them alone is found by the thousand.
PIECES: Final = (
    "\"", "“", "”", "’", "'", " ", "\n", "\n\n", "\u00a0", ".", "… ", ",", "; ", ": ", "—", "- ", "(", "()",
    "[", "1", "1,", "£1bn ", "5 May 2025 ", "é", "İ", "🙂", "a ", "A ", "Aa ", "Aa-", "A.", "U.S. ", "Mr. ",
    "Sir ", "a said ", "said ", "says “", "“a ", "“‘", "‘a’ ", "“a” ", "“a,” ", "“a”\n\n", "“x y z\n\n",
    "\"“", "‘a ", "“a b c,” he said. ", "a\n", "a: ", "X: “a” ", "Smith ", "Smith’s ", "Smith, who, ",
    "Smith said that ", "X, 34, ", "(R-Ohio) ", "X and Y and ", "Jane Hill, a, b, ", "Jane Hill said ",
    "seen by X ", "who ", "he ", "as X said, ", "according to X ", "of the ", "told ", "in a statement, ",
    "calling it ", "adding that ", "a spokesman for ", "spokesman ", "X did not comment on Y. ",
    "declined to comment ", "was approached ", "has been also ", "has been approached for comment ",
    "did not immediately ", "comment ", "not ", "no ", "The UK-US tech deal was paused. ",
    "UK US deal paused ", "UK US deal denied a b that ", "No 10 ", "UK-US ", "would be suspended if ",
    "denied that ", "talks are ", "still waiting for details ", "only a ", "quotas a ", "steel ", "Trump ",
    "the National Farmers’ Union ", ", and ", "which ", "when ", "“a b c d”\n\n", "“a.” ― A B\n",
    "Smith’s “a b c” promise ", "A B met C D. She ",
    "The company said “a b c d”. ", "It said “a b c d”. ", "A spokesman said “a b c d”. ", "Trade, ",
    "Trade and ", "the Department for Trade and ", "Neither A nor B, which ", "and C declined to comment, ",
    "Declining to comment, ", "calls to A ",
    "no comment from ", "The ministry did not comment. ", ", as did A",
    "Mills that had “a b c” told ", "The report said. It ", "a source close to ", "She said “a b c d”. ",
)  # fmt: skip

_DOSSIER: Final = load_dossier("uk-us-tech")
_TAGGER: Final = Tagger(_DOSSIER)
_GATE: Final = Gate(_DOSSIER)
_TRACE: Final = Trace(_DOSSIER)
_SURNAMES: Final = Directory(_DOSSIER).surnames()


def stages(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every public function of reading that takes a text, ready to be run on this one; no cap cuts it."""
    entry = Entry("hostile", "UK and US", body=text)
    spans = paragraphs(text)
    runs = find_runs(text, spans)
    parts = {"body": (text, spans, runs)}
    people = collect(parts, _SURNAMES)
    tags = _TAGGER.tag(entry)
    reading = reader().read(entry)
    yield "keys of clusters", lambda: cluster_keys(Entry("hostile", text, text, outlet=text[:100]))
    yield "gate", lambda: _GATE.passes(entry)
    yield "paragraphs", lambda: paragraphs(text)
    yield "sentences", lambda: sentences(text)
    yield "quotations", lambda: find_runs(text, spans)
    yield "people", lambda: collect(parts, _SURNAMES)
    yield "speakers", lambda: attribute(text, "body", spans, runs, people)
    yield "silences", lambda: find_silences(text, "body", spans, runs, people)
    yield "tags", lambda: _TAGGER.tag(entry)
    yield "signals", lambda: find_signals(entry, tags, _TAGGER)
    yield "sketch", lambda: sketch(entry, reading, tags.sentences, {"body": [run.outer for run in runs]})
    yield "missing", lambda: list(missing(_DOSSIER, entry, tags))
    yield "object", lambda: reading_as_json("hostile", reading)
    yield "page", lambda: page(entry, reading, _TRACE)


def seconds(run: Callable[[], object], times: int = 1) -> float:
    """The processor time of a run, the best of several."""
    found = []
    gc.disable()  # As `timeit` does: what other tests left behind is not this one's.
    try:
        for _ in range(times):
            began = time.process_time()
            run()
            found.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(found)


def superlinear(unit: str, length: int, ceiling: float) -> list[str]:
    """The stages that take more than two and a half times as long for twice as much of a repeated text, or
    more than `ceiling` seconds for a million characters of it.
    """
    once, twice = (dict(stages(unit * max(1, size // len(unit)))) for size in (length, 2 * length))
    slow = []
    for name, run in twice.items():
        short, long = seconds(once[name]), seconds(run)
        allowed = ceiling * 2 * length / 1_000_000
        if long > 2.5 * short + 0.02 or long > allowed + 0.02:
            # Another process may have got in the way.
            short, long = seconds(once[name], 3), seconds(run, 3)
            if long > 2.5 * short + 0.02 or long > allowed + 0.02:
                slow.append(f"{name}: {short:.3f} s, then {long:.3f} s")
    return slow
