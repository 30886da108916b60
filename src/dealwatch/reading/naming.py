"""What to call a speaker: the full name for a surname or a pronoun, the company for its spokesperson."""

from dataclasses import replace

from dealwatch.reading import names, speech
from dealwatch.reading.attribution import Attribution
from dealwatch.reading.describe import spoken_for, without_article
from dealwatch.reading.mentions import Mention
from dealwatch.reading.people import People


def named_speaker(
    item: Attribution, field_name: str, people: People, result: list[Attribution], index: int
) -> Attribution:
    source = item.source
    if source is None:
        return item
    if source.kind == "name":
        speaker: str | None = people.full_name(source.text)
    elif source.kind == "pronoun":
        speaker = _pronoun(source, field_name, people, result, index)
    else:
        speaker = _described(source, field_name, people, result, index)
    return replace(item, speaker=speaker)


def _pronoun(
    source: Mention, field_name: str, people: People, result: list[Attribution], index: int
) -> str | None:
    word = source.text.lower()
    if word in ("he", "she", "him", "her"):
        found = people.antecedent(word, field_name, source.start)
        return found or _earlier_described(result, index)
    if word in ("it", "its"):
        for earlier in reversed(result[max(0, index - 3) : index]):
            if earlier.source is not None and earlier.source.kind != "pronoun":
                return people.full_name(without_article(earlier.source.text))
        return people.body_before(field_name, source.start)
    return None


def _earlier_described(result: list[Attribution], index: int) -> str | None:
    """ "A spokesman said … He said": the described speaker of one of the quotations before."""
    for earlier in reversed(result[max(0, index - 4) : index]):
        if earlier.source is not None and earlier.source.kind == "noun":
            words = earlier.source.text.lower().split()
            if any(word in names.OFFICES or word in speech.SPOKESPEOPLE for word in words):
                return without_article(earlier.source.text)
    return None


def _described(
    source: Mention, field_name: str, people: People, result: list[Attribution], index: int
) -> str:
    words = without_article(source.text)
    body = spoken_for(source.text)
    if body is not None:
        return _spoken_body(body, words, field_name, source.start, people)
    last = words.split()[-1].lower()
    if last in names.BODY_NOUNS and len(words.split()) == 1:
        return _body(words, field_name, source.start, people, result, index)
    head = words.split(" of ")[0].split(" for ")[0].lower().replace("’", "'")
    held = people.by_role(head)
    if held is None and len(words.split()) == 1 and last in names.OFFICES and last not in speech.SPOKESPEOPLE:
        held = people.person_before(field_name, source.start)
    return held or words


def _spoken_body(body: str, words: str, field_name: str, at: int, people: People) -> str:
    """A company’s spokesperson is the company; a government’s stays a spokesperson."""
    lower = {word.strip(".,").lower() for word in body.split()}
    if body.lower() in names.BODY_NOUNS:
        return people.body_before(field_name, at) or words
    return (
        words
        if lower & names.PUBLIC_BODY or body in people.by_name or people.full_name(body) != body
        else body
    )


def _body(words: str, field_name: str, at: int, people: People, result: list[Attribution], index: int) -> str:
    """ "the firm": whoever spoke last, if a body did, else the body named last."""
    for earlier in reversed(result[max(0, index - 2) : index]):
        if earlier.source is not None and earlier.source.kind == "name":
            name = people.full_name(earlier.source.text)
            if name not in people.by_name:
                return name
    return people.body_before(field_name, at) or words
