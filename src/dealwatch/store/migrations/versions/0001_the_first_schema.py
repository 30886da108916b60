"""The first schema: feeds, stories and their readings, the ledger, what a dossier brings, and roll-ups."""

# Triggers are put together from names in this file, never from data.
# ruff: noqa: S608

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_dossier()
    create_feed()
    create_host()
    create_poller()
    create_preference()
    create_tally()
    create_visit()
    create_volume()
    create_attempt()
    create_dependency()
    create_event()
    create_investment()
    create_later()
    create_stakeholder()
    create_story()
    create_subject()
    create_evidence()
    create_reading()
    create_revision()
    create_signal()
    create_tag()
    create_voice()
    create_ledger()
    for statement in (*ROLL_UPS, *COPIES, *CLUSTERS, *APPEND_ONLY):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")


def create_dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("compiled", sa.Date(), nullable=False),
        sa.Column("newest_evidence", sa.Date(), nullable=False),
        sa.Column("gap_note", sa.String(), nullable=False),
        sa.Column("seeded_at", sa.Integer(), nullable=False),
        sa.Column("read_with", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
    )


def create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("configured", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("last_modified", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("full_at", sa.Integer(), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("next_check", sa.Integer(), nullable=True),
        sa.Column("last_attempt", sa.Integer(), nullable=True),
        sa.Column("last_success", sa.Integer(), nullable=True),
        sa.Column("last_new", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("gone_at", sa.Integer(), nullable=True),
        sa.Column("moved_to", sa.String(), nullable=False),
        sa.Column("moved_at", sa.Integer(), nullable=True),
        sa.Column("moved_seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("url", name="uq_feed_url"),
    )


def create_host() -> None:
    op.create_table(
        "host",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next_at", sa.Integer(), nullable=False),
        sa.Column("last_429", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_host"),
    )


def create_poller() -> None:
    op.create_table(
        "poller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_poller"),
    )


def create_preference() -> None:
    op.create_table(
        "preference",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_preference"),
        sqlite_with_rowid=False,
    )


def create_tally() -> None:
    op.create_table(
        "tally",
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "name", name="pk_tally"),
        sqlite_with_rowid=False,
    )


def create_visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=True),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )


def create_volume() -> None:
    op.create_table(
        "volume",
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "name", "day", name="pk_volume"),
        sqlite_with_rowid=False,
    )


def create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_attempt_feed_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("attempt_feed", "attempt", ["feed_id", "id"])


def create_dependency() -> None:
    op.create_table(
        "dependency",
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depends_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_dependency_dossier"),
        sa.PrimaryKeyConstraint("dossier", "agreement", "position", name="pk_dependency"),
        sqlite_with_rowid=False,
    )


