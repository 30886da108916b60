"""Marks and corrections: what a person says of stories holds in every view, and for good."""

import sqlite3
from pathlib import Path

import pytest

from dealwatch.errors import InputError
from dealwatch.store import acts, corrections, marks, sqlite, views
from tests.store.support import COURIER, EXAMPLE, HERALD, TPD, bring, report, store_of
from tests.support.stores import NOW, TODAY, make_store, story

EVERYTHING = views.Selection(everything=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two stories that are relevant and one that is not."""
    return make_store(tmp_path, stories=[story(1), story(2), story(3, relevant=False)])


def listed(connection: sqlite3.Connection, selection: views.Selection = views.WHOLE) -> list[int]:
    rows = views.stories_page(connection, "test", since=0, selection=selection)
    assert views.stories_count(connection, "test", selection) == len(rows)
    return [row.id for row in rows]


def steel(connection: sqlite3.Connection) -> int:
    return next(row.stories for row in views.sectors(connection, "test", TODAY) if row.id == "steel")


# ---------------------------------------------------------------- marks


def test_a_star_stays_on_its_row(connection: sqlite3.Connection) -> None:
    done = marks.mark(connection, [2], "starred", True, now=NOW)
    assert (done.words, done.title.plain) == ("starred", "Tech deal put on hold, story 2")
    rows = views.stories_page(connection, "test", since=0)
    assert [(row.id, row.starred, row.unread) for row in rows] == [(2, True, True), (1, False, True)]
    detail = views.story(connection, "test", 2)
    assert detail is not None
    assert (detail.starred, detail.unread, detail.hidden) == (True, True, False)


def test_several_stories_are_marked_in_one_act(connection: sqlite3.Connection) -> None:
    marks.mark(connection, [1], "read", True, now=NOW)
    done = marks.mark(connection, [1, 2], "read", True, now=NOW)
    assert (done.words, done.title.plain) == ("marked read", "2 stories")
    assert not any(row.unread for row in views.stories_page(connection, "test", since=0))
    acts.undo(connection, now=NOW)
    assert [row.unread for row in views.stories_page(connection, "test", since=0)] == [True, False]


def test_what_is_hidden_leaves_every_list_and_count(connection: sqlite3.Connection) -> None:
    voices = views.voices_count(connection, "test")
    marks.mark(connection, [2], "hidden", True, now=NOW)
    assert listed(connection) == [1]
    assert listed(connection, EVERYTHING) == [3, 1]
    assert views.voices_count(connection, "test") == voices - 2
    assert steel(connection) == 1
    assert views.story_rank(connection, "test", (0, 0)) == 1
    assert views.story_rank(connection, "test", (0, 0), EVERYTHING) == 2
    detail = views.subject(connection, "test", "sector:steel", TODAY)
    assert detail is not None
    assert [row.id for row in detail.stories] == [1]
    assert views.overview(connection, "test").relevant == 1
    marks.mark(connection, [2], "hidden", False, now=NOW)
    assert listed(connection) == [2, 1]
    assert listed(connection, EVERYTHING) == [3, 2, 1]
    assert views.voices_count(connection, "test") == voices


def test_a_copy_that_comes_later_is_as_its_cluster_is(tmp_path: Path) -> None:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, report(10))
    connection = sqlite.connect(path)
    marks.mark(connection, [1], "hidden", True, now=NOW)
    marks.mark(connection, [1], "starred", True, now=NOW)
    bring(path, COURIER, report(11, copy_of=10, title="Report 10"))
    assert listed(connection) == []
    marks.mark(connection, [2], "hidden", False, now=NOW)
    (row,) = views.stories_page(connection, "test", since=0)
    assert (row.others, row.starred, row.hidden) == (1, True, False)
    connection.close()


def test_marks_survive_when_two_clusters_become_one(tmp_path: Path) -> None:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, report(10))
    bring(path, COURIER, report(11))
    bring(path, HERALD, report(12, copy_of=11, title="Report 11"))
    connection = sqlite.connect(path)
    marks.mark(connection, [2], "starred", True, now=NOW)
    marks.mark(connection, [2], "hidden", True, now=NOW)
    everything = views.overview(connection, "test").stories
    connection.execute("UPDATE story SET cluster = 1 WHERE cluster = 2")
    assert connection.execute("SELECT * FROM mark").fetchall() == [(1, 0, 1, 1)]
    assert connection.execute("SELECT DISTINCT hidden FROM reading").fetchall() == [(1,)]
    assert everything == 1
    assert listed(connection) == []
    assert views.overview(connection, "test").stories == 0
    marks.mark(connection, [3], "hidden", False, now=NOW)
    assert views.overview(connection, "test").stories == 1
    connection.close()


def test_of_a_feed_that_is_new_only_the_newest_are_unread(tmp_path: Path) -> None:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, *(report(n) for n in range(1, 31)))
    connection = sqlite.connect(path)
    rows = views.stories_page(connection, "test", since=0)
    assert [row.unread for row in rows] == [True] * 20 + [False] * 10
    bring(path, EXAMPLE, *(report(n) for n in range(31, 61)))
    rows = views.stories_page(connection, "test", since=0)
    assert sum(row.unread for row in rows) == 50
    connection.close()


def test_a_story_that_is_gone_cannot_be_marked(connection: sqlite3.Connection) -> None:
    with pytest.raises(InputError, match="no story 99"):
        marks.mark(connection, [1, 99], "starred", True, now=NOW)
    assert not any(row.starred for row in views.stories_page(connection, "test", since=0))
    assert acts.undo(connection, now=NOW) is None


# ---------------------------------------------------------------- corrections


def test_a_story_that_is_not_about_this_leaves_with_its_quotes(connection: sqlite3.Connection) -> None:
    voices = views.voices_count(connection, "test")
    done = corrections.correct_relevance(connection, "test", 2, False, now=NOW)
    assert done.words == "is not about this"
    assert listed(connection) == [1]
    assert views.voices_count(connection, "test") == voices - 2
    assert steel(connection) == 1
    detail = views.story(connection, "test", 2)
    assert detail is not None
    assert (detail.relevant, detail.judged) == (False, False)
    corrections.correct_relevance(connection, "test", 2, None, now=NOW)
    assert listed(connection) == [2, 1]
    assert (views.voices_count(connection, "test"), steel(connection)) == (voices, 2)


def test_a_story_that_is_about_this_after_all_comes(connection: sqlite3.Connection) -> None:
    corrections.correct_relevance(connection, "test", 3, True, now=NOW)
    assert listed(connection) == [3, 2, 1]


def test_a_tag_can_be_taken_away_and_given(connection: sqlite3.Connection) -> None:
    corrections.correct_tag(connection, "test", 2, "sector:steel", False, now=NOW)
    done = corrections.correct_tag(connection, "test", 2, "sector:ai", True, now=NOW)
    assert done.words == "tagged Artificial intelligence"
    assert steel(connection) == 1
    row = views.stories_page(connection, "test", since=0)[0]
    assert row.tags == ("TPD", "AI")
    detail = views.story(connection, "test", 2)
    assert detail is not None
    assert [(tag.id, tag.origin) for tag in detail.tags] == [
        ("tpd", "reading"),
        ("ai", "you"),
        ("liz-kendall", "reading"),
    ]
    assert [(tag.id, tag.origin) for tag in detail.removed] == [("steel", "you")]
    assert detail.removed[0].evidence[0].text.plain == "steel"
    ai = views.subject(connection, "test", "sector:ai", TODAY)
    assert ai is not None
    assert [row.id for row in ai.stories] == [2]
    assert len(ai.voices) == 2


def test_corrections_hold_when_stories_are_read_again(path: Path, connection: sqlite3.Connection) -> None:
    corrections.correct_relevance(connection, "test", 1, False, now=NOW)
    corrections.correct_tag(connection, "test", 2, "sector:steel", False, now=NOW)
    corrections.correct_tag(connection, "test", 2, "sector:ai", True, now=NOW)
    changed = [story(n, body=f"Corrected. {story(n).entry.body}") for n in (1, 2)]
    bring(path, 0, *changed, digest="reader-2", now=NOW + 60)
    assert listed(connection) == [2]
    assert views.stories_page(connection, "test", since=0)[0].tags == ("TPD", "AI")
    for _ in range(3):
        acts.undo(connection, now=NOW)
    assert listed(connection) == [2, 1]
    assert views.stories_page(connection, "test", since=0)[0].tags == ("TPD", "Steel")
    detail = views.story(connection, "test", 2)
    assert detail is not None
    assert all(tag.evidence for tag in detail.tags)


def test_corrections_hold_for_the_cluster_and_copies_to_come(tmp_path: Path) -> None:
    path = store_of(tmp_path)
    bring(path, EXAMPLE, report(10))
    bring(path, COURIER, report(11, copy_of=10, title="Report 10"))
    connection = sqlite.connect(path)
    (row,) = views.stories_page(connection, "test", since=0)
    corrections.correct_relevance(connection, "test", row.id, False, now=NOW)
    corrections.correct_tag(connection, "test", row.id, TPD, False, now=NOW)
    assert listed(connection) == []
    bring(path, HERALD, report(12, copy_of=10, title="Report 10"))
    assert listed(connection) == []
    assert views.proposals(connection, "test", TODAY) == ()
    acts.undo(connection, now=NOW)
    acts.undo(connection, now=NOW)
    (again,) = views.stories_page(connection, "test", since=0)
    assert (again.id, again.others, again.tags) == (row.id, 2, ("TPD",))
    assert views.proposals(connection, "test", TODAY)[0].signals
    connection.close()


def test_only_subjects_of_the_dossier_can_be_given(connection: sqlite3.Connection) -> None:
    with pytest.raises(InputError, match="no sector:moon"):
        corrections.correct_tag(connection, "test", 2, "sector:moon", True, now=NOW)
    with pytest.raises(InputError, match="no story 99"):
        corrections.correct_tag(connection, "test", 99, "sector:ai", True, now=NOW)


def test_a_story_that_was_not_read_yet_can_be_taken_in(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM reading WHERE story_id = 3")
    corrections.correct_relevance(connection, "test", 3, True, now=NOW)
    assert listed(connection) == [3, 2, 1]
