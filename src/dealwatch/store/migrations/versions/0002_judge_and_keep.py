"""What a person judges and keeps: marks, corrections, the journal, decisions on signals, notes."""

# Triggers are put together from names in this file, never from data.
# ruff: noqa: S608

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: So many stories of a feed are unread when it is first seen.
UNREAD = 20


def upgrade() -> None:
    create_mark()
    create_correction()
    create_journal()
    create_decision()
    create_decided()
    create_note()
    for statement in LIST_TRIGGERS:
        op.get_bind().exec_driver_sql(f"DROP TRIGGER {statement}")
    add_columns()
    renew_indexes()
    for statement in (*LISTED_ROLL_UPS, *COPIES, *HIDING, *MERGING):
        op.get_bind().exec_driver_sql(statement)
    read_the_old()


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")


def create_mark() -> None:
    op.create_table(
        "mark",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_mark_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", name="pk_mark"),
        sqlite_with_rowid=False,
    )
    op.create_index("mark_starred", "mark", ["story_id"], sqlite_where=sa.text("starred = 1"))
    op.create_index("mark_hidden", "mark", ["story_id"], sqlite_where=sa.text("hidden = 1"))


def create_correction() -> None:
    op.create_table(
        "correction",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_correction_dossier"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_correction_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "dossier", "subject", name="pk_correction"),
        sqlite_with_rowid=False,
    )


def create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("journal_done", "journal", ["id"], sqlite_where=sa.text("undone = 0"))


