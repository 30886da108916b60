"""Stories given to `explain`: what is accepted, and spans that lead back to the text as given."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.cli.stories_in import Given, VisibleField, read_stories
from dealwatch.errors import InputError
from dealwatch.values import Evidence, Quote, Reading, Tag


def stories(text: str | bytes) -> list[Given | InputError]:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return list(read_stories(io.BytesIO(raw), "in.jsonl"))


def only(text: str | bytes) -> Given:
    (story,) = stories(text)
    assert isinstance(story, Given)
    return story


def test_json_lines_are_stories_and_unknown_keys_are_passed_over() -> None:
    read = stories('{"id": "a", "title": "One", "kind": "core"}\n\n{"id": 2, "body": null}\n')

    assert [story.id for story in read if isinstance(story, Given)] == ["a", 2]
    assert isinstance(read[0], Given)
    assert read[0].entry.title == "One"


def test_only_a_line_feed_ends_a_line() -> None:
    assert only('{"id": "a", "body": "one\u2028two"}').entry.body == "one\u2028two"


def test_a_text_that_is_not_json_is_one_story() -> None:
    story = only("\n\n  Talks are on hold.\n\n{not json}\n")

    assert story.entry.body == "\n\n  Talks are on hold.\n\n{not json}\n"


def test_a_byte_order_mark_is_no_part_of_the_story() -> None:
    assert only(b'\xef\xbb\xbf{"id": "a", "body": "x"}').id == "a"
    assert only(b"\xef\xbb\xbfTalks.").entry.body == "Talks."


def test_a_story_without_id_has_its_line_number() -> None:
    assert only('\n{"title": "x"}').id == 2


@pytest.mark.parametrize(
    ("published", "instant"),
    [
        ("2025-05-09", 1746748800),
        ("2025-05-09T12:00:00Z", 1746792000),
        ("2025-05-09T14:00:00+02:00", 1746792000),
        (1746792000, 1746792000),
        ("", None),
        ("last Friday", None),
        (None, None),
        (1e300, None),
    ],
)
def test_published_is_an_instant_where_it_can_be_one(published: object, instant: int | None) -> None:
    assert only(json.dumps({"published": published})).entry.published == instant


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{oops}", "not JSON"),
        ('{"id": 1', "not JSON"),
        ('{"title": 1}', 'title: must be text in quotation marks ("…") or null, not a whole number'),
        ('{"id": ["a"]}', "id: must be "),
        ("[1]", "each line is one object"),
        (b'{"title": "\xff"}', "UTF-8"),
        ('{"a": ' + "[" * 100_000, "nested"),
        ('{"id": ' + "9" * 5000 + "}", "line 2"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str | bytes, word: str) -> None:
    raw = line if isinstance(line, bytes) else line.encode()

    first, bad, last = stories(b'{"id": "a"}\n' + raw + b'\n{"id": "z"}\n')

    assert isinstance(first, Given)
    assert isinstance(last, Given)
    assert isinstance(bad, InputError)
    assert "in.jsonl, line 2: " in str(bad)
    assert word in str(bad)


@pytest.mark.parametrize("nothing", [b"", b"\n \n"])
def test_nothing_to_read_is_an_error(nothing: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        stories(nothing)


def test_a_text_that_is_not_utf8_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError, match="line 2"):
        stories(b"Talks\n\xff\xfe")


def test_spans_lead_from_the_clean_text_to_the_text_a_reader_sees() -> None:
    story = only(json.dumps({"id": 1, "body": "<p>On\u200f &ldquo;ho\x1b[1mld&rdquo;</p>\r\n"}))
    clean = story.entry.body
    start = clean.index("ho")
    evidence = Evidence("body", start, clean.index("”"), clean[start : clean.index("”")])

    restored = (
        story.restored(Reading(True, 1.0, agreements=(Tag("tpd", (evidence,)),))).agreements[0].evidence[0]
    )

    visible = "On\u200f “ho\x1b[1mld”"
    assert story.fields["body"].visible == visible
    assert (restored.start, restored.end) == (visible.index("ho"), visible.index("”"))
    assert restored.text == "ho\x1b[1mld"


def test_a_quote_and_the_words_that_name_its_source_move_together() -> None:
    story = only(json.dumps({"body": "\x07\x07Greer: “No.”"}))
    quote = Quote("No.", "body", 8, 11, "Greer", 0, 5)

    (restored,) = story.restored(Reading(True, 1.0, quotes=(quote,))).quotes

    body = story.fields["body"].visible
    assert body[restored.start : restored.end] == restored.text == "No."
    assert restored.source_start is not None
    assert body[restored.source_start : restored.source_end] == "Greer"


@given(st.text(st.sampled_from("ab \x00\x1b\u202e\u0301\r\n\ufeff"), max_size=60))
def test_every_clean_character_is_found_again(text: str) -> None:
    field = VisibleField(text)

    found = "".join(field.visible[field.original(offset)] for offset in range(len(field.clean)))

    assert found == field.clean
    for start in range(len(field.clean)):
        begin, end = field.span(start, len(field.clean))
        assert field.visible[begin] == field.clean[start]
        assert field.visible[end - 1] == field.clean[-1]
