"""Why a story was read so, in sentences for people: the words and the rule behind each finding."""

from typing import Final

from dealwatch.reading.attribution import Attribution
from dealwatch.reading.quotes import Run
from dealwatch.reading.tagger import Tags

# How each rule of attribution finds who speaks.
RULES: Final = {
    "verb-subject": "the verb and the speaker come after it",
    "subject-verb": "the speaker and the verb come after it",
    "according": "“according to” names the source",
    "clause": "the subject of the verb that governs it",
    "inverted": "the subject behind the verb that governs it",
    "participle": "the subject of the participle that governs it",
    "agent": "the agent of the passive that governs it",
    "passive": "its verb is a passive that names nobody",
    "colon": "the clause before the colon",
    "label": "the label before it",
    "headline": "the label of the headline",
    "signature": "the signature below it",
    "speech-noun": "they are called the words of the speaker",
    "any-verb": "the subject of its sentence, by no verb of saying",
    "right": "the clause that follows in its sentence",
    "same-sentence": "the speaker of its sentence",
    "sentence-before": "the speaker of the sentence before",
    "continued": "it goes on from the quotation before",
    "next": "the speaker of the quotation next to it",
    "paragraph-before": "it goes on from the paragraph before",
    "line-above": "the line above, which ends in a colon",
    "teller-above": "who speaks in the last sentence above",
    "pulled": "the same words are quoted with their speaker elsewhere",
    "agreed": "the same person spoke last and was named last",
    "none": "nothing near it names a speaker",
}
_LONGEST: Final = 60
QUOTE: Final = "Quote "


def of_tags(tags: Tags) -> tuple[str, ...]:
    """The strongest words for relevance, and what was missing."""
    top = sorted(tags.points, key=lambda point: -point.points)[:5]
    return (
        *(f"“{point.evidence.text}” in the {point.evidence.field} {point.why}." for point in top),
        *tags.missing,
    )


def of_quote(text: str, run: Run, item: Attribution, speaker: str | None) -> str:
    """Who speaks one quotation, by which words and which rule."""
    words = text[run.start : min(run.end, run.start + _LONGEST)]
    shown = words if run.end - run.start <= _LONGEST else words.rsplit(" ", 1)[0] + " …"
    source = text[item.source.start : item.source.end] if item.source is not None else ""
    who = speaker or "nobody named"
    by = f" (“{source}”)" if source and source != speaker else ""
    return f"{QUOTE}“{shown}”: {who}{by}; {RULES.get(item.rule, item.rule)}."
