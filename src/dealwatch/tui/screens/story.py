"""A story: its text with the evidence in place, who is quoted, who was silent, and why it is here."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dealwatch.store.rows import SignalDetail, StoryDetail, TagDetail, VoiceDetail
from dealwatch.text import Untrusted
from dealwatch.tui import targets
from dealwatch.tui.actions import BY_ID
from dealwatch.tui.blocks import Block, Mark, block, heading
from dealwatch.tui.evidence import Finding, about_of, findings, marks_in, parts_of
from dealwatch.tui.glyphs import mark
from dealwatch.tui.panes.marks import status_style
from dealwatch.tui.panes.quotes import said, side_words
from dealwatch.tui.text import one_line, plain
from dealwatch.values import Mode
from dealwatch.when import count, full_day, moment

#: Words that are read in a minute.
_A_MINUTE: Final = 230
_ARTICLE: Final = {
    "fetched": "the article",
    "wanted": "the feed's summary; the article is still to be fetched",
    "failed": "the feed's summary; its page gave no article: paywalled, refused or gone",
    "": "the feed's summary",
}
_WORDS_SHOWN: Final = 4
#: Cells of names at most that have the words behind them stand below each other.
_NAME_ROOM: Final = 20


@dataclass(frozen=True, slots=True)
class StoryParts:
    """A story's page in two: what is read, and what was found in it."""

    head: list[Block]
    why: list[Block]
    text: list[Block]
    found: list[Block]

    @property
    def whole(self) -> list[Block]:
        """One page of everything."""
        return [*self.head, *self.why, *self.text, *self.found]


def story_page(story: StoryDetail, same: Collection[int] = ()) -> list[Block]:
    """The whole page. `same` are the stories of its cluster that have its very text."""
    return story_parts(story, same).whole


def story_parts(story: StoryDetail, same: Collection[int] = ()) -> StoryParts:
    """The page in its parts."""
    found = findings(story)
    return StoryParts(
        _head(story, found),
        _why(story, found),
        _text(story, found),
        [*_voices(found), *_signals(found), *_elsewhere(story, same), *_how(story)],
    )


# What is read.


def _head(story: StoryDetail, found: Sequence[Finding]) -> list[Block]:
    when = moment(story.published) if story.published else f"undated, first seen {moment(story.first_seen)}"
    by = f"   by {one_line(story.author)}" if story.author else ""
    title = story.title if story.title else Untrusted("(no headline)")
    blocks = [
        block(title, "title", marks=marks_in(story.title, "title", found)),
        block(f"{one_line(story.outlet) or story.feed}   {when}{by}", "dim"),
        block(_kind_of_text(story), "dim"),
    ]
    if yours := _yours(story):
        blocks.append(block(yours, "new"))
    if story.url:
        blocks.append(block(story.url, "link", url=story.url))
    if story.problem:
        blocks.append(block(f"The machine could not read this story: {story.problem}", "alarm", margin=1))
    return blocks


def _kind_of_text(story: StoryDetail) -> str:
    """What of the story is stored, how long it takes to read, and which version it is."""
    if not (story.body or story.summary):
        return "headline only"
    words = len(re.findall(r"\S+", plain(story.body) or plain(story.summary)))
    kind = "text from the feed" if story.body and not story.article else _ARTICLE[story.article]
    minutes = f"{max(1, round(words / _A_MINUTE))} min to read" if words > _A_MINUTE // 4 else ""
    again = f"version {story.version}" if story.version > 1 else ""
    return "   ".join(part for part in (kind, count(words, "word"), minutes, again) if part)


def _text(story: StoryDetail, found: Sequence[Finding]) -> list[Block]:
    repeated = plain(story.body).startswith(plain(story.summary).rstrip(" .…")[:200])
    summary_marks = marks_in(story.summary, "summary", found)
    blocks = []
    if story.summary and (not story.body or not repeated or summary_marks):
        blocks += _paragraphs(plain(story.summary), summary_marks)
    blocks += _paragraphs(plain(story.body), marks_in(story.body, "body", found))
    return blocks or [block("The feed gave no text beside the headline.", "dim", margin=1)]


