"""Stories given to `explain`: JSON Lines or one text in, entries out, and spans back to the text as given."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import IO, Any, Final

import msgspec

from dealwatch.errors import InputError
from dealwatch.html import visible_text
from dealwatch.text import clean_text
from dealwatch.toml import explain, readable
from dealwatch.values import FIELDS, Entry, Evidence, Field, Quote, Reading, Signal, Silence, Tag

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class GivenStory(msgspec.Struct, frozen=True):
    """A line of JSON. Keys that it does not know are passed over: labelled stories carry many."""

    id: str | int | None = None
    title: str | None = ""
    summary: str | None = ""
    body: str | None = ""
    url: str | None = ""
    outlet: str | None = ""
    published: str | int | float | None = None


class VisibleField:
    """One field as a reader sees it, beside the clean text that is read; spans lead from one to the other."""

    __slots__ = ("_dropped", "clean", "visible")

    def __init__(self, given: str) -> None:
        self.visible = visible_text(given)
        self.clean = clean_text(self.visible)
        self._dropped = () if len(self.clean) == len(self.visible) else _dropped(self.visible, self.clean)

    def original(self, offset: int) -> int:
        """Where in the visible text the clean text's character `offset` stands."""
        return offset + bisect_right(self._dropped, offset) if self._dropped else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the clean text as a span of the visible one."""
        if end <= start:
            return self.original(start), self.original(start)
        return self.original(start), self.original(end - 1) + 1


def _dropped(visible: str, clean: str) -> tuple[int, ...]:
    """For each dropped character the clean offset behind it: cleaning drops characters and nothing else."""
    dropped: list[int] = []
    at = 0
    for character in visible:
        if at < len(clean) and clean[at] == character:
            at += 1
        else:
            dropped.append(at)
    return tuple(dropped)


@dataclass(frozen=True, slots=True)
class Given:
    """A story as it was given, and the entry that is read. `id` is echoed."""

    id: str | int
    entry: Entry
    fields: dict[Field, VisibleField]

    @classmethod
    def of(cls, story: GivenStory, number: int) -> "Given":
        """Clean and ready to read; without an id of its own it has its line number."""
        texts = {"title": story.title, "summary": story.summary, "body": story.body}
        fields = {name: VisibleField(texts[name] or "") for name in FIELDS}
        entry = Entry(
            key=str(number if story.id is None else story.id),
            title=fields["title"].clean,
            url=clean_text(story.url or ""),
            summary=fields["summary"].clean,
            body=fields["body"].clean,
            outlet=clean_text(story.outlet or ""),
            published=_instant(story.published),
            published_raw=clean_text(str(story.published or "")),
        )
        return cls(number if story.id is None else story.id, entry, fields)

    def restored(self, reading: Reading) -> Reading:
        """The reading with every span, and its very words, as they stand in the text that was given."""
        return replace(
            reading,
            agreements=tuple(map(self._tag, reading.agreements)),
            sectors=tuple(map(self._tag, reading.sectors)),
            stakeholders=tuple(map(self._tag, reading.stakeholders)),
            quotes=tuple(map(self._quote, reading.quotes)),
            silences=tuple(map(self._silence, reading.silences)),
            signals=tuple(map(self._signal, reading.signals)),
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        field = self.fields[evidence.field]
        start, end = field.span(evidence.start, evidence.end)
        return replace(evidence, start=start, end=end, text=field.visible[start:end])

    def _tag(self, tag: Tag) -> Tag:
        return replace(tag, evidence=tuple(map(self._evidence, tag.evidence)))

    def _signal(self, signal: Signal) -> Signal:
        return replace(signal, evidence=tuple(map(self._evidence, signal.evidence)))

    def _silence(self, silence: Silence) -> Silence:
        return replace(silence, evidence=self._evidence(silence.evidence))

    def _quote(self, quote: Quote) -> Quote:
        field = self.fields[quote.field]
        start, end = field.span(quote.start, quote.end)
        moved = replace(quote, start=start, end=end, text=field.visible[start:end])
        if quote.source_start is None or quote.source_end is None:
            return moved
        source_start, source_end = field.span(quote.source_start, quote.source_end)
        return replace(moved, source_start=source_start, source_end=source_end)


def _instant(published: str | float | None) -> int | None:
    """An ISO date or date and time, or seconds, as UTC seconds; None for what is neither."""
    if published is None or published == "":
        return None
    try:
        if not isinstance(published, str):
            return int(datetime.fromtimestamp(published, tz=UTC).timestamp())
        text = published.strip()
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError, OSError):
        return None


def read_stories(stream: IO[bytes], name: str) -> Iterator[Given | InputError]:
    """The stories of a stream, each as soon as its line is there; a line that cannot be read is its error.

    When the first character other than white space is no "{", the whole is one story's body. Raises
    InputError where there is nothing, or where such a text is not UTF-8.
    """
    before = b""
    for number, line in enumerate(stream, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            before += line
        elif not line.lstrip().startswith(b"{"):
            yield _whole_text(before + line + stream.read(), name)
            return
        else:
            yield _given(line, number, name)
            break
    else:
        raise InputError(f"{name} is empty: give JSON Lines, or the text of one story.")
    for following, line in enumerate(stream, number + 1):
        if line.strip():
            yield _given(line, following, name)


def _whole_text(raw: bytes, name: str) -> Given:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, line {line}: this is not UTF-8 text: save it as UTF-8.") from error
    return Given.of(GivenStory(body=text), 1)


def _given(line: bytes, number: int, name: str) -> Given | InputError:
    try:
        return Given.of(msgspec.convert(_loads(line), GivenStory), number)
    except msgspec.ValidationError as error:
        key, what = explain(str(error), GivenStory)
        told = f"{readable(key)}: {what}" if key else "no story: each line is one object, {…}."
        return InputError(f"{name}, line {number}: {told}")
    except UnicodeDecodeError:
        return InputError(f"{name}, line {number}: this is not UTF-8 text: save it as UTF-8.")
    except RecursionError:
        return InputError(f"{name}, line {number}: nested too deep for a story.")
    except ValueError as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        return InputError(f"{name}, line {number}: not JSON ({what}): each line is one object of its own.")


def _loads(line: bytes) -> Any:
    # Not msgspec's: half a surrogate pair in somebody's JSON is a character to drop, not a line to lose.
    return json.loads(line.decode("utf-8"))
