"""A thing of the store as a person cites it: the words, whose they are, where they stand, and the link."""

from collections.abc import Iterable

from dealwatch.store.rows import StakeholderDetail, Standing, StoryDetail, StoryRow, SubjectDetail, VoiceRow
from dealwatch.text import Untrusted, clean_line
from dealwatch.when import full_day, local, told_day


def cite_voice(row: VoiceRow) -> str:
    """A quote with its speaker, role, outlet, day and link; a silence with the words that tell of it."""
    words = _line(row.text)
    who = _line(row.speaker) or "speaker not named"
    where = (_line(row.outlet), told_day(row.date, row.date_precision))
    if row.kind == "silence":
        return _sentence(f"{who}: {words}", where, row.source_url)
    return _sentence(f"“{words}”" if row.verbatim else words, (who, row.role, *where), row.source_url)


def cite_story(story: StoryDetail | StoryRow) -> str:
    """A headline with its outlet, day and link."""
    title = _line(story.title) or "(no headline)"
    return _sentence(title, (_line(story.outlet), full_day(local(story.at).date())), story.url)


def cite_passage(story: StoryDetail, passage: Untrusted) -> str:
    """The very words of a story with its headline, outlet, day and link."""
    title = f"in “{_line(story.title)}”" if story.title else ""
    where = (title, _line(story.outlet), full_day(local(story.at).date()))
    return _sentence(f"“{_line(passage)}”", where, story.url)


def cite_subject(detail: SubjectDetail) -> str:
    """An agreement or sector with its status, since when, and the page that tells of it."""
    row = detail.row
    name = row.name if row.name == row.short else f"{row.name} ({row.short})"
    return _sentence(name, (_standing(row.standing),), detail.status_source_url or detail.source_url)


def cite_stakeholder(detail: StakeholderDetail) -> str:
    """Who somebody is, and the page that says so."""
    return _sentence(detail.name, (detail.role, detail.organisation), detail.source_url)


def text_of(story: StoryDetail) -> str:
    """A story as plain text: headline, where it stands, and all that the feed or its page gave."""
    by = ", ".join(part for part in (_line(story.outlet), _line(story.author)) if part)
    head = [_line(story.title) or "(no headline)", f"{by}, {full_day(local(story.at).date())}", story.url]
    body = [part.plain.strip() for part in (story.summary, story.body)]
    # A summary that is only the beginning of the text is not told twice.
    body = body[1:] if body[1].startswith(body[0].rstrip(" .…")) else body
    return "\n".join(part for part in head if part) + "\n\n" + "\n\n".join(filter(None, body)) + "\n"


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return "no status known"
    since, seen = full_day(standing.since), full_day(standing.as_of)
    return f"{standing.status.label} since {since}, last known to hold on {seen}"


def _sentence(words: str, parts: Iterable[str], url: str) -> str:
    """Words, then what tells of them, then the link behind a full stop."""
    told = ", ".join(part for part in parts if part)
    return f"{words} — {told}." + (f" {url}" if url else "")


def _line(words: Untrusted) -> str:
    return clean_line(words.plain)