def _paragraphs(text: str, marks: tuple[Mark, ...]) -> list[Block]:
    """One block a paragraph, with a gap between them."""
    spans = [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return [block(text[start:end], marks=inside, margin=1) for start, end, inside in parts_of(marks, spans)]


# What was found.


def _yours(story: StoryDetail) -> str:
    """The marks that you left on it."""
    marks = (("unread", story.unread), ("* starred", story.starred), ("hidden from the lists", story.hidden))
    return "   ".join(words for words, holds in marks if holds)


def _why(story: StoryDetail, found: Sequence[Finding]) -> list[Block]:
    """Why it is here: what it names, each with the words that earned the tag."""
    title = "Why this is here" if story.relevant else "Why this is not in the lists"
    own = "" if story.judged is None else "; you said so" if story.judged == story.relevant else ""
    if not story.relevant and not story.problem:
        blocks = [heading(title), block(f"It is not about the negotiation, by its words{own}.", "dim")]
    elif own:
        blocks = [heading(title), block("You said that it is about the negotiation.", "dim")]
    else:
        blocks = [heading(title)]
    tags = [(n, each.detail) for n, each in enumerate(found) if isinstance(each.detail, TagDetail)]
    room = min(_NAME_ROOM, max((len(_name(tag)) for _, tag in tags), default=0))
    blocks += [_tag(number, tag, room) for number, tag in tags]
    blocks += [_removed(tag) for tag in story.removed]
    return blocks if len(blocks) > 1 else [*blocks, block("It names nothing that is watched.", "dim")]


def _name(tag: TagDetail) -> str:
    return tag.name if tag.kind == "stakeholder" else tag.short or tag.name


def _tag(number: int, tag: TagDetail, room: int) -> Block:
    """What it names, and behind `room` cells the words that do."""
    words = _shown_words(one_line(passage.text) for passage in tag.evidence)
    lead = {"agreement": "agreement   ", "sector": "sector      "}.get(tag.kind, "names       ")
    yours = "   tagged by you" if tag.origin == "you" else ""
    name = _name(tag)
    earned = f"{' ' * max(0, room - len(name))}   {words}" if words else ""
    return block(
        f"{name}{earned}{yours}", lead=lead, lead_style="dim", target=about_of(tag), entry=number,
        marks=(Mark(0, len(name), "strong"),),
    )  # fmt: skip


def _removed(tag: TagDetail) -> Block:
    return block(f"{tag.name}   you took this tag away", "dim", lead="not         ", target=about_of(tag))


def _shown_words(passages: Iterable[str]) -> str:
    """The words, each once, and how often they stand there."""
    times: dict[str, int] = {}
    for words in passages:
        times[words] = times.get(words, 0) + 1
    shown = [f"«{words}»" + (f" ×{n}" if n > 1 else "") for words, n in list(times.items())[:_WORDS_SHOWN]]
    return ", ".join(shown) + (f" and {len(times) - _WORDS_SHOWN} more" if len(times) > _WORDS_SHOWN else "")


def _voices(found: Sequence[Finding]) -> list[Block]:
    blocks: list[Block] = []
    for kind in ("quote", "silence"):
        chosen = [(n, each) for n, each in enumerate(found) if each.kind == kind]
        if chosen:
            blocks.append(heading(f"{'Quotes' if kind == 'quote' else 'Silences'} ({len(chosen)})"))
        blocks += [line for n, each in chosen for line in _voice(n, each)]
    return blocks


def _voice(number: int, finding: Finding) -> list[Block]:
    voice = finding.detail
    if not isinstance(voice, VoiceDetail):
        return []
    row = voice.row
    who = one_line(row.speaker) or "speaker not named"
    as_what = ", ".join(part for part in (row.role, side_words(row.side)) if part)
    exact = ("verbatim" if row.verbatim else "reported speech") if row.kind == "quote" else "asked, no answer"
    lead = f"{finding.label:<10} "
    line = f"{who}{', ' + as_what if as_what else ''}   {exact}"
    return [
        block(line, lead=lead, lead_style=finding.kind, target=finding.target, entry=number,
              marks=(Mark(0, len(who), "strong"), Mark(len(line) - len(exact), len(line), "dim"))),
        block(said(row), finding.kind, lead=" " * len(lead)),
    ]  # fmt: skip


def _signals(found: Sequence[Finding]) -> list[Block]:
    chosen = [(n, each) for n, each in enumerate(found) if isinstance(each.detail, SignalDetail)]
    if not chosen:
        return []
    lines = [line for n, each in chosen for line in _signal(n, each)]
    return [heading(f"Signals ({len(chosen)})"), *lines]


def _signal(number: int, finding: Finding) -> list[Block]:
    signal = finding.detail
    if not isinstance(signal, SignalDetail):
        return []
    status = signal.status
    words = f"{signal.subject_name}: {_reported(signal)}"
    key = BY_ID["everywhere.review"].first
    waits = f"   waiting for review: {key}" if signal.waits else ""
    return [
        block(f"{words}{waits}", lead=f"{mark(status)} ", lead_style=status_style(status),
              target=finding.target, entry=number,
              marks=(Mark(0, len(words), status_style(status)),
                     Mark(len(words), len(words + waits), "signal"))),
        block(f"“{one_line(signal.evidence.text)}”", "dim", lead="  "),
    ]  # fmt: skip


def _reported(signal: SignalDetail) -> str:
    how = {Mode.FACT: "reported", Mode.RUMOUR: "rumoured", Mode.DENIED: "denied to be"}[signal.mode]
    since = f" from {full_day(signal.effective)}" if signal.effective else ""
    return f"{how} {signal.status.label}{since}, score {signal.confidence:.2f}"


def _elsewhere(story: StoryDetail, same: Collection[int]) -> list[Block]:
    """Copies of the story and others of its event, the earliest first: enter opens one, o its link."""
    if not story.cluster:
        return []
    first = story.cluster[0]
    leader = f", first told by {one_line(first.outlet) or 'another outlet'}" if first.at < story.at else ""
    blocks = [heading(f"The same event elsewhere ({len(story.cluster)}){leader}")]
    for row in story.cluster:
        outlet = one_line(row.outlet) or "outlet not named"
        copy = "   same text" if row.id in same else ""
        words = f"{outlet}: {one_line(row.title) or '(no headline)'}"
        blocks.append(
            block(f"{words}{copy}", lead=f"{moment(row.at):>21}   ", lead_style="dim",
                  target=targets.story(row.id), url=row.url,
                  marks=(Mark(0, len(outlet), "strong"), Mark(len(words), len(words + copy), "new")))
        )  # fmt: skip
    return blocks


def _how(story: StoryDetail) -> list[Block]:
    """How the machine came to it: the score, the feed, the rules."""
    verdict = "relevant" if story.relevant else "not relevant"
    blocks = [
        heading("How it was read"),
        block(f"{verdict}, score {story.score:.2f}; from {story.feed}", "dim"),
    ]
    return [*blocks, *(block(reason, "dim", lead="- ") for reason in dict.fromkeys(story.reasons))]