def create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("ledger_id", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_decision_dossier"),
        sa.ForeignKeyConstraint(["ledger_id"], ["ledger.id"], name="fk_decision_ledger_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("decision_subject", "decision", ["dossier", "subject", "id"])
    op.create_index(
        "decision_ledger", "decision", ["ledger_id"], sqlite_where=sa.text("ledger_id IS NOT NULL")
    )


def create_decided() -> None:
    op.create_table(
        "decided",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_decided_decision_id"),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], name="fk_decided_signal_id"),
        sa.PrimaryKeyConstraint("decision_id", "signal_id", name="pk_decided"),
        sqlite_with_rowid=False,
    )


def create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_note_dossier"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("note_subject", "note", ["dossier", "subject", "date"])


# ---------------------------------------------------------------- what a person hid leaves the lists

LIST_TRIGGERS = [
    f"{table}_{name}_{event}"
    for table, name in (
        ("reading", "relevant"),
        ("tag", "subject"),
        ("voice", "voices"),
        ("voice", "voicesall"),
    )
    for event in ("insert", "delete", "update")
]


def add_columns() -> None:
    for table in ("reading", "tag", "voice"):
        op.add_column(table, sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.text("0")))
    op.add_column("attempt", sa.Column("new", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("signal", sa.Column("waits", sa.Integer(), nullable=True))


LISTED_INDEXES = (
    ("reading_newest", "reading", ["dossier", "at", "story_id"], "relevant = 1"),
    ("tag_newest", "tag", ["dossier", "subject", "at", "story_id"], "relevant = 1"),
    ("voice_newest", "voice", ["dossier", "at", "id"], "current = 1 AND relevant = 1"),
    ("voice_everything", "voice", ["dossier", "at", "id"], "current = 1"),
    (
        "voice_stakeholder",
        "voice",
        ["dossier", "stakeholder", "at"],
        "stakeholder IS NOT NULL AND current = 1 AND relevant = 1",
    ),
)


def renew_indexes() -> None:
    for name, table, columns, where in LISTED_INDEXES:
        op.drop_index(name, table_name=table)
        listed = sa.text(f"{where} AND duplicate = 0 AND hidden = 0")
        op.create_index(name, table, columns, sqlite_where=listed)
    op.create_index(
        "voice_seen",
        "voice",
        ["dossier", "first_seen", "kind"],
        sqlite_where=sa.text("current = 1 AND relevant = 1 AND duplicate = 0 AND hidden = 0"),
    )
    op.create_index("signal_subject", "signal", ["dossier", "subject", "at", "id"])
    op.create_index(
        "signal_waits",
        "signal",
        ["dossier", "subject", "status", "waits", "id"],
        sqlite_where=sa.text("waits IS NOT NULL AND current = 1 AND relevant = 1"),
    )
    op.create_index("ledger_recorded", "ledger", ["dossier", "recorded"])


def roll_up(table: str, key: str, name: str, counts: str, watched: str) -> list[str]:
    """Triggers that keep the running count `name`, in all and a day, of the rows for which `counts` holds."""

    def add(row: str, step: str) -> str:
        n = name.replace("ROW", row)
        return (
            f"INSERT INTO tally (dossier, name, n) VALUES ({row}.dossier, {n}, {step})"
            " ON CONFLICT (dossier, name) DO UPDATE SET n = n + excluded.n;"
            "INSERT INTO volume (dossier, name, day, n)"
            f" VALUES ({row}.dossier, {n}, {row}.at / 86400, {step})"
            " ON CONFLICT (dossier, name, day) DO UPDATE SET n = n + excluded.n;"
        )

    new, old = counts.replace("ROW", "NEW"), counts.replace("ROW", "OLD")
    return [
        f"CREATE TRIGGER {table}_{key}_insert AFTER INSERT ON {table} WHEN {new} BEGIN {add('NEW', '1')} END",
        f"CREATE TRIGGER {table}_{key}_delete AFTER DELETE ON {table} WHEN {old}"
        f" BEGIN {add('OLD', '-1')} END",
        f"CREATE TRIGGER {table}_{key}_update AFTER UPDATE OF {watched} ON {table} WHEN ({new}) <> ({old})"
        f" BEGIN {add('NEW', f'({new}) - ({old})')} END",
    ]


SHOWN = "ROW.duplicate = 0 AND ROW.hidden = 0"
LISTED = f"ROW.relevant = 1 AND {SHOWN}"

LISTED_ROLL_UPS = [
    *roll_up("reading", "relevant", "'relevant'", LISTED, "relevant, duplicate, hidden"),
    *roll_up("tag", "subject", "ROW.subject", LISTED, "relevant, duplicate, hidden"),
    *roll_up(
        "voice",
        "voices",
        "'voices'",
        f"ROW.current = 1 AND {LISTED}",
        "current, relevant, duplicate, hidden",
    ),
    *roll_up(
        "voice", "voicesall", "'voices:all'", f"ROW.current = 1 AND {SHOWN}", "current, duplicate, hidden"
    ),
]

COPIES = [
    "CREATE TRIGGER reading_copies_hidden AFTER UPDATE OF hidden ON reading WHEN NEW.hidden <> OLD.hidden"
    " BEGIN "
    + "".join(
        f"UPDATE {table} SET hidden = NEW.hidden"
        " WHERE story_id = NEW.story_id AND dossier = NEW.dossier AND hidden <> NEW.hidden;"
        for table in ("tag", "voice")
    )
    + " END"
]


def members(cluster: str) -> str:
    """The stories of a cluster."""
    return f"(SELECT {cluster} UNION ALL SELECT id FROM story WHERE cluster = {cluster} AND cluster <> id)"


def hide(row: str, step: str) -> str:
    """Let a cluster's readings follow its mark, and the count of everything too."""
    return (
        f"UPDATE reading SET hidden = {row}.hidden"
        f" WHERE story_id IN {members(f'{row}.story_id')} AND hidden <> {row}.hidden;"
        f"UPDATE tally SET n = n + {step} WHERE dossier = '' AND name = 'stories';"
        f"UPDATE volume SET n = n + {step} WHERE dossier = '' AND name = 'stories'"
        f" AND day = (SELECT at / 86400 FROM story WHERE id = {row}.story_id);"
    )


HIDING = [
    f"CREATE TRIGGER mark_insert AFTER INSERT ON mark WHEN NEW.hidden = 1 BEGIN {hide('NEW', '-1')} END",
    "CREATE TRIGGER mark_update AFTER UPDATE OF hidden ON mark WHEN NEW.hidden <> OLD.hidden"
    f" BEGIN {hide('NEW', '(OLD.hidden - NEW.hidden)')} END",
    "CREATE TRIGGER reading_hidden_insert AFTER INSERT ON reading WHEN EXISTS (SELECT 1 FROM mark"
    " WHERE story_id = (SELECT cluster FROM story WHERE id = NEW.story_id) AND hidden = 1)"
    " BEGIN UPDATE reading SET hidden = 1 WHERE story_id = NEW.story_id AND dossier = NEW.dossier; END",
]

# Marks are kept with the first story of a cluster. When two clusters become one, what was marked on either
# holds for both; the old mark goes with the first story, emptied before, so that it no longer counts.
MERGING = [
    "CREATE TRIGGER story_merges AFTER UPDATE OF cluster ON story WHEN NEW.cluster <> OLD.cluster"
    " AND EXISTS (SELECT 1 FROM mark WHERE story_id IN (OLD.cluster, NEW.cluster)) BEGIN "
    "INSERT INTO mark (story_id, read, starred, hidden)"
    " SELECT NEW.cluster, read, starred, hidden FROM mark WHERE story_id = OLD.cluster"
    " ON CONFLICT (story_id) DO UPDATE SET read = max(read, excluded.read),"
    " starred = max(starred, excluded.starred), hidden = max(hidden, excluded.hidden);"
    "UPDATE mark SET hidden = 0 WHERE story_id = OLD.cluster AND hidden = 1 AND OLD.cluster = OLD.id;"
    "DELETE FROM mark WHERE story_id = OLD.cluster AND OLD.cluster = OLD.id;"
    "UPDATE reading SET hidden = coalesce((SELECT hidden FROM mark WHERE mark.story_id = NEW.cluster), 0)"
    " WHERE story_id = NEW.id;"
    " END",
]


def read_the_old() -> None:
    """What is in the store already is read, except the newest of each feed."""
    op.get_bind().exec_driver_sql(
        "INSERT INTO mark (story_id, read, starred, hidden)"
        " SELECT id, 1, 0, 0 FROM (SELECT id, cluster,"
        " row_number() OVER (PARTITION BY feed_id ORDER BY at DESC, id DESC) AS place FROM story)"
        f" WHERE place > {UNREAD} AND cluster = id"
    )
