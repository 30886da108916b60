"""HTML becomes the text that a reader sees, quickly, whatever it holds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.html import visible_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words.\n\n  Second   paragraph.\n",
        "AT&T and R&D; profits < 5% > 3%",
        "a < b, c > d, x <3 y, 1<2>0",
        "https://example.org/?a=1&copy=2&lt=3",
        "Write to <ada@example.org> or <https://example.org/a>.",
        "unclosed <b at the end",
        "\x1b[31mred\u202e",
        "& &; &#; &nonsense; &#12345678;",
    ],
)
def test_text_without_tag_or_entity_is_unchanged(text: str) -> None:
    assert visible_text(text) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<P CLASS='x'>One<P>Two", "One\n\nTwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("one<br><br />two", "one\n\ntwo"),
        ("<ul><li>one</li>\n<li>two</li></ul>after", "one\ntwo\n\nafter"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("a <b>bold</b>, <i>slanted</i>word", "a bold, slantedword"),
        ("<p>  many\n  spaces&nbsp;here </p>", "many spaces here"),
        ("<pre>keep\n  this</pre><p>not  this</p>", "keep\n  this\n\nnot this"),
        ("soft<wbr>break", "softbreak"),
    ],
)
def test_blocks_stand_apart_and_inline_tags_leave_no_trace(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Rolls &amp; Royce", "Rolls & Royce"),
        ("&ldquo;Yes&rdquo; it&#8217;s &#xa3;31bn", "“Yes” it’s £31bn"),
        ("one &amp; two\n\nnext  line", "one & two\n\nnext  line"),
        ("&lt;p&gt;shown&lt;/p&gt;", "<p>shown</p>"),
        ("<p>&amp;lt;</p>", "&lt;"),
    ],
)
def test_entities_are_decoded_once(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<script>var x = '<p>';</script>b", "ab"),
        ("a<style>p { color: red }</style >b", "ab"),
        ("a<script>never closed", "a"),
        ("a<noscript><img src=x></noscript> b", "a b"),
        ("a<svg/>b<svg><title>t</title></svg>c", "abc"),
        ("every <math><mi>N</mi><annotation>N</annotation></math> years", "every N years"),
        ("a<video>never closed b", "anever closed b"),
        ("a<!-- gone <p> -->b", "ab"),
        ("a<!-->b<!--->c", "abc"),
        ("a<!DOCTYPE html>b<?xml version='1.0'?>c<![CDATA[d>e", "abce"),
        ("a<p>b<!-- never closed", "a\n\nb"),
    ],
)
def test_what_a_browser_hides_is_hidden(html: str, text: str) -> None:
    assert visible_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a title="a > b">link</a>', "link"),
        ("<a title='<b>'>link</a>", "link"),
        ('<a href="never closed>link</a> more', "link more"),
        ("<p don't>Fine, isn't it</p>", "Fine, isn't it"),
        ("<p>cut in a <a href=x", "cut in a"),
    ],
)
def test_broken_tags_take_no_text_with_them(html: str, text: str) -> None:
    assert visible_text(html) == text


def test_inline_markup_in_plain_text_keeps_its_paragraphs() -> None:
    assert visible_text("One <b>two</b>\nthree\n\nfour") == "One two three\n\nfour"


MEGABYTE = 1_000_000
HOSTILE = [
    "<",
    "&",
    ">",
    "<a",
    "<a>",
    "<div>",
    "<div><p>x",
    "</div>",
    "<!--",
    "<!-- -->",
    "<!a",
    "<![",
    "<?a",
    "<script>",
    "<video>",
    "<svg><title>",
    "<pre>",
    "</pre>",
    "<a href='",
    '<a href="',
    "<a b=\"'>",
    "<a =",
    "=' <a =\" ",
    "<a:a",
    "&#1",
    "&amp",
    "&amp;",
    "&amp;<b>",
    "<b>\n\n",
    "<b> ",
    "<b>\n ",
    "<br>",
    " ",
]


@pytest.mark.parametrize("html", [*(f"<b>{piece}" for piece in HOSTILE), "<", "&", "<a", "<a href='"])
def test_a_megabyte_of_anything_takes_less_than_a_second(html: str) -> None:
    tag, piece = ("<b>", html[3:]) if html.startswith("<b>") else ("", html)
    text = tag + piece * (MEGABYTE // len(piece))

    began = time.process_time()
    visible_text(text)

    assert time.process_time() - began < 1


PIECES = st.one_of(st.text(max_size=5), st.sampled_from([*HOSTILE, "</script>", "-->", "'", '"']))


@given(st.lists(PIECES, max_size=40))
def test_nothing_raises(pieces: list[str]) -> None:
    text = visible_text("".join(pieces))

    assert isinstance(text, str)