def create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("scheduled", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("source_urls", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_event_dossier"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("event_date", "event", ["dossier", "date"])
    op.create_index("event_subject", "event", ["dossier", "subject", "date"])


def create_investment() -> None:
    op.create_table(
        "investment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("amount_text", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("announced", sa.String(), nullable=False),
        sa.Column("date_precision", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("amount_source_url", sa.String(), nullable=False),
        sa.Column("date_source_url", sa.String(), nullable=False),
        sa.Column("source_urls", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_investment_dossier"),
        sa.PrimaryKeyConstraint("id", name="pk_investment"),
    )
    op.create_index("investment_dossier", "investment", ["dossier", "position"])


def create_later() -> None:
    op.create_table(
        "later",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_later_dossier"),
        sa.PrimaryKeyConstraint("id", name="pk_later"),
    )
    op.create_index("later_subject", "later", ["dossier", "subject", "date"])


def create_stakeholder() -> None:
    op.create_table(
        "stakeholder",
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("source_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_stakeholder_dossier"),
        sa.PrimaryKeyConstraint("dossier", "id", name="pk_stakeholder"),
        sqlite_with_rowid=False,
    )


def create_story() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("published_raw", sa.String(), nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("first_seen", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("article_at", sa.Integer(), nullable=True),
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("link_key", sa.BigInteger(), nullable=True),
        sa.Column("title_key", sa.BigInteger(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_story_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.UniqueConstraint("feed_id", "key", name="uq_story_feed_id"),
    )
    op.create_index("story_article", "story", ["id"], sqlite_where=sa.text("article = 'wanted'"))
    op.create_index("story_copy", "story", ["cluster"], sqlite_where=sa.text("cluster <> id"))
    op.create_index("story_link", "story", ["link_key"], sqlite_where=sa.text("link_key IS NOT NULL"))
    op.create_index("story_newest", "story", ["at"], sqlite_where=sa.text("cluster = id"))
    op.create_index("story_title", "story", ["title_key"], sqlite_where=sa.text("title_key IS NOT NULL"))


def create_subject() -> None:
    op.create_table(
        "subject",
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sticking_point", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("status_source_url", sa.String(), nullable=False),
        sa.Column("terms_source_url", sa.String(), nullable=False),
        sa.Column("source_urls", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_subject_dossier"),
        sa.PrimaryKeyConstraint("dossier", "id", name="pk_subject"),
        sqlite_with_rowid=False,
    )


def create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_evidence_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_evidence_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "dossier", "about", "position", name="pk_evidence"),
        sqlite_with_rowid=False,
    )


def create_reading() -> None:
    op.create_table(
        "reading",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("read_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_reading_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_reading_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "dossier", name="pk_reading"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "reading_newest",
        "reading",
        ["dossier", "at", "story_id"],
        sqlite_where=sa.text("relevant = 1 AND duplicate = 0"),
    )


def create_revision() -> None:
    op.create_table(
        "revision",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_revision_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "version", name="pk_revision"),
        sqlite_with_rowid=False,
    )


def create_signal() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_signal_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_signal_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_signal"),
    )
    op.create_index(
        "signal_newest",
        "signal",
        ["dossier", "at", "id"],
        sqlite_where=sa.text("current = 1 AND relevant = 1"),
    )
    op.create_index("signal_story", "signal", ["story_id"])


def create_tag() -> None:
    op.create_table(
        "tag",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_tag_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_tag_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "dossier", "subject", name="pk_tag"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "tag_newest",
        "tag",
        ["dossier", "subject", "at", "story_id"],
        sqlite_where=sa.text("relevant = 1 AND duplicate = 0"),
    )


def create_voice() -> None:
    op.create_table(
        "voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("verbatim", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("stakeholder", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("date_precision", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("source_note", sa.String(), nullable=False),
        sa.Column("first_seen", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_voice_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_voice_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_voice"),
    )
    op.create_index(
        "voice_dossier", "voice", ["dossier", "subject", "at"], sqlite_where=sa.text("story_id IS NULL")
    )
    op.create_index(
        "voice_everything",
        "voice",
        ["dossier", "at", "id"],
        sqlite_where=sa.text("current = 1 AND duplicate = 0"),
    )
    op.create_index(
        "voice_newest",
        "voice",
        ["dossier", "at", "id"],
        sqlite_where=sa.text("current = 1 AND relevant = 1 AND duplicate = 0"),
    )
    op.create_index(
        "voice_stakeholder",
        "voice",
        ["dossier", "stakeholder", "at"],
        sqlite_where=sa.text("current = 1 AND relevant = 1 AND duplicate = 0 AND stakeholder IS NOT NULL"),
    )
    op.create_index("voice_story", "voice", ["story_id"])


def create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.Column("signal_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_ledger_dossier"),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], name="fk_ledger_signal_id"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_ledger_story_id"),
        sa.ForeignKeyConstraint(["undoes"], ["ledger.id"], name="fk_ledger_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )
    op.create_index(
        "ledger_subject", "ledger", ["dossier", "subject", "effective", "known", "recorded", "id"]
    )
    op.create_index(
        "ledger_undoes", "ledger", ["undoes"], unique=True, sqlite_where=sa.text("undoes IS NOT NULL")
    )


def roll_up(table: str, dossier: str, name: str, counts: str, watched: str, daily: bool = True) -> list[str]:
    """Triggers that keep the running count `name` of the rows of `table` for which `counts` holds.

    `dossier`, `name` and `counts` are SQL over one row, with `ROW.` before each column; `watched` are the
    columns whose change may change `counts`. `daily` keeps the count a day too.
    """
    key = table + "_" + "".join(letter for letter in name.replace("ROW.", "") if letter.isalpha())

    def add(row: str, step: str) -> str:
        d, n = (part.replace("ROW", row) for part in (dossier, name))
        statement = (
            f"INSERT INTO tally (dossier, name, n) VALUES ({d}, {n}, {step})"
            " ON CONFLICT (dossier, name) DO UPDATE SET n = n + excluded.n;"
        )
        if daily:
            statement += (
                f"INSERT INTO volume (dossier, name, day, n) VALUES ({d}, {n}, {row}.at / 86400, {step})"
                " ON CONFLICT (dossier, name, day) DO UPDATE SET n = n + excluded.n;"
            )
        return statement

    new, old = counts.replace("ROW", "NEW"), counts.replace("ROW", "OLD")
    triggers = [
        f"CREATE TRIGGER {key}_insert AFTER INSERT ON {table} WHEN {new} BEGIN {add('NEW', '1')} END",
        f"CREATE TRIGGER {key}_delete AFTER DELETE ON {table} WHEN {old} BEGIN {add('OLD', '-1')} END",
    ]
    if watched:
        triggers.append(
            f"CREATE TRIGGER {key}_update AFTER UPDATE OF {watched} ON {table} WHEN ({new}) <> ({old})"
            f" BEGIN {add('NEW', f'({new}) - ({old})')} END"
        )
    return triggers


LISTED = "ROW.relevant = 1 AND ROW.duplicate = 0"

ROLL_UPS = [
    *roll_up("story", "''", "'stories'", "ROW.cluster = ROW.id", "cluster"),
    *roll_up("story", "''", "'feed:' || ROW.feed_id", "1", "", daily=False),
    *roll_up("reading", "ROW.dossier", "'relevant'", LISTED, "relevant, duplicate"),
    *roll_up("tag", "ROW.dossier", "ROW.subject", LISTED, "relevant, duplicate"),
    *roll_up(
        "voice", "ROW.dossier", "'voices'", f"ROW.current = 1 AND {LISTED}", "current, relevant, duplicate"
    ),
    *roll_up(
        "voice", "ROW.dossier", "'voices:all'", "ROW.current = 1 AND ROW.duplicate = 0", "current, duplicate"
    ),
]

# Tags, voices and signals carry what their story's reading says, so that one index serves each list. Two
# triggers, because one that sets both would undo what the other trigger on `relevant` did within it.
COPIES = [
    f"CREATE TRIGGER reading_copies_{name} AFTER UPDATE OF {name} ON reading WHEN NEW.{name} <> OLD.{name}"
    " BEGIN "
    + "".join(
        f"UPDATE {table} SET {name} = NEW.{name} WHERE story_id = NEW.story_id AND dossier = NEW.dossier;"
        for table in tables
    )
    + " END"
    for name, tables in (("relevant", ("tag", "voice", "signal")), ("duplicate", ("tag", "voice")))
]


def one_for_all(dossier: str, cluster: str, order: str) -> str:
    """Let one reading of a cluster stand for all: the first in this order of them."""
    members = f"(SELECT {cluster} UNION ALL SELECT id FROM story WHERE cluster = {cluster} AND cluster <> id)"
    first = (
        f"SELECT other.story_id FROM reading AS other WHERE other.dossier = {dossier}"
        f" AND other.story_id IN {members} ORDER BY {order} LIMIT 1"
    )
    return (
        f"UPDATE reading SET duplicate = NOT duplicate WHERE dossier = {dossier} AND story_id IN {members}"
        f" AND duplicate <> (story_id <> ({first}));"
    )


CLUSTER = "(SELECT cluster FROM story WHERE id = NEW.story_id)"
HAS_COPIES = (
    "(EXISTS (SELECT 1 FROM story WHERE id = NEW.story_id AND cluster <> id)"
    " OR EXISTS (SELECT 1 FROM story WHERE cluster = NEW.story_id AND cluster <> id))"
)

# Whoever stands for the others stays as long as it is relevant, so that no row is swapped for another.
CLUSTERS = [
    f"CREATE TRIGGER reading_cluster_insert AFTER INSERT ON reading WHEN {HAS_COPIES} BEGIN "
    + one_for_all(
        "NEW.dossier",
        CLUSTER,
        "other.relevant DESC, other.story_id = NEW.story_id, other.duplicate, other.story_id",
    )
    + " END",
    "CREATE TRIGGER reading_cluster_update AFTER UPDATE OF relevant ON reading"
    f" WHEN NEW.relevant <> OLD.relevant AND {HAS_COPIES} BEGIN "
    + one_for_all("NEW.dossier", CLUSTER, "other.relevant DESC, other.duplicate, other.story_id")
    + " END",
]

# REPLACE deletes without a DELETE trigger, hence the third.
APPEND_ONLY = [
    "CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger"
    " WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id OR undoes = NEW.undoes)"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
]
